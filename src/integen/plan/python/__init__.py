"""The Python SDK: models, resources, client."""
