"""Small documents for the tests."""

from __future__ import annotations

import json
from typing import Any


def operation(name: str, **more: Any) -> dict[str, Any]:
    return {"operationId": name, "summary": f"{name}.", "responses": {"200": {"description": "ok"}}, **more}


def query(name: str, **more: Any) -> dict[str, Any]:
    return {"name": name, "in": "query", "schema": {"type": "string"}, **more}


def document(server: str = "http://127.0.0.1:9", **paths: Any) -> str:
    """`document(pets={"get": …})`; a pet list without any."""
    wanted = paths or {"pets": {"get": operation("list_pets")}}
    return json.dumps(
        {
            "openapi": "3.1.0",
            "info": {"title": "Shop", "version": "1", "description": "Sells pets."},
            "servers": [{"url": server}],
            "paths": {f"/{name}": item for name, item in wanted.items()},
        },
        indent=1,
    )
