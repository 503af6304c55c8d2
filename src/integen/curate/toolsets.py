"""What is said of a server and of its groups of tools, and not of one operation."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from integen.curate.dialects.table import INSTRUCTIONS
from integen.curate.facts import Unfit, text
from integen.curate.settings import Settings
from integen.diagnostics.diagnostic import Diagnostics
from integen.ir.api import Api
from integen.ir.origin import ROOT, Origin, child
from integen.ir.schema import JsonValue


def instructions(api: Api, diagnostics: Diagnostics) -> str | None:
    """Return what `x-mcp` of the root, or a key of its own there or in `info`, tells every agent."""
    for origin, value in _told(api):
        try:
            return text(value)
        except Unfit as error:
            name = origin.rpartition("/")[2]
            diagnostics.report("IG520", f"`{name}` should be {error}", origin, note="it is ignored")
    return None


def _told(api: Api) -> Iterator[tuple[Origin, JsonValue]]:
    root = api.extensions.get("x-mcp")
    if isinstance(root, dict) and root.get("instructions") is not None:
        yield child(child(ROOT, "x-mcp"), "instructions"), root["instructions"]
    for key in INSTRUCTIONS:
        for members, origin in ((api.extensions, ROOT), (api.info_extensions, child(ROOT, "info"))):
            if members.get(key) is not None:
                yield child(origin, key), members[key]


def described(api: Api, settings: Settings, diagnostics: Diagnostics) -> Mapping[str, str]:
    """Return `{toolset: description}` from `x-mcp.toolsets`, `x-mcp-category` of tags and `integen.toml`."""
    found: dict[str, str] = {}
    for tag in api.tags:
        told = tag.extensions.get("x-mcp-category")
        if isinstance(told, dict) and isinstance(told.get("name"), str):
            about = told.get("description")
            found[told["name"].strip()] = about.strip() if isinstance(about, str) else ""
    root = api.extensions.get("x-mcp")
    for name, about in _toolsets(root, diagnostics):
        found[name] = about
    return {**found, **settings.toolsets}


def _toolsets(root: JsonValue, diagnostics: Diagnostics) -> Iterator[tuple[str, str]]:
    origin = child(child(ROOT, "x-mcp"), "toolsets")
    told = root.get("toolsets") if isinstance(root, dict) and "protocolVersion" not in root else None
    if told is not None and not isinstance(told, dict):
        diagnostics.report("IG520", "`x-mcp.toolsets` should be an object", origin, note="it is ignored")
        return
    for name, about in (told or {}).items():
        try:
            yield name, text(about)
        except Unfit as error:
            message = f"`x-mcp.toolsets` should have {error} for each name"
            diagnostics.report("IG520", message, child(origin, name), note="it is ignored")
