"""Typed dictionaries: what a caller may pass where an answer would hold a model.

Only classes that some argument can hold have one. Keys are names on the wire: a mapping is sent as it is.
"""

from __future__ import annotations

import keyword
from collections.abc import Iterable
from dataclasses import dataclass

from integen.ir.origin import Origin
from integen.ir.schema import AllOf, Array, Object, Property, Ref, Schema, Union
from integen.naming.allocate import Request
from integen.naming.legal import PyIdent
from integen.plan.content import never_sent
from integen.plan.names import Names
from integen.plan.operation import PlannedOperation
from integen.plan.python.bases import Bases
from integen.plan.python.registry import Registry
from integen.plan.python.types import TypeWriter


@dataclass(frozen=True, slots=True, kw_only=True)
class Key:
    name: str
    """On the wire."""
    type: str
    required: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Param:
    """A `TypedDict`."""

    name: PyIdent
    model: PyIdent
    base: PyIdent | None
    keys: tuple[Key, ...]

    @property
    def is_class(self) -> bool:
        """Whether it can be written as a class: every key is an identifier."""
        return all(
            key.name.isidentifier() and not keyword.iskeyword(key.name) and not key.name.startswith("__")
            for key in self.keys
        )


def register_params(registry: Registry, operations: Iterable[PlannedOperation], names: Names) -> None:
    """Find the classes that arguments can hold, and name what may be passed for them."""
    reached = _Reach(registry)
    for planned in operations:
        for argument in planned.arguments:
            reached.visit(argument.schema)
    wanted = {**reached.classes, **reached.unions}
    requests = [
        Request(f"{origin}?param", (f"{name}Param", f"{name}Params"), rank=2)
        for origin, name in wanted.items()
    ]
    allocated = names.allocate("models", requests)
    for origin, name in wanted.items():
        param = PyIdent(allocated[f"{origin}?param"])
        registry.modules[param] = registry.modules[name]
        if origin in reached.classes:
            registry.params[name] = param
        else:
            registry.param_aliases[origin] = param


@dataclass(slots=True)
class _Reach:
    registry: Registry
    classes: dict[Origin, PyIdent]
    unions: dict[Origin, PyIdent]
    _seen: set[Origin]

    def __init__(self, registry: Registry) -> None:
        self.registry = registry
        self.classes = {}
        self.unions = {}
        self._seen = set()

    def visit(self, schema: Schema) -> None:
        """Add every class within `schema`, however deep. Iterative: chains of references are long."""
        waiting = [schema]
        while waiting:
            current = waiting.pop()
            if isinstance(current, Ref):
                target = self.registry.api.schemas.get(current.target)
                if target is not None and current.target not in self._seen:
                    self._seen.add(current.target)
                    if isinstance(target, Union) and current.target in self.registry.aliases:
                        self.unions[current.target] = self.registry.aliases[current.target]
                    waiting.append(target)
                continue
            waiting += self._inside(current)

    def _inside(self, schema: Schema) -> list[Schema]:
        match schema:
            case Object() | AllOf():
                return self._of_object(schema)
            case Array():
                return [schema.items, *schema.prefix]
            case Union():
                return list(schema.variants)
        return []

    def _of_object(self, schema: Object | AllOf) -> list[Schema]:
        name = self.registry.classes.get(schema.origin)
        shape = self.registry.shape(schema)
        if name is None or shape is None:
            return [schema.additional] if isinstance(schema, Object) else list(schema.parts)
        if schema.origin in self.classes:
            return []
        self.classes[schema.origin] = name
        bases = list(schema.parts) if isinstance(schema, AllOf) else []
        return [*(item.schema for item in shape.properties), shape.additional, *bases]


def plan_param(registry: Registry, name: PyIdent, schema: Schema, bases: Bases) -> Param:
    """Return what may be passed for one class."""
    types = TypeWriter(registry, arguments=True)
    parent = bases.of(schema)
    base = registry.params.get(registry.classes[parent]) if parent is not None else None
    shape = registry.shape(schema)
    assert shape is not None, "only classes have properties"
    properties = bases.own_properties(schema) if base is not None else shape.properties
    keys = tuple(_key(types, item) for item in properties if not never_sent(registry.api, item.schema))
    return Param(name=registry.params[name], model=name, base=base, keys=keys)


def _key(types: TypeWriter, item: Property) -> Key:
    return Key(name=item.name, type=types.write(item.schema), required=item.required)
