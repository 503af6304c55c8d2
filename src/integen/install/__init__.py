"""Puts MCP servers into the configuration of the programs that people use them with."""
