"""Models that others extend: an answer becomes the model that it says it is."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Annotated, Any, get_args, get_origin

from pydantic import BaseModel, GetCoreSchemaHandler
from pydantic_core import CoreSchema, core_schema

from .kinds import is_mapping


@dataclass(frozen=True, slots=True)
class Heirs:
    """The models that extend one, as its `__heirs__`; the class itself marks where an heir may stand.

    `fish: Annotated[Fish, Heirs]` holds a `Salmon` when the answer says so. An unknown value, or none, gives
    the base itself, which keeps what it does not know.
    """

    property: str
    """On the wire."""
    names: Mapping[str, str]
    """`{value: name of the model}`, in the package of the base."""

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        schema = handler(source)

        def choose(value: Any, inner: Callable[[Any], Any]) -> Any:
            heir = heir_of(source, value)
            return inner(value) if heir is None else heir.model_validate(value)

        return core_schema.no_info_wrap_validator_function(choose, schema)


def heirs_of(base: Any) -> Iterator[type[BaseModel]]:
    """Yield every model that a value of `base` may become."""
    heirs = getattr(base, "__heirs__", None)
    for value in heirs.names if isinstance(heirs, Heirs) else ():
        heir = heir_of(base, {heirs.property: value}) if isinstance(heirs, Heirs) else None
        if heir is not None:
            yield heir


def heir_of(base: Any, data: Any) -> type[BaseModel] | None:
    """Return the model that the data says it is, where that is another one than `base` and extends it."""
    heirs = getattr(base, "__heirs__", None)
    if not isinstance(heirs, Heirs) or not is_mapping(data):
        return None
    value = data.get(heirs.property)
    name = heirs.names.get(value) if isinstance(value, str) else None
    package = sys.modules.get(base.__module__.rpartition(".")[0]) or sys.modules[base.__module__]
    found = getattr(package, name, None) if name is not None else None
    return found if isinstance(found, type) and found is not base and issubclass(found, base) else None


def marked(wanted: Any) -> Any:
    """Return a type with the mark at every base in it: alone, in lists and in dictionaries."""
    if hasattr(wanted, "__heirs__"):
        return Annotated[wanted, Heirs]
    origin, arguments = get_origin(wanted), get_args(wanted)
    if origin is list:
        return list[marked(arguments[0])]  # type: ignore[misc]  # built at run time
    if origin is dict:
        return dict[arguments[0], marked(arguments[1])]  # type: ignore[misc,valid-type]  # as above
    return wanted
