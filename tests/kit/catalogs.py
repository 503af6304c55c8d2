"""Hand-written catalogs: the smallest that show a point."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from integen.kit.catalog import Catalog

TOKEN = {"token": {"kind": "http", "scheme": "bearer", "args": ["token"], "env": ["PETS_TOKEN"]}}


def write_catalog(
    path: Path,
    operations: dict[str, Any],
    *,
    schemes: dict[str, Any] | None = None,
    security: list[Any] | None = None,
    servers: list[Any] | None = None,
    package: str = "pets_api",
) -> Catalog:
    integration = {
        "key": "pets",
        "title": "Pets",
        "version": "1.2.0",
        "package": package,
        "servers": servers or [],
        "schemes": schemes or {},
        "security": security or [],
    }
    lines = ",\n".join(f"{json.dumps(key)}:{json.dumps(record)}" for key, record in operations.items())
    path.write_text(
        f'{{"catalog":1,\n"integration":{json.dumps(integration)},\n"index":{{\n}},\n"operations":{{\n{lines}\n}},\n"tools":[\n]}}\n'
    )
    return Catalog(path)


def parameter(name: str, where: str = "query", **record: Any) -> dict[str, Any]:
    return {"name": name, "in": where, **record}
