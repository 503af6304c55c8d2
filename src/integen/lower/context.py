"""What every lowering module needs: documents, a place for diagnostics, tolerant readers of members."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Any

from integen.diagnostics.diagnostic import Diagnostic, Diagnostics, Severity
from integen.diagnostics.wording import kind
from integen.ir.origin import Origin, child
from integen.ir.schema import JsonValue
from integen.lower.dialect import Dialect, dialect_in
from integen.lower.repairs import BY_CODE, Repair
from integen.source.sources import Sources, UnresolvedError

_HOPS = 32
_SECTION = re.compile(r"[^#]*#(?:/components)?/([A-Za-z]+)/[^/]*")

KINDS = {
    "schemas": "a schema",
    "definitions": "a schema",
    "responses": "a response",
    "parameters": "a parameter",
    "examples": "an example",
    "requestBodies": "a request body",
    "headers": "a header",
    "securitySchemes": "a security scheme",
    "securityDefinitions": "a security scheme",
    "links": "a link",
    "callbacks": "a callback",
    "pathItems": "a path item",
    "mediaTypes": "a media type",
}
"""What stands in the sections of a document that keep what is shared."""


class Unusable(Exception):
    """A part is so wrong that what contains it cannot be used; the diagnostic says why."""

    def __init__(self, diagnostic: Diagnostic) -> None:
        super().__init__(diagnostic.message)
        self.diagnostic = diagnostic


class Refused(Exception):
    """A repair that an operation needs is switched off; the diagnostic says which."""

    def __init__(self, diagnostic: Diagnostic) -> None:
        super().__init__(diagnostic.message)
        self.diagnostic = diagnostic


class Context:
    """Shared by all modules that lower one set of documents."""

    __slots__ = ("_dialects", "_said", "diagnostics", "dialect", "in_operation", "repairs", "sources")

    def __init__(
        self,
        sources: Sources,
        diagnostics: Diagnostics,
        dialect: Dialect,
        repairs: Mapping[str, bool] = MappingProxyType({}),
    ) -> None:
        self.sources = sources
        self.diagnostics = diagnostics
        self.dialect = dialect
        """Of the main document."""
        self._dialects: dict[str, Dialect] = {"": dialect}
        self._said: set[tuple[str, Origin | None, str]] = set()
        self.repairs = repairs
        """`{name: False}` for those that are switched off."""
        self.in_operation = False
        """What is read now belongs to one operation, which can be given up."""

    def dialect_at(self, origin: Origin) -> Dialect:
        """Return the dialect of the document that a node stands in."""
        document = origin.partition("#")[0]
        found = self._dialects.get(document)
        if found is None:
            value = self.sources.documents[document].value
            found = self._dialects[document] = dialect_in(value, self.dialect)
        return found

    def report(self, code: str, message: str, origin: Origin, *, note: str | None = None) -> None:
        """Add a diagnostic, once: shared parts are read from many places."""
        repair = BY_CODE.get(code)
        if repair is not None:
            if self.repairs.get(repair.name) is False:
                self._refuse(repair, message, origin)
                return
            note = f"{note or repair.does} (repair `{repair.name}`)"
        if self._first(code, origin, message):
            self.diagnostics.report(code, message, origin, note=note)

    def _refuse(self, repair: Repair, message: str, origin: Origin) -> None:
        note = f"the repair `{repair.name}` is switched off"
        severity = Severity.ERROR
        diagnostic = Diagnostic(
            code=repair.code, message=message, severity=severity, origin=origin, note=note
        )
        if self.in_operation:
            raise Refused(diagnostic)
        self.pass_on(diagnostic)

    def report_once_per(self, code: str, message: str, origin: Origin, subject: str) -> None:
        """Add a diagnostic unless `subject` had one of the same code already."""
        if self._first(code, None, subject):
            self.diagnostics.report(code, message, origin)

    def pass_on(self, diagnostic: Diagnostic) -> bool:
        """Add a ready diagnostic; False when it was there already."""
        first = self._first(diagnostic.code, diagnostic.origin, diagnostic.message)
        if first:
            self.diagnostics.items.append(diagnostic)
        return first

    def _first(self, code: str, origin: Origin | None, message: str) -> bool:
        key = (code, origin, message)
        if key in self._said:
            return False
        self._said.add(key)
        return True

    def follow(
        self, node: JsonValue, origin: Origin, wanted: str | None = None
    ) -> tuple[dict[str, Any], Origin]:
        """Return the object that `node` is or refers to, with its origin. Raises Unusable.

        `wanted` is the section of `components` for things of its kind: others are diagnosed.
        """
        for _ in range(_HOPS):
            if not isinstance(node, dict):
                raise unusable("IG107", f"expected an object, found {kind(node)}", origin)
            ref = node.get("$ref")
            if ref is None:
                return node, origin
            if not isinstance(ref, str):
                raise unusable("IG204", f"`$ref` is {kind(ref)}, not a text", child(origin, "$ref"))
            try:
                target, node = self.sources.resolve(child(origin, "$ref"), ref)
            except UnresolvedError as error:
                raise Unusable(error.diagnostic) from None
            if wanted is not None:
                self.expect(wanted, target, child(origin, "$ref"))
            origin = target
        raise unusable("IG203", "the references only lead to each other", origin)

    def expect(self, wanted: str, target: Origin, origin: Origin) -> None:
        """Diagnose a reference at `origin` that leads to a component of another kind."""
        found = _SECTION.fullmatch(target)
        if found is not None and KINDS.get(found[1], KINDS[wanted]) != KINDS[wanted]:
            message = f"the reference leads to {KINDS[found[1]]}, not to {KINDS[wanted]}"
            self.report("IG207", message, origin, note="it is read as what it should be")

    def text(self, node: dict[str, Any], key: str, origin: Origin) -> str | None:
        """Return a text member; None when it is absent, null or not readable as a text."""
        value = node.get(key)
        if value is None or type(value) is str:
            return value
        self.report("IG107", f"`{key}` should be a text and is {kind(value)}", child(origin, key))
        if isinstance(value, bool):
            return "true" if value else "false"
        return str(value) if isinstance(value, int | float) else None

    def flag(self, node: dict[str, Any], key: str, origin: Origin, *, default: bool = False) -> bool:
        """Return a boolean member; texts such as `"true"` are read as what they say."""
        value = node.get(key)
        if value is None or type(value) is bool:
            return default if value is None else value
        self.report("IG107", f"`{key}` should be true or false and is {kind(value)}", child(origin, key))
        return value.strip().lower() == "true" if isinstance(value, str) else default

    def mapping(self, node: dict[str, Any], key: str, origin: Origin) -> dict[str, Any]:
        """Return an object member; empty when it is absent or something else."""
        value = node.get(key)
        if value is None or type(value) is dict:
            return value or {}
        self.report("IG107", f"`{key}` should be an object and is {kind(value)}", child(origin, key))
        return {}

    def sequence(self, node: dict[str, Any], key: str, origin: Origin) -> list[Any]:
        """Return a list member; empty when it is absent or something else."""
        value = node.get(key)
        if value is None or type(value) is list:
            return value or []
        self.report("IG107", f"`{key}` should be a list and is {kind(value)}", child(origin, key))
        return []

    def objects(
        self, node: dict[str, Any], key: str, origin: Origin
    ) -> Iterator[tuple[Origin, dict[str, Any]]]:
        """Yield the elements of a list member that are objects."""
        place = child(origin, key)
        for index, item in enumerate(self.sequence(node, key, origin)):
            if isinstance(item, dict):
                yield child(place, index), item
            else:
                self.report("IG107", f"expected an object, found {kind(item)}", child(place, index))


def unusable(code: str, message: str, origin: Origin) -> Unusable:
    """Return the exception for a part that cannot be used: an error, whatever severity the code has."""
    return Unusable(Diagnostic(code=code, message=message, severity=Severity.ERROR, origin=origin))


def extensions(node: dict[str, Any]) -> dict[str, JsonValue]:
    """Return the `x-` members in document order."""
    return {key: value for key, value in node.items() if key.startswith("x-")}
