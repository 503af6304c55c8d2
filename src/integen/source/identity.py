"""`$self`: a document may say which URI it is, and then references start from there.

Source: OAS 3.2.0 section 4.1.2.2. What it names is still read from where the document came from: a published
set keeps its shape when it is copied to another place.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterable
from urllib.parse import urljoin, urlsplit

from integen.source.document import Document


def identity(document: Document) -> str:
    """Return the URI that the document gives itself, absolute where its own address makes it so, or empty."""
    value = document.value
    stated = value.get("$self") if isinstance(value, dict) else None
    if not isinstance(stated, str) or not stated.strip():
        return ""
    try:
        return urljoin(document.uri, stated.strip()).partition("#")[0]
    except ValueError:
        return ""


def named(documents: Iterable[Document], base: Document, target: str) -> Document | None:
    """Return the document that calls itself what `target`, standing in `base`, means."""
    try:
        wanted = urljoin(identity(base) or base.uri, target)
    except ValueError:
        return None
    return next((document for document in documents if wanted and identity(document) == wanted), None)


def located(base: Document, target: str) -> str:
    """Return the reference to `target` from where `base` was read."""
    own = identity(base)
    if not own or not base.uri:
        return target
    try:
        wanted = urljoin(own, target)
        here, there = urlsplit(own), urlsplit(wanted)
    except ValueError:
        return target
    if (here.scheme, here.netloc) != (there.scheme, there.netloc):
        return target
    path = posixpath.relpath(there.path or "/", posixpath.dirname(here.path) or "/")
    return f"{path}?{there.query}" if there.query else path
