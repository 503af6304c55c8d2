"""Modules of models: what each class, field and alias looks like."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from integen.ir.origin import split
from integen.ir.schema import Property, Schema
from integen.naming.legal import PyIdent, avoiding, snake, upper
from integen.naming.words import words
from integen.plan.content import never_answered
from integen.plan.enums import named, told
from integen.plan.python.bases import Bases
from integen.plan.python.params import Param, plan_param
from integen.plan.python.registry import Registry, Root
from integen.plan.python.types import TypeWriter, names_in
from integen.quoting import prose, python_string, wrapped

_TAKEN_FIELDS = frozenset(
    # What BaseModel and Model define, and the names that annotations use.
    [
        "construct",
        "copy",
        "dict",
        "from_orm",
        "json",
        "parse_file",
        "parse_obj",
        "parse_raw",
        "schema",
        "schema_json",
        "update_forward_refs",
        "validate",
        "model_computed_fields",
        "model_config",
        "model_construct",
        "model_copy",
        "model_dump",
        "model_dump_json",
        "model_extra",
        "model_fields",
        "model_fields_set",
        "model_json_schema",
        "model_parametrized_name",
        "model_post_init",
        "model_rebuild",
        "model_validate",
        "model_validate_json",
        "model_validate_strings",
        "to_dict",
        "to_json",
        "from_dict",
        "mismatches",
        "str",
        "int",
        "float",
        "bool",
        "bytes",
        "list",
        "object",
        "dt",
    ]
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    name: PyIdent
    type: str
    required: bool
    doc: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Class:
    name: PyIdent
    base: str
    doc: str
    fields: tuple[Field, ...]
    heirs: tuple[str, dict[str, PyIdent]] | None = None
    """The property that tells, and `{value: class}`, where others extend this one."""
    page: Field | None = None
    """The field that holds the items, where the class is a page of them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Constant:
    """A value of an enum by the name that the document gives it."""

    name: PyIdent
    value: str
    """A Python literal."""
    doc: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Alias:
    name: PyIdent
    type: str
    doc: str
    constants: tuple[Constant, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ModelModule:
    """One file of `models/`."""

    module: PyIdent
    classes: tuple[Class, ...]
    params: tuple[Param, ...]
    aliases: tuple[Alias, ...]
    uses: frozenset[str]
    imported: tuple[tuple[PyIdent, PyIdent], ...]
    """`(module, name)` needed when the module runs: bases, and what an alias is made of."""
    checked: tuple[tuple[PyIdent, PyIdent], ...]
    """`(module, name)` needed by type checkers only: annotations are resolved on first use."""


def plan_models(registry: Registry) -> tuple[ModelModule, ...]:
    """Return the modules in the order of the roots."""
    base = base_model(registry)
    bases = Bases(registry)
    taken: set[str] = set()
    return tuple(
        _module(registry, root, base, bases, taken)
        for root in registry.roots
        if registry.members[root.position]
    )


def base_model(registry: Registry) -> str:
    """Return the base class that saves the most aliases: `CamelModel` where the API writes `perPage`."""
    kinds: Counter[bool] = Counter()
    for members in registry.members.values():
        for _, schema in members:
            shape = registry.shape(schema)
            for item in shape.properties if shape else ():
                name = snake(words(item.name))
                if "_" in name:
                    kinds[camel(name) == item.name] += 1
    return "CamelModel" if kinds[True] > kinds[False] else "Model"


def camel(name: str) -> str:
    """Return `perPage` for `per_page`: what the kit's CamelModel makes of a field's name."""
    first, *rest = name.split("_")
    return first + "".join(part[:1].upper() + part[1:] for part in rest)


def _module(registry: Registry, root: Root, base: str, bases: Bases, taken: set[str]) -> ModelModule:
    """Return one module; `taken` are the constants of those before it."""
    types = TypeWriter(registry)
    members = registry.members[root.position]
    classes: list[Class] = []
    aliases: list[Alias] = []
    owner = root.schemas[0][0]
    for name, schema in members:
        if schema.origin in registry.aliases:
            aliases += _aliases(registry, name, schema, taken)
        else:
            classes.append(_class(registry, types, name, schema, base, bases, owner))
    params = tuple(
        plan_param(registry, name, schema, bases) for name, schema in members if name in registry.params
    )
    at_run = {item.base for item in classes} | {item.base for item in params if item.base}
    at_run |= {name for item in aliases for name in (*names_in(item.type), "TypeAlias")}
    at_run |= {"Final" for item in aliases if item.constants}
    at_run |= {"Heirs" for item in classes if item.heirs is not None}
    checked = {name for item in classes for field in item.fields for name in names_in(field.type)}
    checked |= {name for item in params for key in item.keys for name in names_in(key.type)}
    return ModelModule(
        module=root.module,
        classes=tuple(_bases_first(classes)),
        params=tuple(_params_first(params)),
        aliases=tuple(aliases),
        uses=frozenset(at_run | checked - registry.modules.keys()) | _typing_of(params),
        imported=_places(registry, root.module, at_run),
        checked=_places(registry, root.module, checked - at_run),
    )


def _aliases(registry: Registry, name: PyIdent, schema: Schema, taken: set[str]) -> list[Alias]:
    found = [
        Alias(
            name=name,
            type=TypeWriter(registry).spelled_out(schema),
            doc=_doc(schema, name, name),
            constants=tuple(_constants(name, schema, taken)),
        )
    ]
    param = registry.param_aliases.get(schema.origin)
    if param is not None:
        text = TypeWriter(registry, arguments=True).spelled_out(schema)
        found.append(Alias(name=param, type=text, doc=f"What may be passed for `{name}`."))
    return found


def _constants(alias: PyIdent, schema: Schema, taken: set[str]) -> Iterator[Constant]:
    """Yield `STATE_OFF` for the value that is called `Off`; of two with one name the first."""
    for label in named(schema):
        name = upper((*words(alias), *words(label.name or "")))
        if isinstance(label.value, bool | int | str) and "_" in name and name not in taken:
            taken.add(name)
            value = python_string(label.value) if isinstance(label.value, str) else repr(label.value)
            doc = wrapped(prose(label.description, 200), 96) if label.description else None
            yield Constant(name=PyIdent(name), value=value, doc=doc)


def _typing_of(params: tuple[Param, ...]) -> set[str]:
    plain = any(not item.base or not item.is_class for item in params)
    needed = {"TypedDict"} if plain else set[str]()
    return needed | ({"Required"} if any(key.required for item in params for key in item.keys) else set())


def _params_first(params: tuple[Param, ...]) -> list[Param]:
    """Return the dictionaries in their order, each after its base where that stands in the module."""
    local = {item.name for item in params}
    placed: list[Param] = []
    waiting = list(params)
    while waiting:
        done = {item.name for item in placed}
        ready = [item for item in waiting if item.base not in local or item.base in done]
        placed += ready
        waiting = [item for item in waiting if item not in ready]
    return placed


def _class(
    registry: Registry, types: TypeWriter, name: PyIdent, schema: Schema, base: str, bases: Bases, owner: str
) -> Class:
    parent = bases.of(schema)
    own = bases.own_properties(schema)
    taken = {item.name for item in own if _field_name(item.name) == item.name}  # spelled so, kept so
    fields = tuple(_field(types, item, base, taken) for item in own)
    lists = {
        item.name: field for item, field in zip(own, fields, strict=True) if field.type.startswith("list[")
    }
    return Class(
        name=name,
        base=base if parent is None else registry.classes[parent],
        doc=_doc(schema, name, owner),
        fields=fields,
        heirs=registry.heirs(schema.origin),
        page=lists.get(registry.pages.get(name, "")),
    )


def _places(registry: Registry, module: PyIdent, names: Iterable[str]) -> tuple[tuple[PyIdent, PyIdent], ...]:
    places = ((registry.modules.get(PyIdent(name)), PyIdent(name)) for name in names)
    return tuple(sorted((place, name) for place, name in places if place is not None and place != module))


def _bases_first(classes: list[Class]) -> list[Class]:
    """Return the classes in their order, but each after its base where that stands in the same module."""
    ordered: list[Class] = []
    placed: set[str] = set()
    local = {item.name for item in classes}
    waiting = classes
    while waiting:
        ready = [item for item in waiting if item.base not in local or item.base in placed]
        ordered += ready
        placed |= {item.name for item in ready}
        waiting = [item for item in waiting if item.name not in placed]
    return ordered


@lru_cache(maxsize=65536)
def _field_name(wire: str) -> PyIdent:
    """Return the Python name of a property. Kept: the same few thousand names make up a large document."""
    return avoiding(snake(words(wire) or ("value",)), _TAKEN_FIELDS)


def _field(types: TypeWriter, item: Property, base: str, taken: set[str]) -> Field:
    name = _field_name(item.name)
    plain, number = name, 2
    if name in taken and name != item.name:
        name = PyIdent(f"{plain}_")
    while name in taken and name != item.name:
        name, number = PyIdent(f"{plain}_{number}"), number + 1
    taken.add(name)
    text = types.write(item.schema)
    # What answers never hold is not missing there; where it is sent, its typed dictionary asks for it.
    required = item.required and not never_answered(types.registry.api, item.schema)
    if not required:
        text = types.optional(text)
    implied = camel(name) if base == "CamelModel" else name
    if implied != item.name:
        text = f"Annotated[{text}, Wire({python_string(item.name)})]"
    doc = item.schema.notes.description or item.schema.notes.title
    return Field(name=name, type=text, required=required, doc=wrapped(prose(doc, 400), 96) if doc else None)


def _doc(schema: Schema, name: PyIdent, owner: str) -> str:
    notes = schema.notes
    meant = told(schema) if notes.extensions else None
    text = notes.description or notes.title
    if text:
        about = wrapped(prose(text, 800), 100)
        return f"{about}\n\n{wrapped(f'Values: {meant}.', 100)}" if meant else about
    if meant:
        return wrapped(f"`{name}`: {meant}.", 100)
    tokens = split(schema.origin)[1]
    if len(tokens) <= 3:
        return f"`{tokens[-1]}`." if tokens else name
    inside = [tokens[index + 1] for index, token in enumerate(tokens[:-1]) if token == "properties"]
    return f"`{inside[-1]}` of `{owner}`." if inside else f"Part of `{owner}`."
