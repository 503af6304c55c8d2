"""Answers that are not what the API promises: deliver what fits, and the rest as it came, marked.

APIs change before their documents do. A field of another type, a missing one or a new variant must not keep
the caller from the other ninety fields.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import NoneType, UnionType
from typing import Annotated, Any, TypeGuard, Union, get_args, get_origin

from pydantic import BaseModel, TypeAdapter, ValidationError
from pydantic.fields import FieldInfo

from .kinds import is_dict, is_list


@dataclass(frozen=True, slots=True, kw_only=True)
class Mismatch:
    """One place where an answer is not what was promised."""

    path: str
    """`items.0.created_at`."""
    problem: str

    def __str__(self) -> str:
        return f"{self.path or 'the answer'}: {self.problem}"


def fit(adapter: TypeAdapter[Any], wanted: Any, data: Any) -> tuple[Any, tuple[Mismatch, ...]]:
    """Return the value of `data`, validated where it can be, and what does not fit."""
    try:
        return adapter.validate_python(data), ()
    except ValidationError as error:
        problems = error.errors(include_url=False, include_context=False, include_input=False)
    found = [
        Mismatch(path=".".join(str(step) for step in problem["loc"]), problem=problem["msg"])
        for problem in problems
    ]
    return _built(wanted, data), tuple(found)


def _built(wanted: Any, data: Any) -> Any:
    """Return `data` as `wanted`, going down to the smallest part that does not fit; that one stays raw."""
    from .answers import type_adapter

    try:
        return type_adapter(wanted).validate_python(data)
    except ValidationError:
        pass
    origin, arguments = get_origin(wanted), get_args(wanted)
    if origin is Annotated:
        return _built_union(arguments[0], data, arguments[1:])
    if origin in (Union, UnionType):
        return _built_union(wanted, data, ())
    if _is_model(wanted):
        from .heirs import heir_of

        return _built_model(heir_of(wanted, data) or wanted, data)
    if origin is list and is_list(data):
        return [_built(arguments[0], item) for item in data]
    if origin is dict and is_dict(data):
        return {key: _built(arguments[1], item) for key, item in data.items()}
    return data


def _is_model(wanted: Any) -> TypeGuard[type[BaseModel]]:
    return isinstance(wanted, type) and issubclass(wanted, BaseModel)


def _built_union(wanted: Any, data: Any, notes: tuple[Any, ...]) -> Any:
    """Choose the variant that the discriminator names, or the one that most of the data fits."""
    from .heirs import Heirs, heir_of
    from .variants import Variants

    if Heirs in notes:
        return _built_model(heir_of(wanted, data) or wanted, data)
    variants = [variant for variant in get_args(wanted) if variant is not NoneType] or [wanted]
    for note in notes:
        if isinstance(note, Variants) and is_dict(data):
            named = note.named(variants, data)
            variants = [named] if named is not None else variants
    if is_dict(data):
        models = [variant for variant in variants if _is_model(variant)]
        if models:
            return _built_model(max(models, key=lambda model: _likeness(model, data)), data)
    for variant in variants:
        if get_origin(variant) is data.__class__:
            return _built(variant, data)
    return data


def _likeness(model: type[BaseModel], data: Mapping[str, Any]) -> int:
    return sum(_wire_name(name, field) in data for name, field in model.model_fields.items())


def _wire_name(name: str, field: FieldInfo) -> str:
    alias = field.validation_alias if isinstance(field.validation_alias, str) else field.alias
    return alias or name


def _built_model(model: type[BaseModel], data: Any) -> Any:
    if not is_dict(data):
        return data
    remaining = dict(data)
    if not model.__pydantic_fields_complete__:
        model.model_rebuild()
    values: dict[str, Any] = {}
    for name, field in model.model_fields.items():
        key = _wire_name(name, field)
        if key in remaining:
            annotation: Any = field.annotation
            if field.metadata:
                annotation = Annotated[(annotation, *field.metadata)]
            values[name] = _built(annotation, remaining.pop(key))
    return _constructed(model, values, remaining)


def _constructed(model: type[BaseModel], values: dict[str, Any], extra: dict[str, Any]) -> BaseModel:
    """Make an instance; a required field that did not come is None, so that reading it is no error."""
    present = set(values)
    defaults = {
        name: None
        if field.is_required()
        else field.get_default(call_default_factory=True, validated_data=values)
        for name, field in model.model_fields.items()
        if name not in present
    }
    instance = model.model_construct(_fields_set=present, **extra)
    vars(instance).update({**defaults, **values})
    return instance
