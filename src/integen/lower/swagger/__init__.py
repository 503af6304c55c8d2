"""Swagger 2.0 becomes the same nodes as OpenAPI 3; origins stay those of the document as written."""
