"""Discriminated unions that accept variants of tomorrow."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from types import NoneType
from typing import Any, cast, get_args

from pydantic import GetCoreSchemaHandler
from pydantic_core import CoreSchema, core_schema

from .kinds import is_mapping

_UNKNOWN = "\0unknown"
_UNTAGGED = "\0untagged"


@dataclass(frozen=True, slots=True)
class Variants:
    """Annotates a union of models: `Annotated[Cat | Dog, Variants("kind", {"cat": "Cat", "dog": Dog})]`.

    The property decides, whatever the other fields hold. An unknown value gives an `UnknownVariant`, and an
    object without the property the model that fits best: neither is an error.
    """

    property: str
    """On the wire."""
    names: Mapping[str, str | type[Any]]
    """`{value: model}`, or the model's name where it cannot be imported yet."""

    def __hash__(self) -> int:
        return hash((self.property, tuple(self.names)))

    def named(self, variants: Sequence[Any], data: Mapping[str, Any]) -> Any | None:
        """Return the variant that the data says it is."""
        model = self.names.get(cast("str", data.get(self.property)))
        name = model if isinstance(model, str) or model is None else model.__name__
        return next((variant for variant in variants if getattr(variant, "__name__", None) == name), None)

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        members = get_args(source) or (source,)
        variants = [member for member in members if member is not NoneType]
        by_name = {variant.__name__: handler.generate_schema(variant) for variant in variants}
        choices: dict[str, CoreSchema] = {}
        for value, model in self.names.items():
            choices[value] = by_name[model if isinstance(model, str) else model.__name__]
        choices[_UNTAGGED] = core_schema.union_schema(list(by_name.values()))
        choices[_UNKNOWN] = core_schema.no_info_plain_validator_function(
            _unknown, serialization=core_schema.plain_serializer_function_ser_schema(_dumped)
        )
        tagged = core_schema.tagged_union_schema(cast("dict[Any, CoreSchema]", choices), self._tag(variants))
        return core_schema.nullable_schema(tagged) if NoneType in members else tagged

    def _tag(self, variants: Sequence[Any]) -> Callable[[Any], str]:
        instances: dict[type[Any], str] = {
            variant: value for value in self.names for variant in variants if self._is(value, variant)
        }

        def tag(value: Any) -> str:
            if not is_mapping(value):
                return instances.get(value.__class__, _UNKNOWN)
            if self.property not in value:
                return _UNTAGGED
            found = value[self.property]
            return found if isinstance(found, str) and found in self.names else _UNKNOWN

        return tag

    def _is(self, value: str, variant: Any) -> bool:
        model = self.names[value]
        name: str = variant.__name__
        return name == (model if isinstance(model, str) else model.__name__)


def _unknown(value: Any) -> Any:
    from .models import UnknownVariant

    return UnknownVariant.model_validate(value) if isinstance(value, dict) else value


def _dumped(value: Any) -> Any:
    dump = getattr(value, "model_dump", None)
    return value if dump is None else dump(by_alias=True)
