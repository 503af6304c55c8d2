"""What `openapi-spec-validator` says of a document: slow, thorough, and not ours.

It is an extra, so this module is imported only when somebody asks for it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from jsonschema_path.paths import SchemaPath
from openapi_spec_validator import (
    OpenAPIV2SpecValidator,
    OpenAPIV30SpecValidator,
    OpenAPIV31SpecValidator,
    OpenAPIV32SpecValidator,
)

from integen.diagnostics.diagnostic import Diagnostic, Severity
from integen.ir.origin import ROOT, Origin, child
from integen.source.sources import Sources
from integen.standard.words import cut

_MOST = 50
"""Errors; the first few say it all, and looking for more takes seconds."""
_VALIDATORS = {
    "2.0": OpenAPIV2SpecValidator,
    "3.0": OpenAPIV30SpecValidator,
    "3.1": OpenAPIV31SpecValidator,
    "3.2": OpenAPIV32SpecValidator,
}


class _Known(dict[str, Callable[[str], Any]]):
    """Hands out documents that were read, whatever the scheme: the library itself would fetch any URL."""

    def __init__(self, sources: Sources) -> None:
        super().__init__()
        self._values = {each.uri: each.value for each in sources.documents.values()}

    def __contains__(self, scheme: object) -> bool:
        return True

    def __missing__(self, scheme: str) -> Callable[[str], Any]:
        return lambda uri: self._values[uri.partition("#")[0]]


def opinions(sources: Sources, version: str) -> Iterator[Diagnostic]:
    """Yield its first errors."""
    path = SchemaPath.from_dict(sources.main.value, base_uri=sources.main.uri, handlers=_Known(sources))
    errors = _VALIDATORS[version](path).iter_errors()
    for number in range(_MOST):
        try:
            error = next(errors)
        except StopIteration:
            return
        except Exception as trouble:  # whatever a broken document brings about in a library
            if number == 0:
                kind = type(trouble).__name__
                yield _diagnostic(f"openapi-spec-validator gives up: {kind}: {cut(str(trouble), 200)}", ROOT)
            return
        yield _diagnostic(f"openapi-spec-validator: {_said(error)}", _place(error))


def _said(error: Any) -> str:
    message = " ".join(str(getattr(error, "message", error)).split())
    return cut(message.partition(" Failed validating ")[0], 200).rstrip(".")


def _place(error: Any) -> Origin:
    place = ROOT
    for token in getattr(error, "absolute_path", None) or ():
        place = child(place, token)
    return place


def _diagnostic(message: str, origin: Origin) -> Diagnostic:
    return Diagnostic(code="IG920", message=message, severity=Severity.ERROR, origin=origin)
