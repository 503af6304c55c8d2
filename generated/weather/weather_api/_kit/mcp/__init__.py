"""The MCP server: data in `catalog.json`, no code per tool.

`front` answers the first requests of a stdio session with the standard library alone; everything that needs
the MCP SDK is imported behind it. So `main`, `front`, `filters`, `listing`, `handshake` and `discovery_tools`
import only light modules of the standard library, and this file imports nothing.
"""
