"""Gives every position in a document a name of its own that lasts.

All requests are gathered first and resolved together: where several want the same name, all of them take
context words and only the last resort is a number. A name recorded before (`integen.lock`) is kept, and kept
back while its position is gone, so that removing and adding again restores it.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

_RECORDED = re.compile(r"[A-Za-z][A-Za-z0-9_]{0,199}")


@dataclass(frozen=True, slots=True)
class Request:
    """One position that wants a name."""

    position: str
    """What the name is recorded under: an origin, or an operation's key."""
    candidates: Sequence[str]
    """Legal names, best first, each with more context than the one before; at least one."""
    rank: int = 0
    """Lower ranks choose first: a name that the author gave comes before one that is derived."""


def allocate(
    requests: Iterable[Request], *, recorded: Mapping[str, str], reserved: Iterable[str] = ()
) -> dict[str, str]:
    """Return `{position: name}`, unique without regard to case (file systems), in the order of the requests.

    `recorded` is what the lock file holds for this namespace, positions that are gone included.
    """
    wanted = list(requests)
    names = {position: name for position, name in recorded.items() if _RECORDED.fullmatch(name)}
    taken = {name.lower() for name in names.values()} | {name.lower() for name in reserved}
    waiting = [request for request in wanted if request.position not in names]
    for rank in sorted({request.rank for request in waiting}):
        _resolve([request for request in waiting if request.rank == rank], names, taken)
    return {request.position: names[request.position] for request in wanted}


def _resolve(waiting: list[Request], names: dict[str, str], taken: set[str]) -> None:
    level = 0
    while waiting:
        contenders: dict[str, list[Request]] = defaultdict(list)
        for request in waiting:
            contenders[request.candidates[min(level, len(request.candidates) - 1)].lower()].append(request)
        later: list[Request] = []
        for lowered, group in contenders.items():
            exhausted = all(level >= len(request.candidates) - 1 for request in group)
            if len(group) == 1 and lowered not in taken:
                _take(group[0], group[0].candidates[min(level, len(group[0].candidates) - 1)], names, taken)
            elif exhausted:
                for request in group:
                    _take(request, _numbered(request.candidates[-1], taken), names, taken)
            else:
                later.extend(group)
        waiting, level = later, level + 1


def _take(request: Request, name: str, names: dict[str, str], taken: set[str]) -> None:
    names[request.position] = name
    taken.add(name.lower())


def _numbered(name: str, taken: set[str]) -> str:
    if name.lower() not in taken:
        return name
    separator = "_" if name[-1].isdigit() or "_" in name else ""
    number = 2
    while f"{name}{separator}{number}".lower() in taken:
        number += 1
    return f"{name}{separator}{number}"
