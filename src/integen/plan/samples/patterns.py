"""A text that fits a regular expression: the shortest that can be read off it, checked before it is used."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import Any

_LONGEST = 200
_CLASSES = {"CATEGORY_DIGIT": "1", "CATEGORY_WORD": "a", "CATEGORY_SPACE": " "}
_OTHERS = "aA1-_ .x"


@lru_cache(maxsize=4096)
def fitting(pattern: str, shortest: int = 0, longest: int | None = None) -> str | None:
    """Return a text that `pattern` is found in and that has the length, or None when none was found."""
    if len(pattern) > _LONGEST:
        return None
    try:
        compiled = re.compile(pattern)
        read_off = _texts(re._parser.parse(pattern), shortest)  # type: ignore[attr-defined]
    except (re.error, RecursionError, OverflowError, ValueError):
        return None
    for text in (read_off, read_off.ljust(shortest, read_off[-1:] or "x"), read_off.ljust(shortest, "x")):
        if shortest <= len(text) <= (longest if longest is not None else 10_000) and compiled.search(text):
            return text
    return None


def _texts(parsed: Iterable[Any], shortest: int) -> str:
    return "".join(_text(str(kind), argument, shortest) for kind, argument in parsed)


def _text(kind: str, argument: Any, shortest: int) -> str:
    match kind:
        case "LITERAL":
            return chr(argument)
        case "NOT_LITERAL":
            return next(char for char in _OTHERS if ord(char) != argument)
        case "ANY":
            return "x"
        case "IN":
            return _member(argument)
        case "CATEGORY":
            return _CLASSES.get(str(argument), "x")
        case "BRANCH":
            return _texts(argument[1][0], shortest)
        case "SUBPATTERN":
            return _texts(argument[3], shortest)
        case "MAX_REPEAT" | "MIN_REPEAT" | "POSSESSIVE_REPEAT":
            least, most, inner = argument
            wanted = max(least, min(int(most), shortest)) if least < shortest and int(most) > 1 else least
            times: int = min(wanted, _LONGEST)
            return _texts(inner, 0) * times
        case _:
            return ""


def _member(members: list[Any]) -> str:
    if str(members[0][0]) == "NEGATE":
        found = re.compile(f"[^{''.join(_written(each) for each in members[1:])}]")
        return next((char for char in _OTHERS if found.fullmatch(char)), "x")
    kind, argument = str(members[0][0]), members[0][1]
    match kind:
        case "RANGE":
            return chr(argument[0])
        case "CATEGORY":
            return _CLASSES.get(str(argument), "x")
        case _:
            return chr(argument)


_WRITTEN = {
    "CATEGORY_DIGIT": r"\d",
    "CATEGORY_WORD": r"\w",
    "CATEGORY_SPACE": r"\s",
    "CATEGORY_NOT_DIGIT": r"\D",
    "CATEGORY_NOT_WORD": r"\W",
    "CATEGORY_NOT_SPACE": r"\S",
}


def _written(member: Any) -> str:
    kind, argument = str(member[0]), member[1]
    if kind == "RANGE":
        return f"{re.escape(chr(argument[0]))}-{re.escape(chr(argument[1]))}"
    return _WRITTEN.get(str(argument), "") if kind == "CATEGORY" else re.escape(chr(argument))
