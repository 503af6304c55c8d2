"""What a document says about a value as XML. Source: OAS 3.2 section 4.26 XML Object.

Nodes refer to the others of their tree by number, so that recursive schemas end.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """JSON: `{"name", "ns", "prefix", "kind", "type", "wrapped", "item": Node, "props": {name: Node},
    "ref"}`."""

    name: str | None = None
    """Of the element or attribute; the property's own when None."""
    namespace: str | None = None
    prefix: str | None = None
    kind: str = "element"
    """`element`, `attribute`, `text` or `cdata`."""
    type: str | None = None
    """`integer`, `number`, `boolean` or `string` of a primitive; None when any shape may come."""
    wrapped: bool = False
    """An array has an element of its own around its items."""
    item: Node | None = None
    """Of an array."""
    properties: Mapping[str, Node] = field(default_factory=dict[str, "Node"])
    ref: int | None = None

    @classmethod
    def from_json(cls, record: Mapping[str, Any]) -> Node:
        return cls(
            name=record.get("name"),
            namespace=record.get("ns"),
            prefix=record.get("prefix"),
            kind=record.get("kind", "element"),
            type=record.get("type"),
            wrapped=record.get("wrapped", False),
            item=cls.from_json(record["item"]) if "item" in record else None,
            properties={name: cls.from_json(item) for name, item in record.get("props", {}).items()},
            ref=record.get("ref"),
        )


ANY = Node()


@dataclass(frozen=True, slots=True)
class Tree:
    """The nodes of one body or answer; the first one is the root's."""

    nodes: tuple[Node, ...]

    @classmethod
    def from_json(cls, records: Any) -> Tree:
        return cls(tuple(Node.from_json(record) for record in records))

    @property
    def root(self) -> Node:
        return self.resolved(self.nodes[0]) if self.nodes else ANY

    def resolved(self, node: Node) -> Node:
        """Return the node with what it refers to; its own name, namespace and kind win."""
        if node.ref is None or not 0 <= node.ref < len(self.nodes):
            return node
        target = self.nodes[node.ref]
        return replace(
            target,
            name=node.name or target.name,
            namespace=node.namespace or target.namespace,
            prefix=node.prefix or target.prefix,
            kind=node.kind if node.kind != "element" else target.kind,
        )
