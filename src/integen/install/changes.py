"""Shows what would change: a unified diff in which no value shows that may be a secret."""

from __future__ import annotations

import re
from collections.abc import Collection
from difflib import unified_diff

_HIDDEN = "…"
_VALUES = (
    re.compile(r'(:\s*)"(?:[^"\\]|\\.)*"'),
    re.compile(r"""(=\s*)(?:"(?:[^"\\]|\\.)*"|'[^']*')"""),
    re.compile(r"^(\s*[\w-]+:\s+)\S.*$"),
)
"""Values of JSON, TOML and YAML in a line."""


def difference(before: str, after: str, name: str, secrets: Collection[str]) -> str:
    """Return the diff; what stands around the change belongs to other servers and is shown without values."""
    lines = unified_diff(
        before.splitlines(), after.splitlines(), f"{name} (now)", f"{name} (then)", lineterm="", n=2
    )
    return "\n".join(_safe(line, secrets) for line in lines)


def _safe(line: str, secrets: Collection[str]) -> str:
    if line.startswith((" ", "-")) and not line.startswith("---"):
        for pattern in _VALUES:
            line = line[0] + pattern.sub(rf'\1"{_HIDDEN}"', line[1:])
    for secret in secrets:
        line = line.replace(secret, _HIDDEN)
    return line
