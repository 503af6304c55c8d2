"""Webhooks and callbacks: operations that the API calls and somebody else serves."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from integen.ir.api import Operation, Webhook
from integen.ir.origin import ROOT, Origin, child
from integen.lower.context import Context, Unusable
from integen.lower.expression import is_malformed
from integen.lower.operation import Operations
from integen.lower.path_item import PathItems, operations_of

TABLES = ("webhooks", "x-webhooks")
"""OpenAPI 3.1 and later; before that many use the second one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Kind:
    kind: str
    name: str
    expression: str | None = None
    callers: tuple[str, ...] = ()


@dataclass(slots=True)
class Webhooks:
    """Lowers what an API sends. A broken one is diagnosed and left out: it costs no operation."""

    context: Context
    operations: Operations
    _found: dict[tuple[str, Origin], Webhook] = field(default_factory=dict)
    """`{(name, origin): webhook}`: shared callbacks are lowered once."""

    def lower(self, document: dict[str, Any], callers: Iterable[Operation]) -> tuple[Webhook, ...]:
        """Return the webhooks in document order, then the callbacks of `callers` in their order."""
        for table in TABLES:
            place = child(ROOT, table)
            for name, value in self.context.mapping(document, table, ROOT).items():
                if value is not None and name[:2] != "x-":
                    self._webhook(name, value, child(place, name))
        for operation in callers:
            self._callbacks(operation)
        return tuple(self._found.values())

    def _webhook(self, name: str, value: Any, origin: Origin) -> None:
        """Lower a path item, or a callback: some write these among webhooks."""
        if not isinstance(value, dict) or not any("{$" in key for key in value):
            self._item(_Kind(kind="webhook", name=name), value, origin)
            return
        for expression, item, where in self._expressions(value, origin):
            self._item(_Kind(kind="webhook", name=name, expression=expression), item, where)

    def _callbacks(self, caller: Operation) -> None:
        node = self.context.sources.at(caller.origin)
        if not isinstance(node, dict) or not node.get("callbacks"):
            return
        place = child(caller.origin, "callbacks")
        for name, value in self.context.mapping(node, "callbacks", caller.origin).items():
            if name[:2] == "x-":
                continue
            for expression, item, where in self._expressions(value, child(place, name)):
                kind = _Kind(kind="callback", name=name, expression=expression, callers=(caller.key,))
                self._item(kind, item, where)

    def _expressions(self, value: Any, origin: Origin) -> Iterator[tuple[str, Any, Origin]]:
        """Yield each path item of a callback with the expression that says where it goes."""
        try:
            node, origin = self.context.follow(value, origin, "callbacks")
        except Unusable as error:
            self.context.pass_on(replace(error.diagnostic, note="the callback is left out"))
            return
        for expression, item in node.items():
            if expression[:2] == "x-" or item is None:
                continue
            place = child(origin, expression)
            if is_malformed(expression):
                message = f"`{expression[:80]}` is not a runtime expression"
                self.context.report("IG422", message, place, note="the callback is kept as it is written")
            yield expression, item, place

    def _item(self, kind: _Kind, value: Any, origin: Origin) -> None:
        note = f"the {kind.kind} `{kind.name}` is left out"
        items = PathItems(self.context, self.operations.parts)
        try:
            members = items.members(value, origin)
            shared = items.shared("", members, origin)
        except Unusable as error:
            self.context.pass_on(replace(error.diagnostic, note=note))
            return
        methods = list(operations_of(members))
        if not methods:
            self.context.report("IG423", f"the {kind.kind} `{kind.name}` has no operation", origin, note=note)
        for method, node, place in methods:
            if (kind.name, place) in self._found:
                self._add_callers(kind, place)
                continue
            try:
                found, where = self.context.follow(node, place)
                operation = self.operations.lower(method, found, where, shared)
            except Unusable as error:
                self.context.pass_on(replace(error.diagnostic, note=note))
                continue
            # What the document asks of callers is not asked of the API itself.
            own = operation.security if "security" in found else None
            self._found[kind.name, place] = Webhook(
                kind=kind.kind,
                name=kind.name,
                expression=kind.expression,
                callers=kind.callers,
                operation=replace(operation, security=own),
            )

    def _add_callers(self, kind: _Kind, place: Origin) -> None:
        known = self._found[kind.name, place]
        callers = tuple(dict.fromkeys((*known.callers, *kind.callers)))
        self._found[kind.name, place] = replace(known, callers=callers)
