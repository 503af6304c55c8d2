"""Documents become meaning: one module per OpenAPI object.

Sloppy parts are diagnosed, and read as well as they can be.
"""
