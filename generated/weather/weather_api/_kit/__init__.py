"""The wire: request building, answers, errors, retries, and MCP serving.

Vendored into generated packages as `_kit/`, so it deliberately imports nothing of integen, uses relative
imports only, and needs nothing but the standard library, `httpx2`, `pydantic` and (for `mcp/`) `mcp`.
"""
