"""Values in a path. A value never leaves its segment, and a server can never read it as another path."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any
from urllib.parse import unquote

from .errors import ArgumentError
from .jsonic import as_content
from .omit import OMIT
from .records import Operation, Parameter
from .styles import expand, percent, percent_reserved

_TEMPLATE = re.compile(r"\{([^{}]*)\}")


def path_of(operation: Operation, values: Mapping[str, Any]) -> str:
    """Return the path with its values filled in, without what some documents write after `#` to tell two
    operations of one path apart. Raises ArgumentError.
    """
    template = operation.path.partition("#")[0]
    if "{" not in template:
        return template
    parameters = {
        parameter.name: parameter for parameter in operation.parameters if parameter.location == "path"
    }
    pieces = _TEMPLATE.split(template)
    for index in range(1, len(pieces), 2):
        name = pieces[index]
        parameter = parameters.get(name) or Parameter(name=name, location="path", arg=name, style="simple")
        pieces[index] = _path_value(parameter, values.get(name, OMIT))
    path = "".join(pieces)
    if any(_is_dots(segment) for segment in path.split("/")):
        raise ArgumentError(
            f"the path `{operation.path}` would lead elsewhere: a segment of it is `.` or `..`"
        )
    return path


def _path_value(parameter: Parameter, value: Any) -> str:
    if value is OMIT or value is None:
        raise ArgumentError(f"missing required argument: `{parameter.arg}`", names=(parameter.arg,))
    if parameter.content_type is not None:
        text = percent(as_content(parameter.content_type, value))
    else:
        encode_text = _reserved_in_path if parameter.allow_reserved else percent
        text = expand(
            parameter.name, value, style=parameter.style, explode=parameter.explode, encode=encode_text
        )
    if not text:
        raise ArgumentError(
            f"`{parameter.arg}` must not be empty: it is part of the path", names=(parameter.arg,)
        )
    if any(_is_dots(piece) for piece in re.split(r"[/\\]", unquote(text))):
        raise ArgumentError(
            f"`{parameter.arg}` must not have `.` or `..` as a path segment", names=(parameter.arg,)
        )
    return text


def _reserved_in_path(text: str) -> str:
    return percent_reserved(text).replace("?", "%3F")


def _is_dots(segment: str) -> bool:
    return unquote(segment) in (".", "..")
