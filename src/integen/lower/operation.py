"""One operation, lowered whole or not at all."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import parse_qsl

from integen.ir.api import Effect, Location, Operation, Parameter, Requirement
from integen.ir.origin import Origin, child
from integen.ir.schema import String
from integen.lower.context import Context, extensions
from integen.lower.parts import Parts, Shared
from integen.lower.security import requirements

_READS = frozenset({"GET", "HEAD", "OPTIONS", "TRACE", "QUERY"})
_IDEMPOTENT = _READS | {"PUT", "DELETE"}
"""Source: RFC 9110 section 9.2.2; QUERY by its own RFC."""

_VARIABLE = re.compile(r"\{([^{}]+)\}")
_OWNED = frozenset({"accept", "content-type"})


class Operations:
    """Lowers operations of one set of documents."""

    def __init__(
        self,
        context: Context,
        parts: Parts,
        *,
        schemes: frozenset[str],
        security: tuple[Requirement, ...] | None,
    ) -> None:
        self._context = context
        self.parts = parts
        self._schemes = schemes
        self._security = security
        """The document's own, for operations that do not say."""

    def lower(self, method: str, node: dict[str, Any], origin: Origin, shared: Shared) -> Operation:
        """Return the operation. Raises Unusable, having reported nothing of its own."""
        context = self._context
        security = (
            requirements(context, node, origin, self._schemes) if "security" in node else self._security
        )
        parts = self.parts
        own = parts.parameters(node, origin)
        return Operation(
            origin=origin,
            method=method,
            path=shared.path,
            id=(context.text(node, "operationId", origin) or "").strip() or None,
            summary=context.text(node, "summary", origin) or shared.summary,
            description=context.text(node, "description", origin) or shared.description,
            tags=self._tags(node, origin),
            deprecated=context.flag(node, "deprecated", origin),
            parameters=self._fitting(
                _united(shared.parameters, own), shared.path, origin, secured=bool(security)
            ),
            body=parts.body(node, origin, shared),
            responses=parts.responses(node, origin),
            security=security,
            servers=parts.servers(node, origin) or shared.servers,
            effect=_effect(method),
            idempotent=method in _IDEMPOTENT,
            docs_url=context.text(
                context.mapping(node, "externalDocs", origin), "url", child(origin, "externalDocs")
            ),
            extensions=extensions(node),
            item_origin=shared.origin,
            item_extensions=extensions(shared.item),
        )

    def _tags(self, node: dict[str, Any], origin: Origin) -> tuple[str, ...]:
        values = self._context.sequence(node, "tags", origin)
        named = (
            str(value) for value in values if isinstance(value, str | int | float) and str(value).strip()
        )
        return tuple(dict.fromkeys(named))

    def _fitting(
        self, parameters: tuple[Parameter, ...], path: str, origin: Origin, *, secured: bool
    ) -> tuple[Parameter, ...]:
        """Return the parameters that can be sent, and implied ones for undeclared path variables."""
        variables = dict.fromkeys(_VARIABLE.findall(path))
        fixed = _fixed(path) if "?" in path else frozenset()
        kept = [
            item
            for item in parameters
            if self._is_sendable(item, variables, secured=secured)
            and not (item.location is Location.QUERY and item.name in fixed)
        ]
        declared = {item.name for item in kept if item.location is Location.PATH}
        for name in variables:
            if name not in declared:
                message = f"the path variable `{name}` is not declared"
                self._context.report("IG402", message, origin, note="it is read as a required text")
                kept.append(_implied(name, origin))
        return tuple(kept)

    def _is_sendable(self, item: Parameter, variables: dict[str, None], *, secured: bool) -> bool:
        if item.location is Location.PATH and item.name not in variables:
            message = f"the path parameter `{item.name}` has no place in the path"
            self._context.report("IG403", message, item.origin, note="it is left out")
            return False
        name = item.name.lower()
        owned = name in _OWNED or (name == "authorization" and secured)
        if item.location is Location.HEADER and owned:
            message = f"the header `{item.name}` is not a parameter"
            self._context.report("IG413", message, item.origin, note="it is left out")
            return False
        return True


def _united(shared: tuple[Parameter, ...], own: tuple[Parameter, ...]) -> tuple[Parameter, ...]:
    united: dict[tuple[Location, str], Parameter] = {}
    for item in (*shared, *own):
        name = item.name.lower() if item.location is Location.HEADER else item.name
        united[item.location, name] = item
    return tuple(united.values())


def _fixed(path: str) -> frozenset[str]:
    """Return the query parameters whose values stand in the path itself."""
    pairs = parse_qsl(path.partition("?")[2])
    return frozenset(name for name, value in pairs if "{" not in value)


def _implied(name: str, origin: Origin) -> Parameter:
    place = child(child(origin, "parameters"), name)
    return Parameter(
        origin=place,
        name=name,
        location=Location.PATH,
        schema=String(origin=place),
        required=True,
        style="simple",
        explode=False,
    )


def _effect(method: str) -> Effect:
    if method in _READS:
        return Effect.READ
    return Effect.DESTRUCTIVE if method == "DELETE" else Effect.WRITE
