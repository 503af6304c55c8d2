"""Text becomes JSON values: decides the format, and says where a text is broken.

Whatever is returned can be serialised as JSON: at most 200 levels deep, no lone surrogates, no infinities.
"""

from __future__ import annotations

import codecs
from dataclasses import dataclass, field, replace
from typing import Literal

import orjson

from integen.diagnostics.codes import CODES
from integen.diagnostics.conflict import conflict_line
from integen.diagnostics.diagnostic import Diagnostic, DocumentError, Position
from integen.ir.schema import JsonValue
from integen.source import yaml_text
from integen.source.collector import without_collector
from integen.source.trouble import trouble

_BLANK = b" \t\r\n"
_SPARE_LEVELS = 54


@dataclass(frozen=True, slots=True, kw_only=True)
class Parsed:
    value: JsonValue = field(repr=False)
    text: bytes = field(repr=False)
    format: Literal["json", "yaml"]
    warnings: tuple[Diagnostic, ...] = ()


def parse(data: bytes, name: str) -> Parsed:
    """Parse a document that the user calls `name`. Raises DocumentError."""
    text = _utf8(data, name)
    start = text.lstrip(_BLANK)[:64]
    if not start:
        raise trouble("IG006", f"`{name}` is empty", name)
    if start[:1] == b"<":
        raise trouble("IG005", f"`{name}` is HTML or XML, not an OpenAPI document", name)
    with without_collector():
        parsed = _json_first(text, name) if start[:1] in b"{[" else _yaml(text, name)
    check_serialisable(parsed.value, name)
    return parsed


def _utf8(data: bytes, name: str) -> bytes:
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        try:
            return data.decode("utf-16").encode()
        except UnicodeError:
            raise trouble("IG010", f"`{name}` is not valid UTF-16", name) from None
    return data.removeprefix(codecs.BOM_UTF8)


def _json_first(text: bytes, name: str) -> Parsed:
    """Parse JSON; what is not JSON may still be YAML, which knows trailing commas and comments."""
    try:
        return Parsed(value=orjson.loads(text), text=text, format="json")
    except orjson.JSONDecodeError as error:
        broken = _broken_json(error, text, name)
    try:
        parsed = _yaml(text, name)
    except DocumentError:
        raise broken from None
    if name.endswith((".yaml", ".yml")):
        return parsed
    warning = Diagnostic(
        code="IG013",
        message=broken.diagnostic.message,
        severity=CODES["IG013"].severity,
        position=broken.diagnostic.position,
        source=name,
        note="it was read as YAML",
        hint=CODES["IG013"].fix,
    )
    return Parsed(value=parsed.value, text=text, format="yaml", warnings=(warning, *parsed.warnings))


def _broken_json(error: orjson.JSONDecodeError, text: bytes, name: str) -> DocumentError:
    try:
        text.decode()
    except UnicodeDecodeError as bad:
        return _not_unicode(bad, text, name)
    if "ecursion limit" in error.msg or "depth limit" in error.msg:
        return trouble("IG012", f"`{name}` is nested too deeply", name)
    position = Position(line=error.lineno, column=error.colno)
    return _in_conflict("IG007", text, name) or trouble(
        "IG007", f"invalid JSON: {error.msg}", name, position=position
    )


def _in_conflict(code: str, text: bytes, name: str) -> DocumentError | None:
    """Return the error of a text that a merge has left in conflict; the parser would name another place."""
    line = conflict_line(text)
    if line is None:
        return None
    position = Position(line=line, column=1)
    error = trouble(code, f"`{name}` has merge conflict markers", name, position=position)
    error.diagnostic = replace(error.diagnostic, hint="keep what you want of both sides")
    return error


def _not_unicode(error: UnicodeDecodeError, text: bytes, name: str) -> DocumentError:
    before = text[: error.start]
    line_start = before.rfind(b"\n") + 1
    position = Position(line=before.count(b"\n") + 1, column=len(before[line_start:].decode()) + 1)
    return trouble("IG010", f"`{name}` is not valid UTF-8", name, position=position)


def _yaml(text: bytes, name: str) -> Parsed:
    try:
        decoded = text.decode()
    except UnicodeDecodeError as error:
        raise _not_unicode(error, text, name) from None
    try:
        value, notes = yaml_text.load(decoded)
    except yaml_text.TooMuch as error:
        raise trouble("IG012", f"`{name}` {error}", name) from None
    except yaml_text.BrokenYaml as error:
        raise _in_conflict("IG008", text, name) or trouble(
            "IG008", f"invalid YAML: {error}", name, position=error.position
        ) from None
    if value is None:
        raise trouble("IG006", f"`{name}` is empty", name)
    warnings = tuple(
        Diagnostic(
            code=code, message=message, severity=CODES[code].severity, source=name, hint=CODES[code].fix
        )
        for code, message in notes
    )
    return Parsed(value=value, text=text, format="yaml", warnings=warnings)


def check_serialisable(value: JsonValue, name: str) -> None:
    """Let the serialiser (0.02 s for 13 MB) find what would fail much later. Raises DocumentError.

    It takes 254 levels; some are kept for what a value is wrapped in when it is written.
    """
    for _ in range(_SPARE_LEVELS):
        value = [value]
    try:
        orjson.dumps(value)
    except orjson.JSONEncodeError as error:
        if "ecursion" in str(error):
            raise trouble("IG012", f"`{name}` is nested too deeply", name) from None
        raise trouble("IG010", f"`{name}` holds text that is not valid Unicode", name) from None
