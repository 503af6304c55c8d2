"""integen: an OpenAPI document becomes an MCP server and a typed Python SDK."""
