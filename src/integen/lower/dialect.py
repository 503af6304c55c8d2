"""What the same things are called in the versions of OpenAPI."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Dialect:
    """Differences between versions that schemas have to know of."""

    schemas: tuple[str, ...]
    """Where a document keeps the schemas that have a name."""
    beside_ref: frozenset[str] | None = None
    """The words beside a `$ref` that are kept although the standard ignores them; None: all words count."""
    files: bool = False
    """`type: file` is a type."""


_WORDS = frozenset({"summary", "description"})
_COMPONENTS = ("components", "schemas")

SWAGGER = Dialect(
    schemas=("definitions",), beside_ref=_WORDS | {"title", "readOnly", "x-nullable"}, files=True
)
_OLD = Dialect(schemas=_COMPONENTS, beside_ref=_WORDS)
_CURRENT = Dialect(schemas=_COMPONENTS)


def dialect_of(version: str) -> Dialect:
    """Return the dialect of a version as written in a document: `2.0`, `3.0.3`, `3.2.0`."""
    if version.startswith("2"):
        return SWAGGER
    return _OLD if version.startswith("3.0") else _CURRENT
