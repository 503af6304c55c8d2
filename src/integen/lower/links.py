"""Links of responses: lowered with the response, led to their operations when all of these are known."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

from integen.ir.api import Operation
from integen.ir.link import Link
from integen.ir.origin import Origin, child
from integen.ir.schema import MISSING
from integen.lower.context import Context, Unusable
from integen.lower.expression import is_malformed
from integen.source.address import is_url
from integen.source.sources import UnresolvedError

_LEFT_OUT = "the link is left out"
_KEPT = "the link is kept as it is written"


def links(context: Context, node: dict[str, Any], origin: Origin) -> tuple[Link, ...]:
    """Lower the member `links` of a response, in document order; unusable ones are diagnosed and left out."""
    if not node.get("links"):
        return ()
    place = child(origin, "links")
    lowered: list[Link] = []
    for name, value in context.mapping(node, "links", origin).items():
        if name[:2] == "x-":
            continue
        try:
            found, where = context.follow(value, child(place, name), "links")
        except Unusable as error:
            context.pass_on(replace(error.diagnostic, note=_LEFT_OUT))
            continue
        link = _link(context, name, found, where)
        if link is not None:
            lowered.append(link)
    return tuple(lowered)


def _link(context: Context, name: str, node: dict[str, Any], origin: Origin) -> Link | None:
    target = context.text(node, "operationId", origin) or context.text(node, "operationRef", origin)
    if not target:
        context.report("IG420", f"the link `{name[:60]}` names no operation", origin, note=_LEFT_OUT)
        return None
    parameters = context.mapping(node, "parameters", origin)
    body = node.get("requestBody", MISSING)
    for place, value in (
        *((child(child(origin, "parameters"), key), value) for key, value in parameters.items()),
        (child(origin, "requestBody"), body),
    ):
        if is_malformed(value):
            context.report("IG422", f"`{str(value)[:80]}` is not a runtime expression", place, note=_KEPT)
    return Link(
        origin=origin,
        name=name,
        target=target,
        parameters=tuple(parameters.items()),
        body=body,
        description=context.text(node, "description", origin),
        server=context.text(context.mapping(node, "server", origin), "url", child(origin, "server")),
    )


def linked(context: Context, operations: Iterable[Operation]) -> tuple[Operation, ...]:
    """Return the operations with each link led to the operation that it means; broken ones are diagnosed."""
    known = tuple(operations)
    if not any(response.links for operation in known for response in operation.responses):
        return known
    by_id = {item.id: item for item in reversed(known) if item.id}
    by_origin = {item.origin: item for item in reversed(known)}
    return tuple(_with_links(context, operation, by_id, by_origin) for operation in known)


def _with_links(
    context: Context, operation: Operation, by_id: dict[str, Operation], by_origin: dict[Origin, Operation]
) -> Operation:
    responses = tuple(
        replace(response, links=tuple(_led(context, link, by_id, by_origin) for link in response.links))
        if response.links
        else response
        for response in operation.responses
    )
    return replace(operation, responses=responses)


def _led(
    context: Context, link: Link, by_id: dict[str, Operation], by_origin: dict[Origin, Operation]
) -> Link:
    found = by_id.get(link.target) or by_origin.get(_referred(context, link))
    if found is None:
        if is_url(link.target):  # another API's operation
            return link
        message = f"the link `{link.name[:60]}` leads to no operation: `{link.target[:80]}`"
        context.report("IG420", message, link.origin, note=_KEPT)
        return link
    for name in _unknown(link, found):
        place = child(child(link.origin, "parameters"), name)
        message = f"`{found.key}` has no parameter `{name[:60]}`"
        context.report("IG421", message, place, note=_KEPT)
    return replace(link, operation=found.key)


def _referred(context: Context, link: Link) -> Origin:
    """Return where an `operationRef` leads to, or an origin at which nothing stands."""
    if "#" not in link.target and "/" not in link.target:
        return Origin("")
    try:
        return context.sources.resolve(link.origin, link.target)[0]
    except UnresolvedError:
        return Origin("")


def _unknown(link: Link, operation: Operation) -> Iterator[str]:
    """Yield the link's parameters that the operation has not; `path.id` says of which place it is."""
    names = {item.name for item in operation.parameters}
    qualified = {f"{item.location}.{item.name}" for item in operation.parameters}
    yield from (name for name, _ in link.parameters if name not in names and name not in qualified)
