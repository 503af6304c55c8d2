"""Changes one table of a TOML text and leaves every other line as it is."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Mapping
from typing import Any

from integen.install.broken import BrokenError, DelicateError

_HEADER = re.compile(r"[ \t]*\[\[?[^\[\]]+\]\]?[ \t]*(?:#.*)?")
_PLACE = re.compile(r"^(.*?)(?: \(at (?:line (\d+), column (\d+)|end of document)\))?$", re.DOTALL)
_BARE = re.compile(r"[A-Za-z0-9_-]+")


def parse(text: str) -> dict[str, Any]:
    """Return the values. Raises BrokenError."""
    try:
        return tomllib.loads(text.removeprefix("\ufeff").replace("\r\n", "\n"))
    except tomllib.TOMLDecodeError as error:
        found = _PLACE.match(str(error))
        message, line, column = found.groups() if found else (str(error), None, None)
        message = message[:1].lower() + message[1:]
        raise BrokenError(message, int(line) if line else None, int(column) if column else None) from error


def put(text: str, path: tuple[str, ...], value: Mapping[str, Any]) -> str:
    """Return the text with the table at `path` set: where it stands, else last. Raises DelicateError."""
    newline = "\r\n" if "\r\n" in text else "\n"
    block = _table(path, value).replace("\n", newline)
    lines = text.splitlines(keepends=True)
    span = _span(lines, path)
    if span is not None:
        return "".join((*lines[: span[0]], block, *lines[span[1] :]))
    gap = newline if text.strip() else ""
    end = newline if text and not text.endswith("\n") else ""
    return f"{text}{end}{gap}{block}"


def drop(text: str, path: tuple[str, ...]) -> str:
    """Return the text without the table at `path`, and without those below it."""
    lines = text.splitlines(keepends=True)
    span = _span(lines, path)
    if span is None:
        return text
    start, end = span
    if start and not lines[start - 1].strip() and (end == len(lines) or not lines[end].strip()):
        start -= 1
    return "".join((*lines[:start], *lines[end:]))


def _span(lines: list[str], path: tuple[str, ...]) -> tuple[int, int] | None:
    """Return the lines of a table and of those below it, without the blanks and comments that follow."""
    own = [index for index, line in enumerate(lines) if _is_below(line, path)]
    if not own:
        return None
    start, end = own[0], own[-1] + 1
    while end < len(lines) and not _HEADER.fullmatch(lines[end].rstrip("\r\n")):
        end += 1
    if any(
        _HEADER.fullmatch(lines[index].rstrip("\r\n")) and index not in own for index in range(start, end)
    ):
        raise DelicateError(f"the tables of `{'.'.join(path)}` are scattered")
    while end > own[-1] + 1 and (not lines[end - 1].strip() or lines[end - 1].lstrip().startswith("#")):
        end -= 1
    return start, end


def _is_below(line: str, path: tuple[str, ...]) -> bool:
    if not _HEADER.fullmatch(line.rstrip("\r\n")):
        return False
    try:
        found: Any = tomllib.loads(line)
    except tomllib.TOMLDecodeError:
        return False
    for name in path:
        if not isinstance(found, dict) or name not in found:
            return False
        found = found[name]
    return True


def _table(path: tuple[str, ...], value: Mapping[str, Any]) -> str:
    plain = {name: each for name, each in value.items() if not isinstance(each, dict)}
    below = {name: each for name, each in value.items() if isinstance(each, dict)}
    lines = [
        f"[{'.'.join(map(_key, path))}]",
        *(f"{_key(name)} = {_value(each)}" for name, each in plain.items()),
    ]
    text = "\n".join(lines) + "\n"
    return text + "".join("\n" + _table((*path, name), each) for name, each in below.items())


def _key(name: str) -> str:
    return name if _BARE.fullmatch(name) else _string(name)


def _value(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return _string(value)
    if isinstance(value, int | float):
        return repr(value)
    if isinstance(value, list):
        return f"[{', '.join(map(_value, value))}]"
    if isinstance(value, dict):
        return "{ " + ", ".join(f"{_key(name)} = {_value(each)}" for name, each in value.items()) + " }"
    raise DelicateError("the entry holds a value that is better kept by hand, such as a date")


def _string(text: str) -> str:
    """Return a basic string: JSON's escapes are TOML's, but for DEL, which JSON leaves alone."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")
