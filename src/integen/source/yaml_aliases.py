"""Estimates how large a YAML text becomes when aliases are replaced by what they name.

An estimate from above for hostile texts, close to the truth for honest ones: blocks end where the indentation
falls back, brackets on one line where they close; any other node is taken to reach up to its first alias,
beyond which it cannot reach.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_TOKEN = re.compile(r"[&*](?<=[\s\[{,].)([^\s,\[\]{}]+)")
_QUOTED = re.compile(r'"(?:[^"\\]|\\.)*"|\'(?:[^\']|\'\')*\'')
_INDENT = re.compile(r" *(?:[-?:] +)*")


@dataclass(slots=True)
class _Anchor:
    start: int
    weight: int


def expanded_size(text: str) -> int:
    """Return about how many characters `text` has with all aliases expanded."""
    tokens = _tokens(text)
    total = len(text)
    anchors: dict[str, _Anchor] = {}
    aliases: list[tuple[int, int]] = []
    for at, sigil, name in tokens:
        if sigil == "&":
            anchors[name] = _Anchor(start=at, weight=-1)
        elif name in anchors:
            anchor = anchors[name]
            if anchor.weight < 0:
                end = _end(text, anchor.start, at)
                inner = sum(weight for place, weight in aliases if anchor.start < place < end)
                anchor.weight = end - anchor.start + inner
            aliases.append((at, anchor.weight))
            total += anchor.weight
    return total


def _tokens(text: str) -> list[tuple[int, str, str]]:
    """Return anchors and aliases that belong together, in order: (offset, sigil, name)."""
    if "&" not in text or "*" not in text:
        return []
    found = [(match.start(), text[match.start()], match[1]) for match in _TOKEN.finditer(text)]
    paired = {name for _, sigil, name in found if sigil == "&"} & {
        name for _, sigil, name in found if sigil == "*"
    }
    return [token for token in found if token[2] in paired]


def _end(text: str, start: int, limit: int) -> int:
    """Return where the node anchored at `start` ends at the latest; `limit`: where its first alias stands."""
    line_end = _line_end(text, start)
    rest = _QUOTED.sub("", text[start:line_end])
    if "[" in rest or "{" in rest:
        closed = rest.count("[") == rest.count("]") and rest.count("{") == rest.count("}")
        return min(limit, line_end) if closed and '"' not in rest and "'" not in rest else limit
    line_start = text.rfind("\n", 0, start) + 1
    indent = _INDENT.match(text, line_start)
    column = indent.end() - line_start if indent else 0
    return min(limit, _block_end(text, line_end, column, limit))


def _block_end(text: str, at: int, column: int, limit: int) -> int:
    """Return where the lines deeper than `column`, or list items at it, come to their end."""
    deeper = re.compile(rf"\n(?:[ \t]*(?=\r?\n|\Z)| {{{column}}}(?: |- ))[^\n]*")
    while at < limit:
        line = deeper.match(text, at)
        if line is None:
            return at
        at = line.end()
    return limit


def _line_end(text: str, at: int) -> int:
    end = text.find("\n", at)
    return len(text) if end < 0 else end
