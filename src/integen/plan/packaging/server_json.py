"""`server.json` of the MCP registry. Source: its schema of 2025-12-11, and the official registry."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

from integen.plan.packaging.listing import Listing
from integen.plan.packaging.variables import Variable

SCHEMA = "https://static.modelcontextprotocol.io/schemas/2025-12-11/server.schema.json"
_FORGES = {
    "github.com": "github",
    "gitlab.com": "gitlab",
    "bitbucket.org": "bitbucket",
    "codeberg.org": "codeberg",
}


def server_json(listing: Listing) -> dict[str, Any]:
    """Return the file as JSON values: the package over stdio, and the same over HTTP on this machine."""
    published = listing.publication
    record: dict[str, Any] = {
        "$schema": SCHEMA,
        "name": listing.name,
        "title": listing.title,
        "description": listing.description,
        "version": listing.package.version,
    }
    if published.homepage:
        record["websiteUrl"] = published.homepage
    if published.repository:
        host = urlsplit(published.repository).hostname or ""
        record["repository"] = {"url": published.repository, "source": _FORGES.get(host, host)}
    record["packages"] = [_over_stdio(listing), _over_http(listing)]
    return record


def _package(listing: Listing) -> dict[str, Any]:
    return {
        "registryType": "pypi",
        "registryBaseUrl": "https://pypi.org",
        "identifier": listing.package.distribution,
        "version": listing.package.version,
        "runtimeHint": "uvx",
    }


def _over_stdio(listing: Listing) -> dict[str, Any]:
    variables = [_variable(each) for each in listing.variables]
    return {**_package(listing), "transport": {"type": "stdio"}, "environmentVariables": variables}


def _over_http(listing: Listing) -> dict[str, Any]:
    port = {"description": "The port to listen on.", "format": "number", "default": "8000"}
    return {
        **_package(listing),
        "transport": {"type": "streamable-http", "url": "http://127.0.0.1:{port}/mcp"},
        "packageArguments": [
            {"type": "named", "name": "--transport", "value": "http"},
            {"type": "named", "name": "--port", "value": "{port}", "variables": {"port": port}},
        ],
        "environmentVariables": [_variable(each) for each in listing.variables],
    }


def _variable(variable: Variable) -> dict[str, Any]:
    record: dict[str, Any] = {"name": variable.env, "description": variable.doc}
    if variable.is_switch:
        record |= {"format": "boolean", "default": "false"}
    return {**record, "isRequired": variable.is_required, "isSecret": variable.is_secret}
