"""Finds the overlay that leads from one document to another.

Removals come first, the deepest of them at the beginning, then updates: so every target is written for the
array positions that it will meet. One object is updated once, with everything that changes below it unless
that lies inside of an array.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import orjson

from integen.errors import IntegenError
from integen.ir.schema import JsonValue
from integen.overlay.elements import matched
from integen.overlay.merge import kind
from integen.overlay.target import path_to, quoted
from integen.overlay.write import Action

_MOST = 40
"""Selectors in one target."""


@dataclass(frozen=True, slots=True)
class _Element:
    """A step into an array."""

    selector: str | None
    """A filter that selects this element only, before and after the removals."""
    before: int
    after: int


Step = str | _Element


@dataclass(frozen=True, slots=True)
class _Way:
    """Steps from the root."""

    steps: tuple[Step, ...] = ()

    def to(self, step: Step) -> _Way:
        return _Way((*self.steps, step))

    def before(self) -> str:
        """Return the query for the document as it is before any removal around it."""
        return self._query(removed=False)

    def after(self) -> str:
        """Return the query for the document after all removals."""
        return self._query(removed=True)

    def _query(self, *, removed: bool) -> str:
        parts = []
        for step in self.steps:
            if isinstance(step, str):
                parts.append(path_to([step])[1:])
            else:
                parts.append(f"[{step.selector or (step.after if removed else step.before)}]")
        return "$" + "".join(parts)


def difference(old: JsonValue, new: JsonValue) -> tuple[Action, ...]:
    """Return the actions that make `new` of `old`, save for the order of keys; none when they are the same.

    Raises IntegenError when one is an object and the other is not.
    """
    if kind(old) != kind(new) or kind(old) == "single":
        raise IntegenError(
            "an overlay cannot make one document of the other",
            hint="compare two documents that are both objects, as OpenAPI documents are",
        )
    comparison = _Comparison()
    way = _Way()
    if isinstance(old, dict):
        comparison.objects(way, old, new)
    else:
        comparison.arrays(way, old, new)
    return (*comparison.removals, *comparison.updates)


class _Comparison:
    def __init__(self) -> None:
        self.removals: list[Action] = []
        self.updates: list[Action] = []

    def objects(self, way: _Way, old: dict[str, JsonValue], new: dict[str, JsonValue]) -> None:
        """Compare two objects; what can be merged becomes one update."""
        update = self._merged(way, old, new)
        if update:
            self.updates.append(Action(target=way.after(), update=update))

    def _merged(
        self, way: _Way, old: dict[str, JsonValue], new: dict[str, JsonValue]
    ) -> dict[str, JsonValue]:
        """Return what has to be merged into the object; everything else is noted."""
        own: dict[str, JsonValue] = {key: value for key, value in new.items() if key not in old}
        gone = [key for key in old if key not in new]
        inside: list[str] = []
        for key, value in new.items():
            if key not in old or _same(old[key], value):
                continue
            if kind(old[key]) != kind(value):
                gone.append(key)
                own[key] = value
            elif isinstance(value, dict):
                inside.append(key)
            elif isinstance(value, list):
                self._array(way, key, old[key], value, own, gone)
            else:
                own[key] = value
        for key in inside:
            self._inside(way, key, old[key], new[key], own)
        self.removals += _removals(way, [quoted(key) for key in gone], gone)
        return own

    def _inside(
        self,
        way: _Way,
        key: str,
        old: dict[str, JsonValue],
        new: dict[str, JsonValue],
        own: dict[str, JsonValue],
    ) -> None:
        """Compare a member that is an object: with an update around it, its own becomes part of that."""
        if not own:
            self.objects(way.to(key), old, new)
            return
        update = self._merged(way.to(key), old, new)
        if update:
            own[key] = update

    def _array(
        self,
        way: _Way,
        key: str,
        old: list[JsonValue],
        new: list[JsonValue],
        own: dict[str, JsonValue],
        gone: list[str],
    ) -> None:
        """Compare a member that is an array; one of which nothing stays is replaced as a whole."""
        if old and new and not matched(old, new).kept:
            gone.append(key)
            own[key] = new
            return
        appended = self._elements(way.to(key), old, new)
        if appended:
            own[key] = appended

    def arrays(self, way: _Way, old: list[JsonValue], new: list[JsonValue]) -> None:
        """Compare two arrays that are members of nothing."""
        appended = self._elements(way, old, new)
        if appended:
            self.updates.append(Action(target=way.after(), update=appended))

    def _elements(self, way: _Way, old: list[JsonValue], new: list[JsonValue]) -> list[JsonValue]:
        """Note what changes inside of elements and which go; return what comes at the end."""
        found = matched(old, new)
        for after, (before, position) in enumerate(found.kept):
            if _same(old[before], new[position]):
                continue
            self.objects(way.to(_Element(found.selectors[before], before, after)), old[before], new[position])
        if len(found.gone) == len(old) and old:
            self.removals.append(Action(target=f"{way.before()}[*]", remove=True))
        else:
            self.removals += _of_elements(way, found.gone, found.selectors)
        return list(found.new)


def _of_elements(way: _Way, gone: Sequence[int], selectors: Sequence[str | None]) -> Iterator[Action]:
    """Yield the removals of elements: by what they are, or else by position, the last ones first."""
    named = [selectors[index] for index in gone]
    texts = [each for each in named if each is not None]
    if len(texts) < len(gone):
        texts = [str(index) for index in sorted(gone, reverse=True)]
    for start in range(0, len(texts), _MOST):
        yield Action(target=f"{way.before()}[{', '.join(texts[start : start + _MOST])}]", remove=True)


def _removals(way: _Way, names: Sequence[str], keys: Sequence[str]) -> Iterator[Action]:
    if len(keys) == 1:
        yield Action(target=way.to(keys[0]).before(), remove=True)
        return
    for start in range(0, len(names), _MOST):
        yield Action(target=f"{way.before()}[{', '.join(names[start : start + _MOST])}]", remove=True)


def _same(old: JsonValue, new: JsonValue) -> bool:
    """Compare as JSON does, where `true` is not 1; the order of keys does not matter."""
    return orjson.dumps(old, option=orjson.OPT_SORT_KEYS) == orjson.dumps(new, option=orjson.OPT_SORT_KEYS)
