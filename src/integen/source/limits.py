"""How much one set of documents may cost; each is far above what real documents need."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, fields, replace
from typing import Self

_UNITS = {"": 1, "k": 1_000, "M": 1_000_000, "G": 1_000_000_000}
_MOST = 2**53


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    bytes: int = 100_000_000
    """Of one document, and of all together; the largest real one known has 46 million."""
    documents: int = 10_000
    """In a set; a real one has 1,500."""
    seconds: float = 300.0
    """To download one document."""
    overlay_seconds: float = 60.0
    """Of computing in the queries of overlays; one over the largest documents takes a second or two."""
    overlay_nodes: int = 10_000_000
    """Values that overlays may add; the largest real document known has four million."""

    def with_words(self, words: Iterable[str]) -> Self:
        """Return these limits with others in their place: `bytes=20M`, `documents=5`, `seconds=10`.

        Raises ValueError, whose text says what is wrong.
        """
        return replace(self, **dict(map(_read, words)))

    def over(self, others: Self) -> Self:
        """Return `others` with what is not the default here."""
        own = {each.name: getattr(self, each.name) for each in fields(self)}
        return replace(
            others, **{name: value for name, value in own.items() if value != getattr(Limits(), name)}
        )


NAMES = tuple(each.name for each in fields(Limits))


def _read(word: str) -> tuple[str, int]:
    name, _, text = word.partition("=")
    if name not in NAMES:
        raise ValueError(f"`{name}` is no limit; there are {', '.join(NAMES)}")
    unit = text[-1:] if text[-1:].isalpha() else ""
    digits = text.removesuffix(unit)
    if unit not in _UNITS or not digits.isascii() or not digits.isdigit():
        raise ValueError(f"`{word[:60]}` needs a whole number, as in `bytes=20M`")
    value = int(digits[:20]) * _UNITS[unit]
    if not 1 <= value <= _MOST:
        raise ValueError(f"`{word[:60]}` is not between 1 and {_MOST:,}")
    return name, value
