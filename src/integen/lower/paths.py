"""The table of paths: which operations there are."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from integen.diagnostics.diagnostic import Diagnostic
from integen.ir.api import Operation
from integen.ir.origin import ROOT, Origin, child
from integen.lower.context import Context, Refused, Unusable, unusable
from integen.lower.operation import Operations
from integen.lower.parts import Shared
from integen.lower.path_item import PathItems, operations_of

_TABLES = ("paths", "x-ms-paths")
"""Azure's second table has paths that differ in their query only: `/{container}?comp=list`."""
_METHOD = re.compile(r"[!#$%&'*+.^_`|~0-9A-Za-z-]+")
"""Source: RFC 9110 section 9.1."""


class Paths:
    """Lowers all path items; `skipped` counts operations that were given up."""

    def __init__(self, context: Context, operations: Operations) -> None:
        self._context = context
        self._operations = operations
        self._items = PathItems(context, operations.parts)
        self._ids: dict[str, str] = {}
        self._keys: set[str] = set()
        self.skipped = 0

    def lower(self, document: dict[str, Any]) -> tuple[Operation, ...]:
        """Return the operations in document order; within a path in the order in which it writes them."""
        found: list[Operation] = []
        for key in _TABLES:
            place = child(ROOT, key)
            for path, value in self._context.mapping(document, key, ROOT).items():
                if path[:2] == "x-" or value is None:
                    continue
                found.extend(self._item(path, value, child(place, path)))
        return tuple(found)

    def _slashed(self, path: str, origin: Origin) -> str:
        if path.startswith("/"):
            return path
        self._context.report(
            "IG110", f"the path `{path[:80]}` does not start with `/`", origin, note="it is added"
        )
        return "/" + path

    def _item(self, path: str, value: Any, origin: Origin) -> Iterator[Operation]:
        try:
            members = self._items.members(value, origin)
        except Unusable as error:
            self._context.pass_on(replace(error.diagnostic, note=f"`{path}` is not generated"))
            return
        methods = list(operations_of(members))
        self._context.in_operation = True
        try:
            path = self._slashed(path, origin)
            shared = self._items.shared(path, members, origin)
        except (Unusable, Refused) as error:
            for method, _, _ in methods:
                self._skip(f"{method} {path}", error.diagnostic, origin)
            return
        finally:
            self._context.in_operation = False
        for method, node, place in methods:
            operation = self._operation(method, node, place, shared)
            if operation is not None:
                yield operation

    def _operation(self, method: str, node: Any, origin: Origin, shared: Shared) -> Operation | None:
        key = f"{method} {shared.path}"
        self._context.in_operation = True
        try:
            # The standard has no `$ref` here, but documents that are kept in many files have.
            node, origin = self._context.follow(node, origin)
            if _METHOD.fullmatch(method) is None:
                raise unusable("IG401", f"`{method[:40]}` cannot be a method", origin)
            if key in self._keys:
                raise unusable("IG401", f"another operation is `{key}` already", origin)
            operation = self._operations.lower(method, node, origin, shared)
        except (Unusable, Refused) as error:
            self._skip(key, error.diagnostic, origin)
            return None
        finally:
            self._context.in_operation = False
        self._keys.add(key)
        self._check_id(operation)
        return operation

    def _skip(self, key: str, cause: Diagnostic, origin: Origin) -> None:
        """Report the cause once, and each operation that it costs."""
        self.skipped += 1
        note = f"`{key}` is not generated" + (f": {cause.note}" if cause.note else "")
        if not self._context.pass_on(replace(cause, note=note)):
            self._context.report("IG401", note, origin, note=cause.message)

    def _check_id(self, operation: Operation) -> None:
        if operation.id is None:
            return
        first = self._ids.setdefault(operation.id, operation.key)
        if first != operation.key:
            message = f"the operationId `{operation.id}` is also that of `{first}`"
            self._context.report("IG404", message, child(operation.origin, "operationId"))
