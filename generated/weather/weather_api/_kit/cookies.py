"""Values in cookies. A value can neither start another cookie nor leave the header."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from .errors import ArgumentError
from .headers import header_text
from .jsonic import as_content
from .omit import OMIT
from .records import Operation, Parameter
from .styles import expand, percent


def cookies_of(operation: Operation, values: Mapping[str, Any]) -> Iterator[str]:
    """Yield `name=value`. Raises ArgumentError.

    An exploded list is a pair for each item, as RFC 6265 section 4.2.1 separates them: the `&` that the
    style `form` asks for would be a part of the first value (OAS 3.2 appendix D).
    """
    parameters = {p.name: p for p in operation.parameters if p.location == "cookie"}
    for name, value in values.items():
        if value is OMIT or value is None:
            continue
        parameter = parameters.get(name) or Parameter(name=name, location="cookie", arg=name, explode=True)
        if text := _pairs(parameter, value):
            yield header_text(parameter.arg, text)


def _pairs(parameter: Parameter, value: Any) -> str:
    name = parameter.name
    if parameter.content_type is not None:
        return f"{percent(name)}={percent(as_content(parameter.content_type, value))}"
    encode = percent
    if parameter.style == "cookie":

        def encode(text: str) -> str:
            return _unescaped(parameter.arg, text)

    return expand(name, value, style="cookie", explode=parameter.explode, encode=encode)


def _unescaped(arg: str, text: str) -> str:
    """Return text as it is: the style `cookie` knows no escaping, so what would end the cookie is refused."""
    if ";" in text:
        raise ArgumentError(f"`{arg}` must not hold a semicolon: it is a cookie", names=(arg,))
    return text
