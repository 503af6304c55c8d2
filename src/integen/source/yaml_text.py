"""YAML 1.2 (core schema) as JSON values; `docs/decisions/0001-yaml.md` says why with this parser.

The parser copies what an alias names, and recurses for nested blocks: both are bounded here before it runs.
"""

from __future__ import annotations

import math
import re

import yaml12

from integen.diagnostics.diagnostic import Position
from integen.ir.schema import JsonValue
from integen.source.yaml_aliases import is_bounded

_DEEPEST_COLUMN = 512
_TOO_DEEP = re.compile(rf"\n(?:[ \t]|[-?:](?=[ \t])){{{_DEEPEST_COLUMN}}}")
_PLACE = re.compile(r"^YAML parse error: (.*?)(?: at byte \d+ line (\d+) column (\d+))?$", re.DOTALL)
_LARGEST = 20_000_000
_DEPTH = 300

Note = tuple[str, str]
"""The code and message of something that was read otherwise than written."""


class BrokenYaml(Exception):
    """The text is not YAML; the message says what is wrong."""

    def __init__(self, message: str, position: Position | None) -> None:
        super().__init__(message)
        self.position = position


class TooMuch(Exception):
    """The text would take more memory or stack than any document needs; the message completes `<name> …`."""


def load(text: str) -> tuple[JsonValue, list[Note]]:
    """Return the first document of `text` and remarks. Keys become strings, merge keys (`<<`) are merged.

    Raises BrokenYaml, TooMuch.
    """
    if _TOO_DEEP.search("\n" + text[: 2 * _DEEPEST_COLUMN]) or _TOO_DEEP.search(text):
        raise TooMuch("is nested too deeply")
    if not is_bounded(text, max(_LARGEST, 4 * len(text))):
        raise TooMuch("grows beyond measure through its aliases")
    try:
        value = yaml12.parse_yaml(text)
    except ValueError as error:
        raise _broken(error) from None
    settling = _Settling()
    return settling.settle(value), settling.notes


def _broken(error: ValueError) -> Exception:
    found = _PLACE.match(str(error))
    if found is None:
        return BrokenYaml("an alias stands inside of what it names, or a value is malformed", None)
    if "recursion limit" in found[1]:
        return TooMuch("is nested too deeply")
    position = Position(line=int(found[2]), column=int(found[3])) if found[2] else None
    return BrokenYaml(found[1].strip(), position)


class _Settling:
    """Makes a parsed tree a JSON value, in place where nothing has to change."""

    def __init__(self) -> None:
        self.notes: list[Note] = []

    def settle(self, value: JsonValue, depth: int = 0) -> JsonValue:
        kind = type(value)
        if kind is dict:
            return self._mapping(value, depth)
        if kind is list:
            return self._sequence(value, depth)
        return value if kind is str or kind is int else self._scalar(value, depth)

    def _mapping(self, node: dict[JsonValue, JsonValue], depth: int) -> dict[str, JsonValue]:
        if depth > _DEPTH:
            raise TooMuch("is nested too deeply")
        odd = "<<" in node
        for key, value in node.items():
            if type(value) is not str:
                settled = self.settle(value, depth + 1)
                if settled is not value:
                    node[key] = settled
            if type(key) is not str:
                odd = True
        return self._with_string_keys(node) if odd else node

    def _sequence(self, node: list[JsonValue], depth: int) -> list[JsonValue]:
        if depth > _DEPTH:
            raise TooMuch("is nested too deeply")
        for index, value in enumerate(node):
            if type(value) is not str:
                settled = self.settle(value, depth + 1)
                if settled is not value:
                    node[index] = settled
        return node

    def _scalar(self, value: JsonValue, depth: int) -> JsonValue:
        if isinstance(value, yaml12.Yaml):
            return self.settle(value.value, depth)  # an application's tag says nothing to us
        if isinstance(value, float) and not math.isfinite(value):
            self.notes.append(("IG014", f"`{value}` is no JSON number and is read as null"))
            return None
        return value

    def _with_string_keys(self, node: dict[JsonValue, JsonValue]) -> dict[str, JsonValue]:
        merged: dict[str, JsonValue] = {}
        inherited: list[JsonValue] = []
        for key, value in node.items():
            if key == "<<" and (type(value) is dict or type(value) is list):
                inherited.extend(value if type(value) is list else [value])
            else:
                merged[_text_of(key)] = value
        # Own members win, then earlier mappings over later ones. Source: https://yaml.org/type/merge.html
        for mapping in inherited:
            if type(mapping) is dict:
                for key, value in mapping.items():
                    merged.setdefault(key, value)
        return merged


def _text_of(key: JsonValue) -> str:
    if key is None:
        return "null"
    if isinstance(key, bool):
        return "true" if key else "false"
    return str(key.value) if isinstance(key, yaml12.Yaml) else str(key)
