from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from .github import GitHub
from .repository import Repository, made


@pytest.fixture(scope="session")
def original(tmp_path_factory: pytest.TempPathFactory) -> Repository:
    return made(tmp_path_factory.mktemp("original"))


@pytest.fixture
def repository(original: Repository, tmp_path: Path) -> Repository:
    """Return a repository with a generated package on `main`, pushed."""
    return original.copied(tmp_path)


@pytest.fixture
def tested(tmp_path: Path) -> Repository:
    """Return one whose package has tests of its own."""
    (tmp_path / "tested").mkdir()
    return made(tmp_path / "tested", ', "tests"')


@pytest.fixture
def github() -> Iterator[GitHub]:
    with GitHub() as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield server
        server.shutdown()
        thread.join()
