from __future__ import annotations

from collections.abc import Iterator

import pytest
from tests.wire.row import Reply
from tests.wire.upstream import listening

from .packages import Documented, documented


@pytest.fixture(scope="module", params=["petshop", "github"])
def package(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Documented]:
    specs = {
        "petshop": ("specs/petshop.yaml", "http://localhost:{port}/v1"),
        "github": ("specs/github.yaml", "https://api.github.com"),
    }
    with listening() as upstream:
        upstream.reply = Reply(status=200, headers={"Content-Type": "application/json"}, body=b"{}")
        yield documented(*specs[request.param], tmp_path_factory.mktemp("documented"), upstream)
