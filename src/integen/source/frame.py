"""Checks that a parsed text is an OpenAPI document of a version that can be read."""

from __future__ import annotations

import re

from integen.diagnostics.diagnostic import Diagnostics, DocumentError
from integen.diagnostics.wording import kind
from integen.ir.origin import ROOT, Origin
from integen.ir.schema import JsonValue
from integen.source.document import Document
from integen.source.trouble import trouble

_VERSION = re.compile(r"3\.([0-2])(\..*)?")
_SWAGGER = re.compile(r"2(\.0)*")


def check(document: Document, diagnostics: Diagnostics) -> None:
    """Raises DocumentError when nothing can be generated from the document at all."""
    value = document.value
    if not isinstance(value, dict):
        raise _error("IG101", f"the document is {kind(value)}, not an object", document)
    version = _version(document)
    paths = value.get("paths")
    if isinstance(paths, dict) or isinstance(value.get("x-ms-paths"), dict):
        return
    if paths is not None:
        raise _error("IG105", f"`paths` is {kind(paths)}, not an object", document, Origin("#/paths"))
    if value.get("webhooks") or value.get("x-webhooks"):
        return
    if version.startswith(("2", "3.0")) or value.keys().isdisjoint(("components", "webhooks")):
        raise _error("IG105", "the document has no `paths`", document)
    diagnostics.report(
        "IG106", "the document has no `paths` and no `webhooks`, so it has no operations", ROOT
    )


def version_of(value: dict[str, JsonValue]) -> str:
    """Return the version as text; YAML reads an unquoted `3.1` as a number."""
    return str(value.get("openapi", value.get("swagger", ""))).strip()


def _version(document: Document) -> str:
    value = document.value
    if "openapi" not in value and "swagger" in value:
        version = version_of(value)
        if _SWAGGER.fullmatch(version) is None:
            message = f"Swagger version `{version[:20]}` is not supported"
            raise _error("IG103", message, document, Origin("#/swagger"))
        return version
    if "openapi" not in value:
        raise _error("IG102", "the document has neither `openapi` nor `swagger`", document)
    version = version_of(value)
    if _VERSION.fullmatch(version) is None:
        message = f"OpenAPI version `{version[:20]}` is not supported"
        raise _error("IG103", message, document, Origin("#/openapi"))
    return version


def _error(code: str, message: str, document: Document, origin: Origin = ROOT) -> DocumentError:
    return trouble(code, message, document.name, origin=origin)
