"""Which schemas become classes or aliases, what they are called, and in which module they stand.

A component has a module of its own; the objects written inline inside it stand beside it in that module. The
inline types of an operation share the operation's module. Names of roots are allocated first, those of inline
objects after them, because they begin with their root's name.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from integen.ir.api import Api, Response
from integen.ir.origin import Origin, split
from integen.ir.schema import (
    AllOf,
    Anything,
    Array,
    Enum,
    Null,
    Object,
    Ref,
    Schema,
    Union,
)
from integen.ir.shape import deref, merged, without_null
from integen.naming.allocate import Request
from integen.naming.legal import PyIdent, avoiding, pascal, snake
from integen.naming.words import singular, words
from integen.plan.content import answered
from integen.plan.names import Names
from integen.plan.operation import PlannedOperation
from integen.plan.webhook import PlannedWebhook

_TAKEN = frozenset(
    """Model CamelModel Required TypedDict Any Literal Annotated Mapping Sequence TypeAlias Heirs Variants
    Wire Decimal TextDecimal UUID TYPE_CHECKING None True False""".split()
)
_MODULE_LENGTH = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Root:
    """What a module of models is made from: one component, or the inline types of one operation."""

    position: str
    """An origin, or an operation's key."""
    module: PyIdent
    schemas: tuple[tuple[PyIdent, Schema], ...]
    """Each with the name that its inline objects begin with."""
    rank: int = 1
    """Of its inline objects, when names are given: what came later to integen renames nothing."""


@dataclass(slots=True)
class Registry:
    api: Api
    classes: dict[Origin, PyIdent] = field(default_factory=dict)
    """Schemas that are classes."""
    aliases: dict[Origin, PyIdent] = field(default_factory=dict)
    """Components that are enums or unions: they have a name, but are no class."""
    params: dict[PyIdent, PyIdent] = field(default_factory=dict)
    """`{class: typed dictionary}` of the classes that an argument can hold."""
    param_aliases: dict[Origin, PyIdent] = field(default_factory=dict)
    """Unions that are components and that an argument can hold: the name of what may be passed."""
    pages: dict[PyIdent, str] = field(default_factory=dict)
    """`{class: its property that holds the items}` of classes that are pages."""
    modules: dict[PyIdent, PyIdent] = field(default_factory=dict)
    """`{class, dictionary or alias: module}` in the order of the roots."""
    roots: list[Root] = field(default_factory=list)
    members: dict[str, list[tuple[PyIdent, Schema]]] = field(default_factory=dict)
    """`{position of a root: its classes}`, the root's own first."""
    _shapes: dict[Origin, Object | None] = field(default_factory=dict)

    def shape(self, schema: Schema) -> Object | None:
        """Return the object with properties that a class is made of; None when the schema is no class."""
        match schema:
            case Object():
                return schema if schema.properties else None
            case AllOf():
                if schema.origin not in self._shapes:
                    whole = None if single(schema) else merged(self.api, schema)
                    self._shapes[schema.origin] = whole if whole is not None and whole.properties else None
                return self._shapes[schema.origin]
        return None

    def class_of(self, response: Response) -> PyIdent | None:
        """Return the class that a JSON answer is, or None where it is no class of its own."""
        media = next((item for item in response.media if "json" in item.type), None)
        match media.schema if media else None:
            case Ref(target=target) if isinstance(self.api.schemas.get(target), Object | AllOf):
                return self.classes.get(target)
            case Object() | AllOf() as schema:
                return self.classes.get(schema.origin)
        return None

    def heirs(self, origin: Origin) -> tuple[str, dict[str, PyIdent]] | None:
        """Return the property and `{value: class}` of a class that others extend, or None."""
        schema = self.api.schemas.get(origin)
        found = schema.discriminator if isinstance(schema, Object | AllOf) else None
        if found is None:
            return None
        own = self.classes.get(origin)
        named = {value: self.classes[heir] for value, heir in found.mapping if heir in self.classes}
        others = {value: name for value, name in named.items() if name != own}
        return (found.property, others) if others else None


def single(schema: AllOf) -> Schema | None:
    """Return the one part of an `allOf` that tells a shape: `allOf: [$ref]` beside a description."""
    telling = [part for part in schema.parts if not isinstance(part, Anything)]
    return telling[0] if len(telling) == 1 else None


def register(
    api: Api,
    operations: tuple[PlannedOperation, ...],
    names: Names,
    webhooks: tuple[PlannedWebhook, ...] = (),
) -> Registry:
    """Find and name every class and alias."""
    registry = Registry(api)
    _components(registry, names)
    called = [(item.operation.key, item.type_name, tuple(_operation_schemas(item))) for item in operations]
    _inline_roots(registry, called, names, rank=1)
    sent = [
        (item.webhook.key, item.type_name, ((item.type_name, item.schema),))
        for item in webhooks
        if item.schema
    ]
    _inline_roots(registry, sent, names, rank=3)
    _inline(registry, names)
    return registry


def _components(registry: Registry, names: Names) -> None:
    found = {origin: schema for origin, schema in registry.api.schemas.items() if _is_component(origin)}
    found = {
        origin: schema if _is_alias(schema) else without_null(schema)[0] for origin, schema in found.items()
    }
    named = {
        origin: schema for origin, schema in found.items() if _is_alias(schema) or registry.shape(schema)
    }
    requests = [Request(origin, _component_names(origin), rank=_is_inner(origin)) for origin in named]
    allocated = names.allocate("models", requests, reserved=_TAKEN)
    modules = names.allocate(
        "modules",
        [Request(origin, (_module(words(allocated[origin])),)) for origin in named],
        reserved=_TAKEN_MODULES,
    )
    for origin, schema in named.items():
        name, module = PyIdent(allocated[origin]), PyIdent(modules[origin])
        if registry.shape(schema):
            registry.classes[schema.origin] = name
        else:
            registry.aliases[origin] = name
        registry.modules[name] = module
        registry.members[origin] = [(name, schema)]
        registry.roots.append(Root(position=origin, module=module, schemas=((name, schema),)))


_TAKEN_MODULES = ("models", "init", "base", "kit")


def _is_component(origin: Origin) -> bool:
    """Whether its author named a schema: `#/components/schemas/X`, `#/$defs/X`, the root of a file."""
    document, tokens = split(origin)
    if tokens[:2] == ("components", "schemas"):
        return len(tokens) == 3
    if tokens[:1] in (("definitions",), ("$defs",), ("schemas",)):
        return len(tokens) == 2
    return bool(document) and len(tokens) <= 1


def _is_inner(origin: Origin) -> bool:
    """Whether a schema is a part of another file's own: whole files and components are named before it."""
    document, tokens = split(origin)
    return tokens[:1] == ("$defs",) or (bool(document) and tokens[:1] == ("definitions",))


def _is_alias(schema: Schema) -> bool:
    match schema:
        case Enum(values=values):
            return len(values) > 1
        case Union(variants=variants):
            return sum(not isinstance(variant, Null) for variant in variants) > 1
    return False


def _component_names(origin: Origin) -> tuple[str, ...]:
    """Return names for a component: of `io.k8s.api.core.v1.Pod` first `Pod`, then `V1Pod` …"""
    document, tokens = split(origin)
    name = tokens[-1] if tokens else document.rpartition("/")[2].rpartition(".")[0]
    parts = [words(part) for part in name.replace("/", ".").split(".")]
    parts = [part for part in parts if part] or [("model",)]
    if len(parts[-1]) == 1 and parts[-1][0].isdigit() and len(parts) > 1:
        parts[-2:] = [(*parts[-2], *parts[-1])]
    joined = [
        tuple(word for part in parts[start:] for word in part) for start in range(len(parts) - 1, -1, -1)
    ]
    folder, _, file = document.rpartition("/")
    document_words = words(file.rpartition(".")[0]) if tokens else words(folder)
    candidates = [*joined, (*document_words, *joined[-1])]
    return tuple(dict.fromkeys(str(avoiding(pascal(item, fallback="Model"), _TAKEN)) for item in candidates))


def _inline_roots(
    registry: Registry,
    found: Iterable[tuple[str, PyIdent, tuple[tuple[PyIdent, Schema], ...]]],
    names: Names,
    *,
    rank: int,
) -> None:
    """Give a module to each `(position, name, schemas)` that has types of its own inside."""
    waiting = [
        item
        for item in found
        if any(True for _, schema in item[2] for _ in _walk(registry, schema, str(schema.origin), ()))
    ]
    requests = [Request(position, (_module(words(name)),), rank=rank) for position, name, _ in waiting]
    modules = names.allocate("modules", requests, reserved=_TAKEN_MODULES)
    for position, _, schemas in waiting:
        registry.members[position] = []
        module = PyIdent(modules[position])
        registry.roots.append(Root(position=position, module=module, schemas=schemas, rank=rank))


def _operation_schemas(planned: PlannedOperation) -> Iterator[tuple[PyIdent, Schema]]:
    for argument in planned.arguments:
        yield PyIdent(f"{planned.type_name}{pascal(words(argument.wire), fallback='')}"), argument.schema
    for response in planned.operation.responses:
        if response.status.startswith("2") or response.status == "default":
            media = answered(response)
            if media is not None and media.schema is not None:
                yield PyIdent(f"{planned.type_name}Response"), media.schema
            elif media is not None and media.item_schema is not None:
                yield PyIdent(f"{planned.type_name}Item"), media.item_schema


def _module(found: tuple[str, ...]) -> str:
    name = snake(found, fallback="model")
    return name if len(name) <= _MODULE_LENGTH else name[:_MODULE_LENGTH].rstrip("_")


@dataclass(frozen=True, slots=True)
class _Found:
    schema: Schema
    trail: tuple[tuple[str, ...], ...]
    """Words on the way from the root, one tuple for each step that has words."""


def _inline(registry: Registry, names: Names) -> None:
    found: dict[Origin, tuple[Root, PyIdent, _Found]] = {}
    for root in registry.roots:
        for name, schema in root.schemas:
            for item in _walk(registry, schema, str(schema.origin), ()):
                if item.schema.origin not in registry.classes and item.schema.origin not in found:
                    found[item.schema.origin] = (root, name, item)
    requests = [
        Request(origin, _inline_names(name, item), rank=root.rank)
        for origin, (root, name, item) in found.items()
    ]
    allocated = names.allocate("models", requests, reserved=_TAKEN)
    for origin, (root, _, item) in found.items():
        class_name = PyIdent(allocated[origin])
        registry.classes[origin] = class_name
        registry.modules[class_name] = root.module
        registry.members[root.position].append((class_name, item.schema))


def _inline_names(root: PyIdent, item: _Found) -> tuple[str, ...]:
    """Return names from the root and the nearest step: `IssueLabel`, then with more steps between."""
    title = words(item.schema.notes.title or "")
    candidates: list[str] = []
    steps = item.trail
    for count in range(1, len(steps) + 1):
        between = tuple(word for step in steps[len(steps) - count :] for word in step)
        candidates.append(f"{root}{pascal(between, fallback='')}")
    if title and len(title) <= 5:
        own = pascal(title)
        candidates.insert(1 if candidates else 0, own if own.startswith(root) else f"{root}{own}")
    return tuple(dict.fromkeys(candidates)) or (root, f"{root}Object")


_CONTAINERS = (Object, Array, Union, AllOf)


def _walk(
    registry: Registry, schema: Schema, root: str, trail: tuple[tuple[str, ...], ...]
) -> Iterator[_Found]:
    """Yield the classes written inside `schema`, itself included; what it refers to is not inside."""
    if not schema.origin.startswith(root):
        return
    shape = registry.shape(schema)
    if shape is not None:
        yield _Found(schema, trail)
        for member in shape.properties:
            if isinstance(member.schema, _CONTAINERS):  # most are not, and would only be asked
                yield from _walk(registry, member.schema, root, (*trail, words(member.name)))
        yield from _walk(registry, shape.additional, root, (*trail, ("value",)))
        return
    match schema:
        case Object():
            yield from _walk(registry, schema.additional, root, (*trail, ("value",)))
        case Array():
            yield from _walk(registry, schema.items, root, _of_items(trail))
            for member_schema in schema.prefix:
                yield from _walk(registry, member_schema, root, _of_items(trail))
        case Union():
            objects = [variant for variant in schema.variants if registry.shape(variant)]
            for variant in schema.variants:
                more = _of_variant(registry, variant) if len(objects) > 1 else ()
                yield from _walk(registry, variant, root, (*trail, *more))
        case AllOf():
            only = single(schema)
            if only is not None:
                yield from _walk(registry, only, root, trail)


def _of_items(trail: tuple[tuple[str, ...], ...]) -> tuple[tuple[str, ...], ...]:
    if trail and trail[-1]:
        *before, final = trail[-1]
        if singular(final) != final:
            return (*trail[:-1], (*before, singular(final)))
    return (*trail, ("item",))


def _of_variant(registry: Registry, variant: Schema) -> tuple[tuple[str, ...], ...]:
    """Return a word for a variant: its title, or the first property that it requires."""
    title = words(variant.notes.title or "")
    if title and len(title) <= 4:
        return (title,)
    shape = registry.shape(variant)
    if shape is None:
        return ()
    for member in shape.properties:
        schema = deref(registry.api, member.schema)
        if isinstance(schema, Enum) and len(schema.values) == 1 and isinstance(schema.values[0], str):
            return (words(schema.values[0])[:3],)
    required = [member for member in shape.properties if member.required] or list(shape.properties)
    return (("with", *words(required[0].name)),)
