"""What OpenAPI itself demands of a document: tables of its objects, and two ways to hold a document to them.

`objects`, `swagger` and `schemas` are the tables, `table` reads them. `meta` makes a JSON Schema of them that
answers yes or no in no time; `walk` says what is wrong and where. What tables cannot say stands in `rules`.
"""
