"""Values in headers. A value can neither start another header nor hide control characters."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from .errors import ArgumentError
from .jsonic import as_content
from .media import essence_of, is_json
from .omit import OMIT
from .records import Operation, Parameter
from .styles import expand, verbatim


def headers_of(
    operation: Operation, values: Mapping[str, Any], overrides: Mapping[str, str | None] | None
) -> dict[str, tuple[str, str]]:
    """Return `{lower-case name: (name, value)}`; `overrides` win, and None removes a header."""
    headers = {"accept": ("Accept", accepted(operation))}
    parameters = {p.name.lower(): p for p in operation.parameters if p.location == "header"} if values else {}
    for name, value in values.items():
        text = _header_value(parameters.get(name.lower()), name, value)
        if text is not None:
            headers[name.lower()] = (header_name(name), text)
    for name, override in (overrides or {}).items():
        if override is None:
            headers.pop(name.lower(), None)
        else:
            headers[name.lower()] = (header_name(name), header_text(name, override))
    return headers


def _header_value(parameter: Parameter | None, name: str, value: Any) -> str | None:
    """Header values are not percent-encoded (OAS 3.2 appendix D); an empty list is no header (RFC 6570)."""
    if value is OMIT or value is None:
        return None
    if parameter is not None and parameter.content_type is not None:
        return header_text(parameter.arg, as_content(parameter.content_type, value))
    explode = parameter.explode if parameter else False
    text = expand(name, value, style="simple", explode=explode, encode=verbatim)
    return header_text(parameter.arg if parameter else name, text) if text or value == "" else None


_NAME = re.compile(r"[!#$%&'*+\-.^_`|~0-9A-Za-z]+")
_CONTROL = re.compile(r"[\x00-\x08\x0a-\x1f\x7f\ud800-\udfff]")


def header_name(name: str) -> str:
    """Return the name of a header. Raises ArgumentError for what is none."""
    if not _NAME.fullmatch(name):
        raise ArgumentError(f"{name!r} cannot be the name of a header")
    return name


def header_text(arg: str, text: str) -> str:
    """Return text that is safe as the value of a header. Raises ArgumentError."""
    if _CONTROL.search(text):
        raise ArgumentError(
            f"`{arg}` must not hold line breaks or control characters: it is a header", names=(arg,)
        )
    return text.strip(" \t")


def accepted(operation: Operation) -> str:
    """Return the `Accept` header: what the answers may be, JSON before anything else."""
    types = {media_type: None for answer in operation.answers for media_type in answer.content}
    json_types = [media_type for media_type in types if is_json(essence_of(media_type))]
    others = [
        media_type
        for media_type in types
        if media_type not in json_types and _NAME_OF_TYPE.fullmatch(media_type)
    ]
    weight = ";q=0.5" if json_types else ""
    return ", ".join(json_types + [other + weight for other in others]) or "*/*"


_NAME_OF_TYPE = re.compile(r"[\x20-\x7e]+")
