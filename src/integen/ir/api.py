"""An API: its operations and what they share."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from integen.ir.curation import UNCURATED, Curation, LeftOut
from integen.ir.link import Link
from integen.ir.origin import ROOT, Origin
from integen.ir.schema import JsonValue, Object, Schema


class Effect(StrEnum):
    """What calling an operation may do to the world; from the method unless the document says otherwise."""

    READ = "read"
    WRITE = "write"
    DESTRUCTIVE = "destructive"


class Location(StrEnum):
    PATH = "path"
    QUERY = "query"
    HEADER = "header"
    COOKIE = "cookie"
    QUERYSTRING = "querystring"
    """OpenAPI 3.2: the whole query string as one value."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Parameter:
    origin: Origin
    name: str
    """As on the wire."""
    location: Location
    schema: Schema
    required: bool = False
    description: str | None = None
    deprecated: bool = False
    style: str
    """`simple`, `label`, `matrix`, `form`, `spaceDelimited`, `pipeDelimited`, `deepObject`, `cookie`,
    `tabDelimited`; the default of the location is filled in."""
    explode: bool
    allow_reserved: bool = False
    allow_empty: bool = False
    content_type: str | None = None
    """Set when the parameter has `content` and not `schema`: the value is serialised as this media type."""
    extensions: Mapping[str, JsonValue] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Encoding:
    """How one property of a form or multipart body is sent."""

    property: str
    content_type: str | None = None
    style: str | None = None
    explode: bool | None = None
    allow_reserved: bool = False
    headers: tuple[Parameter, ...] = ()
    inner: tuple[Encoding, ...] = ()
    """OpenAPI 3.2: of the properties of a part that is a form or multipart itself."""
    prefix_inner: tuple[Encoding, ...] = ()
    item_inner: Encoding | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Media:
    type: str
    """As written: `application/json`, `image/*`, `text/plain; charset=utf-8`."""
    schema: Schema | None
    item_schema: Schema | None = None
    """OpenAPI 3.2 `itemSchema`: the shape of each item of a sequential media type."""
    encodings: tuple[Encoding, ...] = ()
    prefix_encodings: tuple[Encoding, ...] = ()
    """OpenAPI 3.2 `prefixEncoding`: of the first parts, by position; their `property` is empty."""
    item_encoding: Encoding | None = None
    """OpenAPI 3.2 `itemEncoding`: of every part after those."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Body:
    origin: Origin
    media: tuple[Media, ...]
    """In document order; at least one."""
    required: bool = False
    description: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Response:
    origin: Origin
    status: str
    """`200`, `4XX` or `default`."""
    description: str | None = None
    media: tuple[Media, ...] = ()
    headers: tuple[Parameter, ...] = ()
    links: tuple[Link, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Variable:
    name: str
    default: str
    enum: tuple[str, ...] = ()
    description: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Server:
    url: str
    """Absolute, or with `{variables}`; relative ones are resolved against where the document came from."""
    name: str | None = None
    description: str | None = None
    variables: tuple[Variable, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Flow:
    """One OAuth 2.0 flow of a scheme."""

    kind: str
    """`authorizationCode`, `clientCredentials`, `implicit`, `password`, `deviceAuthorization`."""
    authorization_url: str | None = None
    token_url: str | None = None
    refresh_url: str | None = None
    scopes: tuple[tuple[str, str], ...] = ()
    """Scope and description, in document order."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SecurityScheme:
    origin: Origin
    key: str
    """Its name in the document."""
    kind: str
    """`apiKey`, `http`, `oauth2`, `openIdConnect`, `mutualTLS`."""
    description: str | None = None
    location: Location | None = None
    """Of an apiKey."""
    parameter: str | None = None
    """Of an apiKey: the header, query or cookie name."""
    scheme: str | None = None
    """Of http: `bearer`, `basic`, … lower case."""
    bearer_format: str | None = None
    flows: tuple[Flow, ...] = ()
    openid_url: str | None = None
    metadata_url: str | None = None
    """OpenAPI 3.2 `oauth2MetadataUrl`: authorization server metadata (RFC 8414)."""
    deprecated: bool = False


Requirement = tuple[tuple[str, tuple[str, ...]], ...]
"""Schemes that are needed together, each with its scopes. Empty: no credentials are needed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pagination:
    """How the pages of an operation follow each other."""

    kind: str
    """`page` (a number that counts), `offset` (of the first item), `cursor` (found in the answer), `after`
    (the last item's id), `url` (of the next page, in the answer) or `link` (the same, in a header)."""
    parameter: str | None = None
    """On the wire: what is sent to get another page; None for `url` and `link`."""
    location: str = "query"
    """Where it stands: `query`, `body` for a property of a JSON body, `path` for a segment of `via`."""
    size: str | None = None
    """The parameter that says how many items a page has."""
    items: tuple[str, ...] = ()
    """Names on the way from the answer to its array; empty when the answer is the array."""
    next: tuple[str, ...] = ()
    """Names on the way from the answer to the cursor or URL of the next page."""
    more: tuple[str, ...] = ()
    """Names on the way to a flag that says whether there is another page."""
    start: int = 1
    """The number of the first page, for `page`."""
    kept: tuple[str, ...] = ()
    """Query parameters of the first call that go into the URL of the next page too, whatever it says."""
    via: str | None = None
    """The key of the operation that gets the next page, where that is another one."""
    reason: str
    """What in the document says so."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Polling:
    """How an operation that answers before it is done is waited for."""

    final: str
    """Where the result stands in the end: `location` (what that header leads to), `original` (a GET of the
    operation's own URL) or `operation` (the answer that said that it is done)."""
    states: bool = False
    """Without a header to follow, a state in the answer says whether it is done, and a GET of the same URL
    says it again."""
    reason: str
    """What in the document says so."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Operation:
    origin: Origin
    method: str
    """Upper case, except additional ones of OpenAPI 3.2, which keep their case."""
    path: str
    """The template as written, starting with `/`."""
    id: str | None = None
    """`operationId`."""
    summary: str | None = None
    description: str | None = None
    tags: tuple[str, ...] = ()
    deprecated: bool = False
    parameters: tuple[Parameter, ...] = ()
    """The path item's and the operation's own, the latter winning, in document order, without repeats."""
    body: Body | None = None
    responses: tuple[Response, ...] = ()
    security: tuple[Requirement, ...] | None = None
    """Alternatives. None: the document says nothing at all; empty: explicitly none needed."""
    servers: tuple[Server, ...] = ()
    """Only when the operation or its path item has its own."""
    effect: Effect
    idempotent: bool
    docs_url: str | None = None
    pagination: Pagination | None = None
    polling: Polling | None = None
    extensions: Mapping[str, JsonValue] = field(default_factory=dict)
    item_origin: Origin = ROOT
    """Of its path item."""
    item_extensions: Mapping[str, JsonValue] = field(default_factory=dict)
    """Those of its path item."""
    curation: Curation = UNCURATED
    """Filled in by `curate`."""

    @property
    def key(self) -> str:
        """Method and path, such as `GET /pets/{id}`: what identifies an operation everywhere."""
        return f"{self.method} {self.path}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Webhook:
    """A request that the API sends, to an address that it was told: it can be read, never called."""

    kind: str
    """`webhook`, or `callback` when an operation asks for it."""
    name: str
    """Its key in the document."""
    expression: str | None = None
    """Where a callback goes: a runtime expression such as `{$request.body#/url}`."""
    callers: tuple[str, ...] = ()
    """Keys of the operations that ask for a callback, in document order."""
    operation: Operation
    """The request as the receiver sees it. Its `path` is empty, its `effect` says nothing."""

    @property
    def key(self) -> str:
        """What identifies it in a document: `webhook newPet POST`."""
        place = "" if self.expression is None else f" {self.expression}"
        caller = f" of {self.callers[0]}" if self.callers else ""
        return f"{self.kind} {self.name} {self.operation.method}{place}{caller}"


@dataclass(frozen=True, slots=True, kw_only=True)
class About:
    """What a document says of itself beside its title: the rest of its `info`."""

    summary: str | None = None
    terms_url: str | None = None
    contact_name: str | None = None
    contact_url: str | None = None
    contact_email: str | None = None
    license: str | None = None
    license_id: str | None = None
    """An SPDX expression."""
    license_url: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Tag:
    name: str
    summary: str | None = None
    description: str | None = None
    parent: str | None = None
    kind: str | None = None
    """OpenAPI 3.2: `nav`, `badge`, `audience` or anything else."""
    docs_url: str | None = None
    origin: Origin = ROOT
    extensions: Mapping[str, JsonValue] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Api:
    """Everything a planner needs to know of a document. One is equal to itself only, so it can be a key."""

    title: str
    version: str
    description: str | None = None
    dialect: str
    """The OpenAPI version as written: `3.0.3`."""
    servers: tuple[Server, ...] = ()
    security_schemes: tuple[SecurityScheme, ...] = ()
    tags: tuple[Tag, ...] = ()
    """Declared ones first, in document order, then those only used."""
    operations: tuple[Operation, ...] = ()
    """In document order."""
    webhooks: tuple[Webhook, ...] = ()
    """Webhooks in document order, then callbacks in the order of the operations that ask for them."""
    schemas: Mapping[Origin, Schema] = field(default_factory=dict)
    """Every component schema and every target of a `Ref`, in document order."""
    docs_url: str | None = None
    about: About = About()
    extensions: Mapping[str, JsonValue] = field(default_factory=dict)
    info_extensions: Mapping[str, JsonValue] = field(default_factory=dict)
    instructions: str | None = None
    """What an agent should know before it calls anything; filled in by `curate`."""
    toolsets: Mapping[str, str] = field(default_factory=dict)
    """Toolsets that are no resource, with their descriptions; filled in by `curate`."""
    left_out: tuple[LeftOut, ...] = ()
    """Operations that filters took out of `operations`, in document order; filled in by `curate`."""
    skipped: int = 0
    """Operations that the document has and `operations` has not; a diagnostic says why of each."""
    amounts: dict[int, tuple[Schema, Object | None]] = field(init=False, default_factory=dict, repr=False)
    """What `ir.shape.merged` found of these `schemas`, by the identity of a schema."""
