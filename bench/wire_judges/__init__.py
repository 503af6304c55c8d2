"""Judges of the wire that nobody here wrote: what they ask for, and what they say."""
