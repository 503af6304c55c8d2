from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from integen.kit.callers import SyncCaller
from integen.kit.connections import SyncConnections
from integen.kit.exchange import Chance
from integen.kit.options import Settings

from .catalogs import write_catalog
from .server import Upstream, serving


@pytest.fixture
def upstream() -> Iterator[Upstream]:
    with serving() as server:
        yield server


class Waits(list[float]):
    """A sleep that only remembers."""

    def __call__(self, seconds: float) -> None:
        self.append(seconds)

    async def later(self, seconds: float) -> None:
        self.append(seconds)


@pytest.fixture
def waits() -> Waits:
    return Waits()


FIXED = Chance(now=lambda: 1_000_000_000.0, random=lambda: 0.0)


@pytest.fixture
def caller(tmp_path: Path, upstream: Upstream, waits: Waits) -> Iterator[Callable[..., SyncCaller]]:
    """Make a caller of some operations against the upstream."""
    made: list[SyncCaller] = []

    def make(operations: dict[str, Any], **options: Any) -> SyncCaller:
        catalog_options = {
            name: options.pop(name) for name in ("schemes", "security", "servers") if name in options
        }
        credentials = options.pop("credentials", None)
        connections = SyncConnections(options.pop("http_client", None), options.pop("transport", None))
        settings = Settings(**{"base_url": upstream.url, **options})
        catalog = write_catalog(tmp_path / "catalog.json", operations, **catalog_options)
        made.append(
            SyncCaller(
                catalog,
                credentials=credentials,
                settings=settings,
                connections=connections,
                sleep=waits,
                chance=FIXED,
            )
        )
        return made[-1]

    yield make
    for one in made:
        one.close()
