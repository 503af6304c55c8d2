"""Makes words legal for one place. A string that has been made safe has a type of its own."""

from __future__ import annotations

import hashlib
import keyword
import re
from collections.abc import Collection, Iterable, Sequence
from functools import lru_cache
from typing import NewType

PyIdent = NewType("PyIdent", str)
"""A Python identifier that is no keyword."""
ToolName = NewType("ToolName", str)
"""`^[a-zA-Z][a-zA-Z0-9_]*$`, within the length that the user chose."""
Key = NewType("Key", str)
"""An integration's key: `^[a-z][a-z0-9-]*$`; safe as a folder, a distribution and an option."""

_LONGEST = 160
"""Some names are names of files too, which systems limit to 255 bytes; locks remember names up to 200."""
_ILLEGAL = re.compile(r"\W", re.ASCII)
"""Words are letters and digits; whoever passes something else by mistake gets a name all the same."""
_FILLERS = frozenset("a an the of for in on to by from with and or as at".split())


def snake(words: Iterable[str], *, fallback: str = "value") -> PyIdent:
    """Return `list_pull_requests`."""
    return _identifier("_".join(words), fallback)


def pascal(words: Iterable[str], *, fallback: str = "Value") -> PyIdent:
    """Return `PullRequest`."""
    return _identifier("".join(word[0].upper() + word[1:] for word in words), fallback)


def upper(words: Iterable[str], *, fallback: str = "API") -> str:
    """Return `GITHUB_TOKEN`: an environment variable."""
    return _identifier("_".join(words), fallback).upper()


@lru_cache(maxsize=65536)
def _identifier(name: str, fallback: str) -> PyIdent:
    if not (name.isascii() and name.isidentifier()):
        name = _ILLEGAL.sub("", name)
    if not name:
        return PyIdent(fallback)
    if name[0].isdigit():
        name = f"{fallback}_{name}" if fallback.islower() else f"{fallback}{name}"
    if len(name) > _LONGEST:
        digest = hashlib.sha256(name.encode()).hexdigest()[:6]
        name = f"{name[: _LONGEST - 7].rstrip('_')}_{digest}"
    return PyIdent(f"{name}_" if keyword.iskeyword(name) or name in ("self", "cls") else name)


def avoiding(name: PyIdent, taken: Collection[str]) -> PyIdent:
    """Return `name`, or `name_` where the plain one would hide something."""
    return PyIdent(f"{name}_") if name in taken else name


def tool_name(words: Sequence[str], limit: int) -> ToolName:
    """Return the words joined by `_` within `limit` characters.

    Fillers and repeated words go first, then words are cut to stems; what is still too long ends in a digest
    of all of it, so that two long names that begin alike stay apart.
    """
    if not words:
        words = ("tool",)
    if not words[0][0].isalpha():
        words = ("op", *words)
    for shorter in (list(words), _without_fillers(words), _stems(words)):
        name = "_".join(shorter)
        if len(name) <= limit:
            return ToolName(name)
    digest = hashlib.sha256("_".join(words).encode()).hexdigest()[:6]
    return ToolName(f"{name[: limit - 7].rstrip('_')}_{digest}")


def _without_fillers(words: Sequence[str]) -> list[str]:
    kept: list[str] = []
    for word in words:
        if word not in _FILLERS and word not in kept:
            kept.append(word)
    # A filler at the beginning may be what makes it a name: `a_2fa`, or `the_the`.
    return kept if kept and kept[0][0].isalpha() else [words[0], *kept]


def _stems(words: Sequence[str]) -> list[str]:
    return [word if index == 0 else word[:6] for index, word in enumerate(_without_fillers(words))]


def key(words: Sequence[str]) -> Key:
    """Return `google-calendar`, at most 40 characters."""
    text = "-".join(words)[:40].strip("-") or "api"
    return Key(text if text[0].isalpha() else f"api-{text}")
