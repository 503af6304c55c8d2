"""Makes the names that somebody chose for tools legal and unique."""

from __future__ import annotations

import re
from dataclasses import replace

from integen.diagnostics.diagnostic import Diagnostics
from integen.ir.api import Operation
from integen.ir.curation import Said
from integen.naming.legal import ToolName, tool_name
from integen.naming.words import words

RESERVED = frozenset(("search_tools", "describe_tools", "call_read", "call_write", "call_destructive"))
_LEGAL = re.compile(r"[A-Za-z][A-Za-z0-9_]*")
_SIGNS = str.maketrans("-./ ", "____")
"""Signs that other tools allow in names and that everybody reads as a gap."""


class ToolNames:
    """The names of one API, the first operation that wants one gets it."""

    def __init__(self, limit: int, diagnostics: Diagnostics) -> None:
        self._limit = limit
        self._diagnostics = diagnostics
        self._owners: dict[str, str] = {}

    def checked(self, operation: Operation) -> Operation:
        """Return the operation with a name that can be used, or without one."""
        curation = operation.curation
        if curation.name is None and not curation.aliases:
            return operation
        name = self._legal(operation, curation.name) if curation.name is not None else None
        aliases = tuple(alias for alias in curation.aliases if _LEGAL.fullmatch(alias))
        return replace(operation, curation=replace(curation, name=name, aliases=aliases))

    def _legal(self, operation: Operation, wanted: str) -> ToolName | None:
        plain = wanted.translate(_SIGNS)
        said = _statement(operation)
        if _LEGAL.fullmatch(plain) and len(plain) <= self._limit:
            name = ToolName(plain)
        else:
            name = tool_name(words(wanted), self._limit)
            problem = "is too long" if _LEGAL.fullmatch(plain) else "is refused by clients"
            message = f"the tool name `{wanted[:80]}` of `{operation.key}` {problem}"
            self._diagnostics.report("IG527", message, said.origin, note=f"it becomes `{name}`")
        owner = self._owners.setdefault(name.lower(), operation.key)
        if owner == operation.key and name not in RESERVED:
            return name
        whose = f"that of `{owner}`" if owner != operation.key else "one of every server's own"
        message = f"the tool name `{name}` of `{operation.key}` is also {whose}"
        self._diagnostics.report("IG528", message, said.origin, note="it gets the name that it has without")
        return None


def _statement(operation: Operation) -> Said:
    said = operation.curation.said
    return next(each for each in said if each.fact == "name" and each.argument is None)
