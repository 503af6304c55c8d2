"""The shape of an answer that may be a page: where its items stand, and what says where the next one is."""

from __future__ import annotations

from integen.ir.api import Api
from integen.ir.schema import Array, Object, Schema
from integen.ir.shape import deref, merged, without_null

_ITEMS = """items data results records entries values elements list objects content rows collection value
resources docs documents edges hits""".split()
_AROUND = frozenset(
    "paging pagination meta metadata responsemetadata links pageinfo page cursors cursor".split()
)


def plain(name: str) -> str:
    """Return a name without signs, in lower case: what names are compared by."""
    return "".join(character for character in name.lower() if character.isalnum())


class Answer:
    """Finds things in the shape of an answer, at most one level down."""

    def __init__(self, api: Api, schema: Schema) -> None:
        self._api = api
        top = without_null(deref(api, schema))[0]
        self._is_array = isinstance(top, Array)
        self._top = None if self._is_array else merged(api, top)

    @property
    def items(self) -> tuple[str, ...] | None:
        """Names on the way to the array of items; None when no array, or none of several, is it."""
        if self._is_array:
            return ()
        if self._top is None:
            return None
        arrays = [item.name for item in self._top.properties if self._is(item.schema, Array)]
        known = {plain(name): name for name in reversed(arrays)}
        named = next((known[name] for name in _ITEMS if name in known), None)
        if named is None and len(arrays) == 1:
            named = arrays[0]
        return (named,) if named is not None else None

    def find(self, names: frozenset[str]) -> tuple[str, ...]:
        """Return the way to the first plain value so named, at the top or in a part about paging."""
        if self._top is None:
            return ()
        for item in self._top.properties:
            if plain(item.name) in names and self._is_plain(item.schema):
                return (item.name,)
        for item in self._top.properties:
            inner = merged(self._api, without_null(deref(self._api, item.schema))[0])
            if plain(item.name) in _AROUND and inner is not None:
                for member in inner.properties:
                    if plain(member.name) in names and self._is_plain(member.schema):
                        return (item.name, member.name)
        return ()

    def has(self, name: str) -> bool:
        return self._top is not None and any(item.name == name for item in self._top.properties)

    def _is(self, schema: Schema, kind: type) -> bool:
        return isinstance(without_null(deref(self._api, schema))[0], kind)

    def _is_plain(self, schema: Schema) -> bool:
        return not self._is(schema, Array) and not self._is(schema, Object)
