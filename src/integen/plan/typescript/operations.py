"""Operations: what they take, what they answer, and the methods that call them."""

from __future__ import annotations

import keyword
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from integen.ir.api import Api, Media, Response
from integen.ir.schema import Array, String
from integen.ir.shape import deref
from integen.naming.legal import PyIdent
from integen.plan.content import SEQUENCES, essence, is_xml, item_of, schema_of, whole_events
from integen.plan.operation import Argument, PlannedBody, PlannedOperation
from integen.plan.python.resources import type_name
from integen.plan.typescript.member import Interface, Member
from integen.plan.typescript.types import TypeWriter, tags_of, united
from integen.quoting import prose, wrapped

_WIDTH = 96


@dataclass(frozen=True, slots=True, kw_only=True)
class Method:
    name: str
    doc: str
    tags: tuple[str, ...]
    arguments: str | None
    """The type of what it takes; None where it takes nothing."""
    required: bool
    """Some argument is."""
    answers: str
    record: Mapping[str, Any]
    """What the runtime reads."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """The operations of one resource."""

    name: str
    """The member of the client."""
    type: str
    doc: str
    methods: tuple[Method, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class OperationTypes:
    arguments: Interface | None
    answers: Interface


def camel(name: PyIdent) -> str:
    """Return `listPullRequests`. No two names become one: a word that begins with a digit keeps its `_`."""
    stem = name.removesuffix("_")
    return _LETTER.sub(lambda found: found[1].upper(), stem if keyword.iskeyword(stem) else name)


_LETTER = re.compile(r"(?<=[a-z0-9])_([a-z])")


def operation_types(
    planned: PlannedOperation, arguments: str, answers: str, inputs: TypeWriter, outputs: TypeWriter
) -> OperationTypes:
    """Return the types of one operation under these names."""
    taken = {item.arg: _argument(planned, item, inputs) for item in planned.arguments}
    given = {item.status: _answer(planned, item, outputs) for item in planned.operation.responses}
    return OperationTypes(
        arguments=Interface(name=arguments, doc=f"What `{planned.operation.key}` takes.", members=taken)
        if taken
        else None,
        answers=Interface(name=answers, doc=f"What `{planned.operation.key}` answers.", members=given),
    )


def _argument(planned: PlannedOperation, argument: Argument, inputs: TypeWriter) -> Member:
    body = planned.body
    if body is not None and argument in (body.whole, body.instead):
        text = _whole(body, argument, inputs)
    else:
        text = inputs.write(argument.schema, "  ")
        if isinstance(argument.schema, Array) and text.endswith("]"):
            text = f"readonly {text}"
    doc = wrapped(prose(argument.description, 400), _WIDTH) if argument.description else ""
    return Member(
        name=argument.arg,
        type=text if argument.required else f"{text} | undefined",
        optional=not argument.required,
        doc=doc,
        tags=("@deprecated",) if argument.deprecated else tags_of(argument.schema.notes),
    )


def _whole(body: PlannedBody, argument: Argument, inputs: TypeWriter) -> str:
    """Return the type of an argument that is a whole body, of whichever media type it can be."""
    media = body.others if argument is body.instead else (body.media[0], *body.others)
    return united((_sent(item, argument, inputs) for item in media), "  ")


def _sent(media: Media, argument: Argument, inputs: TypeWriter) -> str:
    """Return the type of a body of one media type. XML is given as its text."""
    schema = schema_of(inputs.registry.api, media, argument.schema.origin)
    shape = deref(inputs.registry.api, schema)
    if isinstance(shape, String) and shape.binary:
        return "rt.Binary"
    return "string" if is_xml(media) else inputs.write(schema, "  ")


def _answer(planned: PlannedOperation, response: Response, outputs: TypeWriter) -> Member:
    none = not response.media or planned.operation.method == "HEAD"
    texts = ["undefined"] if none else [_carried(media, response, outputs) for media in response.media]
    doc = prose(response.description or "", 200)
    return Member(name=response.status, type=united(texts, "  "), doc=" ".join(doc.split()))


def _carried(media: Media, response: Response, outputs: TypeWriter) -> str:
    """Return the type of an answer of one media type, as the runtime reads it."""
    api = outputs.registry.api
    match reading(api, media):
        case "stream":
            return f"rt.Stream<{_item(api, media, outputs)}>"
        case "blob":
            return "rt.Blob"
        case "text":
            return "string"
    return "unknown" if media.schema is None else outputs.write(media.schema, "  ")


def reading(api: Api, media: Media) -> str:
    """Return how an answer of this type is read: as a `stream`, `json`, `blob`, `text`, or by what comes."""
    name = essence(media)
    if name in SEQUENCES:
        return "stream"
    if "json" in name:
        return "json"
    schema = None if media.schema is None else deref(api, media.schema)
    if name in ("*/*", "") and not (isinstance(schema, String) and schema.binary):
        return "any"
    is_text = name.startswith("text/") or is_xml(media) or name.endswith(_TEXTS)
    return "text" if is_text else "blob"


_TEXTS = ("yaml", "javascript", "form-urlencoded")


def _item(api: Api, media: Media, outputs: TypeWriter) -> str:
    item = item_of(api, media)
    if whole_events(api, media) and (item is None or isinstance(deref(api, item), String)):
        return "rt.ServerEvent"
    return "unknown" if item is None else outputs.write(item, "  ")


def plan_groups(
    methods: Iterable[tuple[PyIdent, Method]], described: Mapping[PyIdent, str]
) -> tuple[Group, ...]:
    """Return the resources sorted by name, their methods in the order of the document."""
    grouped: dict[PyIdent, list[Method]] = defaultdict(list)
    for resource, method in methods:
        grouped[resource].append(method)
    taken = {"credentials", "promise", "record", "client"}
    return tuple(
        Group(
            name=camel(resource),
            type=_group_type(resource, taken),
            doc=wrapped(prose(described.get(resource) or f"Operations of `{camel(resource)}`.", 400), _WIDTH),
            methods=tuple(members),
        )
        for resource, members in sorted(grouped.items())
    )


def _group_type(resource: PyIdent, taken: set[str]) -> str:
    """Return the name of a resource's type, and take it: interfaces of one name would become one."""
    name = str(type_name(resource))
    while name.lower() in taken:
        name = f"{name}Resource"
    taken.add(name.lower())
    return name


def plan_method(planned: PlannedOperation, types: OperationTypes, record: Mapping[str, Any]) -> Method:
    taken = types.arguments
    return Method(
        name=camel(planned.method),
        doc=_doc(planned),
        tags=_tags(planned),
        arguments=None if taken is None else taken.name,
        required=taken is not None and any(not member.optional for member in taken.members.values()),
        answers=types.answers.name,
        record=record,
    )


def _doc(planned: PlannedOperation) -> str:
    operation = planned.operation
    summary = " ".join(prose(operation.summary or "", 200).split()).rstrip(".")
    text = prose(operation.description or "", 1200)
    parts = [f"{summary}." if summary else f"Call `{operation.key}`."]
    if text and text.rstrip(".") != summary:
        parts.append(wrapped(text, _WIDTH))
    return "\n\n".join(parts)


def _tags(planned: PlannedOperation) -> tuple[str, ...]:
    operation = planned.operation
    found = ["@deprecated"] if operation.deprecated else []
    if operation.docs_url:
        found.append(f"@see {' '.join(operation.docs_url.split())}")
    return tuple(found)
