"""Keeps of an answer only the fields that the caller names."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from ..kinds import is_dict, is_list

Tree = dict[str, Any]
"""`{member: Tree}`; an empty one keeps everything below."""

MAX_FIELDS = 200


class Projection:
    """Dotted paths such as `items.name`; arrays on the way are passed through."""

    def __init__(self, paths: Sequence[str]) -> None:
        self._paths = tuple(path for path in paths[:MAX_FIELDS] if path)
        self._tree: Tree = {}
        for path in self._paths:
            node = self._tree
            for step in path.split("."):
                node = node.setdefault(step, {})
        self._met: set[str] = set()

    def __bool__(self) -> bool:
        return bool(self._paths)

    def apply(self, value: Any) -> Any:
        return self._kept(value, self._tree, "")

    def missed(self) -> list[str]:
        """Return the paths that led nowhere in what was projected."""
        return [path for path in self._paths if path not in self._met]

    def _kept(self, value: Any, tree: Tree, at: str) -> Any:
        if not tree:
            return value
        if is_list(value):
            return [self._kept(item, tree, at) for item in value]
        if not is_dict(value):
            return value
        kept: dict[str, Any] = {}
        for name, below in tree.items():
            if name in value:
                path = f"{at}.{name}" if at else name
                self._met.add(path)
                kept[name] = self._kept(value[name], below, path)
        return kept
