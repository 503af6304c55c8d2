"""Finds the operation that a person means: by tool, operationId, `GET /path` or `resource.method`."""

from __future__ import annotations

from collections.abc import Iterator

from integen.cli.generated import likeness, nearest
from integen.errors import IntegenError
from integen.kit.catalog import Catalog
from integen.kit.records import Operation


def find(catalog: Catalog, wanted: str) -> Operation:
    """Return the operation. Raises IntegenError with the nearest names."""
    tool = catalog.index().get(catalog.aliases.get(wanted, wanted))
    if tool is not None:
        return catalog.operation(tool.operation)
    method, _, path = wanted.partition(" ")
    key = f"{method.upper()} {path}"
    if key in catalog.operation_keys():
        return catalog.operation(key)
    known: list[str] = []
    for operation in _operations(catalog):
        names = _names(operation)
        if wanted in names:
            return operation
        known.append(operation.key if path else max(names, key=lambda name: likeness(wanted, name)))
    raise IntegenError(f"there is no operation `{wanted}`", hint=nearest(wanted, known))


def _operations(catalog: Catalog) -> Iterator[Operation]:
    return (catalog.operation(key) for key in catalog.operation_keys())


def _names(operation: Operation) -> list[str]:
    method = f"{operation.resource}.{operation.name}" if operation.resource else operation.name
    return [name for name in (operation.tool, operation.id, method) if name] or [operation.key]
