"""Schemas that are resources of their own: `$id` gives what is below it another base, and anchors a scope.

Source: JSON Schema 2020-12 section 8.2. A fragment `#foo` as `$id` is an anchor, as it was until draft 7.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from urllib.parse import urljoin

from integen.ir.origin import Origin, child
from integen.ir.schema import JsonValue
from integen.source.document import Document
from integen.source.identity import identity

_ANCHORS = ("$anchor", "$dynamicAnchor")
_DATA = frozenset({"example", "examples", "default", "enum", "const", "dataValue", "value"})
"""Members that hold data; a `$id` in there says nothing."""
_NAMES = frozenset({"properties", "patternProperties", "$defs", "definitions", "schemas", "dependentSchemas"})
"""Members whose own members have names that somebody made up."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Resource:
    origin: Origin
    """Of the schema with the `$id`, or of a whole document."""
    uri: str
    """Absolute where the document's own is."""
    embedded: bool
    """It stands inside of a document."""
    anchors: dict[str, Origin] = field(default_factory=dict)
    """`{anchor: origin}`; the first of a name wins."""


class Resources:
    """The resources of a set of documents."""

    def __init__(self) -> None:
        self._of: dict[str, dict[Origin, Resource]] = {}
        """`{document: {origin: resource}}`, the document itself first."""
        self._by_uri: dict[str, Resource] = {}

    def add(self, document: Document, *, changed: bool = False) -> None:
        """Find the resources of a document; `changed` means that its text does not tell what is in it."""
        root = Resource(
            origin=Origin(document.id + "#"), uri=identity(document) or document.uri, embedded=False
        )
        found = self._of[document.id] = {root.origin: root}
        # Hardly any document has one, and a large one takes a second to walk through.
        if changed or b"$id" in document.text or b"nchor" in document.text:
            _collect(document.value, root, found)
        for resource in found.values():
            if resource.embedded:
                self._by_uri.setdefault(resource.uri, resource)

    def root(self, document: str) -> Resource:
        """Return the resource that is a whole document."""
        return self._of[document][Origin(document + "#")]

    def enclosing(self, origin: Origin) -> Resource:
        """Return the innermost resource around a place."""
        document = origin.partition("#")[0]
        known = self._of[document]
        if len(known) > 1:
            above = str(origin)
            while len(above) > len(document) + 1:
                if above in known:
                    return known[Origin(above)]
                above = above.rpartition("/")[0]
        return self.root(document)

    def named(self, base: Resource, target: str) -> Resource | None:
        """Return the resource that calls itself what `target`, standing in `base`, means."""
        if not self._by_uri:
            return None
        try:
            return self._by_uri.get(urljoin(base.uri, target))
        except ValueError:
            return None

    def anchor(self, resource: Resource, name: str) -> Origin | None:
        """Return where an anchor stands: in the resource, or else anywhere in its document."""
        if name in resource.anchors:
            return resource.anchors[name]
        others = self._of[resource.origin.partition("#")[0]].values()
        return next((other.anchors[name] for other in others if name in other.anchors), None)


def _collect(value: JsonValue, root: Resource, found: dict[Origin, Resource]) -> None:
    """Add the embedded resources below `value`. Iterative: documents may be nested deeply."""
    pending: list[tuple[JsonValue, Origin, Resource, bool]] = [(value, root.origin, root, False)]
    while pending:
        node, origin, resource, named = pending.pop()
        if isinstance(node, dict):
            if not named:
                resource = _entered(node, origin, resource, found)
            pending.extend(
                (inner, child(origin, key), resource, not named and key in _NAMES)
                for key, inner in reversed(node.items())
                if named or (key not in _DATA and key[:2] != "x-")
            )
        elif isinstance(node, list):
            pending.extend((node[index], child(origin, index), resource, False) for index in _backwards(node))


def _entered(
    node: dict[str, JsonValue], origin: Origin, resource: Resource, found: dict[Origin, Resource]
) -> Resource:
    """Return the resource that a schema is or belongs to, and note its anchors."""
    stated = node.get("$id")
    if isinstance(stated, str) and stated.strip() and origin != resource.origin:
        target, _, fragment = stated.strip().partition("#")
        if target:
            resource = found[origin] = Resource(origin=origin, uri=_joined(resource, target), embedded=True)
        elif fragment and not fragment.startswith("/"):
            resource.anchors.setdefault(fragment, origin)
    for keyword in _ANCHORS:
        name = node.get(keyword)
        if isinstance(name, str):
            resource.anchors.setdefault(name, origin)
    return resource


def _joined(resource: Resource, target: str) -> str:
    try:
        return urljoin(resource.uri, target)
    except ValueError:
        return target


def _backwards(node: list[JsonValue]) -> Iterator[int]:
    return iter(range(len(node) - 1, -1, -1))
