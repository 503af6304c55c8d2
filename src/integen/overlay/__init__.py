"""OpenAPI Overlays: changes to a document that stand beside it. Source: Overlay Specification 1.0 and 1.1."""
