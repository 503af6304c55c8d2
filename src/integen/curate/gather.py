"""Collects what everybody says about an operation, before anything is decided."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from integen.curate.dialects import mcp
from integen.curate.dialects.table import (
    ARGUMENT_DESCRIPTIONS,
    DIALECTS,
    INTERNAL,
    ITEM,
    OPERATION,
    READ,
    ROOT,
    TAG,
)
from integen.curate.settings import Settings
from integen.curate.speaker import Speaker
from integen.diagnostics.diagnostic import Diagnostics
from integen.ir.api import Api, Operation
from integen.ir.curation import Said
from integen.ir.origin import ROOT as DOCUMENT
from integen.ir.origin import Origin, child
from integen.ir.schema import JsonValue

_OF_PARAMETERS = frozenset(("x-mcp", INTERNAL, *ARGUMENT_DESCRIPTIONS))


class Gatherer:
    """Reads the extensions of a document; those that many operations share are read once."""

    def __init__(self, api: Api, settings: Settings, diagnostics: Diagnostics) -> None:
        self._settings = settings
        self._diagnostics = diagnostics
        self._root = self._said(api.extensions, DOCUMENT, ROOT)
        self._tags = {tag.name: self._said(tag.extensions, tag.origin, TAG) for tag in api.tags}
        self._items: dict[Origin, tuple[Said, ...]] = {}
        self.used: set[int] = set()
        """Positions of the rules that fit an operation."""

    def of(self, operation: Operation) -> Iterator[Said]:
        """Yield statements, of one level and nearness those first that win."""
        yield from self._of_parameters(operation)
        if operation.extensions:
            yield from self._said(operation.extensions, operation.origin, OPERATION)
        yield from self._of_item(operation)
        for tag in operation.tags:
            yield from self._tags.get(tag, ())
        yield from self._root
        for number, rule in reversed(list(enumerate(self._settings.rules))):
            if rule.selector.matches(operation):
                self.used.add(number)
                yield from rule.statements

    def _of_item(self, operation: Operation) -> tuple[Said, ...]:
        if not operation.item_extensions:
            return ()
        origin = operation.item_origin
        if origin not in self._items:
            self._items[origin] = self._said(operation.item_extensions, origin, ITEM)
        return self._items[origin]

    def _said(self, extensions: Mapping[str, JsonValue], origin: Origin, place: int) -> tuple[Said, ...]:
        if READ.isdisjoint(extensions):
            return ()
        statements: list[Said] = []
        for dialect in DIALECTS:
            if dialect.key in extensions and place in dialect.places:
                speaker = Speaker(
                    by=dialect.key,
                    origin=child(origin, dialect.key),
                    near=place,
                    diagnostics=self._diagnostics,
                    statements=statements,
                )
                dialect.read(extensions[dialect.key], speaker)
        return tuple(statements)

    def _of_parameters(self, operation: Operation) -> Iterator[Said]:
        for parameter in operation.parameters:
            for key in parameter.extensions:
                if key not in _OF_PARAMETERS:
                    continue
                speaker = Speaker(
                    by=key,
                    origin=child(parameter.origin, key),
                    near=OPERATION,
                    diagnostics=self._diagnostics,
                )
                name, value = f"{parameter.location}.{parameter.name}", parameter.extensions[key]
                if key == "x-mcp":
                    mcp.parameter(value, speaker, name)
                elif key in ARGUMENT_DESCRIPTIONS:
                    speaker.say("description", value, argument=name)
                elif value is True and not parameter.required:
                    speaker.say("hidden", True, argument=name)
                yield from speaker.statements
