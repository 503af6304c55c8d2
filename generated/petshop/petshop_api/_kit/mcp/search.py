"""Ranks tools for a few words: BM25 over weighted fields, each with its own length (BM25F).

Source: Robertson and Zaragoza, "The Probabilistic Relevance Framework: BM25 and Beyond" (2009), section 3.5.
"""

from __future__ import annotations

import heapq
import math
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from .words import SYNONYMS, words

K1 = 4.0
"""How soon a repeated word stops to count."""
SYNONYM = 0.6
"""Weight of a synonym beside the word itself."""
ALL_WORDS = 0.5
"""Share of the score that depends on how many of the query's words were met."""

COMMON = frozenset(words("list get create search"))
PLAIN_VERB = 1.15
PER_WORD = 0.06

FIELDS: Mapping[str, tuple[float, float]] = {
    "name": (4.0, 0.85),
    "title": (8.0, 0.85),
    "path": (2.0, 0.6),
    "summary": (3.0, 0.5),
    "description": (1.0, 0.6),
    "parameters": (0.7, 0.8),
    "parameter_texts": (0.15, 0.8),
}
"""`{field: (weight, how much its length counts: BM25's b)}`."""


class Document(NamedTuple):
    """What is known of one tool: text by field."""

    name: str
    fields: Mapping[str, str]


class Index:
    """Built once, then only read; safe to share between threads."""

    def __init__(self, documents: Iterable[Document]) -> None:
        counted = [(document.name, _counted(document)) for document in documents]
        self.names = [name for name, _ in counted]
        self._priors = [_prior(fields.get("name", (0, {}))[1]) for _, fields in counted]
        mean = _mean_lengths([fields for _, fields in counted])
        self._postings: dict[str, dict[int, float]] = {}
        """`{stem: {number of the document: weighted frequency}}`."""
        for number, (_, fields) in enumerate(counted):
            for field, (length, counts) in fields.items():
                weight, slope = FIELDS[field]
                norm = weight / (1 - slope + slope * length / mean[field])
                for stem, count in counts.items():
                    posting = self._postings.setdefault(stem, {})
                    posting[number] = posting.get(number, 0.0) + norm * count

    def search(self, query: str, limit: int, wanted: Mapping[str, object] | None = None) -> list[str]:
        """Return the best names, best first; equal ones in the order of the documents.

        With `wanted` only names in it are returned.
        """
        stems = list(dict.fromkeys(words(query[:500])))
        scores: dict[int, float] = {}
        met: dict[int, int] = {}
        for stem in stems:
            for number, score in self._scores(stem).items():
                scores[number] = scores.get(number, 0.0) + score
                met[number] = met.get(number, 0) + 1
        ranked = (
            (-score * self._priors[number] * (1 - ALL_WORDS + ALL_WORDS * met[number] / len(stems)), number)
            for number, score in scores.items()
            if wanted is None or self.names[number] in wanted
        )
        return [self.names[number] for _, number in heapq.nsmallest(limit, ranked)]

    def _scores(self, stem: str) -> dict[int, float]:
        """Return what one word of the query gives each document: the better of the word and its synonyms."""
        best: dict[int, float] = {}
        for term, share in ((stem, 1.0), *((other, SYNONYM) for other in sorted(SYNONYMS.get(stem, ())))):
            posting = self._postings.get(term)
            if posting:
                rarity = share * self._rarity(len(posting))
                for number, frequency in posting.items():
                    score = rarity * frequency / (frequency + K1)
                    if score > best.get(number, 0.0):
                        best[number] = score
        return best

    def _rarity(self, having: int) -> float:
        return math.log(1 + (len(self.names) - having + 0.5) / (having + 0.5))


def _counted(document: Document) -> dict[str, tuple[int, dict[str, int]]]:
    """Return `{field: (length, {stem: count})}` of fields that have words."""
    fields: dict[str, tuple[int, dict[str, int]]] = {}
    for field, text in document.fields.items():
        counts: dict[str, int] = {}
        length = 0
        for stem in words(text):
            counts[stem] = counts.get(stem, 0) + 1
            length += 1
        if length:
            fields[field] = (length, counts)
    return fields


def _prior(name: Mapping[str, int]) -> float:
    """Prefer plain names: of tools that fit alike, the general one is what most queries mean."""
    plain = PLAIN_VERB if not COMMON.isdisjoint(name) else 1.0
    return plain / (1 + PER_WORD * len(name))


def _mean_lengths(documents: list[dict[str, tuple[int, dict[str, int]]]]) -> dict[str, float]:
    totals: dict[str, tuple[int, int]] = {}
    for fields in documents:
        for field, (length, _) in fields.items():
            total, count = totals.get(field, (0, 0))
            totals[field] = (total + length, count + 1)
    return {field: total / count for field, (total, count) in totals.items()}
