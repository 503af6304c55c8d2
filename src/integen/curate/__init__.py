"""Decides what agents get of an API: what is left out, what tools are called, what is said of them."""
