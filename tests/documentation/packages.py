"""Packages whose API is a server on loopback, so that their examples can be run as they are."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from tests.wire.upstream import Received, Upstream

from integen.freshness import Options
from integen.pipeline import generate
from integen.plan.docs.page import OperationPage, Reference
from integen.site.package import Place, read

ROOT = Path(__file__).parents[2]


@dataclass(frozen=True)
class Documented:
    """A generated package, its documentation, and the server that its examples call."""

    place: Place
    reference: Reference
    upstream: Upstream

    @property
    def pages(self) -> tuple[OperationPage, ...]:
        return self.reference.operations

    def sent(self) -> Received | None:
        """Return the first request since this was asked for the last time."""
        received = list(self.upstream.received)
        self.upstream.received.clear()
        return received[0] if received else None


def documented(spec: str, replaced: str, folder: Path, upstream: Upstream) -> Documented:
    text = (ROOT / spec).read_text()
    assert replaced in text
    document = folder / Path(spec).name
    document.write_text(text.replace(replaced, upstream.url))
    result = generate(Options(spec=str(document), output=folder / "generated"))
    place = Place(key=result.key, directory=result.directory, module=f"{result.key}_api")
    return Documented(place, read(place), upstream)


def python(program: str, place: Place, environment: dict[str, str]) -> subprocess.CompletedProcess[str]:
    """Run a program with the package on its path."""
    return subprocess.run(
        [sys.executable, "-c", program],
        env={**environment, "PYTHONPATH": str(place.directory)},
        capture_output=True,
        text=True,
        timeout=120,
    )
