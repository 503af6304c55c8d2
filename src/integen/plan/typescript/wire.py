"""What the runtime of the client reads of an operation: the catalog's record without what it never uses."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from integen.ir.api import Response
from integen.plan.content import SEQUENCES, essence
from integen.plan.operation import PlannedOperation
from integen.plan.typescript.operations import is_text

_PARAMETER = ("name", "in", "arg", "required", "style", "explode", "allowReserved", "allowEmpty", "content")
_CONTENT = ("type", "binary", "encoding")


def wire_record(planned: PlannedOperation, record: Mapping[str, Any]) -> dict[str, Any]:
    """Return the record of one operation; `record` is the one of the catalog."""
    body = record.get("body")
    security = record.get("security")
    found = {
        "key": planned.operation.key,
        "parameters": [_parameter(item) for item in record.get("parameters") or ()] or None,
        "body": None if body is None else _body(body),
        "security": None if security is None else [list(needed) for needed in security],
        "servers": record.get("servers"),
        "accept": _accept(planned.operation.responses),
        "reads": _reads(planned),
        "events": record.get("events"),
    }
    return {name: value for name, value in found.items() if value is not None}


def _parameter(record: Mapping[str, Any]) -> dict[str, Any]:
    found = _only(record, _PARAMETER)
    if found["in"] == "path":
        found.pop("required", None)  # it always is
    return found


def _body(body: Mapping[str, Any]) -> dict[str, Any]:
    content = [_only(item, _CONTENT) for item in body["content"]]
    return _only({**body, "content": content}, ("required", "arg", "fields", "content"))


def _only(record: Mapping[str, Any], names: tuple[str, ...]) -> dict[str, Any]:
    return {name: record[name] for name in names if record.get(name) is not None}


def _accept(responses: tuple[Response, ...]) -> str | None:
    """Return the `Accept` header, JSON before anything else; None for JSON alone, which is the default."""
    types = dict.fromkeys(media.type for response in responses for media in response.media)
    usable = [name for name in types if name.isascii() and name.isprintable() and name]
    json_types = [name for name in usable if "json" in name and name.partition(";")[0] not in SEQUENCES]
    weight = ";q=0.5" if json_types else ""
    found = ", ".join(json_types + [name + weight for name in usable if name not in json_types])
    return None if found == "application/json" else found or "*/*"


def _reads(planned: PlannedOperation) -> str | None:
    """Return how a successful answer is read whatever the server calls it: `blob`, `text`, or by its type."""
    media = [
        item
        for response in planned.operation.responses
        if response.status.startswith("2") or response.status == "default"
        for item in response.media
    ]
    names = {essence(item) for item in media}
    if not media or names & SEQUENCES or any("json" in name or name == "*/*" for name in names):
        return None
    if all(is_text(item) for item in media):
        return "text"
    return None if any(is_text(item) for item in media) else "blob"
