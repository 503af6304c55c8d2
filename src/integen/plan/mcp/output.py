"""Output schemas of tools, in a form that no answer fails: clients throw away what does not match.

So they name members and their types, and demand nothing: no `required`, no `enum`, no `format`, no bounds.
The root is an object in every revision but the last, so lists stand in its member `items`.
"""

from __future__ import annotations

from typing import Any

from integen.ir.api import Api, Response
from integen.ir.schema import Array, Schema
from integen.ir.shape import deref, merged
from integen.plan.mcp.schema import JsonSchema, answer_schema

ITEMS = "items"
_KEPT = frozenset(("type", "description", "properties", "items", "anyOf"))


def output_schema(api: Api, responses: tuple[Response, ...]) -> JsonSchema | None:
    """Return the schema of the JSON that an operation answers; None where there are several or none."""
    schemas = [
        media.schema
        for response in responses
        if response.status.startswith("2")
        for media in response.media
        if media.schema is not None and "json" in media.type.lower() and media.item_schema is None
    ]
    if not schemas or any(_target(api, schema) != _target(api, schemas[0]) for schema in schemas):
        return None
    if isinstance(deref(api, schemas[0]), Array):
        return {"type": "object", "properties": {ITEMS: relaxed(answer_schema(api, schemas[0]))}}
    if merged(api, schemas[0]) is None:
        return None
    return relaxed(answer_schema(api, schemas[0]))


def _target(api: Api, schema: Schema) -> object:
    return deref(api, schema).origin


def relaxed(schema: JsonSchema) -> JsonSchema:
    """Return the schema without its demands."""
    found: JsonSchema = {key: value for key, value in schema.items() if key in _KEPT}
    if "properties" in found:
        found["properties"] = {name: relaxed(item) for name, item in found["properties"].items()}
    if "items" in found:
        found["items"] = relaxed(found["items"])
    if "anyOf" in found:
        found |= _choice(found.pop("anyOf"))
    return found


def _choice(branches: list[JsonSchema]) -> dict[str, Any]:
    """Return the branches, each once; nothing where one of them allows everything."""
    different: list[JsonSchema] = []
    for branch in map(relaxed, branches):
        if not branch.keys() - {"description"}:
            return {}
        if branch not in different:
            different.append(branch)
    return different[0] if len(different) == 1 else {"anyOf": different}
