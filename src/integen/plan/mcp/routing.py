"""Arguments that clients repeat in an HTTP header, for gateways that route by them and read no bodies.

The document asks for it with `x-mcp-header: Region` on a parameter or its schema; clients of 2026-07-28 then
send `Mcp-Param-Region`. A mark that is not right would make them drop the whole tool, so it is dropped here.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

from integen.ir.api import Api
from integen.ir.shape import deref
from integen.plan.operation import Argument

MARK = "x-mcp-header"
_TOKEN = re.compile(r"[!#$%&'*+.^_`|~0-9A-Za-z-]{1,100}")
"""Of RFC 9110 section 5.6.2, and short."""
_TYPES = frozenset(("string", "integer", "boolean"))
_PLACES = frozenset(("path", "query", "header"))


def with_marks(
    api: Api, arguments: Iterable[Argument], properties: Mapping[str, dict[str, Any]]
) -> dict[str, Any]:
    """Return the properties of a tool with the marks of the document; the first of one name gets it."""
    marked: dict[str, Any] = dict(properties)
    taken: set[str] = set()
    for argument in arguments:
        name = _name(api, argument)
        written = properties[argument.arg]
        if name is None or name.lower() in taken or written.get("type") not in _TYPES:
            continue
        taken.add(name.lower())
        marked[argument.arg] = {**written, MARK: name}
    return marked


def _name(api: Api, argument: Argument) -> str | None:
    if argument.location not in _PLACES:
        return None
    own = dict(argument.schema.notes.extensions)
    stated = own.get(MARK, dict(deref(api, argument.schema).notes.extensions).get(MARK))
    return stated if isinstance(stated, str) and _TOKEN.fullmatch(stated) else None
