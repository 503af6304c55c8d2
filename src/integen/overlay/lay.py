"""Lays overlays over the main document of a set: those next to it first, then those that were asked for."""

from __future__ import annotations

import os
import posixpath
from urllib.parse import urljoin, urlsplit

import orjson

from integen.diagnostics.diagnostic import DocumentError
from integen.ir.origin import Origin
from integen.ir.schema import JsonValue
from integen.overlay.beside import beside
from integen.overlay.document import Overlay, overlay_of
from integen.source import address
from integen.source.document import Document
from integen.source.laid import Laid
from integen.source.sources import Sources
from integen.source.trouble import trouble


def lay_over(sources: Sources) -> None:
    """Apply every overlay; what each did is in `sources.laid`, what is wrong in `sources.diagnostics`.

    Raises DocumentError for an overlay that cannot be read: to go on without it could publish what it hides.
    """
    asked = sources.reading.overlays
    found = _beside(sources, asked)
    if not found and not asked:
        return
    documents = [(sources.read_beside(location), location in found) for location in (*found, *asked)]
    overlays = [(overlay_of(document, sources.diagnostics), each) for document, each in documents]
    _apply(sources, overlays)


def _beside(sources: Sources, asked: tuple[str, ...]) -> tuple[str, ...]:
    """Return the overlays next to the document that were not asked for by name as well."""
    if not sources.main.uri.startswith("file:"):
        return ()
    named = {_real(location) for location in asked}
    return tuple(location for location in beside(sources.main.name) if _real(location) not in named)


def _real(location: str) -> str:
    return location if address.is_url(location) else os.path.realpath(location)


def _apply(sources: Sources, overlays: list[tuple[Overlay, bool]]) -> None:
    # The library for queries costs 0.15 s that runs without overlays need not pay.
    from integen.overlay.apply import Application
    from integen.overlay.budget import Budget
    from integen.overlay.query import TooCostly

    application = Application(
        value=_own(sources.main),
        provenance=sources.provenance,
        diagnostics=sources.diagnostics,
        budget=Budget(sources.reading.limits),
    )
    for overlay, is_beside in overlays:
        document = sources.documents[overlay.id]
        _check_extends(sources, overlay, document)
        try:
            effects = application.lay(overlay)
        except TooCostly:
            raise _too_costly(document) from None
        sources.laid.append(
            Laid(
                document=overlay.id,
                name=document.name,
                title=overlay.title,
                beside=is_beside,
                effects=effects,
            )
        )
    sources.changed(application.value)


def _own(document: Document) -> JsonValue:
    """Return the value with nothing in it twice: what a YAML alias or merge key repeats is one object."""
    return orjson.loads(orjson.dumps(document.value)) if document.format == "yaml" else document.value


def _too_costly(document: Document) -> DocumentError:
    message = f"`{document.name}` takes too long or adds too much"
    error = trouble("IG510", message, document.name, origin=Origin(f"{document.id}#/actions"))
    error.documents[document.id] = document
    return error


def _check_extends(sources: Sources, overlay: Overlay, document: Document) -> None:
    """Report an overlay for another document, where that can be told: a local copy of a URL may be meant."""
    main = sources.main.uri
    if not overlay.extends or not main:
        return
    try:
        meant = urljoin(document.uri, overlay.extends).partition("#")[0]
        same_kind = urlsplit(meant).scheme == urlsplit(main).scheme
    except ValueError:
        meant, same_kind = overlay.extends, True
    if same_kind and _plain(meant) != _plain(main):
        sources.diagnostics.report(
            "IG511",
            f"the overlay is for `{address.without_credentials(overlay.extends)}`",
            Origin(f"{overlay.id}#/extends"),
            source=document.name,
            note="it was applied",
        )


def _plain(uri: str) -> str:
    parts = urlsplit(address.without_credentials(uri))
    return f"{parts.scheme}://{parts.netloc}{posixpath.normpath(parts.path)}?{parts.query}"
