"""What a user of FastMCP writes to serve a document. Arguments: document, base URL, port or `stdio`."""

import json
import sys
from pathlib import Path

import httpx2
from fastmcp import FastMCP

document, base_url, transport = sys.argv[1:]
server = FastMCP.from_openapi(
    openapi_spec=json.loads(Path(document).read_bytes()),
    client=httpx2.AsyncClient(base_url=base_url),
)
if transport == "stdio":
    server.run(show_banner=False)
else:
    server.run(transport="http", port=int(transport), show_banner=False, log_level="error")
