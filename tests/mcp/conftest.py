from __future__ import annotations

from collections.abc import Iterator

import pets
import pytest


@pytest.fixture
def upstream() -> Iterator[pets.Upstream]:
    with pets.upstream() as server:
        yield server


@pytest.fixture
def anyio_backend() -> str:
    return "asyncio"
