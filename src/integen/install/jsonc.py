"""Reads JSON with comments and trailing commas, and where each member stands.

Sources: RFC 8259, and "JSON with Comments" as editors read it: `//` and `/* */`, a comma before `}` or `]`.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from typing import Any

from integen.install.broken import BrokenError

_DEEPEST = 200
_SPACE = re.compile(r"[ \t\r\n]*")
_COMMENT = re.compile(r"//[^\n]*|/\*.*?\*/", re.DOTALL)
_STRING = re.compile(r'"(?:[^"\\\x00-\x1f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"')
_NUMBER = re.compile(r"-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?")
_WORDS = {"true": True, "false": False, "null": None}
_WORD = re.compile(r"[a-zA-Z]+")


@dataclass(slots=True)
class Node:
    """A value and its place: `text[start:end]`."""

    value: Any
    start: int
    end: int
    members: dict[str, Member] = field(default_factory=dict)
    """Of an object, in order."""
    elements: list[Node] = field(default_factory=list)
    """Of an array."""


@dataclass(slots=True)
class Member:
    start: int
    """Where the key begins."""
    node: Node


def parse(text: str, *, comments: bool) -> Node:
    """Return the value of a whole text. Raises BrokenError, also for comments where there may be none."""
    reader = _Reader(text, comments=comments)
    at = reader.skip(1 if text.startswith("\ufeff") else 0)
    node = reader.value(at, 0)
    end = reader.skip(node.end)
    if end < len(text):
        raise reader.broken("there is more after the end", end)
    return node


def skip(text: str, at: int) -> int:
    """Return the position after blanks and comments."""
    return _Reader(text, comments=True).skip(at)


class _Reader:
    def __init__(self, text: str, *, comments: bool) -> None:
        self.text = text
        self.comments = comments

    def broken(self, message: str, at: int) -> BrokenError:
        line = self.text.count("\n", 0, at) + 1
        return BrokenError(message, line, at - self.text.rfind("\n", 0, at))

    def skip(self, at: int) -> int:
        while True:
            at = _SPACE.match(self.text, at).end()  # type: ignore[union-attr] # matches the empty text too
            found = _COMMENT.match(self.text, at)
            if found is None:
                return at
            if not self.comments:
                raise self.broken("a comment stands where the client allows none", at)
            at = found.end()

    def value(self, at: int, depth: int) -> Node:
        if depth > _DEEPEST:
            raise self.broken("it is nested too deeply", at)
        sign = self.text[at : at + 1]
        if sign == "{":
            return self.object(at, depth)
        if sign == "[":
            return self.array(at, depth)
        if sign == '"':
            return self.string(at)
        return self.scalar(at)

    def string(self, at: int) -> Node:
        found = _STRING.match(self.text, at)
        if found is None:
            raise self.broken("a string is malformed or does not end", at)
        return Node(json.loads(found[0]), at, found.end())

    def scalar(self, at: int) -> Node:
        word = _WORD.match(self.text, at)
        if word is not None and word[0] in _WORDS:
            return Node(_WORDS[word[0]], at, word.end())
        number = _NUMBER.match(self.text, at)
        if number is None:
            raise self.broken("a value is missing" if at < len(self.text) else "the text ends too early", at)
        return Node(json.loads(number[0]), at, number.end())

    def object(self, at: int, depth: int) -> Node:
        node = Node({}, at, at)
        place = self.skip(at + 1)
        while self.text[place : place + 1] != "}":
            if self.text[place : place + 1] != '"':
                raise self.broken("a key in double quotes or `}` is missing", place)
            key = self.string(place)
            colon = self.skip(key.end)
            if self.text[colon : colon + 1] != ":":
                raise self.broken("`:` is missing after a key", colon)
            if key.value in node.members:
                raise self.broken(f"the key `{key.value}` stands twice", place)
            value = self.value(self.skip(colon + 1), depth + 1)
            node.members[key.value] = Member(place, value)
            node.value[key.value] = value.value
            place = self.next(value.end, "}")
        node.end = place + 1
        return node

    def array(self, at: int, depth: int) -> Node:
        node = Node([], at, at)
        place = self.skip(at + 1)
        while self.text[place : place + 1] != "]":
            value = self.value(place, depth + 1)
            node.elements.append(value)
            node.value.append(value.value)
            place = self.next(value.end, "]")
        node.end = place + 1
        return node

    def next(self, at: int, close: str) -> int:
        """Return the place of the next item or of the closing sign."""
        place = self.skip(at)
        sign = self.text[place : place + 1]
        if sign == close:
            return place
        if sign != ",":
            raise self.broken(f"`,` or `{close}` is missing", place)
        after = self.skip(place + 1)
        if self.text[after : after + 1] == close and not self.comments:
            raise self.broken(f"a comma stands before `{close}`", place)
        return after
