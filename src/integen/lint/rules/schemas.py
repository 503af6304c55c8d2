"""IG709 and IG714 to IG716: schemas that leave a model guessing."""

from __future__ import annotations

from collections.abc import Iterator

from integen.diagnostics.diagnostic import Diagnostic
from integen.ir.origin import Origin
from integen.ir.schema import AllOf, Array, Enum, Object, Ref, Schema, String, Union
from integen.lint.subject import Subject, finding

_KNOWN_FORMATS = frozenset(
    """date date-time time duration email idn-email hostname ipv4 ipv6 uri uri-reference iri url uuid byte
    binary password int32 int64 float double decimal""".split()
)
_FEW = 2


def values(subject: Subject) -> Iterator[Diagnostic]:
    """Find arguments whose values are codes, or have a form, that nothing explains."""
    seen: set[Origin] = set()
    for planned in subject.planned:
        for argument in planned.arguments:
            schema = argument.schema
            told = bool(argument.description) or bool(schema.notes.examples)
            if told or schema.origin in seen:
                continue
            seen.add(schema.origin)
            if isinstance(schema, Enum) and _is_opaque(schema):
                message = f"nothing explains the values of `{argument.wire[:60]}`"
                yield finding("IG714", message, schema.origin)
            elif isinstance(schema, String) and _has_form(schema):
                message = f"`{argument.wire[:60]}` has a form of its own, but no example"
                yield finding("IG715", message, schema.origin)


def required(subject: Subject) -> Iterator[Diagnostic]:
    """Find required properties that nothing describes; parts of composed schemas need not be whole."""
    parts = {origin for schema in subject.api.schemas.values() for origin in _parts(schema)}
    seen: set[Origin] = set()
    for schema in _objects(subject):
        if schema.origin in parts or schema.origin in seen or not schema.properties:
            continue
        seen.add(schema.origin)
        for name in schema.extra_required:
            message = f"the property `{name[:60]}` is required, but not described"
            yield finding("IG709", message, schema.origin)


def _objects(subject: Subject) -> Iterator[Object]:
    """Yield the objects of component schemas and bodies, also those inside of others, but no variants."""
    bodies = (
        media.schema
        for operation in subject.api.operations
        for holder in (operation.body, *operation.responses)
        for media in (holder.media if holder else ())
    )
    pending: list[Schema | None] = [*subject.api.schemas.values(), *bodies]
    while pending:
        schema = pending.pop()
        if isinstance(schema, Object):
            yield schema
            pending.extend(item.schema for item in schema.properties)
            pending.append(schema.additional)
        elif isinstance(schema, Array):
            pending.append(schema.items)


def answers(subject: Subject) -> Iterator[Diagnostic]:
    """Find operations that do not say what they answer."""
    for operation in subject.api.operations:
        good = [each for each in operation.responses if each.status[:1] in "2d"]
        if not good:
            yield finding("IG716", f"`{operation.key}` does not say what it answers", operation.origin)


def _parts(schema: Schema) -> Iterator[Origin]:
    """Yield what a composed schema is made of: its parts need not be whole."""
    if isinstance(schema, AllOf | Union):
        inner = schema.parts if isinstance(schema, AllOf) else schema.variants
        for part in inner:
            yield part.origin
            if isinstance(part, Ref):
                yield part.target
            yield from _parts(part)


def _is_opaque(schema: Enum) -> bool:
    if len(schema.values) <= _FEW:
        return False
    return all(not isinstance(value, str) or len(value) <= _FEW for value in schema.values)


def _has_form(schema: String) -> bool:
    return bool(schema.pattern) or bool(schema.format and schema.format not in _KNOWN_FORMATS)
