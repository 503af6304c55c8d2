"""Finds an integration's key where the user gave none."""

from __future__ import annotations

import re
from pathlib import PurePosixPath
from urllib.parse import urlsplit

from integen.naming.legal import Key, key
from integen.naming.words import words

_GENERIC = frozenset(
    """openapi swagger api apis spec specs schema index main docs doc json yaml yml download rest oas
    public v1 v2 v3 v4 latest""".split()
)
_HOST_PARTS = frozenset(
    "www api apis com org net io dev app co cloud gov edu uk us de eu ai rest developer developers".split()
)


def key_from_location(location: str) -> Key | None:
    """Return the key that a path or URL suggests: `github` for `specs/github.yaml`.

    None where it says nothing, as `-` and `openapi.yaml` do.
    """
    if location == "-":
        return None
    address = urlsplit(location)
    is_url = address.scheme in ("http", "https")
    name = PurePosixPath((address.path if is_url else location).replace("\\", "/")).name
    stem = re.sub(r"(\.(openapi|swagger|json|ya?ml))+$", "", name, flags=re.IGNORECASE)
    found = _telling(words(stem)) or (_telling(words(address.hostname or "")) if is_url else ())
    return key(found) if found else None


def key_from_title(title: str) -> Key:
    """Return the key that a document's title suggests: `GitHub v3 REST API` is `github`."""
    return key(_telling(words(title))[:3])


def _telling(found: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(word for word in found if word not in _GENERIC and word not in _HOST_PARTS)
