"""Shows what would change: a unified diff in which only what is new shows its values.

A configuration holds the secrets of other servers, and all of it may stand in one line: every text that stood
there before is hidden, whichever line of the diff it is in.
"""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterator
from difflib import unified_diff
from typing import Any

_HIDDEN = '"…"'
_TEXT = re.compile(r'"(?:[^"\\]|\\.)*"')
_VALUES = (
    re.compile(r'(:\s*)"(?:[^"\\]|\\.)*"'),
    re.compile(r"""(=\s*)(?:"(?:[^"\\]|\\.)*"|'[^']*')"""),
    re.compile(r"^(\s*[\w-]+:\s+)\S.*$"),
)
"""Values of JSON, TOML and YAML in a line."""


def difference(before: str, after: str, name: str, hidden: Collection[str]) -> str:
    """Return the diff; lines that are not new show no values, new ones none that are `hidden`."""
    lines = unified_diff(
        before.splitlines(), after.splitlines(), f"{name} (now)", f"{name} (then)", lineterm="", n=2
    )
    return "\n".join(line if number < 2 else _safe(line, hidden) for number, line in enumerate(lines))


def _safe(line: str, hidden: Collection[str]) -> str:
    if line.startswith("@@"):
        return line
    if line.startswith("+"):
        return _TEXT.sub(lambda found: _HIDDEN if _said(found[0]) in hidden else found[0], line)
    for pattern in _VALUES:
        line = line[0] + pattern.sub(rf"\1{_HIDDEN}", line[1:])
    return line


def _said(literal: str) -> str:
    try:
        return str(json.loads(literal))
    except ValueError:
        return literal[1:-1]


def texts(value: Any) -> Iterator[str]:
    """Yield every text in a value; names of members are none."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for each in value.values():
            yield from texts(each)
    elif isinstance(value, list):
        for each in value:
            yield from texts(each)
