"""Finds the words in a name that somebody else made up: `listPullRequests`, `issues/list-for-repo`.

Words come out lower case and ASCII; every later form (snake, Pascal, a tool's name) is a way to join them.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_WORD = re.compile(
    r"""OAuth\d*|GitHub|GraphQL     # brands that camel case would tear apart
      | [A-Z]{2,}s(?![a-z])        # plural acronyms: URLs
      | [A-Z]+(?=[A-Z][a-z])\d*    # an acronym before a word: HTTPServer
      | [A-Z]?[a-z]+\d*            # a word, with its digits: sha256
      | [A-Z]+\d*                  # an acronym at the end
      | \d+[a-z]*                  # digits of their own: 2fa""",
    re.VERBOSE,
)
_SIGNS = ((re.compile(r"(?<![\w])\+(?=\d)"), "plus "), (re.compile(r"(?<![\w])-(?=\d)"), "minus "))


@lru_cache(maxsize=65536)
def words(text: str) -> tuple[str, ...]:
    """Return the words of `text` in lower case, ASCII letters and digits only; empty if it has none.

    Letters outside ASCII lose their accents; those without an ASCII form become their code points (`u20013`).
    """
    if not text.isascii():
        text = _to_ascii(text)
    if "+" in text or "-" in text:
        for sign, word in _SIGNS:
            text = sign.sub(word, text)
    return tuple(word.lower() for word in _WORD.findall(text))


def _to_ascii(text: str) -> str:
    decomposed = unicodedata.normalize("NFKD", text)
    return "".join(
        character if character.isascii() else f" u{ord(character)} " if character.isalnum() else ""
        for character in decomposed
    )


_IRREGULAR = {
    "statuses": "status",
    "aliases": "alias",
    "addresses": "address",
    "series": "series",
    "news": "news",
}


@lru_cache(maxsize=8192)
def singular(word: str) -> str:
    """Return the singular of an English plural, as far as names need it."""
    if word in _IRREGULAR:
        return _IRREGULAR[word]
    if len(word) > 4 and word.endswith("ies"):
        return word[:-3] + "y"
    if word.endswith(("sses", "shes", "ches", "xes", "zes")):
        return word[:-2]
    if len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")):
        return word[:-1]
    return word
