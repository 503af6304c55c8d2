"""What a catalog says of one operation, as frozen dataclasses read from its JSON record.

The same record serves the SDK, the MCP server and the command line: the wire is right everywhere or
wrong everywhere. Members that have their default value are left out of the JSON.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

DEFAULT_STYLES = {"path": "simple", "query": "form", "header": "simple", "cookie": "form"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Parameter:
    """JSON: `{"name", "in", "arg", "required", "style", "explode", "allowReserved", "allowEmpty",
    "content", "carried"}`.
    """

    name: str
    """On the wire."""
    location: str
    """`path`, `query`, `header`, `cookie` or `querystring`."""
    arg: str
    """The flat argument name that tools and the command line use; the name itself unless clients refuse
    it.
    """
    required: bool = False
    style: str = "form"
    explode: bool = False
    allow_reserved: bool = False
    allow_empty: bool = False
    content_type: str | None = None
    """Set when the value is serialised as a media type and not by a style."""
    carried: Sequence[Mapping[str, Any]] = ()
    """Places for `carrying.with_text`."""

    @classmethod
    def from_json(cls, record: Mapping[str, Any]) -> Parameter:
        style = record.get("style") or DEFAULT_STYLES.get(record["in"], "form")
        return cls(
            name=record["name"],
            location=record["in"],
            arg=record.get("arg", record["name"]),
            required=record.get("required", False),
            style=style,
            explode=record.get("explode", style in ("form", "cookie", "deepObject")),
            allow_reserved=record.get("allowReserved", False),
            allow_empty=record.get("allowEmpty", False),
            content_type=record.get("content"),
            carried=record.get("carried", ()),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Encoding:
    """JSON: `{"contentType", "style", "explode", "allowReserved", "binary", "base64", "headers"}`."""

    content_type: str | None = None
    style: str | None = None
    explode: bool | None = None
    allow_reserved: bool = False
    binary: bool = False
    """The property is a file: its value is bytes, a path, base64 text or a stream, not JSON."""
    headers: Mapping[str, str] = field(default_factory=dict[str, str])
    """Headers of the part that can have one value only."""

    @classmethod
    def from_json(cls, record: Mapping[str, Any]) -> Encoding:
        return cls(
            content_type=record.get("contentType"),
            style=record.get("style"),
            explode=record.get("explode"),
            allow_reserved=record.get("allowReserved", False),
            binary=record.get("binary", False),
            headers=record.get("headers", {}),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """One media type that a body can be sent as. JSON: `{"type", "binary", "whole", "encoding":
    {property: Encoding}, "prefix": [Encoding], "item": Encoding, "carried", "xml"}`.
    """

    type: str
    binary: bool = False
    """The whole body is raw bytes."""
    whole: bool = False
    """Properties that are arguments of their own do not make a body of this type; `Body.arg` does."""
    encodings: Mapping[str, Encoding] = field(default_factory=dict[str, Encoding])
    prefix: tuple[Encoding, ...] = ()
    """Of the first parts of a body whose parts have no names, by position."""
    item: Encoding = Encoding()
    """Of the parts after those."""
    carried: Sequence[Mapping[str, Any]] = ()
    """Places for `carrying.with_text`."""
    xml: Sequence[Mapping[str, Any]] = ()
    """JSON: nodes for `xml_facts.Tree`."""

    @classmethod
    def from_json(cls, record: Mapping[str, Any]) -> Content:
        encodings = {name: Encoding.from_json(item) for name, item in record.get("encoding", {}).items()}
        return cls(
            type=record["type"],
            binary=record.get("binary", False),
            whole=record.get("whole", False),
            encodings=encodings,
            prefix=tuple(Encoding.from_json(item) for item in record.get("prefix", ())),
            item=Encoding.from_json(record.get("item", {})),
            carried=record.get("carried", ()),
            xml=record.get("xml", ()),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Body:
    """JSON: `{"required", "arg", "fields": {arg: wire name}, "choice", "needs": [wire name], "content":
    [Content, best first]}`.
    """

    content: tuple[Content, ...]
    required: bool = False
    arg: str | None = None
    """The flat argument that holds the whole body; None when only its properties are arguments."""
    fields: Mapping[str, str] = field(default_factory=dict[str, str])
    """`{flat argument: property on the wire}` when the body is an object with declared properties."""
    choice: str | None = None
    """The flat argument that says which of the media types is sent."""
    needs: tuple[str, ...] = ()
    """Properties on the wire that must be there, where arguments do not say that they are required."""

    @classmethod
    def from_json(cls, record: Mapping[str, Any]) -> Body:
        return cls(
            content=tuple(Content.from_json(item) for item in record["content"]),
            required=record.get("required", False),
            arg=record.get("arg"),
            fields=record.get("fields", {}),
            choice=record.get("choice"),
            needs=tuple(record.get("needs", ())),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What one status may bring. JSON: `{media type: name of the Python model, or null}`."""

    status: str
    """`200`, `4XX` or `default`."""
    content: Mapping[str, str | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Pagination:
    """How pages follow each other.

    JSON: `{"kind", "parameter", "in", "size", "items": [name], "next": [name], "more": [name], "start",
    "kept": [name], "via": {"key", "parameters"}, "reason": what in the document says so}`.
    """

    kind: str
    """`page`, `offset`, `cursor`, `after`, `url` or `link`."""
    parameter: str | None = None
    """On the wire: what gets another page."""
    location: str = "query"
    """`query` or `body`."""
    size: str | None = None
    """On the wire: how many items a page has."""
    items: tuple[str, ...] = ()
    """Names on the way from the answer to the array of items."""
    next: tuple[str, ...] = ()
    more: tuple[str, ...] = ()
    start: int = 1
    kept: tuple[str, ...] = ()
    """Query parameters that go into the URL of the next page too, whatever it says of them."""
    via: Operation | None = None
    """The operation that gets the next page, where that is another one."""

    @classmethod
    def from_json(cls, record: Mapping[str, Any]) -> Pagination:
        via = record.get("via")
        return cls(
            kind=record["kind"],
            parameter=record.get("parameter"),
            location=record.get("in", "query"),
            size=record.get("size"),
            items=tuple(record.get("items", ())),
            next=tuple(record.get("next", ())),
            more=tuple(record.get("more", ())),
            start=record.get("start", 1),
            kept=tuple(record.get("kept", ())),
            via=Operation.from_json(via["key"], via) if via else None,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Polling:
    """How an operation that answers before it is done is waited for. JSON: `{"final", "states",
    "reason"}`.
    """

    final: str
    """Where the result stands in the end: `location`, `original` (the operation's own URL) or `operation`
    (the answer that says that it is done)."""
    states: bool = False
    """Without a header to follow, a state in the answer says whether it is done."""

    @classmethod
    def from_json(cls, record: Mapping[str, Any]) -> Polling:
        return cls(final=record["final"], states=record.get("states", False))


@dataclass(frozen=True, slots=True, kw_only=True)
class Operation:
    """JSON, under its key: `{"id", "summary", "resource", "name", "effect", "idempotent", "deprecated",
    "parameters", "body", "responses": {status: Answer}, "security": [{scheme: [scope]}], "servers":
    [Server], "tool"}`."""

    key: str
    """`GET /pets/{id}`."""
    method: str
    path: str
    id: str | None = None
    summary: str = ""
    resource: str = ""
    """The attribute of the SDK client: `client.<resource>.<name>()`."""
    name: str = ""
    effect: str = "read"
    """`read`, `write` or `destructive`."""
    idempotent: bool = False
    deprecated: bool = False
    parameters: tuple[Parameter, ...] = ()
    body: Body | None = None
    answers: tuple[Answer, ...] = ()
    security: tuple[Mapping[str, tuple[str, ...]], ...] | None = None
    """Alternatives; None: those of the integration."""
    servers: tuple[Server, ...] = ()
    """Empty: those of the integration."""
    pagination: Pagination | None = None
    polling: Polling | None = None
    xml: Mapping[str, Sequence[Mapping[str, Any]]] = field(
        default_factory=dict[str, Sequence[Mapping[str, Any]]]
    )
    """JSON: `{status: nodes for xml_facts.Tree}` of the answers that are XML."""
    whole_events: bool = False
    """JSON: `events`. Items of its event stream are whole events, not the JSON of their data."""
    preset: Mapping[str, Any] = field(default_factory=dict[str, Any])
    """JSON: `{flat argument: value}`; what tools send when the caller says nothing."""
    retries: Mapping[str, Any] | None = None
    """JSON: how it is repeated, as `retry.policy_of` reads it."""
    tool: str | None = None
    """The name of its MCP tool."""

    @classmethod
    def from_json(cls, key: str, record: Mapping[str, Any]) -> Operation:
        method, _, path = key.partition(" ")
        body, pagination, polling = record.get("body"), record.get("pagination"), record.get("polling")
        return cls(
            key=key,
            method=method,
            path=path,
            id=record.get("id"),
            summary=record.get("summary", ""),
            resource=record.get("resource", ""),
            name=record.get("name", ""),
            effect=record.get("effect", "read"),
            idempotent=record.get("idempotent", False),
            deprecated=record.get("deprecated", False),
            parameters=tuple(Parameter.from_json(item) for item in record.get("parameters", ())),
            body=Body.from_json(body) if body else None,
            answers=tuple(
                Answer(status=status, content=content)
                for status, content in record.get("responses", {}).items()
            ),
            security=requirements(record["security"]) if "security" in record else None,
            servers=tuple(Server.from_json(item) for item in record.get("servers", ())),
            pagination=Pagination.from_json(pagination) if pagination else None,
            polling=Polling.from_json(polling) if polling else None,
            xml=record.get("xml", {}),
            whole_events=record.get("events", False),
            preset=record.get("preset", {}),
            retries=record.get("retries"),
            tool=record.get("tool"),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Server:
    """JSON: `{"url", "name", "variables": {name: {"default", "enum"}}}`."""

    url: str
    name: str | None = None
    variables: Mapping[str, Mapping[str, Any]] = field(default_factory=dict[str, Mapping[str, Any]])

    @classmethod
    def from_json(cls, record: Mapping[str, Any]) -> Server:
        return cls(url=record["url"], name=record.get("name"), variables=record.get("variables", {}))


@dataclass(frozen=True, slots=True, kw_only=True)
class Scheme:
    """A way to authenticate. JSON, under its key: `{"kind", "in", "parameter", "scheme", "args": [...],
    "env": [...], "deprecated"}`.
    """

    key: str
    kind: str
    """`apiKey`, `http`, `oauth2`, `openIdConnect` or `mutualTLS`."""
    location: str | None = None
    """Of an apiKey: `header`, `query` or `cookie`."""
    parameter: str | None = None
    """Of an apiKey: its name there."""
    scheme: str | None = None
    """Of http: `bearer`, `basic`, ..."""
    args: tuple[str, ...] = ()
    """Arguments of the SDK client that carry it: `("token",)`, or `("username", "password")` for basic."""
    env: tuple[str, ...] = ()
    """Environment variables, one for each of `args`."""
    deprecated: bool = False

    @classmethod
    def from_json(cls, key: str, record: Mapping[str, Any]) -> Scheme:
        return cls(
            key=key,
            kind=record["kind"],
            location=record.get("in"),
            parameter=record.get("parameter"),
            scheme=record.get("scheme"),
            args=tuple(record.get("args", ())),
            env=tuple(record.get("env", ())),
            deprecated=record.get("deprecated", False),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Integration:
    """What all operations of one API share. JSON: `{"key", "title", "version", "package", "description",
    "servers", "schemes": {key: Scheme}, "security": [{scheme: [scope]}], "toolsets": {name:
    description}}`."""

    key: str
    """`github`."""
    title: str
    version: str
    package: str
    """The Python module: `github_api`."""
    description: str = ""
    servers: tuple[Server, ...] = ()
    schemes: Mapping[str, Scheme] = field(default_factory=dict[str, Scheme])
    security: tuple[Mapping[str, tuple[str, ...]], ...] = ()
    """Alternatives; empty: no credentials are needed."""
    toolsets: Mapping[str, str] = field(default_factory=dict[str, str])
    """`{toolset: one line about it}`: the resources that tools are grouped by, in order."""

    @classmethod
    def from_json(cls, record: Mapping[str, Any]) -> Integration:
        return cls(
            key=record["key"],
            title=record["title"],
            version=record["version"],
            package=record["package"],
            description=record.get("description", ""),
            servers=tuple(Server.from_json(item) for item in record.get("servers", ())),
            schemes={key: Scheme.from_json(key, item) for key, item in record.get("schemes", {}).items()},
            security=requirements(record.get("security", ())),
            toolsets=record.get("toolsets", {}),
        )


def requirements(records: Any) -> tuple[Mapping[str, tuple[str, ...]], ...]:
    """Return security alternatives from their JSON form."""
    return tuple({scheme: tuple(scopes) for scheme, scopes in record.items()} for record in records)
