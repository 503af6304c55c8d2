"""Changes one entry of a mapping at the top of a YAML text and leaves every other line as it is."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from integen.install.broken import BrokenError, DelicateError
from integen.source.yaml_text import BrokenYaml, TooMuch, load

_UNIT = "  "
_WORDS = frozenset("true false null yes no on off y n".split())
"""They mean something else where they are not quoted, to some readers."""


def parse(text: str) -> dict[str, Any]:
    """Return the values; an empty text is an empty mapping. Raises BrokenError."""
    try:
        value, _ = load(text.removeprefix("\ufeff")) if text.strip() else ({}, [])
    except BrokenYaml as error:
        place = error.position
        raise BrokenError(
            str(error), place.line if place else None, place.column if place else None
        ) from error
    except TooMuch as error:
        raise BrokenError(f"it {error}") from error
    if value is None:
        return {}
    if not isinstance(value, dict):
        raise BrokenError("it is no mapping", 1, 1)
    return value


def put(text: str, path: tuple[str, str], value: dict[str, Any]) -> str:
    """Return the text with the entry set. Raises DelicateError where the mapping is not written in lines."""
    holder, name = path
    newline = "\r\n" if "\r\n" in text else "\n"
    lines = text.splitlines(keepends=True)
    at = _line_of(lines, holder)
    if at is None:
        end = newline if text and not text.endswith("\n") else ""
        return f"{text}{end}{holder}:{newline}" + "".join(_block(name, value, _UNIT, newline))
    start, end_of_block, indent = _children(lines, at)
    block = list(_block(name, value, indent, newline))
    span = _span(lines, start, end_of_block, indent, name)
    if span is not None:
        return "".join((*lines[: span[0]], *block, *lines[span[1] :]))
    if not lines[at].endswith("\n"):
        lines[at] += newline
    if end_of_block > start and not lines[end_of_block - 1].endswith("\n"):
        lines[end_of_block - 1] += newline
    head = [
        *lines[:at],
        re.sub(r":\s*(?:\{\s*\}|null|~)", ":", lines[at], count=1),
        *lines[at + 1 : end_of_block],
    ]
    return "".join((*head, *block, *lines[end_of_block:]))


def drop(text: str, path: tuple[str, str]) -> str:
    """Return the text without the entry; a mapping that is empty then is written `{}`."""
    holder, name = path
    lines = text.splitlines(keepends=True)
    at = _line_of(lines, holder)
    if at is None:
        return text
    start, end, indent = _children(lines, at)
    span = _span(lines, start, end, indent, name)
    if span is None:
        return text
    rest = [*lines[: span[0]], *lines[span[1] :]]
    if not any(_is_entry(line) for line in (*lines[start : span[0]], *lines[span[1] : end])):
        rest[at] = re.sub(rf"^({re.escape(holder)}:)", r"\1 {}", rest[at])
    return "".join(rest)


def _line_of(lines: list[str], holder: str) -> int | None:
    """Return the line of a key at the top. Raises DelicateError when its value stands in the same line."""
    for index, line in enumerate(lines):
        if re.match(rf"{re.escape(holder)}:(?=\s|$)", line):
            if not re.fullmatch(rf"{re.escape(holder)}:\s*(?:\{{\s*\}}|null|~)?\s*(?:#.*)?", line.rstrip()):
                raise DelicateError(f"`{holder}` is written in one line")
            return index
    return None


def _children(lines: list[str], at: int) -> tuple[int, int, str]:
    """Return the first and the line after the last of a block, and what its entries are indented by."""
    start = end = at + 1
    indent = ""
    for index in range(start, len(lines)):
        if not _is_entry(lines[index]):
            continue
        own = lines[index][: len(lines[index]) - len(lines[index].lstrip(" "))]
        if not own:
            break
        indent = indent or own
        end = index + 1
    return start, end, indent or _UNIT


def _span(lines: list[str], start: int, end: int, indent: str, name: str) -> tuple[int, int] | None:
    key = re.compile(rf"{indent}(?:{re.escape(name)}|'{re.escape(name)}'|\"{re.escape(name)}\")\s*:(?=\s|$)")
    first = next((index for index in range(start, end) if key.match(lines[index])), None)
    if first is None:
        return None
    last = first + 1
    for index in range(first + 1, end):
        if _is_entry(lines[index]):
            if not lines[index].startswith(indent + " "):
                break
            last = index + 1
    return first, last


def _is_entry(line: str) -> bool:
    return bool(line.strip()) and not line.lstrip().startswith("#")


def _block(name: str, value: dict[str, Any], indent: str, newline: str) -> Iterator[str]:
    yield f"{indent}{_key(name)}:{newline}"
    inner = indent + _UNIT
    for key, each in value.items():
        if isinstance(each, list) and each:
            yield f"{inner}{_key(key)}:{newline}"
            yield from (f"{inner}- {_flow(item)}{newline}" for item in each)
        else:
            yield f"{inner}{_key(key)}: {_flow(each)}{newline}"


def _key(key: str) -> str:
    is_plain = re.fullmatch(r"[A-Za-z_][A-Za-z0-9_-]*", key) and key.lower() not in _WORDS
    return key if is_plain else _flow(key)


def _flow(value: Any) -> str:
    """Return a value in flow style: JSON is YAML. Source: YAML 1.2, section 1.2."""
    return json.dumps(value, ensure_ascii=False)
