"""The base of generated models. Only this module, and those that decode, import pydantic."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Annotated, Any, TypeAlias

from pydantic import (
    AliasGenerator,
    BaseModel,
    ConfigDict,
    Field,
    GetCoreSchemaHandler,
    PlainSerializer,
)
from pydantic_core import CoreSchema

from .heirs import Heirs
from .linking import link
from .variants import Variants

__all__ = ["CamelModel", "Heirs", "Model", "TextDecimal", "UnknownVariant", "Variants", "Wire", "camel"]

TextDecimal: TypeAlias = Annotated[Decimal, PlainSerializer(str)]
"""A decimal that the API writes as text."""


def Wire(name: str) -> Any:
    """Say what a field is called on the wire: `links: Annotated[Links, Wire("_links")]`."""
    return Field(validation_alias=name, serialization_alias=name)


def camel(name: str) -> str:
    """Return `perPage` for `per_page`."""
    first, *rest = name.split("_")
    return first + "".join(part[:1].upper() + part[1:] for part in rest)


# Serialising an answer that was not what the API promised must not warn about it again: `warnings=False`.
class Model(BaseModel):
    """An object of the API. Keeps the fields it does not know, and is built on first use only.

    Fields are read and given by their Python names; `to_dict()` and `to_json()` write them by their names
    on the wire.
    """

    model_config = ConfigDict(
        extra="allow",
        validate_by_name=True,
        validate_by_alias=True,
        serialize_by_alias=True,
        defer_build=True,
        protected_namespaces=(),
        # A field of a base may hold an heir: all of the heir is sent.
        polymorphic_serialization=True,
    )

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        link(cls)
        return handler(source)

    @classmethod
    def model_rebuild(cls, **arguments: Any) -> bool | None:
        """Build the model now; pydantic calls it on first use."""
        link(cls)
        return super().model_rebuild(**arguments)

    def to_dict(self, *, exclude_unset: bool = True) -> dict[str, Any]:
        """Return JSON values by wire names; fields that were never set are left out."""
        return self.model_dump(mode="json", by_alias=True, exclude_unset=exclude_unset, warnings=False)

    def to_json(self, *, indent: int | None = None, exclude_unset: bool = True) -> str:
        """Return the JSON text by wire names."""
        return self.model_dump_json(by_alias=True, exclude_unset=exclude_unset, indent=indent, warnings=False)

    def __repr_args__(self) -> Iterator[tuple[str | None, Any]]:
        """Show what was set: defaults of forty optional fields tell nothing."""
        for name, value in super().__repr_args__():
            if name is None or name in self.model_fields_set:
                yield name, value

    def __str__(self) -> str:
        return repr(self)


class CamelModel(Model):
    """A Model whose fields are written `perPage` on the wire unless they say otherwise."""

    model_config = ConfigDict(
        alias_generator=AliasGenerator(validation_alias=camel, serialization_alias=camel),
    )


class UnknownVariant(Model):
    """A variant of a union that the API's document did not have when this package was generated."""
