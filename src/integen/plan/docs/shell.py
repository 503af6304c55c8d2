"""Words of a POSIX shell: what examples for terminals are made of."""

from __future__ import annotations

import shlex
from collections.abc import Iterable

from integen.kit.visible import visible

_WIDTH = 88


def word(text: str) -> str:
    """Return a word that the shell takes as it is, whatever stands in it; what nobody sees is left out."""
    return shlex.quote(visible(text))


def with_variable(before: str, variable: str) -> str:
    """Return a word that ends with the value of an environment variable."""
    return f'{word(before)}"${variable}"' if before else f'"${variable}"'


def command(words: Iterable[str]) -> str:
    """Return a command of words that are quoted already: in one line, or one for each where it is long."""
    every = list(words)
    line = " ".join(every)
    return line if len(line) <= _WIDTH and "\n" not in line else " \\\n  ".join(every)
