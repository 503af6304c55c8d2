"""JSON Schemas for tools' arguments: valid 2020-12 without `$ref`, and small.

Clients crash on references and recursion, reject combinators at the root, and charge for every byte. So
references are written out, a schema inside itself is cut to a plain object, and levels that would make the
whole too large are cut the same way; what is below a cut is not checked before the network.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from typing import Any

from integen.ir.api import Api
from integen.ir.origin import Origin, last
from integen.ir.schema import (
    MISSING,
    AllOf,
    Anything,
    Array,
    Boolean,
    Discriminator,
    Enum,
    Nothing,
    Null,
    Number,
    Object,
    Ref,
    Schema,
    String,
    Union,
)
from integen.ir.shape import merged
from integen.kit.visible import visible
from integen.plan.content import never_answered, never_sent
from integen.plan.enums import told
from integen.plan.mcp.routing import with_marks
from integen.plan.operation import Argument
from integen.quoting import prose

JsonSchema = dict[str, Any]

_DEPTH = 4
"""Levels that most schemas are complete at."""
_DEEPER = 8
_SHALLOWER = (3, 2, 1)
_NODES = 160
"""Subschemas of one tool; about 10 kB."""
_MOST_NODES = 640
"""Here even lists and unions end: those that contain each other multiply before any object cuts them."""
_DEEPEST = 40
"""References within references: lists of lists have no level that cuts them."""
_ENUM_VALUES = 120
_DESCRIPTION = 220
_NESTED_DESCRIPTION = 120
_TOLD = 1000
"""What somebody wrote for agents is worth more."""


@dataclass(slots=True)
class _Writer:
    api: Api
    depth: int
    answers: bool = False
    """What is written comes from the API, so its secrets are left out and not what it alone may set."""
    nodes: int = 0
    cut: bool = False
    """Something was left out because it was too deep, so more levels would say more."""
    _open: list[Origin] = field(default_factory=list)

    def write(self, schema: Schema, level: int = 0) -> JsonSchema:
        self.nodes += 1
        result = self._shape(schema, level)
        text = schema.notes.description or schema.notes.title
        if text and "description" not in result:
            result["description"] = _flat(text, _NESTED_DESCRIPTION)
        if schema.notes.extensions and (meant := told(schema)):
            result["description"] = _joined(result.get("description"), meant)
        if schema.notes.default is not MISSING and _is_plain(schema.notes.default):
            result["default"] = _shown(schema.notes.default)
        return result

    def _shape(self, schema: Schema, level: int) -> JsonSchema:
        if self.nodes > _MOST_NODES and isinstance(schema, Array | Union | AllOf):
            self.cut = True
            return {"type": "array"} if isinstance(schema, Array) else {}
        match schema:
            case Ref():
                return self._ref(schema, level)
            case Object():
                return self._object(schema, level)
            case AllOf():
                return self._all_of(schema, level)
            case Array():
                return self._array(schema, level)
            case Union():
                return self._union(schema, level)
            case Enum():
                return _enum(schema)
            case String():
                return _string(schema)
            case Number():
                return _number(schema)
            case Boolean():
                return {"type": "boolean"}
            case Null():
                return {"type": "null"}
            case Nothing():
                return {"not": {}}
            case Anything():
                return {}

    def _ref(self, schema: Ref, level: int) -> JsonSchema:
        target = schema.target
        found = self.api.schemas.get(target)
        if found is None:
            return {}
        if len(self._open) > _DEEPEST:
            return {}
        if target in self._open:
            return {"type": "object", "description": f"Another {_flat(last(target), 60)}, as above."}
        self._open.append(target)
        result = self.write(found, level)
        self._open.pop()
        return result

    def _all_of(self, schema: AllOf, level: int) -> JsonSchema:
        telling = [part for part in schema.parts if not isinstance(part, Anything)]
        if len(telling) == 1:
            return self.write(telling[0], level)
        shape = merged(self.api, schema)
        if shape is not None:
            return self._object(shape, level)
        return {"allOf": [self.write(part, level) for part in telling]} if telling else {}

    def _object(self, schema: Object, level: int) -> JsonSchema:
        named = schema.discriminator
        if named and not self.answers and level < self.depth and self.nodes <= _NODES:
            return self._family(replace(schema, discriminator=None), named, level)
        result: JsonSchema = {"type": "object"}
        never = never_answered if self.answers else never_sent
        kept = [item for item in schema.properties if not never(self.api, item.schema)]
        if level >= self.depth or self.nodes > _NODES:
            if kept:
                self.cut = True
                names = ", ".join(_flat(item.name, 40) for item in kept[:12])
                result["description"] = f"Properties: {names}{', …' if len(kept) > 12 else ''}"
            return result
        if kept:
            result["properties"] = {visible(item.name): self.write(item.schema, level + 1) for item in kept}
        required = [visible(item.name) for item in kept if item.required]
        if required:
            result["required"] = required
        if schema.closed and not schema.patterns:
            result["additionalProperties"] = False
        elif not isinstance(schema.additional, Anything | Nothing):
            result["additionalProperties"] = self.write(schema.additional, level + 1)
        return result

    def _family(self, base: Object, named: Discriminator, level: int) -> JsonSchema:
        """Return a choice of the heirs, as many as there is room for; the base stands last for the others."""
        values: dict[Origin, list[str]] = {}
        for value, origin in named.mapping:
            values.setdefault(origin, []).append(value)
        written: list[JsonSchema] = []
        for origin in list(values):
            heir = self.api.schemas.get(origin)
            shape = merged(self.api, heir) if heir else None
            if shape is None or origin == base.origin or origin in self._open:
                continue
            if self.nodes > _NODES:
                self.cut = True
                break
            self.nodes += 1
            self._open.append(origin)
            item = self._object(replace(shape, discriminator=None), level)
            self._open.pop()
            written.append(_named(item, named.property, values.pop(origin)))
        last_one = self._object(base, level)
        if not written:
            return last_one
        others = [value for rest in values.values() for value in rest]
        stated = last_one.get("properties", {}).get(named.property, {}).get("enum", ())
        taken = {value for value, _ in named.mapping}
        others += [value for value in stated if value not in taken]
        if others:
            last_one.pop("additionalProperties", None)
            written.append(_named(last_one, named.property, others))
        return {"anyOf": written}

    def _array(self, schema: Array, level: int) -> JsonSchema:
        result: JsonSchema = {"type": "array"}
        items = self._items(schema, level + 1)
        if items:
            result["items"] = items
        if schema.min_items:
            result["minItems"] = schema.min_items
        if schema.max_items is not None:
            result["maxItems"] = schema.max_items
        return result

    def _items(self, schema: Array, level: int) -> JsonSchema:
        """Return a schema of every element: clients do not know `prefixItems`, so tuples become lists."""
        rest = () if schema.prefix and isinstance(schema.items, Nothing) else (schema.items,)
        return self._any_of((*schema.prefix, *rest), level)

    def _union(self, schema: Union, level: int) -> JsonSchema:
        return self._any_of(schema.variants, level)

    def _any_of(self, variants: Iterable[Schema], level: int) -> JsonSchema:
        written: list[JsonSchema] = []
        for variant in variants:
            item = self.write(variant, level)
            if item == {}:
                return {}
            if item not in written:
                written.append(item)
        return written[0] if len(written) == 1 else {"anyOf": written}


def arguments_schema(api: Api, arguments: Iterable[Argument]) -> JsonSchema:
    """Return the input schema of a tool: an object with one property for each argument, in their order."""
    wanted = [argument for argument in arguments if not argument.hidden]

    def write(writer: _Writer) -> JsonSchema:
        return {argument.arg: _argument(writer, argument) for argument in wanted}

    properties = _sized(write, lambda depth: _Writer(api, depth))
    schema: JsonSchema = {"type": "object", "properties": with_marks(api, wanted, properties)}
    required = [argument.arg for argument in wanted if argument.required and argument.preset is MISSING]
    if required:
        schema["required"] = required
    schema["additionalProperties"] = False
    return schema


def answer_schema(api: Api, schema: Schema) -> JsonSchema:
    """Return what the API answers, as large as the arguments of a tool may be."""
    return _sized(lambda writer: writer.write(schema), lambda depth: _Writer(api, depth, answers=True))


def _sized(write: Callable[[_Writer], JsonSchema], writer_of: Callable[[int], _Writer]) -> JsonSchema:
    """Write with as many levels as the budget allows."""
    writer = writer_of(_DEPTH)
    written = write(writer)
    if writer.nodes > _NODES:
        for depth in _SHALLOWER:
            writer = writer_of(depth)
            written = write(writer)
            if writer.nodes <= _NODES:
                break
    elif writer.cut:
        deeper = writer_of(_DEEPER)
        found = write(deeper)
        if deeper.nodes <= _NODES:
            return found
    return written


def _argument(writer: _Writer, argument: Argument) -> JsonSchema:
    result = writer.write(argument.schema)
    if about := argument.told or argument.description:
        shown = _flat(about, _TOLD if argument.told else _DESCRIPTION)
        meant = told(argument.schema) if argument.schema.notes.extensions and not argument.told else None
        result = {**result, "description": _joined(shown, meant) if meant else shown}
    if argument.preset is not MISSING and _is_plain(argument.preset):
        result["default"] = _shown(argument.preset)
    if argument.deprecated:
        result["deprecated"] = True
    return result


def _named(item: JsonSchema, name: str, values: list[str]) -> JsonSchema:
    """Return an object that is told by the values of one of its properties."""
    if not all(map(_is_plain, values)) or len(values) > _ENUM_VALUES:
        return item
    told = {"type": "string", "enum": [_shown(value) for value in values]}
    return {**item, "properties": {**item.get("properties", {}), visible(name): told}}


def _enum(schema: Enum) -> JsonSchema:
    values = schema.values
    kinds = {_KINDS.get(type(value)) for value in values}
    if len(values) > _ENUM_VALUES or not all(map(_is_plain, values)):
        shown = ", ".join(json.dumps(value, ensure_ascii=False).strip('"') for value in values[:8])
        more = ", …" if len(values) > 8 else ""
        result: JsonSchema = {
            "description": _flat(f"One of {len(values)} values: {shown}{more}", _DESCRIPTION)
        }
    else:
        result = {"enum": [_shown(value) for value in values]}
    kind = kinds.pop() if len(kinds) == 1 else None
    return {"type": kind, **result} if kind else result


_KINDS: dict[type, str] = {str: "string", bool: "boolean", int: "integer", float: "number"}


def _string(schema: String) -> JsonSchema:
    result: JsonSchema = {"type": "string"}
    if schema.binary or schema.encoding:
        result["contentEncoding"] = visible(schema.encoding or "base64")
        return result
    if schema.format:
        result["format"] = visible(schema.format)
    if schema.min_length:
        result["minLength"] = schema.min_length
    if schema.max_length is not None:
        result["maxLength"] = schema.max_length
    if schema.pattern:
        result["pattern"] = visible(schema.pattern)
    return result


def _number(schema: Number) -> JsonSchema:
    result: JsonSchema = {"type": "integer" if schema.integer else "number"}
    bounds = (
        ("minimum", schema.minimum),
        ("maximum", schema.maximum),
        ("exclusiveMinimum", schema.exclusive_minimum),
        ("exclusiveMaximum", schema.exclusive_maximum),
        ("multipleOf", schema.multiple_of),
    )
    result.update((name, value) for name, value in bounds if value is not None)
    return result


def _shown(value: Any) -> Any:
    return visible(value) if isinstance(value, str) else value


def _is_plain(value: Any) -> bool:
    return isinstance(value, str | int | float | bool) and not (isinstance(value, str) and len(value) > 200)


def _joined(text: str | None, meant: str) -> str:
    return f"{text.rstrip('.')}. {meant}" if text else meant


def _flat(text: str, limit: int) -> str:
    return " ".join(prose(text, limit).split())
