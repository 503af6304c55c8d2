"""Resource modules: one class for each tag, one method for each operation."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from integen.ir.api import Api, Media, Response
from integen.ir.schema import String
from integen.ir.shape import deref
from integen.naming.legal import PyIdent, pascal
from integen.naming.words import words
from integen.plan.content import SEQUENCES, answered, is_xml, item_of, reads_xml
from integen.plan.content import essence as essence_of
from integen.plan.links import link_docs
from integen.plan.operation import Argument, PlannedOperation
from integen.plan.operation_names import resource_name
from integen.plan.python.registry import Registry
from integen.plan.python.types import TypeWriter, names_in, split_union
from integen.quoting import prose, wrapped

_PLACES = (
    ("path", "path"),
    ("query", "query"),
    ("querystring", "query"),
    ("header", "headers"),
    ("cookie", "cookies"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class MethodArgument:
    name: PyIdent
    type: str
    required: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Method:
    name: PyIdent
    key: str
    """The operation's key, `GET /pets/{id}`."""
    arguments: tuple[MethodArgument, ...]
    places: tuple[tuple[str, tuple[tuple[str, PyIdent], ...]], ...]
    """`("path", (("owner", owner), …))`: wire name and argument for each place; `body` for its properties."""
    body: PyIdent | None
    """The argument that is the whole body."""
    instead: PyIdent | None
    """The argument that is the whole body in place of its properties."""
    content_type: PyIdent | None
    """The argument that chooses a media type of the body."""
    returns: str
    """The annotation."""
    cast: str
    """The expression passed as `returns`."""
    doc: str

    def spelled(self, text: str, *, asynchronous: bool) -> str:
        """Return `returns` or `cast` as one of the two classes writes it."""
        return _STREAM.sub("AsyncStream[", text) if asynchronous else text


_STREAM = re.compile(r"\bStream\[")


@dataclass(frozen=True, slots=True, kw_only=True)
class Resource:
    """One file of `resources/`."""

    name: PyIdent
    """The attribute of the client."""
    type_name: PyIdent
    doc: str
    methods: tuple[Method, ...]
    uses: frozenset[str]


def plan_resources(
    api: Api, registry: Registry, operations: tuple[PlannedOperation, ...]
) -> tuple[Resource, ...]:
    """Return the resources in the order of the document's tags."""
    grouped: dict[PyIdent, list[PlannedOperation]] = defaultdict(list)
    for planned in operations:
        grouped[planned.resource].append(planned)
    described = {resource_name(tag.name): tag.description or tag.summary for tag in api.tags}
    called = {item.operation.key: f"client.{item.resource}.{item.method}" for item in operations}
    return tuple(
        _resource(registry, name, described.get(name), members, called)
        for name, members in sorted(grouped.items())
    )


def _resource(
    registry: Registry,
    name: PyIdent,
    description: str | None,
    members: list[PlannedOperation],
    called: Mapping[str, str],
) -> Resource:
    list_name = "builtins.list" if any(planned.method == "list" for planned in members) else "list"
    answers = TypeWriter(registry, prefix="models.", list_name=list_name)
    casts = TypeWriter(registry, prefix="models.")
    inputs = TypeWriter(registry, prefix="models.", arguments=True, list_name=list_name)
    methods = tuple(_method(planned, answers, casts, inputs, called) for planned in members)
    texts = [
        text
        for method in methods
        for text in (method.returns, method.cast, *(item.type for item in method.arguments))
    ]
    uses = frozenset[str]().union(*map(names_in, texts))
    if any(not argument.required for method in methods for argument in method.arguments):
        uses |= {"OMIT"}
    if "Stream" in uses:
        uses |= {"AsyncStream"}
    title = wrapped(prose(description, 400), 100) if description else f"Operations of `{name}`."
    return Resource(
        name=name,
        type_name=type_name(name),
        doc=title,
        methods=methods,
        uses=uses,
    )


_TAKEN_TYPES = frozenset(
    """Client Mapping Timeout AuthInput Any Decimal Literal Sequence Omit FileInput Resource RequestOptions
    Stream TextDecimal""".split()
)
"""Names that a module of operations or the module of the clients has already."""


def type_name(resource: PyIdent) -> PyIdent:
    """Return the name of a resource's class: `Pets`, and `ClientResource` where the plain one is taken."""
    name = pascal(words(resource))
    is_taken = name in _TAKEN_TYPES or name.startswith("Async")  # `AsyncPets` is the other class of `Pets`
    return PyIdent(f"{name}Resource") if is_taken else name


def _method(
    planned: PlannedOperation,
    answers: TypeWriter,
    casts: TypeWriter,
    inputs: TypeWriter,
    called: Mapping[str, str],
) -> Method:
    arguments = tuple(_argument(argument, inputs) for argument in planned.arguments)
    places = []
    for location, place in _PLACES:
        found = tuple((item.wire, item.name) for item in planned.parameters if item.location == location)
        if found:
            places.append((place, found))
    body = planned.body
    if body is not None and body.whole is None:
        places.append(("body", tuple((item.wire, item.name) for item in body.fields)))
    returns, cast = _returns(planned, answers, casts)
    return Method(
        name=planned.method,
        key=planned.operation.key,
        arguments=arguments,
        places=tuple(places),
        body=body.whole.name if body is not None and body.whole is not None else None,
        instead=body.instead.name if body is not None and body.instead is not None else None,
        content_type=body.choice.name if body is not None and body.choice is not None else None,
        returns=returns,
        cast=cast,
        doc=_doc(planned, called),
    )


def _argument(argument: Argument, inputs: TypeWriter) -> MethodArgument:
    text = inputs.write(argument.schema)
    if not argument.required:
        text = "Any | Omit" if text == "Any" else f"{text} | Omit"
    return MethodArgument(name=argument.name, type=text, required=argument.required)


def success(planned: PlannedOperation) -> tuple[Response, ...]:
    """Return the responses that an SDK method returns: 2xx, else `default`, by status."""
    responses = planned.operation.responses
    good = sorted((item for item in responses if item.status.startswith("2")), key=lambda item: item.status)
    return tuple(good) or tuple(item for item in responses if item.status == "default")


def _returns(planned: PlannedOperation, answers: TypeWriter, casts: TypeWriter) -> tuple[str, str]:
    """Return the annotation and the expression: one type, or `{"200": A, "202": B}` where they differ."""
    by_status: dict[str, tuple[str, str]] = {}
    for response in success(planned):
        by_status[response.status] = _answer(response, answers), _answer(response, casts)
    distinct = dict.fromkeys(cast for _, cast in by_status.values())
    if not by_status:
        return "None", "None"
    if len(distinct) == 1:
        return next(iter(by_status.values()))
    members = dict.fromkeys(part for note, _ in by_status.values() for part in split_union(note))
    annotation = "Any" if "Any" in members else " | ".join(sorted(members, key=lambda part: part == "None"))
    pairs = ", ".join(f'"{status}": {cast}' for status, (_, cast) in by_status.items())
    return annotation, f"{{{pairs}}}"


_TEXTS = ("application/yaml", "application/x-yaml")


def _answer(response: Response, types: TypeWriter) -> str:
    media = answered(response)
    if media is None:
        return "None"
    essence = essence_of(media)
    if essence in SEQUENCES:
        return f"Stream[{_item(media, types)}]"
    if media.schema is not None and ("json" in essence or essence in ("*/*", "")):
        return types.write(media.schema)
    if reads_xml(types.registry.api, media) and media.schema is not None:
        return types.write(media.schema)
    if essence.startswith("text/") or is_xml(media) or essence in _TEXTS:
        return "str"
    if media.schema is None and "json" in essence:
        return "Any"
    return "bytes" if "json" not in essence else types.write(media.schema)  # type: ignore[arg-type] # None is handled above


def _item(media: Media, types: TypeWriter) -> str:
    item = item_of(types.registry.api, media)
    if item is None or isinstance(deref(types.registry.api, item), String):
        return "dict[str, Any]" if essence_of(media) == "text/event-stream" else "Any"
    return types.write(item)


def _doc(planned: PlannedOperation, called: Mapping[str, str]) -> str:
    operation = planned.operation
    summary = " ".join(prose(operation.summary or "", 200).split()).rstrip(".")
    text = prose(operation.description or "", 1200)
    parts = [f"{summary}." if summary else f"Call `{operation.key}`."]
    if text and text.rstrip(".") != summary:
        parts.append(wrapped(text, 96))
    if operation.deprecated:
        parts.append("Deprecated: the API may remove this operation.")
    described = [argument for argument in planned.arguments if argument.description]
    if described:
        parts.append("\n".join(("Args:", *(_argument_doc(argument) for argument in described))))
    following = link_docs(operation, called)
    if following:
        parts.append("\n".join(("Next:", *(_indented(text) for text in following))))
    if operation.docs_url:
        parts.append(f"See {' '.join(operation.docs_url.split())}")
    return "\n\n".join(parts)


def _argument_doc(argument: Argument) -> str:
    text = " ".join(prose(argument.description or "", 300).split())
    return _indented(f"{argument.name}: {text}")


def _indented(text: str) -> str:
    first, *rest = wrapped(text, 92).split("\n")
    return "\n".join((f"    {first}", *(f"        {line}" for line in rest)))
