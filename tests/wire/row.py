"""One rule of the wire: an operation, the arguments of a call, and the bytes that must leave."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

CHANNELS = ("sync", "async", "mcp")

SDK = ("sync", "async")


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """What the server answers."""

    status: int = 200
    headers: Mapping[str, str] = field(default_factory=lambda: {"Content-Type": "application/json"})
    body: bytes = b"{}"


NOTHING = Reply(status=204, headers={}, body=b"")


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    rule: str
    source: str
    """The section of the standard, or which servers expect it where the standard is silent."""
    operation: Mapping[str, Any]
    """An OpenAPI operation object. Rows with equal ones share a path."""
    method: str = "get"
    path: str = ""
    """The template below the path that the operation gets: `/{color}`."""
    arguments: Mapping[str, Any] = field(default_factory=dict[str, Any])
    """By their names on the wire; bytes are handed to tools as base64."""
    target: str = ""
    """The raw request target below the operation's own path, query included."""
    headers: Mapping[str, str | None] = field(default_factory=dict[str, "str | None"])
    """What must be there (None: what must not), byte for byte; lower-case names."""
    body: bytes | None = None
    """Raw; the boundary of a multipart body is written `BOUNDARY`. None: not compared."""
    refused: str | None = None
    """Nothing must be sent, and the message must say this."""
    reply: Reply = NOTHING
    value: Any = ...
    """What the SDK must return; models are compared by their `to_dict()`."""
    text: str | None = None
    """What the tool's first content must be."""
    raised: str | None = None
    """The name of the error that the SDK must raise for the answer, and a part of its message after `:`."""
    client: Mapping[str, Any] = field(default_factory=dict[str, Any])
    """Arguments of the SDK's client."""
    environment: Mapping[str, str] = field(default_factory=dict[str, str])
    """The same for the server, as environment variables."""
    options: Mapping[str, Any] = field(default_factory=dict[str, Any])
    """`options` of the SDK method."""
    channels: tuple[str, ...] = CHANNELS


def parameter(name: str, where: str, schema: Any, **more: Any) -> dict[str, Any]:
    """Return an operation with one parameter."""
    required = {"required": True} if where == "path" else {}
    return {"parameters": [{"name": name, "in": where, "schema": schema, **required, **more}]}


def body(media_type: str, schema: Any = None, *, required: bool = True, **more: Any) -> dict[str, Any]:
    """Return an operation with a body of one media type."""
    media = {**({} if schema is None else {"schema": schema}), **more}
    return {"requestBody": {"required": required, "content": {media_type: media}}}


def answers(content: Mapping[str, Any], status: str = "200", **more: Any) -> dict[str, Any]:
    """Return an operation with one declared answer: `{media type: schema}`."""
    media = {name: {} if schema is None else {"schema": schema} for name, schema in content.items()}
    return {"responses": {status: {"description": "An answer", "content": media}}, **more}
