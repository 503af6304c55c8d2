"""Measures how large a YAML text becomes when its aliases are replaced by what they name.

The parser copies what an alias names, so ten lines can fill the memory. A rewritten text is parsed first,
in which anchors are tags and aliases are words: the same nodes, but nothing to copy, and they can be weighed.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass

import yaml12

from integen.ir.schema import JsonValue

# Each begins with its sign, which is what a search can be fast at.
_ANCHOR = re.compile(r"&(?<=[\s\[{,:?-].)([^\s,\[\]{}]+)")
_ALIAS = re.compile(r"\*(?<=[\s\[{,:?-].)([^\s,\[\]{}]+)")
_DEEPEST = 300
_NODE = 8
"""What any node weighs beyond its characters; in memory a node takes about 280 bytes."""


@dataclass(frozen=True, slots=True)
class _Token:
    at: int
    end: int
    sigil: str
    name: str


def is_bounded(text: str, most: float) -> bool:
    """Tell whether `text` has about `most` characters at most when all its aliases are expanded."""
    tokens = _tokens(text)
    if not tokens:
        return True
    # A node of two characters weighs as much as nine: what is far below the bound need not be weighed.
    copied = _upper_bound(text, tokens) - len(text)
    return len(text) + _NODE * copied <= most or _weight(text, tokens) <= most


def _weight(text: str, tokens: list[_Token]) -> float:
    """Return how many characters there are in the end; infinity beyond measure."""
    try:
        tree = yaml12.parse_yaml(_rewritten(text, tokens))
    except ValueError:
        return _upper_bound(text, tokens)
    return _Scale().weigh(tree)


def _tokens(text: str) -> list[_Token]:
    """Return anchors and aliases that may belong together, in order; some are only words in a text."""
    if "&" not in text or "*" not in text:
        return []
    text = "\n" + text  # the look-behind needs a character in front
    anchors = [_token(match) for match in _ANCHOR.finditer(text)]
    names = {token.name for token in anchors}
    aliases = [token for token in map(_token, _ALIAS.finditer(text)) if token.name in names] if names else []
    paired = {token.name for token in aliases}
    found = [*(token for token in anchors if token.name in paired), *aliases]
    return sorted(found, key=lambda token: token.at)


def _token(match: re.Match[str]) -> _Token:
    return _Token(match.start() - 1, match.end() - 1, match[0][0], match[1].rstrip(":"))


def _rewritten(text: str, tokens: list[_Token]) -> str:
    numbers: dict[str, int] = {}
    parts: list[str] = []
    at = 0
    for number, token in enumerate(tokens):
        if token.sigil == "&":
            numbers[token.name] = number
        colons = text[token.at : token.end].rstrip(":")
        word = f"!Anchor{number}" if token.sigil == "&" else f"Alias{numbers.get(token.name, -1)}"
        parts += (text[at : token.at], word)
        at = token.at + len(colons)
    return "".join(parts) + text[at:]


class _Scale:
    """Weighs nodes; those that were anchored once for each alias."""

    def __init__(self) -> None:
        self._weights: dict[str, float] = {}

    def weigh(self, node: JsonValue, depth: int = 0) -> float:
        if depth > _DEEPEST:
            return math.inf
        if isinstance(node, str):
            return self._weights.get(node, len(node) + _NODE)
        if isinstance(node, dict):
            pairs = node.items()
            return _NODE + sum(
                self.weigh(key, depth + 1) + self.weigh(value, depth + 1) for key, value in pairs
            )
        if isinstance(node, list):
            return _NODE + sum(self.weigh(item, depth + 1) for item in node)
        if isinstance(node, yaml12.Yaml):
            weight = self.weigh(node.value, depth + 1)
            if node.tag:
                self._weights[node.tag.replace("!Anchor", "Alias")] = weight
            return weight
        return _NODE


def _upper_bound(text: str, tokens: list[_Token]) -> float:
    """Return a bound for texts that cannot be rewritten: no node reaches beyond its first alias."""
    total: float = len(text)
    starts: dict[str, int] = {}
    weights: dict[str, float] = {}
    aliases: list[tuple[int, float]] = []
    for token in tokens:
        if token.sigil == "&":
            starts[token.name] = token.at
            weights.pop(token.name, None)
        elif (start := starts.get(token.name)) is not None:
            if token.name not in weights:
                inner = sum(weight for at, weight in aliases if at > start)
                weights[token.name] = token.at - start + inner
            aliases.append((token.at, weights[token.name]))
            total += weights[token.name]
            if total > 1e12:
                return math.inf
    return total
