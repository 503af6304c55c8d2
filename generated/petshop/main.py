"""Starts the MCP server: for hosts of desktop extensions, which run a file and not a command."""

import sys

from petshop_api.server import main

if __name__ == "__main__":
    sys.exit(main())
