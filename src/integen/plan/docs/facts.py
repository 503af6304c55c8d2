"""What documentation says of an operation and its catalog does not: `docs/reference.jsonl`, a line for each.

    {"key": "GET /pets/{id}", "summary": ..., "description": ..., "docs_url": ...,
     "example": {argument: value}, left out where nothing is given; null where no example was found,
     "python": {argument: name in Python} where they differ,
     "returns": the annotation of the SDK method,
     "told": {argument: description} where the tool's schema has only its beginning,
     "input": the schema of the arguments where there is no tool,
     "answers": [[status, description, [[media type, sample or null], ...]], ...]}

Bytes in `example` are base64 text, as tools take them. Texts are Markdown as the document has it, without
HTML: whoever shows them makes them safe for their place.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from integen.ir.api import Api, Media, Operation, Response
from integen.ir.origin import Origin
from integen.ir.schema import MISSING, Ref, Schema
from integen.kit.visible import visible
from integen.plan.content import is_xml
from integen.plan.docs.illustration import Illustrator, trimmed
from integen.plan.mcp.schema import arguments_schema
from integen.plan.operation import Argument, PlannedOperation
from integen.plan.package import Package
from integen.plan.samples.plain import plain
from integen.plan.samples.values import Unmakable
from integen.quoting import line, prose, shorten

_DESCRIPTION = 6000
_TOLD = 1500
_IN_SCHEMA = 200
"""Characters of a description that a tool's schema surely has."""
_ANSWER = 300
_BINARY = "aGVsbG8="
"""`hello`."""


def operation_facts(
    api: Api, operations: Iterable[PlannedOperation], package: Package
) -> Iterator[dict[str, Any]]:
    """Yield the records in document order."""
    resources = package.resources if package.has_python else ()
    returned = {method.key: method.returns for resource in resources for method in resource.methods}
    samples: dict[Origin, Any] = {}
    for planned in operations:
        operation = planned.operation
        record = {
            "key": operation.key,
            "summary": line(operation.summary or ""),
            "description": prose(operation.description or "", _DESCRIPTION),
            "docs_url": operation.docs_url,
            "example": _example(api, planned),
            "python": {each.arg: each.name for each in planned.arguments if each.arg != each.name},
            "returns": returned.get(operation.key),
            "told": dict(_told(planned.arguments)),
            "input": None
            if planned.has_tool and package.has_mcp
            else arguments_schema(api, planned.arguments),
            "answers": [_answer(api, operation, each, samples) for each in operation.responses],
        }
        kept = {name: value for name, value in record.items() if value or name == "key"}
        yield kept if record["example"] is not None else {**kept, "example": None}


def _told(arguments: Iterable[Argument]) -> Iterator[tuple[str, str]]:
    for each in arguments:
        text = prose(each.description or "", _TOLD)
        if len(text) > _IN_SCHEMA and not each.hidden:
            yield each.arg, text


def _example(api: Api, planned: PlannedOperation) -> dict[str, Any] | None:
    illustrator = Illustrator(api)
    body = planned.body
    found: dict[str, Any] = {}
    for argument in planned.arguments:
        is_whole = body is not None and body.required and argument is body.whole
        if argument.preset is not MISSING or not (argument.required or is_whole):
            continue
        try:
            found[argument.arg] = _plain(illustrator.value(argument.schema, argument.wire))
        except Unmakable:
            return None
    if (
        body is not None
        and body.required
        and body.whole is None
        and not any(each.arg in found for each in body.fields)
    ):
        return found | _one_field(illustrator, body.fields, body.needs)
    return found


def _one_field(
    illustrator: Illustrator, fields: Iterable[Argument], needs: tuple[str, ...]
) -> dict[str, Any]:
    """Return the properties that a body takes, or else its first one: an empty body shows nothing."""
    found: dict[str, Any] = {}
    for field in fields:
        if field.hidden or field.preset is not MISSING or (needs and field.wire not in needs):
            continue
        try:
            found[field.arg] = _plain(illustrator.value(field.schema, field.wire))
        except Unmakable:
            continue
        if not needs:
            break
    return found


def _plain(value: Any) -> Any:
    """Return a sample as JSON, as tools take it."""
    return plain(value, lambda data: _BINARY)


def _answer(api: Api, operation: Operation, response: Response, samples: dict[Origin, Any]) -> list[Any]:
    text = shorten(line(response.description or ""), _ANSWER)
    is_good = response.status[0] == "2" or response.status == "default"
    carried = [
        [visible(media.type), _sample(api, media, samples) if is_good else None] for media in response.media
    ]
    return [response.status, text, carried]


def _sample(api: Api, media: Media, samples: dict[Origin, Any]) -> Any:
    """Return a short sample of what is answered as JSON; what is referred to is sampled once."""
    schema: Schema | None = media.schema
    if schema is None or "json" not in media.type or is_xml(media):
        return None
    target = schema.target if isinstance(schema, Ref) and not schema.notes.examples else None
    if target is not None and target in samples:
        return samples[target]
    try:
        found = trimmed(_plain(Illustrator(api, answer=True).value(schema, "value")))
    except Unmakable:
        found = None
    if target is not None:
        samples[target] = found
    return found


def by_key(facts: Iterable[Mapping[str, Any]]) -> dict[str, Mapping[str, Any]]:
    """Return the records by the keys of their operations."""
    return {record["key"]: record for record in facts}
