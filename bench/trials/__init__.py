"""Trials of documents: each is generated and judged in processes that are bounded in time and memory."""
