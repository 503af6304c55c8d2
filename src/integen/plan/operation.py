"""What every target needs to know of an operation: its resource, method, tool and flat arguments."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from integen.ir.api import Api, Body, Media, Operation
from integen.ir.curation import Curation
from integen.ir.schema import MISSING, Anything, Enum, JsonValue, Nothing, Object, Schema, _Missing
from integen.ir.shape import merged
from integen.kit.media import essence_of
from integen.naming.allocate import Request
from integen.naming.legal import PyIdent, ToolName, avoiding, pascal, snake
from integen.naming.words import words
from integen.plan import renames
from integen.plan.alternatives import alternatives, choice_of, is_raw, one_of, spoken
from integen.plan.content import never_sent
from integen.plan.moved import carry_names
from integen.plan.names import Names
from integen.plan.operation_names import (
    RESERVED_METHODS,
    method_candidates,
    resource_name,
    resources_of,
    tools_of,
)

_TRANSPORT_HEADERS = frozenset(("accept", "content-type", "authorization"))
"""Header parameters that OpenAPI tells tools to ignore. Source: OAS 3.1 section 4.8.12.1."""

_HIDING = frozenset(
    """options models list dict str int float bool bytes object dt UUID Decimal TextDecimal Any Literal
    Annotated Sequence Mapping""".split()
)
"""Names that a method's body or signature uses: an argument called so would hide them."""


_RANKS = (
    *(("json", 0), ("application/x-www-form-urlencoded", 1), ("multipart/", 2)),
    *(("octet-stream", 3), ("message/rfc822", 3), ("text/", 4)),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Argument:
    """One flat argument: of the SDK method, of the tool, of the command line."""

    name: PyIdent
    """In Python."""
    arg: str
    """In tools and on the command line."""
    wire: str
    location: str
    """`path`, `query`, `header`, `cookie`, `querystring` or `body`."""
    required: bool
    schema: Schema
    description: str | None
    deprecated: bool = False
    told: str | None = None
    """What agents read in place of the description."""
    hidden: bool = False
    """Tools do not have it; methods do."""
    preset: JsonValue | _Missing = MISSING
    """What tools send when the caller says nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedBody:
    media: tuple[Media, ...]
    """Best first: JSON, form, multipart, bytes, text, anything else."""
    required: bool
    whole: Argument | None
    """The argument that is the body; None when its properties are arguments."""
    fields: tuple[Argument, ...] = ()
    instead: Argument | None = None
    """The argument that is the body in place of `fields`, for the media types of `others`."""
    others: tuple[Media, ...] = ()
    """Those of `media` that carry what the best one cannot."""
    choice: Argument | None = None
    """The argument that says which media type is sent, where the others do not tell."""
    needs: tuple[str, ...] = ()
    """Properties, by their names on the wire, without which `fields` make no body, if they may be absent."""

    @property
    def arguments(self) -> tuple[Argument, ...]:
        """All of them: the body or its properties, then what chooses."""
        return tuple(item for item in (self.whole, *self.fields, self.instead, self.choice) if item)


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedOperation:
    operation: Operation
    resource: PyIdent
    method: PyIdent
    tool: ToolName
    type_name: PyIdent
    """What names of inline types begin with: `ReposGet`."""
    parameters: tuple[Argument, ...]
    body: PlannedBody | None
    has_tool: bool = True
    aliases: tuple[str, ...] = ()
    """Names that the tool had."""

    @property
    def toolsets(self) -> tuple[str, ...]:
        """Groups that its tool belongs to, at least one; the first is the one that it is listed under."""
        chosen = self.operation.curation.toolsets
        own = tuple(map(resource_name, chosen)) or (self.resource,)
        return tuple(dict.fromkeys((*own, *map(resource_name, self.operation.curation.also_in))))

    @property
    def arguments(self) -> tuple[Argument, ...]:
        """All of them: parameters, then the body's, required ones first."""
        rest = self.body.arguments if self.body else ()
        return tuple(sorted((*self.parameters, *rest), key=lambda argument: not argument.required))


def plan_operations(api: Api, names: Names, *, tool_name_limit: int) -> tuple[PlannedOperation, ...]:
    """Return the operations in document order, every name allocated and recorded."""
    carry_names(api.operations, names)
    resources = resources_of(api, names)
    before = renames.published(names)
    tools = tools_of(api, names, tool_name_limit)
    renames.record(api, names, before, tools)
    aliases = renames.aliases_of(api, names, tools)
    methods: dict[str, str] = {}
    grouped: dict[str, list[Operation]] = {}
    for operation in api.operations:
        grouped.setdefault(resources[operation.key], []).append(operation)
    for resource, members in grouped.items():
        requests = [Request(operation.key, method_candidates(operation, resource)) for operation in members]
        methods |= names.allocate(f"methods.{resource}", requests, reserved=RESERVED_METHODS)
    types = names.allocate(
        "operation-types",
        [
            Request(key, (pascal((*words(resources[key]), *words(methods[key]))),))
            for key in (operation.key for operation in api.operations)
        ],
    )
    planned = (_planned(api, operation, resources, methods, tools, types) for operation in api.operations)
    return tuple(_with_aliases(each, aliases) for each in planned)


def _with_aliases(planned: PlannedOperation, aliases: dict[str, str]) -> PlannedOperation:
    own = tuple(old for old, name in aliases.items() if name == planned.tool)
    return replace(planned, aliases=own) if own else planned


def _planned(
    api: Api,
    operation: Operation,
    resources: dict[str, str],
    methods: dict[str, str],
    tools: dict[str, str],
    types: dict[str, str],
) -> PlannedOperation:
    scope = _ArgumentNames(operation.curation)
    parameters = tuple(
        scope.add(
            parameter.name,
            str(parameter.location),
            parameter.required,
            parameter.schema,
            parameter.description,
            parameter.deprecated,
        )
        for parameter in sorted(operation.parameters, key=lambda item: item.location != "path")
        if not (parameter.location == "header" and parameter.name.lower() in _TRANSPORT_HEADERS)
    )
    return PlannedOperation(
        operation=operation,
        resource=PyIdent(resources[operation.key]),
        method=PyIdent(methods[operation.key]),
        tool=ToolName(tools[operation.key]),
        type_name=PyIdent(types[operation.key]),
        parameters=parameters,
        body=_planned_body(api, operation.body, scope) if operation.body else None,
        has_tool=operation.curation.tool,
    )


def _planned_body(api: Api, body: Body, scope: _ArgumentNames) -> PlannedBody:
    media = tuple(sorted(body.media, key=lambda item: _rank(item.type)))
    others = alternatives(api, media, body.origin)
    shape = exploded(api, media[0])
    if shape is None:
        offered = (media[0], *others)
        schema = one_of(api, offered, body.origin)
        whole = scope.add("body", "body", body.required, schema, body.description)
        choice = _choice(api, body, offered, scope)
        return PlannedBody(media=media, required=body.required, whole=whole, others=others, choice=choice)
    sent = [item for item in shape.properties if not never_sent(api, item.schema)]
    must = body.required and not others
    fields = tuple(
        scope.add(item.name, "body", item.required and must, item.schema, item.schema.notes.description)
        for item in sent
    )
    planned = PlannedBody(media=media, required=body.required, whole=None, fields=fields)
    if not others:
        return planned
    about = f"In place of {_in_place_of(fields)}: the whole body, as {spoken(others)}."
    return replace(
        planned,
        instead=scope.add("body", "body", False, one_of(api, others, body.origin), about),
        others=others,
        choice=_choice(api, body, (media[0], *others), scope) if len(others) > 1 else None,
        needs=tuple(item.name for item in sent if item.required),
    )


def _in_place_of(fields: tuple[Argument, ...]) -> str:
    names = [f"`{item.arg}`" for item in fields]
    return " and ".join(names) if len(names) < 4 else f"{', '.join(names[:2])} and the like"


def _choice(api: Api, body: Body, media: tuple[Media, ...], scope: _ArgumentNames) -> Argument | None:
    """Return the argument that chooses one of the media types; a range needs a type to be chosen."""
    if len(media) == 1 and not is_raw(api, media[0], body.origin):
        return None
    schema = choice_of(media, body.origin)
    if schema is None:
        return None
    listed = "by default the first that fits" if isinstance(schema, Enum) else spoken(media)
    return scope.add("content_type", "body", False, schema, f"What the body is sent as: {listed}.")


def exploded(api: Api, media: Media) -> Object | None:
    """Return the object whose properties become arguments; None when the body is one argument."""
    if media.schema is None or _rank(media.type) > 2:
        return None
    shape = merged(api, media.schema)
    if shape is None or not shape.properties:
        return None
    # What may be sent depends on the value: its heirs have properties of their own, or any name is one.
    varies = shape.discriminator is not None or not isinstance(shape.additional, Anything | Nothing)
    return None if varies else shape


def _rank(media_type: str) -> int:
    essence = essence_of(media_type)
    return next((rank for part, rank in _RANKS if part in essence), len(_RANKS))


class _ArgumentNames:
    """Names of an operation's arguments: the first gets the plain name, later ones their location before."""

    def __init__(self, curation: Curation) -> None:
        self._curation = curation
        self._python: set[str] = {"self"}
        self._flat: set[str] = {"_fields"}

    def add(
        self,
        wire: str,
        location: str,
        required: bool,
        schema: Schema,
        description: str | None,
        deprecated: bool = False,
    ) -> Argument:
        plain = words(wire) or ("value",)
        python = _unused((snake(plain), snake((location, *plain))), self._python)
        decided = self._curation.of_argument(location, wire)
        spoken_name = decided.name or wire
        accepted = spoken_name if _client_accepts(spoken_name) else snake(words(spoken_name) or plain)[:60]
        flat = _unused((accepted, snake((location, *plain))[:60]), self._flat)
        return Argument(
            name=avoiding(PyIdent(python), _HIDING),
            arg=flat,
            wire=wire,
            location=location,
            required=required,
            schema=schema,
            description=description or schema.notes.description,
            deprecated=deprecated or schema.notes.deprecated,
            told=decided.description,
            hidden=decided.hidden,
            preset=decided.value,
        )


def _unused(candidates: Iterable[str], taken: set[str]) -> str:
    for candidate in candidates:
        if candidate not in taken:
            break
    else:
        stem, number = candidate, 2
        while candidate in taken:
            candidate, number = f"{stem}_{number}", number + 1
    taken.add(candidate)
    return candidate


def _client_accepts(name: str) -> bool:
    """Whether every known client and model API takes `name` as a property of a tool's arguments."""
    return (
        len(name) <= 64
        and name.isascii()
        and name.replace("_", "").replace("-", "").isalnum()
        and not name[0].isdigit()
    )
