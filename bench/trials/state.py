"""Keeps outcomes in a file of JSON lines, so that a run that was stopped goes on where it was."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from pathlib import Path

from trials.outcome import Outcome
from trials.steps import ROOT


def generator_digest() -> str:
    """Return a digest of the generator: outcomes of another one say nothing about this one."""
    found = hashlib.sha256()
    for folder in (ROOT / "src" / "integen", ROOT / "templates"):
        for path in sorted(folder.rglob("*")):
            if path.suffix in (".py", ".jinja"):
                found.update(path.relative_to(ROOT).as_posix().encode() + b"\0" + path.read_bytes())
    return found.hexdigest()[:16]


class State:
    """Outcomes by document. Appending a line is atomic enough: a line cut short is passed over."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._known: dict[tuple[str, str], Outcome] = {}
        for line in path.read_text().splitlines() if path.exists() else ():
            try:
                outcome = Outcome(**json.loads(line))
            except (ValueError, TypeError):
                continue
            self._known[outcome.location, outcome.digest] = outcome

    def find(self, location: str, digest: str, integen: str | None, steps: Iterable[str]) -> Outcome | None:
        """Return what is known of a document with these steps, by any generator where `integen` is None."""
        outcome = self._known.get((location, digest))
        if outcome is None or (integen is not None and outcome.integen != integen):
            return None
        return outcome if set(steps) <= set(outcome.steps) else None

    def add(self, outcome: Outcome) -> None:
        self._known[outcome.location, outcome.digest] = outcome
        self._path.parent.mkdir(parents=True, exist_ok=True)
        with self._path.open("a") as file:
            file.write(json.dumps(outcome.to_json()) + "\n")
