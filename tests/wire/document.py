"""One OpenAPI document out of the operations of all rows."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from .row import Row

SCHEMES: dict[str, Any] = {
    "headerKey": {"type": "apiKey", "in": "header", "name": "X-Key"},
    "queryKey": {"type": "apiKey", "in": "query", "name": "api&key"},
    "cookieKey": {"type": "apiKey", "in": "cookie", "name": "sid"},
    "basic": {"type": "http", "scheme": "basic"},
    "bearer": {"type": "http", "scheme": "bearer"},
    "digestLike": {"type": "http", "scheme": "hoba"},
    "oauth": {
        "type": "oauth2",
        "flows": {"clientCredentials": {"tokenUrl": "https://example.com/t", "scopes": {"read": "Reads"}}},
    },
    "openid": {"type": "openIdConnect", "openIdConnectUrl": "https://example.com/.well-known/o"},
    "tls": {"type": "mutualTLS"},
    "oldKey": {"type": "apiKey", "in": "header", "name": "X-Old", "deprecated": True},
}


class Document:
    """Gives each distinct operation a path of its own."""

    def __init__(self, rows: Iterable[Row], components: dict[str, Any]) -> None:
        self._components = components
        self._numbers: dict[str, int] = {}
        self.paths: dict[str, dict[str, Any]] = {}
        for row in rows:
            self._add(row)

    def _add(self, row: Row) -> None:
        number = self._numbers.setdefault(_identity(row), len(self._numbers))
        operation = {"operationId": f"op{number}", "tags": ["wire"], **row.operation}
        operation.setdefault("responses", {"204": {"description": "Nothing"}})
        item = self.paths.setdefault(self.prefix(row) + row.path, {})
        if row.method in _FIXED:
            item[row.method] = operation
        else:
            item["additionalOperations"] = {row.method: operation}

    def prefix(self, row: Row) -> str:
        return f"/r{self._numbers[_identity(row)]}"

    def key(self, row: Row) -> str:
        method = row.method.upper() if row.method in _FIXED else row.method
        return f"{method} {self.prefix(row)}{row.path}"

    def text(self, server: str) -> str:
        return json.dumps(
            {
                "openapi": "3.2.0",
                "info": {"title": "Wire", "version": "1"},
                "servers": [{"url": server}],
                "paths": self.paths,
                "components": {"securitySchemes": SCHEMES, "schemas": self._components},
            }
        )


_FIXED = ("get", "put", "post", "delete", "options", "head", "patch", "trace", "query")


def _identity(row: Row) -> str:
    return json.dumps([row.method, row.path, row.operation])
