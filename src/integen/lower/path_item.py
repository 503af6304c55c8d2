"""Path items: references followed, what they share, and the operations in them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from integen.ir.origin import Origin, child
from integen.lower.context import Context, unusable
from integen.lower.parts import Parts, Shared

_METHODS = ("get", "put", "post", "delete", "options", "head", "patch", "trace", "query")
_HOPS = 32

Member = tuple[Any, Origin]
"""A value and where it stands."""


@dataclass(frozen=True, slots=True)
class PathItems:
    """Reads path items of one set of documents."""

    context: Context
    parts: Parts

    def members(self, value: Any, origin: Origin) -> dict[str, Member]:
        """Return `{member: (value, origin)}`; what stands beside `$ref` wins over what it leads to.

        Raises Unusable.
        """
        members: dict[str, Member] = {}
        for _ in range(_HOPS):
            if not isinstance(value, dict):
                self.context.follow(value, origin)  # raises
            for key, member in value.items():
                members.setdefault(key, (member, child(origin, key)))
            if "$ref" not in value:
                return members
            value, origin = self.context.follow({"$ref": value["$ref"]}, origin, "pathItems")
        raise unusable("IG203", "the references only lead to each other", origin)

    def shared(self, path: str, members: dict[str, Member], origin: Origin) -> Shared:
        """Return what all operations of the path item have. Raises Unusable."""
        node = {key: value for key, (value, _) in members.items()}
        place = members["parameters"][1].rpartition("/")[0] if "parameters" in members else origin
        return Shared(
            path=path,
            item=node,
            origin=Origin(place),
            parameters=self.parts.parameters(node, Origin(place)),
            servers=self.parts.servers(node, origin),
            summary=self.context.text(node, "summary", origin),
            description=self.context.text(node, "description", origin),
        )


def operations_of(members: dict[str, Member]) -> Iterator[tuple[str, Any, Origin]]:
    """Yield method, value and origin of each operation, in the order in which they are written."""
    for key, (value, origin) in members.items():
        if key.lower() in _METHODS and value is not None:
            yield key.upper(), value, origin
        elif key == "additionalOperations" and isinstance(value, dict):
            for method, node in value.items():
                yield method, node, child(origin, method)
