"""Schemas of any dialect become nodes of `ir.schema`; `Schemas` keeps what references lead to."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from integen.diagnostics.wording import kind
from integen.ir.enum_labels import misfits
from integen.ir.origin import Origin, child
from integen.ir.schema import (
    NO_NOTES,
    AllOf,
    Anything,
    Boolean,
    Enum,
    JsonValue,
    Notes,
    Nothing,
    Null,
    Ref,
    Schema,
    String,
)
from integen.lower import container, scalar
from integen.lower.composed import COMBINATIONS, composed, union_of, with_null
from integen.lower.context import Context
from integen.lower.keywords import ASSERTIONS, SchemaReader, inferred
from integen.lower.notes import notes_of
from integen.source.sources import UnresolvedError

_DEEPEST = 50
"""Levels of schemas written inside each other; real documents reach 12, and planners recurse too."""

_Builder = Callable[[SchemaReader, dict[str, Any], Origin, int, Notes], Schema]


def _boolean(reader: SchemaReader, node: dict[str, Any], origin: Origin, depth: int, notes: Notes) -> Schema:
    return Boolean(origin=origin, notes=notes)


def _null(reader: SchemaReader, node: dict[str, Any], origin: Origin, depth: int, notes: Notes) -> Schema:
    return Null(origin=origin, notes=notes)


def _file(reader: SchemaReader, node: dict[str, Any], origin: Origin, depth: int, notes: Notes) -> Schema:
    return String(origin=origin, notes=notes, binary=True)


_TYPES: dict[str, _Builder] = {
    "string": scalar.string,
    "integer": scalar.integer,
    "number": scalar.any_number,
    "boolean": _boolean,
    "array": container.array,
    "object": container.record,
    "null": _null,
}

_MEANT: dict[str, tuple[_Builder, str | None]] = {
    "file": (_file, None),
    "bool": (_boolean, None),
    "int": (scalar.integer, None),
    "int32": (scalar.integer, "int32"),
    "int64": (scalar.integer, "int64"),
    "long": (scalar.integer, "int64"),
    "float": (scalar.any_number, "float"),
    "double": (scalar.any_number, "double"),
    "decimal": (scalar.any_number, None),
    "date": (scalar.string, "date"),
    "date-time": (scalar.string, "date-time"),
    "datetime": (scalar.string, "date-time"),
    "uuid": (scalar.string, "uuid"),
    "uri": (scalar.string, "uri"),
    "text": (scalar.string, None),
    "map": (container.record, None),
    "list": (container.array, None),
}
"""Words often written for a type, with the builder and the format that they mean."""


class Schemas:
    """Lowers schemas. What references lead to waits for `drain`, so that recursion costs no stack."""

    def __init__(self, context: Context) -> None:
        self.context = context
        self.done: dict[Origin, Schema] = {}
        """In the order in which they were asked for."""
        self.discriminating: dict[Origin, dict[str, Any]] = {}
        """Those of `done`, as written, that have a discriminator and no list of variants."""
        self._queue: list[tuple[Origin, JsonValue]] = []

    def require(self, origin: Origin, value: JsonValue) -> None:
        """See to it that what stands at `origin` will be in `done`."""
        if origin not in self.done:
            self.done[origin] = Anything(origin=origin)  # holds the place until `drain`
            self._queue.append((origin, value))

    def drain(self) -> None:
        """Lower everything that was required, and what that requires."""
        queue = self._queue
        while queue:
            batch, self._queue = queue, []
            for origin, value in batch:
                self.done[origin] = self.lower(value, origin)
                if type(value) is dict and "discriminator" in value and not _lists_variants(value):
                    self.discriminating[origin] = value
            queue = self._queue
        self._queue = []

    def lower(self, value: JsonValue, origin: Origin, depth: int = 0, assumed: str | None = None) -> Schema:
        """Return the node of a schema; `assumed`: the type of one that is silent inside a typed one."""
        if type(value) is not dict:
            return self._not_an_object(value, origin)
        if depth > _DEEPEST:
            self.context.report("IG303", f"the schema is nested more than {_DEEPEST} levels deep", origin)
            return Anything(origin=origin)
        if "$ref" in value or "$dynamicRef" in value:
            return self._reference(value, origin, depth)
        notes = notes_of(self.context, value, origin)
        nullable = _nullable(value)
        inner = NO_NOTES if nullable else notes
        if not COMBINATIONS.isdisjoint(value):
            schema = composed(self, value, origin, depth, inner)
        else:
            schema = self._plain(value, origin, depth, inner, assumed)
        return with_null(schema, origin, notes) if nullable else schema

    def variant(self, name: JsonValue, origin: Origin) -> Origin | None:
        """Return where a discriminator's value leads: the name of a component schema, or a reference."""
        if isinstance(name, str):
            document = origin.partition("#")[0]
            pointer = child(named_schemas(self.context, document), name)
            try:
                self.require(pointer, self.context.sources.at(pointer))
                return pointer
            except KeyError:
                pass
            try:
                target, value = self.context.sources.resolve(origin, name)
                self.require(target, value)
                return target
            except UnresolvedError:
                pass
        self.context.report("IG305", "the discriminator's value leads to no schema", origin)
        return None

    def _not_an_object(self, value: JsonValue, origin: Origin) -> Schema:
        if value is False:
            return Nothing(origin=origin)
        if value is not True:
            self.context.report("IG301", f"expected a schema, found {kind(value)}", origin)
        return Anything(origin=origin)

    def _reference(self, node: dict[str, Any], origin: Origin, depth: int) -> Schema:
        key = "$ref" if "$ref" in node else "$dynamicRef"
        target = self._target(node[key], child(origin, key))
        if len(node) == 1:
            return Anything(origin=origin) if target is None else Ref(origin=origin, target=target)
        words = self.context.dialect_at(origin).beside_ref
        if words is not None:
            self._ignore(node, words, origin)
            node = {name: value for name, value in node.items() if name == key or name in words}
        return self._reference_with_siblings(node, key, target, origin, depth)

    def _ignore(self, node: dict[str, Any], kept: frozenset[str], origin: Origin) -> None:
        """Say of each keyword once that it has no meaning where it stands."""
        for name in node:
            if name not in kept and name in _MEANINGFUL:
                self.context.report_once_per(
                    "IG206", f"`{name}` beside `$ref` is ignored", child(origin, name), name
                )

    def _reference_with_siblings(
        self, node: dict[str, Any], key: str, target: Origin | None, origin: Origin, depth: int
    ) -> Schema:
        notes = notes_of(self.context, node, origin)
        rest = {name: value for name, value in node.items() if name != key}
        narrows = not ASSERTIONS.isdisjoint(rest) or not COMBINATIONS.isdisjoint(rest)
        if target is None:
            return Anything(origin=origin, notes=notes)
        if not narrows:
            ref = Ref(origin=origin, notes=notes, target=target)
            return with_null(replace(ref, notes=NO_NOTES), origin, notes) if _nullable(node) else ref
        own = {name: value for name, value in rest.items() if name[:2] != "x-" and name not in _WORDS}
        parts = (Ref(origin=child(origin, key), target=target), self.lower(own, origin, depth + 1))
        return AllOf(origin=origin, notes=notes, parts=parts)

    def _target(self, ref: JsonValue, origin: Origin) -> Origin | None:
        if not isinstance(ref, str):
            self.context.report("IG204", f"`$ref` is {kind(ref)}, not a text", origin, note=_ANY)
            return None
        try:
            target, value = self.context.sources.resolve(origin, ref)
        except UnresolvedError as error:
            self.context.pass_on(
                replace(error.diagnostic, origin=error.diagnostic.origin or origin, note=_ANY)
            )
            return None
        self.context.expect("schemas", target, origin)
        self.require(target, value)
        return target

    def _plain(
        self, node: dict[str, Any], origin: Origin, depth: int, notes: Notes, assumed: str | None
    ) -> Schema:
        if "enum" in node or "const" in node:
            schema = self._enum(node, origin, notes)
            if schema is not None:
                return schema
        stated = node.get("type")
        if type(stated) is str:
            builder = _TYPES.get(stated)
            if builder is not None:
                return builder(self, node, origin, depth, notes)
            return self._unknown(stated, node, origin, depth, notes)
        if isinstance(stated, list):
            return self._several(stated, node, origin, depth, notes, assumed)
        if stated is not None:
            self.context.report("IG302", f"the type is {kind(stated)}, not a word", child(origin, "type"))
        builder = _TYPES.get(inferred(node) or assumed or "")
        return (
            Anything(origin=origin, notes=notes)
            if builder is None
            else builder(self, node, origin, depth, notes)
        )

    def _several(
        self,
        types: list[JsonValue],
        node: dict[str, Any],
        origin: Origin,
        depth: int,
        notes: Notes,
        assumed: str | None,
    ) -> Schema:
        names = dict.fromkeys(name for name in types if isinstance(name, str))
        words = {key: value for key, value in node.items() if key not in _WORDS and key[:2] != "x-"}
        variants = [self._plain({**words, "type": name}, origin, depth + 1, NO_NOTES, None) for name in names]
        if len(variants) - ("null" in names) > 1:  # each is a node of its own
            place = child(origin, "type")
            variants = [
                replace(item, origin=child(place, types.index(name)))
                for name, item in zip(names, variants, strict=True)
            ]
        if not variants:
            single = {key: value for key, value in node.items() if key != "type"}
            return self._plain(single, origin, depth, notes, assumed)
        return union_of(variants, origin, notes)

    def _unknown(self, stated: str, node: dict[str, Any], origin: Origin, depth: int, notes: Notes) -> Schema:
        if stated == "file" and self.context.dialect_at(origin).files:
            return _file(self, node, origin, depth, notes)
        meant = _MEANT.get(stated.lower())
        builder = _TYPES.get(stated.lower())
        message = f"`{stated[:40]}` is not a type"
        if builder is not None or meant is not None:
            self.context.report("IG302", message, child(origin, "type"), note="it is read as what it means")
        if builder is not None:
            return builder(self, node, origin, depth, notes)
        if meant is not None:
            build, form = meant
            return build(self, {"format": form, **node} if form else node, origin, depth, notes)
        self.context.report("IG302", message, child(origin, "type"), note=_ANY)
        builder = _TYPES.get(inferred(node) or "")
        return (
            Anything(origin=origin, notes=notes)
            if builder is None
            else builder(self, node, origin, depth, notes)
        )

    def _enum(self, node: dict[str, Any], origin: Origin, notes: Notes) -> Schema | None:
        """Return the enumeration, null as a variant of its own; None when there is nothing to choose."""
        values = [node["const"]] if "const" in node else node["enum"]
        if not isinstance(values, list) or not values:
            message = "`enum` should be a list of values" + (" and is empty" if values == [] else "")
            self.context.report("IG304", message, child(origin, "enum"), note="the keyword is ignored")
            return None
        for key in misfits(dict(notes.extensions), values) if notes.extensions else ():
            message = f"`{key}` has not one text for each value"
            self.context.report("IG530", message, child(origin, key), note="it is ignored")
        unique = scalar.enum_values(self.context, values, node, origin)
        some = tuple(value for value in unique if value is not None)
        if not some:
            return Null(origin=origin, notes=notes)
        if len(some) == len(unique):
            return Enum(origin=origin, notes=notes, values=some)
        return union_of([Enum(origin=origin, values=some), Null(origin=origin)], origin, notes)


def _lists_variants(node: dict[str, Any]) -> bool:
    return "oneOf" in node or "anyOf" in node


def named_schemas(context: Context, document: str) -> Origin:
    """Return where a document keeps the schemas that have a name."""
    dialect = context.dialect_at(Origin(f"{document}#"))
    return Origin(f"{document}#/{'/'.join(dialect.schemas)}")


def _nullable(node: dict[str, Any]) -> bool:
    """Whether null is allowed beside the type; Swagger 2.0 has only the vendors' word for it."""
    return node.get("nullable") is True or node.get("x-nullable") is True


_MEANINGFUL = ASSERTIONS | COMBINATIONS | {"type", "nullable", "readOnly", "writeOnly", "default"}
"""Keywords whose authors would want to know that they are ignored."""

_ANY = "any value is accepted there"
_WORDS = frozenset(
    {
        "title",
        "description",
        "default",
        "example",
        "examples",
        "deprecated",
        "readOnly",
        "writeOnly",
        "nullable",
    }
)


def without_loops(context: Context, schemas: dict[Origin, Schema]) -> None:
    """Replace references that only lead to each other by `Anything`, with a diagnostic at each."""
    for origin in [origin for origin, schema in schemas.items() if isinstance(schema, Ref)]:
        if _loops(schemas, origin):
            context.report("IG203", "the reference only leads back to itself", origin, note=_ANY)
            schemas[origin] = Anything(origin=origin, notes=schemas[origin].notes)


def _loops(schemas: dict[Origin, Schema], start: Origin) -> bool:
    seen = {start}
    schema = schemas.get(start)
    while isinstance(schema, Ref):
        if schema.target in seen:
            return True
        seen.add(schema.target)
        schema = schemas.get(schema.target)
    return False
