"""Flow collections of YAML, `{a: 1, b: [2, 3]}`: where their members stand. JSON is one of them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from integen.diagnostics.site import Site

_TOKEN = re.compile(
    r"""(?P<space> \s+ | (?<!\S)\#[^\n]* )
      | (?P<open> [\[{] ) | (?P<close> [\]}] ) | (?P<comma> , )
      | (?P<colon> :(?=[\s,\[\]{}]|\Z) )
      | (?P<quoted> "(?:[^"\\]|\\.)*+" | '(?:[^']|'')*+' )
      | (?P<plain> (?: [^\s,\[\]{}:#] | :(?![\s,\[\]{}]|\Z) | (?<=\S)\# | [ \t]+(?=[^\s,\[\]{}:#]) )+ )""",
    re.VERBOSE | re.DOTALL,
)
_ESCAPE = re.compile(r"\\(.)")


@dataclass(frozen=True, slots=True)
class Member:
    key: str
    """The key, or the index in a sequence."""
    at: int
    """Where the key stands, or the element itself."""
    value: int
    """Where the value starts."""
    repeated: bool = False
    """The key stands in this mapping already."""


class Flow:
    """One flow collection of a text; `end` is where the text goes on after it."""

    def __init__(self, text: str, start: int) -> None:
        self._text = text
        self._children: dict[int, dict[str, Member]] = {}
        self._repeated: list[tuple[str, int]] = []
        self.end = self._read(start)

    def find(self, start: int, tokens: Iterator[str]) -> int:
        """Return the offset of a scalar's value or a collection's key; else of the nearest ancestor."""
        shown = start
        for token in tokens:
            member = self._children.get(start, {}).get(token)
            if member is None:
                break
            start = member.value
            shown = member.at if start in self._children else start
        return shown

    def site(self, at: int, value: int, tokens: Sequence[str]) -> Site | None:
        """Return where a node stands, seen from the collection at `value`; None when it does not."""
        for token in tokens:
            member = self._children.get(value, {}).get(token)
            if member is None:
                return None
            at, value = member.at, member.value
        members = self._children.get(value, {})
        placed = {key: (each.at, each.value) for key, each in members.items()}
        return Site(at=at, value=value, in_flow=at != value or bool(tokens), members=placed)

    def repeated_keys(self) -> list[tuple[str, int]]:
        """Return each key that stands in its mapping already, with its offset."""
        return sorted(self._repeated, key=lambda item: item[1])

    def _read(self, start: int) -> int:
        """Read collections within each other without recursion; what is damaged ends at its line's end."""
        text, at, previous = self._text, start, ""
        open_at: list[int] = []
        pending: list[_Pending] = []
        while token := _TOKEN.match(text, at):
            kind, at = token.lastgroup, token.end()
            if kind == "open":
                if pending:
                    pending[-1].value_at(token.start())
                open_at.append(token.start())
                pending.append(_Pending(is_mapping=token[0] == "{"))
            elif kind == "close":
                self._keep(pending[-1])
                self._children[open_at.pop()] = pending.pop().members
                if not open_at:
                    return at
            elif kind == "comma":
                self._keep(pending[-1])
            elif kind == "colon" or (previous == "quoted" and token[0].startswith(":")):
                pending[-1].colon()
                at = token.start() + 1
            elif kind != "space":
                pending[-1].scalar(token[0], token.start())
            previous = kind or ""
        line_end = text.find("\n", at)
        return len(text) if line_end < 0 else line_end

    def _keep(self, pending: _Pending) -> None:
        member = pending.taken()
        if member is not None:
            if member.repeated:
                self._repeated.append((member.key, member.at))
            pending.members[member.key] = member


class _Pending:
    """An open collection and the member that is being read."""

    def __init__(self, *, is_mapping: bool) -> None:
        self.members: dict[str, Member] = {}
        self._is_mapping = is_mapping
        self._count = 0
        self._begin()

    def _begin(self) -> None:
        self._key = ""
        self._at = self._value = -1
        self._after_colon = False

    def scalar(self, raw: str, at: int) -> None:
        if self._is_mapping and not self._after_colon:
            self._key = plain(raw)
        self.value_at(at)

    def value_at(self, at: int) -> None:
        if self._at < 0:
            self._at = at
        if self._value < 0 or (self._after_colon and self._value == self._at):
            self._value = at

    def colon(self) -> None:
        self._after_colon = True

    def taken(self) -> Member | None:
        """Return the member that ends here, and begin the next one."""
        at, value = self._at, self._value
        key = self._key if self._is_mapping else str(self._count)
        self._begin()
        if at < 0:
            return None
        self._count += 1
        return Member(key, at, value, repeated=self._is_mapping and key in self.members)


def plain(raw: str) -> str:
    """Return the text of a scalar that may be quoted; escapes of several characters stay as they are."""
    if raw[0] == '"':
        return _ESCAPE.sub(r"\1", raw[1:-1])
    return raw[1:-1].replace("''", "'") if raw[0] == "'" else raw


def after_quoted(text: str, start: int) -> int:
    """Return where a quoted scalar ends; the end of its line when it never does."""
    token = _TOKEN.match(text, start)
    if token is not None and token.lastgroup == "quoted":
        return token.end()
    line_end = text.find("\n", start)
    return len(text) if line_end < 0 else line_end
