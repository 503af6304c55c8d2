"""Where requests go, and how callers change that: by position, name, variables or URL."""

from __future__ import annotations

import importlib
import json
import sys
from collections.abc import Iterator
from types import ModuleType
from typing import Any

import pytest

from integen.pipeline import Options, generate

from .upstream import Upstream, listening

pytestmark = pytest.mark.xdist_group("wire")


@pytest.fixture(scope="module")
def upstream() -> Iterator[Upstream]:
    with listening() as server:
        yield server


def document(url: str) -> dict[str, Any]:
    nothing = {"204": {"description": "Nothing"}}
    own = [{"url": f"{url}/uploads"}, {"url": f"{url}/{{area}}/x", "variables": {"area": {"default": "eu"}}}]
    return {
        "openapi": "3.2.0",
        "info": {"title": "Places", "version": "1"},
        "servers": [
            {"url": f"{url}/v1/", "name": "live"},
            {"url": f"{url}/test", "name": "sandbox"},
            {
                "url": f"{url}/{{region}}/{{version}}",
                "name": "regional",
                "variables": {
                    "region": {"default": "eu", "enum": ["eu", "us"]},
                    "version": {"default": "v2"},
                },
            },
        ],
        "paths": {
            "/a": {"get": {"operationId": "plain", "tags": ["t"], "responses": nothing}},
            "/b": {"get": {"operationId": "own", "tags": ["t"], "responses": nothing, "servers": own}},
            "/c": {
                "servers": [{"url": f"{url}/paths"}],
                "get": {"operationId": "shared", "tags": ["t"], "responses": nothing},
            },
        },
    }


@pytest.fixture(scope="module")
def places(tmp_path_factory: pytest.TempPathFactory, upstream: Upstream) -> ModuleType:
    folder = tmp_path_factory.mktemp("places")
    spec = folder / "places.json"
    spec.write_text(json.dumps(document(upstream.url)))
    sys.path.insert(0, str(generate(Options(spec=str(spec), name="places", output=folder)).directory))
    importlib.invalidate_caches()
    return importlib.import_module("places_api")


ROWS: list[tuple[str, dict[str, Any], dict[str, Any], str]] = [
    ("plain", {}, {}, "/v1/a"),
    ("own", {}, {}, "/uploads/b"),
    ("shared", {}, {}, "/paths/c"),
    ("plain", {"server": 1}, {}, "/test/a"),
    ("plain", {"server": "sandbox"}, {}, "/test/a"),
    ("plain", {"server": "regional"}, {}, "/eu/v2/a"),
    ("plain", {"server": 2, "server_variables": {"region": "us"}}, {}, "/us/v2/a"),
    ("plain", {"server": 2, "server_variables": {"region": "us", "version": "v3"}}, {}, "/us/v3/a"),
    ("own", {"server": "sandbox"}, {}, "/uploads/b"),
    ("own", {"server": 1}, {}, "/eu/x/b"),
    ("plain", {"base_url": "{url}/other/"}, {}, "/other/a"),
    ("own", {"base_url": "{url}/other"}, {}, "/other/b"),
    ("plain", {"server": "{url}/else"}, {}, "/else/a"),
    ("plain", {}, {"server": 1}, "/test/a"),
    ("plain", {"server": 2}, {"server": "live"}, "/v1/a"),
    ("plain", {"server": 2, "server_variables": {"region": "us"}}, {"server_variables": {"version": "v9"}},
     "/us/v9/a"),
    ("plain", {"base_url": "{url}/other"}, {"server": "sandbox"}, "/test/a"),
    ("plain", {}, {"base_url": "{url}/once"}, "/once/a"),
    ("own", {}, {"server": 1, "server_variables": {"area": "us"}}, "/us/x/b"),
]  # fmt: skip


@pytest.mark.parametrize(("method", "client", "options", "target"), ROWS)
def test_a_request_goes_where_the_document_and_the_caller_say(
    method: str,
    client: dict[str, Any],
    options: dict[str, Any],
    target: str,
    places: ModuleType,
    upstream: Upstream,
) -> None:
    with places.Client(**_placed(client, upstream)) as api:
        getattr(api.t, method)(options=_placed(options, upstream))
    assert upstream.received[-1].target == target


def _placed(arguments: dict[str, Any], upstream: Upstream) -> dict[str, Any]:
    return {
        name: value.replace("{url}", upstream.url) if isinstance(value, str) else value
        for name, value in arguments.items()
    }


@pytest.mark.parametrize(
    ("method", "options", "message"),
    [
        ("plain", {"server": 3}, "no server 3: there are 0 live, 1 sandbox, 2 regional"),
        ("plain", {"server": "nowhere"}, "no server 'nowhere'"),
        ("own", {"server": "sandbox"}, "no server 'sandbox'"),
        ("plain", {"server": 2, "server_variables": {"region": "mars"}}, "`region` is one of eu, us"),
    ],
)
def test_a_server_that_is_not_there_is_refused_before_the_network(
    method: str, options: dict[str, Any], message: str, places: ModuleType, upstream: Upstream
) -> None:
    before = len(upstream.received)
    with places.Client() as api, pytest.raises(places.ArgumentError, match=message):
        getattr(api.t, method)(options=options)
    assert len(upstream.received) == before


def test_a_client_with_other_options_goes_elsewhere(places: ModuleType, upstream: Upstream) -> None:
    with places.Client() as api:
        api.with_options(server="regional", server_variables={"region": "us"}).t.plain()
    assert upstream.received[-1].target == "/us/v2/a"
