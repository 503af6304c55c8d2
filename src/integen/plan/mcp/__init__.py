"""The MCP server's data: tools with schemas that every known client takes."""
