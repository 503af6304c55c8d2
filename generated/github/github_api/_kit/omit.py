"""The value of an argument that is not sent: absent is neither None nor empty."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final, final


@final
class Omit:
    """The type of `OMIT`. False, so that `value or default` reads well."""

    __slots__ = ()

    def __bool__(self) -> bool:
        return False

    def __repr__(self) -> str:
        return "OMIT"

    def __copy__(self) -> Omit:
        return self

    def __deepcopy__(self, memo: object) -> Omit:
        return self

    def __reduce__(self) -> str:
        return "OMIT"


OMIT: Final = Omit()


def given(values: Mapping[str, Any] | None) -> dict[str, Any]:
    """Return what is not OMIT, in order."""
    return {name: value for name, value in values.items() if value is not OMIT} if values else {}
