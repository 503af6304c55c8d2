"""Where the nodes of a document were written, once overlays have changed it.

Only what was changed is kept: every other node stands in the text at the pointer that it still has.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field

from integen.ir.origin import ROOT, Origin, child, split

Token = str | int
"""A key of an object or a position in an array."""


@dataclass(slots=True)
class _Node:
    home: Origin | None = None
    """Where this node was written; None: where its parent's home says."""
    children: dict[str, _Node] = field(default_factory=dict)

    def copy(self) -> _Node:
        return _Node(self.home, {token: inner.copy() for token, inner in self.children.items()})


class Provenance:
    """Pointers of the changed main document and where they were written."""

    def __init__(self) -> None:
        self._root = _Node(ROOT)

    def home(self, origin: Origin) -> Origin:
        """Return where a node was written; origins in other documents are their own homes."""
        document, tokens = split(origin)
        if document or not self._root.children:
            return origin
        return self._home(tokens)

    def came(self, place: Sequence[Token], home: Origin) -> None:
        """Note that the node that stands at `place` now, with all below it, was written at `home`."""
        *parents, last = place
        self._at(parents).children[str(last)] = _Node(home)

    def copied(self, source: Sequence[Token], place: Sequence[Token]) -> None:
        """Note that `place` now holds a copy of what stands at `source`."""
        *parents, last = place
        known = self._known(source)
        copy = known.copy() if known else _Node()
        copy.home = self._home([str(token) for token in source])
        self._at(parents).children[str(last)] = copy

    def closed_up(self, place: Sequence[Token], length: int, gone: Collection[int]) -> None:
        """Note that the array at `place`, which had `length` elements, lost those at `gone`."""
        node = self._at(place)
        home = self._home([str(token) for token in place])
        kept = [index for index in range(length) if index not in gone]
        children = {}
        for now, before in enumerate(kept):
            inner = node.children.get(str(before)) or _Node()
            inner.home = inner.home or child(home, before)
            children[str(now)] = inner
        node.children = children

    def _home(self, tokens: Sequence[str]) -> Origin:
        node: _Node | None = self._root
        home = ROOT
        for token in tokens:
            node = node.children.get(token) if node else None
            home = node.home if node and node.home else child(home, token)
        return home

    def _known(self, place: Sequence[Token]) -> _Node | None:
        node: _Node | None = self._root
        for token in place:
            node = node.children.get(str(token)) if node else None
        return node

    def _at(self, place: Sequence[Token]) -> _Node:
        node = self._root
        for token in place:
            node = node.children.setdefault(str(token), _Node())
        return node
