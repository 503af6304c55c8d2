"""Words of identifiers, paths and prose, brought to one form so that a query meets them.

The stemmer is a short one of our own: it needs only to send forms of one word to one stem, in both the index
and the query, not to make real words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

_WORD = re.compile(r"[A-Z]{2,}s(?![a-z])|[A-Z]+(?![a-z])|[A-Z]?[a-z]+|[0-9]+|[^\W\d_a-zA-Z]+")
"""`pullRequestURLs2` is pull, Request, URLs, 2."""

_STOP = (
    "a an and any are as at be by can do does for from has have how if in into is it its of on or our out "
    "so some than that the their them then there these this those to up use used using was what when where "
    "which who will with you your want need please all api via"
)
STOP = frozenset(_STOP.split())

_SYNONYMS = """
get fetch retrieve read show view lookup describe list
list browse enumerate index
search find query look
create add new post make insert open register
update edit modify patch change set put rename
delete remove destroy drop erase unset clear
cancel stop abort terminate
start run execute trigger launch dispatch
repo repository
org organization organisation
pr pull
user member account people
auth authentication authorize
config configuration setting
info information detail
message msg
picture image photo
invoice bill
me my mine authenticated
"""
"""Words of a line may stand for each other."""


def words(text: str) -> Iterator[str]:
    """Yield the stems of a text in order, without stop words and single letters."""
    for match in _WORD.finditer(text):
        word = match[0].lower()
        if word not in STOP and (len(word) > 1 or word.isdigit()):
            yield stem(word)


_stems: dict[str, str] = {}


def stem(word: str) -> str:
    """Return the stem of a lower-case word."""
    known = _stems.get(word)
    if known is None:
        if len(_stems) > 50_000:
            _stems.clear()
        known = _stems[word] = _stemmed(word)
    return known


_RULES = (
    "izations>iz ization>iz isations>iz isation>iz ations>at ation>at ees> ee> ings> ing> ments>ment "
    "ities>ity ies>y sses>ss ches>ch shes>sh xes>x zes>z ied>y ed> ers>er ors>or"
)
_SUFFIXES = tuple((rule.partition(">")[0], rule.partition(">")[2]) for rule in _RULES.split())
"""`(suffix, what takes its place)`, the longer first where one ends another."""
_LEAST = 3
"""Letters that must stay: `ring` and `red` are no forms of something shorter."""


def _stemmed(word: str) -> str:
    if not word.isascii() or len(word) <= _LEAST:
        return word
    for suffix, instead in _SUFFIXES:
        if word.endswith(suffix) and len(word) - len(suffix) >= _LEAST:
            word = word[: -len(suffix)] + instead
            break
    else:
        if word.endswith("s") and not word.endswith(("ss", "us", "is")):
            word = word[:-1]
    if len(word) > _LEAST and (word[-1] == "e" or word[-1] == word[-2]):
        return word[:-1]
    return word


def _synonyms() -> dict[str, frozenset[str]]:
    near: dict[str, set[str]] = {}
    for line in _SYNONYMS.split("\n"):
        stems = {stem(word) for word in line.split()}
        for member in stems:
            near.setdefault(member, set()).update(stems - {member})
    return {member: frozenset(others) for member, others in near.items()}


SYNONYMS = _synonyms()
"""`{stem: stems that may stand for it}`."""
