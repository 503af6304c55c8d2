"""Models of pages: which field holds the items, so that type checkers know what `items` iterates over."""

from __future__ import annotations

from collections.abc import Iterable

from integen.naming.legal import PyIdent
from integen.plan.operation import PlannedOperation
from integen.plan.python.registry import Registry
from integen.plan.python.resources import success


def page_fields(registry: Registry, operations: Iterable[PlannedOperation]) -> dict[PyIdent, str]:
    """Return `{class: its property that holds the items}` for classes that are a page wherever they occur."""
    found: dict[PyIdent, set[str]] = {}
    for planned in operations:
        pagination = planned.operation.pagination
        if pagination is None or len(pagination.items) != 1:
            continue
        for response in success(planned):
            name = registry.class_of(response)
            if name is not None:
                found.setdefault(name, set()).add(pagination.items[0])
    return {name: properties.pop() for name, properties in found.items() if len(properties) == 1}
