"""What the runtime of the client reads of an operation: the catalog's record without what it never uses."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from integen.ir.api import Api, Response
from integen.plan.content import SEQUENCES
from integen.plan.operation import PlannedOperation
from integen.plan.typescript.operations import reading

_PARAMETER = ("name", "in", "arg", "required", "style", "explode", "allowReserved", "allowEmpty", "content")
_CONTENT = ("type", "binary", "whole", "encoding", "prefix", "item")
_BODY = ("required", "arg", "fields", "needs", "choice", "content")


def wire_record(api: Api, planned: PlannedOperation, record: Mapping[str, Any]) -> dict[str, Any]:
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
        "reads": _reads(api, planned),
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
    return _only({**body, "content": content}, _BODY)


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


def _reads(api: Api, planned: PlannedOperation) -> str | None:
    """Return how successful answers are read, whatever the server calls them; None where it is as JSON."""
    found = {
        reading(api, media)
        for response in planned.operation.responses
        if response.status.startswith("2") or response.status == "default"
        for media in response.media
    }
    if found == {"json"}:
        return None
    return found.pop() if len(found) == 1 and found <= {"blob", "text"} else "any"
