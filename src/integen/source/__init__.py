"""Bytes become documents: fetching, parsing, `$ref` across files. Nothing here knows what a document means."""
