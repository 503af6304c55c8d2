"""What is certainly well-formed in a request, told without the SDK's models.

The SDK judges everything else: what is unusual here is not refused, but handed to it.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ..kinds import is_dict
from . import handshake

_IDENTITY_REQUIRED = {"name", "version"}
_IDENTITY = {*_IDENTITY_REQUIRED, "title", "description", "websiteUrl"}
_FREE = ("experimental", "extensions")
_ENVELOPE = frozenset((handshake.VERSION_KEY, handshake.CAPABILITIES_KEY, handshake.CLIENT_KEY))
_RESERVED = "io.modelcontextprotocol/"
_PROGRESS = "progressToken"
_CALL = frozenset(("name", "arguments", "_meta"))


def is_plain_call(params: Mapping[str, Any], *, modern: bool) -> bool:
    """Tell a `tools/call` with a name and perhaps arguments, and nothing that the SDK would have to read."""
    if not params.keys() <= _CALL or type(params.get("name")) is not str:
        return False
    if not is_dict(params.get("arguments", {})):
        return False
    meta = params.get("_meta", {})
    if not is_dict(meta) or not _is_progress(meta):
        return False
    return is_modern(params) if modern else meta.keys() <= {_PROGRESS}


def _is_progress(meta: Mapping[str, Any]) -> bool:
    return type(meta.get(_PROGRESS, "")) in (str, int)


def is_enveloped(params: Mapping[str, Any]) -> bool:
    meta = params.get("_meta")
    return isinstance(meta, dict) and handshake.VERSION_KEY in meta


def is_modern(params: Mapping[str, Any]) -> bool:
    """Tell a well-formed envelope of 2026-07-28."""
    if not is_enveloped(params):
        return False
    meta = params["_meta"]
    if meta[handshake.VERSION_KEY] != handshake.MODERN_VERSION or not _is_progress(meta):
        return False
    if any(key.startswith(_RESERVED) and key not in _ENVELOPE for key in meta):
        return False
    client = meta.get(handshake.CLIENT_KEY)
    return is_capabilities(meta.get(handshake.CAPABILITIES_KEY)) and (client is None or is_identity(client))


def is_capabilities(value: object) -> bool:
    """Tell capabilities that the SDK's models accept; they are strict about each member."""
    return is_dict(value) and all(
        is_dict(member) and (name in _FREE or all(map(_capability, member.items())))
        for name, member in value.items()
    )


def _capability(item: tuple[str, object]) -> bool:
    name, value = item
    return isinstance(value, bool) if name == "listChanged" else isinstance(value, dict)


def is_identity(value: object) -> bool:
    if not is_dict(value) or not value.keys() >= _IDENTITY_REQUIRED:
        return False
    return value.keys() <= _IDENTITY and all(isinstance(member, str) for member in value.values())
