"""Bytes become documents: fetching, parsing, `$ref` across files. What they mean is not known here."""
