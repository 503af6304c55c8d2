"""`manifest.json` of a desktop extension (MCPB). Source: manifest 0.4, which has servers that uv runs."""

from __future__ import annotations

from typing import Any

from integen.plan.packaging.listing import Listing
from integen.plan.packaging.variables import Variable
from integen.quoting import line

VERSION = "0.4"
ENTRY = "main.py"
"""What hosts start that do not read `mcp_config`."""


def manifest(listing: Listing) -> dict[str, Any]:
    """Return the file as JSON values."""
    package, published = listing.package, listing.publication
    record: dict[str, Any] = {
        "manifest_version": VERSION,
        "name": package.script,
        "display_name": listing.title,
        "version": semantic(package.version),
        "description": listing.description,
        "long_description": line(package.summary) or listing.description,
        "author": {"name": published.publisher},
    }
    if published.repository:
        record["repository"] = {"type": "git", "url": published.repository}
    if published.homepage:
        record["homepage"] = published.homepage
    record["server"] = _server(listing)
    record["tools"] = [{"name": name, "description": text} for name, text in listing.tools]
    record["tools_generated"] = not listing.tools
    if published.privacy_policies:
        record["privacy_policies"] = list(published.privacy_policies)
    record["compatibility"] = {
        "platforms": ["darwin", "linux", "win32"],
        "runtimes": {"python": ">=3.11"},
    }
    record["user_config"] = {each.name: _option(each, listing.title) for each in listing.variables}
    return record


def _server(listing: Listing) -> dict[str, Any]:
    return {
        "type": "uv",
        "entry_point": ENTRY,
        "mcp_config": {
            "command": "uv",
            "args": ["run", "--directory", "${__dirname}", ENTRY],
            "env": {each.env: f"${{user_config.{each.name}}}" for each in listing.variables},
        },
    }


def _option(variable: Variable, title: str) -> dict[str, Any]:
    """Return one question to the user. Hosts leave a variable without a default as it is written: `${…}`."""
    words = " ".join(variable.name.split("_"))
    record: dict[str, Any] = {
        "type": "boolean" if variable.is_switch else "string",
        "title": f"{title}: {words}" if variable.is_secret else words.capitalize(),
        "description": variable.doc,
        "required": variable.is_required,
    }
    if variable.is_secret:
        record["sensitive"] = True
    if not variable.is_required:
        record["default"] = False if variable.is_switch else ""
    return record


def semantic(version: str) -> str:
    """Return a version of three numbers: `1.0.0` for `1`, `2024.5.1` for `2024.5.1.2`."""
    return ".".join([*version.split("."), "0", "0"][:3])
