"""What the same things are called in the versions of OpenAPI."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Any


@dataclass(frozen=True, slots=True, kw_only=True)
class Dialect:
    """Differences between versions that schemas have to know of."""

    schemas: tuple[str, ...]
    """Where a document keeps the schemas that have a name."""
    beside_ref: frozenset[str] | None = None
    """The words beside a `$ref` that are kept although the standard ignores them; None: all words count."""
    files: bool = False
    """`type: file` is a type."""


_WORDS = frozenset({"summary", "description", "title", "deprecated", "readOnly", "writeOnly", "nullable"})
"""Nobody writes them without meaning them."""
_COMPONENTS = ("components", "schemas")

SWAGGER = Dialect(schemas=("definitions",), beside_ref=_WORDS | {"x-nullable"}, files=True)
_OLD = Dialect(schemas=_COMPONENTS, beside_ref=_WORDS)
_CURRENT = Dialect(schemas=_COMPONENTS)


_SCHEMA = re.compile(r"https?://json-schema\.org/(?:draft-0?(?P<draft>\d+)|draft/(?P<year>\d{4})-\d\d)/\w+#?")
_BASES = re.compile(r"https://spec\.openapis\.org/oas/3\.\d/(?:dialect|schema-base)/.*")


def dialect_of(version: str) -> Dialect:
    """Return the dialect of a version as written in a document: `2.0`, `3.0.3`, `3.2.0`."""
    if version.startswith("2"):
        return SWAGGER
    return _OLD if version.startswith("3.0") else _CURRENT


def is_known(uri: str) -> bool:
    """Tell whether a `$schema` or `jsonSchemaDialect` names a dialect whose keywords are known."""
    return bool(_SCHEMA.fullmatch(uri) or _BASES.fullmatch(uri))


def dialect_in(value: Any, main: Dialect) -> Dialect:
    """Return the dialect of a document that another one, in the dialect `main`, refers to.

    An OpenAPI document says its version, a JSON Schema its `$schema`: until draft 7 a `$ref` stood alone.
    What says nothing is read as `main`.
    """
    if not isinstance(value, dict):
        return main
    if "openapi" in value or "swagger" in value:
        return dialect_of(str(value.get("openapi", value.get("swagger"))).strip())
    return _with_schema(value.get("$schema"), main)


def dialect_stated(value: dict[str, Any], version: Dialect) -> Dialect:
    """Return the dialect of a main document: since OpenAPI 3.1 it may name another one for its schemas."""
    if version.beside_ref is not None:
        return version
    return _with_schema(value.get("jsonSchemaDialect"), version)


def _with_schema(uri: Any, otherwise: Dialect) -> Dialect:
    found = _SCHEMA.fullmatch(uri) if isinstance(uri, str) else None
    if found is None:
        return otherwise
    return replace(otherwise, beside_ref=_WORDS if found["draft"] else None)
