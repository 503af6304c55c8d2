"""Renders the files that registries, desktops and container hosts read."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import orjson

from integen.plan.oauth.record import NAME as OAUTH
from integen.plan.packaging.listing import Listing
from integen.plan.packaging.manifest import ENTRY, manifest
from integen.plan.packaging.server_json import server_json
from integen.render.custom import Custom
from integen.render.environment import environment

_RENDERED = {
    ENTRY: "packaging/main.py.jinja",
    "Dockerfile": "packaging/Dockerfile.jinja",
    ".dockerignore": "packaging/dockerignore.jinja",
    ".mcpbignore": "packaging/mcpbignore.jinja",
}


def packaging_texts(listing: Listing | None, custom: Custom | None = None) -> dict[str, str]:
    """Return `{path: text}` of the files that have a template; nothing without a listing."""
    if listing is None:
        return {}
    jinja = environment(custom)
    return {path: jinja.get_template(name).render(listing=listing) for path, name in _RENDERED.items()}


def packaging_data(listing: Listing | None, oauth: Mapping[str, Any] | None) -> dict[str, bytes]:
    """Return `{path: bytes}` of the JSON files: what stands in them is quoted by being JSON."""
    records: dict[str, Mapping[str, Any]] = {OAUTH: oauth} if oauth is not None else {}
    if listing is not None:
        records |= {"server.json": server_json(listing), "manifest.json": manifest(listing)}
    return {path: _json(record) for path, record in records.items()}


def _json(record: Mapping[str, Any]) -> bytes:
    return orjson.dumps(record, option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE)
