"""Where a node stands: the name of a document and a JSON Pointer into it, in one string.

`#/paths/~1pets/get` stands in the main document, `schemas/pet.yaml#/Pet` in another file of the same set.
One string, and not an object, because a large document has a hundred thousand of them.
"""

from __future__ import annotations

from typing import NewType

Origin = NewType("Origin", str)
"""`<document>#<JSON Pointer (RFC 6901)>`; the document is empty for the main one, else relative to it."""

ROOT = Origin("#")


def escape(token: str) -> str:
    """Return the reference token with `~` and `/` escaped. Source: RFC 6901 section 3."""
    if "~" in token or "/" in token:
        return token.replace("~", "~0").replace("/", "~1")
    return token


def unescape(token: str) -> str:
    """Return the reference token with `~1` and `~0` resolved. Source: RFC 6901 section 4."""
    return token.replace("~1", "/").replace("~0", "~") if "~" in token else token


def child(origin: Origin, token: str | int) -> Origin:
    """Return the origin of the member or element `token` of `origin`."""
    return Origin(f"{origin}/{token}") if type(token) is int else Origin(f"{origin}/{escape(str(token))}")


def split(origin: Origin) -> tuple[str, tuple[str, ...]]:
    """Return the document's name and the unescaped reference tokens of the pointer."""
    document, _, pointer = origin.partition("#")
    return document, tuple(unescape(token) for token in pointer.split("/")[1:])


def last(origin: Origin) -> str:
    """Return the last reference token, unescaped: the name of a component, the key of a property."""
    return unescape(origin.rpartition("/")[2])
