"""Reads `name=value` arguments: the schema of the tool says whether `1` is a number or a text.

title=Hello            text, or whatever JSON it is where the schema is not of text
labels='["a", "b"]'    JSON
labels=a labels=b      the same: a name that is repeated makes an array
photo=@cat.jpg         the content of a file; `@@` stands for an `@` at the start of a text
ids:=[1,2]             JSON whatever the schema says
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from integen.errors import IntegenError


def parsed(arguments: Iterable[str], properties: Mapping[str, Any]) -> dict[str, Any]:
    """Return `{name: value}`; `properties` are those of the tool's input schema. Raises IntegenError."""
    values: dict[str, Any] = {}
    for argument in arguments:
        name, equals, text = argument.partition("=")
        if not equals or not name.rstrip(":"):
            raise IntegenError(f"`{argument}` is not `name=value`", hint="quote values that hold spaces")
        value = _json(name, text) if name.endswith(":") else _value(name, text, properties.get(name, {}))
        _put(values, name.removesuffix(":"), value, properties)
    return values


def body(text: str) -> Any:
    """Return a whole body from JSON text, or from a file as `@body.json`."""
    return _json("--json-body", _read(text[1:]).decode(errors="replace") if text.startswith("@") else text)


def _put(values: dict[str, Any], name: str, value: Any, properties: Mapping[str, Any]) -> None:
    if name in values:
        held = values[name] if isinstance(values[name], list) else [values[name]]
        values[name] = [*held, value]
    elif "array" in _types(properties.get(name, {})) and not isinstance(value, list):
        values[name] = [value]
    else:
        values[name] = value


def _value(name: str, text: str, schema: Mapping[str, Any]) -> Any:
    if text.startswith("@@"):
        return text[1:]
    if text.startswith("@"):
        return _file(name, Path(text[1:]), schema)
    if "array" in _types(schema) and not text.startswith("["):
        schema = schema.get("items", {})
    if _types(schema) == {"string"}:
        return text
    try:
        return json.loads(text)
    except ValueError:
        return text


def _file(name: str, path: Path, schema: Mapping[str, Any]) -> Any:
    """Return a path for what is sent as a file, the text of the file for everything else."""
    if is_binary(schema):
        if not path.is_file():
            raise IntegenError(
                f"there is no file `{path}`", hint=f"`{name}=@@…` is a text that starts with `@`"
            )
        return path
    text = _read(str(path)).decode(errors="replace")
    return text if _types(schema) == {"string"} else _json(name, text)


def is_binary(schema: Mapping[str, Any]) -> bool:
    """Whether a tool takes a file as base64 text here."""
    inner = schema.get("items", schema)
    return isinstance(inner, dict) and inner.get("contentEncoding") == "base64"


def _types(schema: Any) -> set[str]:
    if not isinstance(schema, dict):
        return set()
    stated = schema.get("type", [])
    return {stated} if isinstance(stated, str) else set(stated)


def _read(path: str) -> bytes:
    try:
        return Path(path).read_bytes()
    except OSError as error:
        raise IntegenError(f"cannot read `{path}`: {error.strerror}") from error


def _json(name: str, text: str) -> Any:
    try:
        return json.loads(text)
    except ValueError as error:
        raise IntegenError(f"`{name.removesuffix(':')}` is not JSON: {error}") from error
