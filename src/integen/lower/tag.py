"""Tag objects."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from integen.ir.api import Operation, Tag
from integen.ir.origin import ROOT, child
from integen.lower.context import Context, extensions


def tags(context: Context, document: dict[str, Any], operations: Iterable[Operation]) -> tuple[Tag, ...]:
    """Return the declared tags in document order, then those that operations only use."""
    found: dict[str, Tag] = {}
    for origin, node in context.objects(document, "tags", ROOT):
        name = context.text(node, "name", origin)
        if name:
            tag = Tag(
                name=name,
                summary=context.text(node, "summary", origin) or context.text(node, "x-displayName", origin),
                description=context.text(node, "description", origin),
                parent=context.text(node, "parent", origin),
                kind=context.text(node, "kind", origin),
                docs_url=context.text(
                    context.mapping(node, "externalDocs", origin), "url", child(origin, "externalDocs")
                ),
                origin=origin,
                extensions=extensions(node),
            )
            found.setdefault(name, tag)
    for operation in operations:
        for name in operation.tags:
            if name not in found:
                found[name] = Tag(name=name)
    return tuple(found.values())
