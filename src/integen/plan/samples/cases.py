"""What generated tests try: for each operation its least and most arguments, and an answer of each kind.

One JSON line for each operation:

    {"key": "GET /pets/{id}", "call": "pets.get", "tool": "get_pet",
     "arguments": [[tool argument, Python argument, place, name on the wire; "" for a whole body]],
     "reads": whether it changes nothing; left out where it does,
     "required": [tool argument],
     "tries": [{argument: value}, ...],
     "answers": [[status, media type, value, name of the model, "[name]" for a list, or null], ...],
     "server": URL that is asked unless another is given, left out where none can be told,
     "pages": how pages follow each other, left out where nobody says,
     "untried": [tool argument that no try gives]}

Bytes are `{"$bytes": base64}`. What no sample was found for is left out; a case without `tries` says why in
`why`.
"""

from __future__ import annotations

import base64
import re
from collections.abc import Iterator, Mapping
from typing import Any

from integen.ir.api import Api, Media, Operation
from integen.ir.schema import Ref
from integen.plan.operation import Argument, PlannedOperation
from integen.plan.samples.validity import Validity
from integen.plan.samples.values import Bytes, Sampler, Unmakable

_DECODED = ("json", "text/")
"""Media types whose sample answers say something; others are bytes."""


def case(
    api: Api,
    planned: PlannedOperation,
    validity: Validity,
    *,
    has_tool: bool,
    models: Mapping[str, Mapping[str, str | None]],
) -> dict[str, Any]:
    """Return the line of one operation; `models` are `{status: {media type: name}}`."""
    operation = planned.operation
    record: dict[str, Any] = {
        "key": operation.key,
        "call": f"{planned.resource}.{planned.method}",
        **({"tool": planned.tool} if has_tool else {}),
        "arguments": [
            [each.arg, each.name, each.location, "" if _is_whole(each, planned) else each.wire]
            for each in planned.arguments
        ],
    }
    record["required"] = [each.arg for each in planned.arguments if each.required]
    tries, why = _tries(api, planned, validity)
    tried = {name for each in tries for name in each}
    record |= {"tries": tries, "answers": list(_answers(api, operation, models, validity))}
    more = {
        "reads": operation.effect == "read",
        "server": _server(api, operation),
        "pages": _pages(operation),
        "untried": [each.arg for each in planned.arguments if each.arg not in tried],
        "why": why if not tries else None,
    }
    return {**record, **{name: value for name, value in more.items() if value}}


def _tries(
    api: Api, planned: PlannedOperation, validity: Validity
) -> tuple[list[dict[str, Any]], str | None]:
    """Return least and most arguments that the contract allows, and why there are none."""
    try:
        least, most = (_arguments(api, planned, most=most) for most in (False, True))
    except Unmakable as error:
        return [], str(error)
    if not _is_valid(least, planned, validity):
        found = next(
            (each for each in _with_one_more(least, most) if _is_valid(each, planned, validity)), None
        )
        if found is None and not _is_valid(most, planned, validity):
            return [], "no sample that its schema allows was found"
        least = most if found is None else found
    if not _is_valid(most, planned, validity):
        most = _grown(least, most, planned, validity)
    return ([least] if most == least else [least, most]), None


def _with_one_more(least: Mapping[str, Any], most: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    """Yield the least arguments with an optional one: some objects need one of many."""
    for name, value in most.items():
        yield {**least, name: value}


def _grown(
    least: dict[str, Any], most: Mapping[str, Any], planned: PlannedOperation, validity: Validity
) -> dict[str, Any]:
    """Return the least arguments with all those that can be added to them."""
    found = least
    for more in most:
        if more not in found and _is_valid({**found, more: most[more]}, planned, validity):
            found = {**found, more: most[more]}
    return found


def _is_valid(given: Mapping[str, Any], planned: PlannedOperation, validity: Validity) -> bool:
    places: dict[str, dict[str, Any]] = {}
    for each in planned.arguments:
        if each.arg in given:
            wire = "" if _is_whole(each, planned) else each.wire
            places.setdefault(each.location, {})[wire] = given[each.arg]
    media = planned.body.media[0].type if planned.body is not None else ""
    return validity.of_request(planned.operation, places, media)


def _server(api: Api, operation: Operation) -> str | None:
    """Return the first server's URL with its variables' defaults in place. Source: OAS 3.1 section 4.8.5."""
    for server in (*operation.servers, *api.servers):
        url = server.url
        for variable in server.variables:
            url = url.replace(f"{{{variable.name}}}", variable.default or "")
        return url if re.match(r"https?://[^/{}?#]+[^{}?#]*$", url) else None
    return None


def _pages(operation: Operation) -> dict[str, Any] | None:
    said = operation.pagination
    if said is None or said.via or said.location != "query":
        return None
    told = {
        "kind": said.kind,
        "parameter": said.parameter,
        "items": said.items,
        "next": said.next,
        "more": said.more,
        "start": said.start,
        "size": said.size,
    }
    return {name: value for name, value in told.items() if value not in (None, ())}


def _is_whole(argument: Argument, planned: PlannedOperation) -> bool:
    return planned.body is not None and planned.body.whole is argument


def _arguments(api: Api, planned: PlannedOperation, *, most: bool) -> dict[str, Any]:
    body = planned.body
    found: dict[str, Any] = {}
    for number, argument in enumerate(planned.arguments):
        sampler = Sampler(api, most, number)
        if argument.required or (most and _fits(argument, planned)):
            try:
                found[argument.arg] = plain(sampler.value(argument.schema, 1))
            except Unmakable:
                if argument.required:
                    raise
        elif body is not None and body.required and body.whole is argument:
            found[argument.arg] = plain(sampler.value(argument.schema, 1))
    return found


def _fits(argument: Argument, planned: PlannedOperation) -> bool:
    """Whether an optional argument can be given together with all others: one body at a time."""
    body = planned.body
    if body is None or argument.location != "body":
        return True
    return argument is not body.instead and argument is not body.choice


def _answers(
    api: Api, operation: Operation, models: Mapping[str, Mapping[str, str | None]], validity: Validity
) -> Iterator[list[Any]]:
    sampler = Sampler(api, most=True, answer=True)
    for response in operation.responses:
        if not response.media:
            yield [response.status, None, None, None]
        has_json = any("json" in media.type for media in response.media)
        for media in response.media:
            if has_json and "json" not in media.type:
                continue  # requests ask for JSON
            if not any(part in media.type for part in _DECODED) or "seq" in media.type:
                yield [response.status, media.type, plain(Bytes()), None]
                continue
            value = _answer(sampler, operation, response.status, media, validity)
            if value is None:
                continue
            model = models.get(response.status, {}).get(media.type)
            yield [response.status, media.type, value, model]


def _answer(sampler: Sampler, operation: Operation, status: str, media: Media, validity: Validity) -> Any:
    """Return a sample as JSON, or None when no valid one was found; what is referred to is sampled once."""
    schema = media.schema
    if schema is None:
        return "any"
    if isinstance(schema, Ref) and schema.target in validity.answers:
        return validity.answers[schema.target]
    try:
        found = plain(sampler.value(schema))
    except Unmakable:
        found = None
    value = found if found is not None and validity.of_answer(operation, status, media.type, found) else None
    if isinstance(schema, Ref):
        validity.answers[schema.target] = value
    return value


def plain(value: Any) -> Any:
    """Return a sample as JSON."""
    match value:
        case Bytes(data=data):
            return {"$bytes": base64.b64encode(data).decode()}
        case dict():
            return {name: plain(each) for name, each in value.items()}
        case list():
            return [plain(each) for each in value]
    return value
