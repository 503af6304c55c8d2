"""What types are called: as the Python model where there is one, else by a name of its own that lasts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from integen.ir.origin import Origin, split
from integen.ir.schema import (
    AllOf,
    Anything,
    Boolean,
    Nothing,
    Null,
    Number,
    Object,
    Schema,
    String,
    Union,
)
from integen.naming.allocate import Request
from integen.naming.legal import PyIdent, pascal
from integen.naming.words import words
from integen.plan.names import Names
from integen.plan.operation import PlannedOperation
from integen.plan.python.registry import Registry

_SPACE = "typescript"
_LARGEST_FAMILY = 100
"""Of a base and its heirs that a reference to the base stands for; with more it is the base alone."""
_SCALARS = (Anything, Nothing, Null, Boolean, Number, String)
_STRUCTURE = frozenset(
    """components schemas definitions $defs properties items additionalProperties allOf oneOf anyOf content
    schema paths requestBody responses parameters requestBodies headers patternProperties prefixItems
    """.split()
)
"""Words of a pointer that say nothing about what is there."""


@dataclass(slots=True, kw_only=True)
class TypeNames:
    models: dict[Origin, str]
    """Of every schema that has a name."""
    families: dict[Origin, str] = field(default_factory=dict)
    """Of the union of a base and its heirs, by the base."""
    inputs: dict[Origin, str] = field(default_factory=dict)
    """Of what is sent, where that is not what is answered: read-only members are missing."""
    family_inputs: dict[Origin, str] = field(default_factory=dict)
    taken: set[str] = field(default_factory=set)
    """In lower case."""


def plan_names(registry: Registry, names: Names) -> TypeNames:
    """Name what Python has no name for. Names of models win over those of earlier runs."""
    models: dict[Origin, str] = {**registry.classes, **registry.aliases}
    taken = {name.lower() for name in registry.modules}
    recorded = names.recorded.setdefault(_SPACE, {})
    for position in [position for position, name in recorded.items() if name.lower() in taken]:
        del recorded[position]
    nameless = [origin for origin, schema in registry.api.schemas.items() if _needs(registry, origin, schema)]
    bases = [origin for origin, schema in registry.api.schemas.items() if _is_base(registry, origin, schema)]
    requests = [Request(origin, _candidates(origin)) for origin in nameless]
    requests += [
        Request(f"{origin}?family", (f"Any{models[origin]}", f"Any{models[origin]}Variant"), rank=1)
        for origin in bases
    ]
    allocated = names.allocate(_SPACE, requests, reserved=taken)
    models.update((origin, allocated[origin]) for origin in nameless)
    families = {origin: allocated[f"{origin}?family"] for origin in bases}
    return TypeNames(
        models=models,
        families=families,
        taken=taken | {name.lower() for name in allocated.values()},
    )


def name_inputs(found: TypeNames, registry: Registry, names: Names, origins: Iterable[Origin]) -> None:
    """Name what is sent for these schemas, and for the families among them."""
    wanted = list(origins)
    known = _known_inputs(registry)
    requests = [
        Request(f"{origin}?param", (f"{found.models[origin]}Param", f"{found.models[origin]}Params"), rank=2)
        for origin in wanted
        if origin not in known
    ]
    families = [origin for origin in wanted if origin in found.families]
    requests += [
        Request(f"{origin}?family?param", (f"{found.families[origin]}Param",), rank=3) for origin in families
    ]
    allocated = names.allocate(_SPACE, requests, reserved=found.taken)
    for origin in wanted:
        found.inputs[origin] = known.get(origin) or allocated[f"{origin}?param"]
    found.family_inputs.update((origin, allocated[f"{origin}?family?param"]) for origin in families)
    found.taken |= {name.lower() for name in allocated.values()}


def operation_names(
    found: TypeNames, operations: Iterable[PlannedOperation], suffix: str
) -> Mapping[str, str]:
    """Return `{operation key: name}`: the operation's own name, which lasts, and a suffix."""
    result: dict[str, str] = {}
    for planned in operations:
        name = f"{planned.type_name}{suffix}"
        if name.lower() in found.taken:
            name = f"{planned.type_name}Operation{suffix}"
        while name.lower() in found.taken:
            name = f"{name}_"
        found.taken.add(name.lower())
        result[planned.operation.key] = name
    return result


def _known_inputs(registry: Registry) -> dict[Origin, PyIdent]:
    classes = {origin: registry.params.get(name) for origin, name in registry.classes.items()}
    found = {origin: name for origin, name in classes.items() if name is not None}
    return {**found, **registry.param_aliases}


def _needs(registry: Registry, origin: Origin, schema: Schema) -> bool:
    """Whether a schema has no name and should have one: its author named it, or it could contain itself."""
    if origin in registry.classes or origin in registry.aliases:
        return False
    if isinstance(schema, Union):
        shapes = [variant for variant in schema.variants if not isinstance(variant, Null)]
        return len(shapes) > 1 or shapes[0].origin not in registry.classes
    return _is_named(origin) or not isinstance(schema, _SCALARS)


def _is_base(registry: Registry, origin: Origin, schema: Schema) -> bool:
    if not isinstance(schema, Object | AllOf) or schema.discriminator is None:
        return False
    if origin not in registry.classes:
        return False
    heirs = {heir for _, heir in schema.discriminator.mapping if heir in registry.classes}
    return 1 < len(heirs | {origin}) <= _LARGEST_FAMILY


def _is_named(origin: Origin) -> bool:
    tokens = split(origin)[1]
    return len(tokens) <= 3 and tokens[:-1] in (
        ("components", "schemas"),
        ("definitions",),
        ("$defs",),
        ("schemas",),
    )


def _candidates(origin: Origin) -> tuple[str, ...]:
    """Return names from the end of the pointer: of `io.k8s.v1.Pod` first `Pod`, then `V1Pod` and so on."""
    document, tokens = split(origin)
    parts = [part for token in tokens if token not in _STRUCTURE for part in token.split(".")]
    telling = [found for found in (words(part) for part in parts if not part.isdigit()) if found] or [
        words(document.rpartition("/")[2]) or ("type",)
    ]
    names = [
        pascal([word for part in telling[start:] for word in part], fallback="Type")
        for start in range(len(telling) - 1, -1, -1)
    ]
    return tuple(dict.fromkeys(map(str, names)))
