"""Says which operations are meant: `tag=repos`, `path=/admin/** & method=DELETE`, `repos/get`.

Terms are joined by `&` and must all hold; `!=` in place of `=`, or `!` before a word, turns one around. In
tags and ids `*` stands for any text; in paths it stays within a segment, `**` does not, and `/admin/**` is
`/admin` too.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from integen.ir.api import Operation

LONGEST = 400
"""Characters of a selector, and of what it is compared with."""
_METHOD_AND_PATH = re.compile(r"(?P<method>[A-Za-z]+|\*)\s+(?P<path>/\S*)")
_WORD = re.compile(r"!?\s*[a-z]+")
_TERM = re.compile(r"(?P<kind>[a-z]+)\s*(?P<sign>!?=)\s*(?P<pattern>.+)", re.DOTALL)
INTERNAL = "x-internal"


class SelectorError(Exception):
    """A selector that means nothing; the message says why, the hint what would."""

    def __init__(self, message: str, hint: str) -> None:
        super().__init__(message)
        self.hint = hint


@dataclass(frozen=True, slots=True)
class Term:
    kind: str
    """A name of `KINDS` or of `WORDS`."""
    pattern: str = ""
    negated: bool = False


@dataclass(frozen=True, slots=True)
class Selector:
    text: str
    """As written."""
    terms: tuple[Term, ...]

    def matches(self, operation: Operation) -> bool:
        return all(_holds(term, operation) for term in self.terms)


def parsed(text: str) -> Selector:
    """Return what a text selects. Raises SelectorError."""
    if not text.strip() or len(text) > LONGEST or not text.isprintable():
        raise SelectorError("this selects nothing", _HINT)
    return Selector(text, tuple(_term(part.strip()) for part in text.split("&")))


_HINT = "write `tag=repos`, `path=/admin/**`, `method=DELETE`, `id=repos/*`, `deprecated` or `internal`"


def _term(text: str) -> Term:
    if _WORD.fullmatch(text) and text.lstrip("! ") in WORDS:
        return Term(text.lstrip("! "), negated=text.startswith("!"))
    if whole := _METHOD_AND_PATH.fullmatch(text):
        return Term("operation", f"{whole['method'].upper()} {whole['path']}")
    if found := _TERM.fullmatch(text):
        kind = found["kind"]
        if kind not in KINDS:
            from difflib import get_close_matches  # 5 ms, on the way to an error

            near = get_close_matches(kind, [*KINDS, *WORDS], n=1)
            hint = f"did you mean `{near[0]}`?" if near else _HINT
            raise SelectorError(f"nothing is selected by `{kind}`", hint)
        return Term(kind, found["pattern"].strip(), negated=found["sign"] == "!=")
    if not text:
        raise SelectorError("there is nothing on one side of `&`", _HINT)
    return Term("id", text)


def _holds(term: Term, operation: Operation) -> bool:
    word = WORDS.get(term.kind)
    found = word(operation) if word else _any(KINDS[term.kind], term, operation)
    return found is not term.negated


def _any(values: Callable[[Operation], Iterable[str]], term: Term, operation: Operation) -> bool:
    if term.kind in ("path", "operation"):
        patterns = {term.pattern, term.pattern.removesuffix("/**")}
        return any(
            _globbed(each, value[:2000], segments=True) for value in values(operation) for each in patterns
        )
    if term.kind in ("method", "effect"):
        return any(term.pattern.upper() == value.upper() for value in values(operation))
    return any(_globbed(term.pattern, value[:2000], segments=False) for value in values(operation))


WORDS: dict[str, Callable[[Operation], bool]] = {
    "deprecated": lambda operation: operation.deprecated,
    "internal": lambda operation: (
        operation.extensions.get(INTERNAL, operation.item_extensions.get(INTERNAL)) is True
    ),
}
KINDS: dict[str, Callable[[Operation], Iterable[str]]] = {
    "tag": lambda operation: operation.tags,
    "path": lambda operation: (operation.path,),
    "method": lambda operation: (operation.method,),
    "id": lambda operation: (operation.id,) if operation.id else (),
    "operation": lambda operation: (operation.key,),
    "effect": lambda operation: (str(operation.effect),),
    "extension": lambda operation: (
        key for key, value in (*operation.item_extensions.items(), *operation.extensions.items()) if value
    ),
    "scope": lambda operation: (
        scope for needed in operation.security or () for _, scopes in needed for scope in scopes
    ),
}


def _globbed(pattern: str, text: str, *, segments: bool) -> bool:
    """Compare in time proportional to pattern and text, whatever stars a pattern has.

    `seen` holds the places in the pattern that the text so far can have led to.
    """
    tokens = _tokens(pattern, segments=segments)
    seen = _onward({0}, tokens)
    for character in text:
        seen = _onward({step for at in seen for step in _steps(tokens, at, character)}, tokens)
        if not seen:
            return False
    return len(tokens) in seen


_ANY, _WITHIN = "**", "*"


def _tokens(pattern: str, *, segments: bool) -> list[str]:
    """Return characters and stars."""
    star = _WITHIN if segments else _ANY
    return [_ANY if part == "**" else star if part == "*" else part for part in _PARTS.findall(pattern)]


_PARTS = re.compile(r"\*\*|.", re.DOTALL)


def _onward(places: set[int], tokens: list[str]) -> set[int]:
    """Add the places behind stars, which stand for nothing too."""
    found = set(places)
    for at in sorted(places):
        while at < len(tokens) and tokens[at] in (_ANY, _WITHIN):
            at += 1
            found.add(at)
    return found


def _steps(tokens: list[str], at: int, character: str) -> Iterable[int]:
    if at >= len(tokens):
        return ()
    token = tokens[at]
    if token == _ANY or (token == _WITHIN and character != "/"):
        return (at,)
    return (at + 1,) if token == character else ()
