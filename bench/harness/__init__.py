"""Measures integen and its peers on the same work: whole processes, CPU seconds, peak memory."""
