"""A set of documents as rules see it, after the walk: the nodes by kind, and what references lead to."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from typing import Any

from integen.diagnostics.edit import Edit
from integen.ir.origin import ROOT, Origin, child
from integen.ir.schema import JsonValue
from integen.source.sources import Sources, UnresolvedError
from integen.standard.violation import Violation
from integen.standard.walk import Walk

METHODS = ("get", "put", "post", "delete", "options", "head", "patch", "trace", "query")
_HOPS = 32


class Examined:
    def __init__(self, sources: Sources, walk: Walk) -> None:
        self.sources = sources
        self.version = walk.version
        self.document: dict[str, Any] = sources.main.value
        self._walk = walk

    @property
    def is_swagger(self) -> bool:
        return self.version == "2.0"

    def nodes(self) -> Iterator[tuple[str, dict[str, Any], Origin]]:
        """Yield each object that was walked: its name, itself and its place."""
        for origin, (name, value) in self._walk.visited.items():
            yield name, value, origin

    def of(self, wanted: str) -> Iterator[tuple[dict[str, Any], Origin]]:
        """Yield the objects of one kind."""
        for name, value, origin in self.nodes():
            if name == wanted:
                yield value, origin

    def follow(self, value: JsonValue, origin: Origin) -> tuple[dict[str, Any], Origin] | None:
        """Return the object that stands there or that a reference there leads to."""
        for _ in range(_HOPS):
            if not isinstance(value, dict):
                return None
            if not isinstance(value.get("$ref"), str):
                return value, origin
            try:
                origin, value = self.sources.resolve(child(origin, "$ref"), value["$ref"])
            except UnresolvedError:
                return None
        return None

    def parameters(
        self, holder: dict[str, Any], origin: Origin
    ) -> Iterator[tuple[dict[str, Any], Origin, Origin]]:
        """Yield each usable parameter of a path item or operation, its own place, and that in the list."""
        listed = holder.get("parameters")
        for index, item in enumerate(listed if isinstance(listed, list) else ()):
            place = child(child(origin, "parameters"), index)
            found = self.follow(item, place)
            if found is not None and isinstance(found[0].get("name"), str):
                yield (*found, place)

    @cached_property
    def schemes(self) -> dict[str, Any]:
        """Return the declared security schemes."""
        holder = self.document if self.is_swagger else self.document.get("components")
        key = "securityDefinitions" if self.is_swagger else "securitySchemes"
        found = holder.get(key) if isinstance(holder, dict) else None
        return found if isinstance(found, dict) else {}

    @cached_property
    def schemes_place(self) -> Origin:
        if self.is_swagger:
            return child(ROOT, "securityDefinitions")
        return child(child(ROOT, "components"), "securitySchemes")

    @cached_property
    def operation_ids(self) -> dict[str, Origin]:
        """Return `{operationId: the first operation that has it}`."""
        found: dict[str, Origin] = {}
        for operation, origin in self.of("Operation"):
            if isinstance(operation.get("operationId"), str):
                found.setdefault(operation["operationId"], origin)
        return found


def violation(
    code: str,
    message: str,
    origin: Origin,
    section: str,
    *,
    lenient: bool = False,
    fix: Edit | None = None,
) -> Violation:
    """Return what a rule has found."""
    return Violation(code=code, message=message, origin=origin, section=section, lenient=lenient, fix=fix)
