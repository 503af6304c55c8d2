"""Finds the class that another one extends."""

from __future__ import annotations

from dataclasses import replace

from integen.ir.origin import ROOT, Origin
from integen.ir.schema import NO_NOTES, AllOf, Boolean, Number, Object, Property, Ref, Schema, String
from integen.ir.shape import deref
from integen.naming.legal import snake
from integen.naming.words import words
from integen.plan.python.registry import Registry


class Bases:
    """`allOf` of one reference and objects that only add properties."""

    def __init__(self, registry: Registry) -> None:
        self._registry = registry

    def of(self, schema: Schema) -> Origin | None:
        """Return the origin of the base class, or None where the properties are written out."""
        registry = self._registry
        if not isinstance(schema, AllOf):
            return None
        refs = [part for part in schema.parts if isinstance(part, Ref)]
        if len(refs) != 1 or refs[0].target not in registry.classes:
            return None
        parent = registry.shape(deref(registry.api, refs[0]))
        own = [part for part in schema.parts if not isinstance(part, Ref)]
        if parent is None or any(not isinstance(part, Object) or part.extra_required for part in own):
            return None
        inherited = {_plain(item.name): item for item in parent.properties}
        added = [item for part in own if isinstance(part, Object) for item in part.properties]
        differs = any(not _repeats(item, inherited.get(_plain(item.name))) for item in added)
        return None if differs or self._loops(schema, refs[0].target) else refs[0].target

    def own_properties(self, schema: Schema) -> tuple[Property, ...]:
        shape = self._registry.shape(schema)
        assert shape is not None, "only classes have properties"
        if self.of(schema) is None or not isinstance(schema, AllOf):
            return shape.properties
        own = {item.name for part in schema.parts if isinstance(part, Object) for item in part.properties}
        parent = self._registry.shape(deref(self._registry.api, _reference(schema)))
        inherited = {item.name for item in parent.properties} if parent is not None else set[str]()
        return tuple(item for item in shape.properties if item.name in own - inherited)

    def _loops(self, schema: Schema, target: Origin) -> bool:
        seen: set[Origin] = {schema.origin}
        current: Origin | None = target
        while current is not None:
            if current in seen:
                return True
            seen.add(current)
            found = self._registry.api.schemas.get(current)
            refs = [part for part in found.parts if isinstance(part, Ref)] if isinstance(found, AllOf) else []
            current = refs[0].target if len(refs) == 1 else None
        return False


def _reference(schema: AllOf) -> Ref:
    return next(part for part in schema.parts if isinstance(part, Ref))


def _repeats(item: Property, inherited: Property | None) -> bool:
    """Whether a property is new, or says again what it is already: heirs often repeat their discriminator."""
    if inherited is None:
        return True
    return (
        isinstance(item.schema, String | Number | Boolean)
        and item.name == inherited.name
        and (inherited.required or not item.required)
        and _bare(item.schema) == _bare(inherited.schema)
    )


def _bare(schema: Schema) -> Schema:
    """Return a schema without its place and its words."""
    return replace(schema, origin=ROOT, notes=NO_NOTES)


def _plain(name: str) -> str:
    return snake(words(name))
