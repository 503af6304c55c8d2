"""Puts values into a document as `update` and `copy` do. Source: Overlay Specification 1.1, Action Object.

Objects are merged member by member, arrays take elements at their end, single values replace single values;
everything else does not fit.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from integen.diagnostics.provenance import Provenance
from integen.ir.origin import Origin, child
from integen.ir.schema import JsonValue
from integen.overlay.budget import fresh
from integen.overlay.query import Place


class Misfit(Exception):
    """The value does not fit what stands there; the message says so, `path` leads to it in the value."""

    def __init__(self, message: str, path: Place) -> None:
        super().__init__(message)
        self.path = path


class Source(Protocol):
    """Where the values come from that are put into the document."""

    def note(self, place: Place, path: Place) -> None:
        """Note that `place` now holds what stands at `path` of the value."""


@dataclass(frozen=True, slots=True)
class Written:
    """The value stands in an overlay."""

    provenance: Provenance
    origin: Origin

    def note(self, place: Place, path: Place) -> None:
        home = self.origin
        for token in path:
            home = child(home, token)
        self.provenance.came(place, home)


@dataclass(frozen=True, slots=True)
class Copied:
    """The value stands in the document itself."""

    provenance: Provenance
    place: Place

    def note(self, place: Place, path: Place) -> None:
        self.provenance.copied((*self.place, *path), place)


@dataclass(slots=True)
class Tally:
    """What was changed so far."""

    added: int = 0
    replaced: int = 0


class Merger:
    """Merges one value into nodes of one document."""

    def __init__(self, root: JsonValue, value: JsonValue, source: Source) -> None:
        self._root = root
        self._value = value
        self._source = source
        self.tally = Tally()

    def check(self, node: JsonValue) -> None:
        """Raises Misfit, before anything is changed."""
        if kind(node) == "array":
            return
        if kind(node) != kind(self._value):
            raise Misfit(f"{_named(self._value)} does not fit {_named(node)}", ())
        if isinstance(node, dict):
            _check_members(node, self._value, ())

    def into(self, place: Place, node: JsonValue) -> None:
        """Put the value into the node at `place`. Raises Misfit when an earlier match has changed it so."""
        self.check(node)
        if isinstance(node, dict):
            self._members(place, node, self._value, ())
        elif isinstance(node, list):
            self._elements(place, node, self._value, ())
        else:
            container = self._root
            for token in place[:-1]:
                container = container[token]
            self._replace(container, place, self._value, ())

    def _members(self, place: Place, node: dict[str, JsonValue], value: JsonValue, path: Place) -> None:
        for key, new in value.items():
            here, there = (*place, key), (*path, key)
            if key not in node:
                node[key] = fresh(new)
                self.tally.added += 1
                self._source.note(here, there)
            elif isinstance(new, dict):
                self._members(here, node[key], new, there)
            elif isinstance(new, list):
                self._elements(here, node[key], new, there)
            else:
                self._replace(node, here, new, there)

    def _elements(self, place: Place, node: list[JsonValue], value: JsonValue, path: Place) -> None:
        several = isinstance(value, list)
        for index, new in enumerate(value if several else [value]):
            node.append(fresh(new))
            self.tally.added += 1
            self._source.note((*place, len(node) - 1), (*path, index) if several else path)

    def _replace(self, container: JsonValue, place: Place, value: JsonValue, path: Place) -> None:
        old = container[place[-1]]
        if type(old) is not type(value) or old != value:
            container[place[-1]] = value
            self.tally.replaced += 1
            self._source.note(place, path)


def kind(value: JsonValue) -> str:
    """Return `object`, `array` or `single`."""
    if isinstance(value, dict):
        return "object"
    return "array" if isinstance(value, list) else "single"


def _check_members(node: dict[str, JsonValue], value: dict[str, JsonValue], path: Place) -> None:
    for key, new in value.items():
        if key not in node:
            continue
        old = node[key]
        if kind(old) != kind(new):
            raise Misfit(f"`{key}` is {_named(old)}, and the update {_named(new)}", (*path, key))
        if isinstance(new, dict):
            _check_members(old, new, (*path, key))


def _named(value: JsonValue) -> str:
    if value is None:
        return "null"
    return {"object": "an object", "array": "an array", "single": "a single value"}[kind(value)]
