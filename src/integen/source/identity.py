"""What documents call themselves: `$self` of OpenAPI 3.2, `$id` of a JSON Schema in a file of its own.

References start from the URI that a document gives itself. Source: OAS 3.2.0 section 4.1.2.2. What it names
is still read from where the document came from: a published set keeps its shape when it is copied to another
place.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterable
from urllib.parse import urljoin, urlsplit

from integen.source.document import Document


def identity(document: Document) -> str:
    """Return the URI that the document gives itself, absolute where its own address makes it so, or empty."""
    value = document.value
    if not isinstance(value, dict):
        return ""
    stated = value.get("$self" if "openapi" in value else "$id")
    if not isinstance(stated, str) or not stated.strip():
        return ""
    try:
        return urljoin(document.uri, stated.strip()).partition("#")[0]
    except ValueError:
        return ""


def named(documents: Iterable[Document], base: str, target: str) -> Document | None:
    """Return the document that calls itself what `target` means where the base URI is `base`."""
    try:
        wanted = urljoin(base, target)
    except ValueError:
        return None
    return next((document for document in documents if wanted and identity(document) == wanted), None)


def located(document: Document, base: str, target: str) -> tuple[str, ...]:
    """Return references to `target` from where `document` was read, best first.

    `base` is the base URI where the target is written: the document's own, or that of a schema with a `$id`.
    """
    own = identity(document) or document.uri
    if not document.uri or base == document.uri:
        return (target,)
    try:
        wanted = urljoin(base, target)
        here, there = urlsplit(own), urlsplit(wanted)
    except ValueError:
        return (target,)
    if (here.scheme, here.netloc) != (there.scheme, there.netloc):
        return (target,)
    path = posixpath.relpath(there.path or "/", posixpath.dirname(here.path) or "/")
    return tuple(dict.fromkeys((f"{path}?{there.query}" if there.query else path, target)))
