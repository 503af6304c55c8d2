"""Clients as generated packages have them: a few lines over the kit."""

from __future__ import annotations

import asyncio
import sys
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from decimal import Decimal
from functools import cached_property
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

from integen.kit import http
from integen.kit.client import AsyncClient, AsyncResource, Resource, SyncClient, open_catalog
from integen.kit.errors import APIConnectionError, APIResponseError, APIStatusError, NotFoundError
from integen.kit.models import Model
from integen.kit.omit import OMIT, Omit
from integen.kit.options import RequestOptions
from integen.kit.views import raw_response, streamed_response

from .catalogs import TOKEN, parameter, write_catalog
from .server import Reply, Upstream

KEY = "GET /pets/{id}"


class Pet(Model):
    id: int
    name: str
    born: datetime | None = None
    price: Decimal | None = None


class Pets(Resource):
    def get(self, *, id: int, page: int | Omit = OMIT, options: RequestOptions | None = None) -> Pet:
        return self._client.request(KEY, path={"id": id}, query={"page": page}, returns=Pet, options=options)


class AsyncPets(AsyncResource):
    async def get(self, *, id: int, page: int | Omit = OMIT, options: RequestOptions | None = None) -> Pet:
        return await self._client.request(
            KEY, path={"id": id}, query={"page": page}, returns=Pet, options=options
        )


class Client(SyncClient):
    package = "pets_for_tests"

    def __init__(self, *, token: str | None = None, **settings: Any) -> None:
        super().__init__(credentials={"token": token}, **settings)

    @cached_property
    def pets(self) -> Pets:
        return Pets(self)


class AsyncPetsClient(AsyncClient):
    package = "pets_for_tests"

    @cached_property
    def pets(self) -> AsyncPets:
        return AsyncPets(self)


@pytest.fixture(autouse=True)
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    root = tmp_path / "pets_for_tests"
    (root / "models").mkdir(parents=True)
    (root / "__init__.py").write_text("")
    (root / "models" / "__init__.py").write_text(
        "from integen.kit.models import Model\nclass Problem(Model):\n    reason: str\n"
    )
    record = {
        "parameters": [parameter("id", "path", required=True), parameter("page")],
        "responses": {"200": {"application/json": "Pet"}, "404": {"application/json": "Problem"}},
    }
    write_catalog(root / "catalog.json", {KEY: record}, schemes=TOKEN, security=[{"token": []}])
    monkeypatch.syspath_prepend(str(tmp_path))
    open_catalog.cache_clear()
    yield
    for name in [name for name in sys.modules if name.startswith("pets_for_tests")]:
        del sys.modules[name]


@pytest.fixture
def client(upstream: Upstream) -> Iterator[Client]:
    upstream.reply(200, '{"id":1,"name":"Tom","color":"grey","price":1.10}', x_request_id="r1")
    with Client(token="t", base_url=upstream.url, max_retries=0) as made:
        yield made


def test_a_method_sends_its_arguments_and_returns_the_model(client: Client, upstream: Upstream) -> None:
    pet = client.pets.get(id=1, page=2)
    assert (upstream.last.target, upstream.last.header("authorization")) == ("/pets/1?page=2", "Bearer t")
    assert pet == Pet.model_validate({"id": 1, "name": "Tom", "color": "grey", "price": Decimal("1.10")})
    assert str(pet.price) == "1.10"
    assert pet.to_dict()["color"] == "grey"
    client.pets.get(id=1)
    assert upstream.last.target == "/pets/1"


def test_the_raw_response_has_everything_and_the_model(client: Client) -> None:
    response = raw_response(client.pets.get)(id=1)
    assert (response.status_code, response.request_id, response.headers["x-request-id"]) == (200, "r1", "r1")
    assert response.json()["name"] == "Tom"
    assert response.parse().name == "Tom"
    assert response.mismatches == ()
    assert isinstance(client.pets.get(id=1), Pet)


def test_a_stream_is_read_as_it_arrives_and_closed_after(client: Client) -> None:
    with streamed_response(client.pets.get)(id=1) as response:
        assert not response.http_response.is_closed
        assert b"".join(response.iter_bytes(5)).startswith(b'{"id":1')
    assert response.http_response.is_closed
    with streamed_response(client.pets.get)(id=1) as response:
        assert response.parse().id == 1
    with streamed_response(client.pets.get)(id=1) as response:
        pass
    assert response.http_response.is_closed


def test_a_view_needs_a_method_of_a_client() -> None:
    with pytest.raises(TypeError, match="without calling it"):
        raw_response(len)


@pytest.mark.parametrize("view", ["value", "raw", "stream"])
def test_a_failure_is_raised_with_its_model_however_the_answer_is_wanted(
    client: Client, upstream: Upstream, view: str
) -> None:
    upstream.reply(404, '{"reason":"gone","code":7}')
    with pytest.raises(NotFoundError) as raised:
        if view == "value":
            client.pets.get(id=1)
        elif view == "raw":
            raw_response(client.pets.get)(id=1)
        else:
            with streamed_response(client.pets.get)(id=1):
                pass
    assert str(raised.value) == "GET /pets/{id} answered 404 Not Found: gone"
    assert raised.value.error.reason == "gone"
    assert type(raised.value.error).__name__ == "Problem"
    assert raised.value.body == {"reason": "gone", "code": 7}


def test_options_of_a_call_win_over_those_of_the_client(client: Client, upstream: Upstream) -> None:
    client.pets.get(
        id=1, options={"headers": {"X-A": "1", "User-Agent": None}, "query": {"extra": ["a", "b"]}}
    )
    assert upstream.last.header("x-a") == "1"
    assert "pets_api" not in (upstream.last.header("user-agent") or "")
    assert upstream.last.target == "/pets/1?extra=a&extra=b"


def test_a_client_with_other_options_shares_the_connections(client: Client, upstream: Upstream) -> None:
    client.pets.get(id=1)
    other = client.with_options(headers={"X-Tenant": "b"}, max_retries=5)
    other.pets.get(id=2)
    assert (upstream.last.header("x-tenant"), upstream.last.header("authorization")) == ("b", "Bearer t")
    client.pets.get(id=3)
    assert upstream.last.header("x-tenant") is None
    assert type(other) is Client
    assert other._caller.connections is client._caller.connections


def test_the_base_url_can_come_from_the_environment(
    upstream: Upstream, monkeypatch: pytest.MonkeyPatch
) -> None:
    upstream.reply(200, '{"id":1,"name":"Tom"}')
    monkeypatch.setenv("PETS_BASE_URL", upstream.url + "/v2/")
    with Client() as client:
        client.pets.get(id=1)
    assert upstream.last.target == "/v2/pets/1"


def test_a_client_of_ones_own_is_not_closed(upstream: Upstream) -> None:
    upstream.reply(200, '{"id":1,"name":"Tom"}')
    with http.Client(headers={"X-Mine": "1"}) as own:
        with Client(base_url=upstream.url, http_client=own) as client:
            client.pets.get(id=1)
        assert upstream.last.header("x-mine") == "1"
        assert not own.is_closed


@pytest.mark.parametrize("used", [False, True])
def test_a_closed_client_says_that_it_is_closed(used: bool, upstream: Upstream) -> None:
    upstream.reply(200, '{"id":1,"name":"Tom"}')
    with Client(base_url=upstream.url) as client:
        if used:
            client.pets.get(id=1)
    asked = len(upstream.received)
    with pytest.raises(APIConnectionError, match="this client is closed"):
        client.pets.get(id=1)
    assert len(upstream.received) == asked


def test_a_closed_asynchronous_client_says_that_it_is_closed(upstream: Upstream) -> None:
    async def scenario() -> None:
        async with AsyncPetsClient(base_url=upstream.url) as client:
            pass
        with pytest.raises(APIConnectionError, match="this client is closed"):
            await client.pets.get(id=1)

    asyncio.run(scenario())


ANSWERS: list[tuple[str, str, Any, Any]] = [
    ("application/json", "[1,2]", list[int], [1, 2]),
    ("application/vnd.x+json; charset=utf-8", '{"a":"b"}', dict[str, str], {"a": "b"}),
    (
        "application/json",
        '"2026-01-02T03:04:05Z"',
        datetime,
        datetime.fromisoformat("2026-01-02T03:04:05+00:00"),
    ),
    ("application/json", '"00000000-0000-0000-0000-000000000001"', UUID, UUID(int=1)),
    ("application/json", "0.12345678901234567890123", Decimal, Decimal("0.12345678901234567890123")),
    ("application/json", '{"a":[1,{"b":2.5}]}', Any, {"a": [1, {"b": 2.5}]}),
    ("application/json", '"text"', str, "text"),
    ("application/json", "not json", str, "not json"),
    ("text/plain; charset=latin-1", "\u00fc", str, "ü"),
    ("text/plain", "42", int, 42),
    ("text/html", '{"id":1,"name":"x"}', Pet, Pet(id=1, name="x")),
    ("image/png", "\x89", bytes, b"\x89"),
    (
        "application/x-ndjson",
        '{"id":1,"name":"a"}\n\n{"id":2,"name":"b"}\n',
        list[Pet],
        [Pet(id=1, name="a"), Pet(id=2, name="b")],
    ),
    ("application/json", "\ufeff[1]", list[int], [1]),
    ("application/json", "", Pet, None),
    ("application/json", "{}", None, None),
    ("application/json", "7", {"200": int, "default": str}, 7),
    ("application/json", "7", {"2XX": int, "404": str}, 7),
]


@pytest.mark.parametrize(("content_type", "body", "returns", "expected"), ANSWERS)
def test_an_answer_becomes_what_was_promised(
    client: Client, upstream: Upstream, content_type: str, body: str, returns: Any, expected: Any
) -> None:
    charset = "utf-8" if "json" in content_type else "latin-1"
    upstream.reply(200, body.encode(charset), content_type=content_type)
    value = client.request(KEY, path={"id": 1}, returns=returns)
    assert value == expected
    assert type(value) is type(expected)


@pytest.mark.parametrize(
    ("content_type", "body", "why"),
    [
        ("text/html", "<title>Please log in</title>", "it is text/html, not JSON; it begins: Please log in"),
        ("application/json", '{"id":1,', "its JSON is broken"),
        ("application/x-ndjson", '{"id":1}\n{', "one of its items is no JSON"),
    ],
)
def test_an_answer_that_cannot_be_read_says_what_came_instead(
    client: Client, upstream: Upstream, content_type: str, body: str, why: str
) -> None:
    upstream.reply(200, body, content_type=content_type)
    with pytest.raises(APIResponseError, match="the answer cannot be read") as raised:
        client.pets.get(id=1)
    assert why in str(raised.value)


def test_an_answer_of_another_shape_is_delivered_and_marked(client: Client, upstream: Upstream) -> None:
    upstream.reply(200, '{"id":"seven","born":"2026-01-02T03:04:05Z","extra":1}')
    response = raw_response(client.pets.get)(id=1)
    pet = response.parse()
    assert (pet.id, pet.name, pet.born and pet.born.year) == ("seven", None, 2026)
    assert pet.to_dict()["extra"] == 1
    assert {mismatch.path for mismatch in response.mismatches} == {"id", "name"}


def test_many_threads_share_one_client(client: Client, upstream: Upstream) -> None:
    barrier = threading.Barrier(8)

    def work(number: int) -> int:
        barrier.wait()
        return client.pets.get(id=number).id

    upstream.handler = lambda r: Upstream.answer(200, f'{{"id":{r.target.rpartition("/")[2]},"name":"x"}}')
    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(work, range(8))) == list(range(8))


def test_the_async_client_is_the_same(upstream: Upstream) -> None:
    upstream.reply(200, '{"id":1,"name":"Tom"}')

    async def scenario() -> None:
        async with AsyncPetsClient(
            base_url=upstream.url, credentials={"token": "t"}, max_retries=0
        ) as client:
            assert (await client.pets.get(id=1, page=2)).name == "Tom"
            assert (upstream.last.target, upstream.last.header("authorization")) == (
                "/pets/1?page=2",
                "Bearer t",
            )
            assert (await raw_response(client.pets.get)(id=1)).parse().id == 1
            async with streamed_response(client.pets.get)(id=1) as response:
                assert [line async for line in response.iter_lines()] == ['{"id":1,"name":"Tom"}']
            assert response.http_response.is_closed
            numbers = await asyncio.gather(
                *(client.with_options(headers={"X": "1"}).pets.get(id=n) for n in range(5))
            )
            assert len(numbers) == 5
            upstream.reply(404, '{"reason":"gone"}')
            with pytest.raises(NotFoundError, match="gone"):
                async with streamed_response(client.pets.get)(id=1):
                    pass

    asyncio.run(scenario())


def test_a_cancelled_call_leaves_the_async_client_working(upstream: Upstream) -> None:
    arrived, release = threading.Event(), threading.Event()

    def handler(received: Any) -> Reply:
        if received.target == "/pets/1":
            arrived.set()
            release.wait(5)
        return Upstream.answer(200, '{"id":2,"name":"x"}')

    upstream.handler = handler
    # The server answers one request at a time while a test decides: the second call needs the first released.
    upstream._lock = threading.RLock()  # type: ignore[assignment]

    async def scenario() -> None:
        limits = http.Limits(max_connections=1)
        async with http.AsyncClient(limits=limits) as own:
            client = AsyncPetsClient(base_url=upstream.url, http_client=own)
            task = asyncio.create_task(client.pets.get(id=1))
            await asyncio.to_thread(arrived.wait, 5)
            task.cancel()
            with pytest.raises(asyncio.CancelledError):
                await task
            release.set()
            assert (await client.pets.get(id=2)).id == 2

    asyncio.run(scenario())


def test_an_async_upload_streams_with_its_length(upstream: Upstream, tmp_path: Path) -> None:
    path = tmp_path / "data.bin"
    path.write_bytes(b"x" * 100_000)

    async def scenario() -> None:
        async with AsyncPetsClient(base_url=upstream.url) as client:
            await client.request(KEY, path={"id": 1}, body=path, content_type="application/octet-stream")

    asyncio.run(scenario())
    assert upstream.last.body == b"x" * 100_000
    assert upstream.last.header("content-length") == "100000"


def test_an_error_status_without_a_declared_model_gives_the_body(client: Client, upstream: Upstream) -> None:
    upstream.reply(409, '{"a":1}')
    with pytest.raises(APIStatusError) as raised:
        client.pets.get(id=1)
    assert raised.value.error == {"a": 1}


def test_losing_the_connection_within_a_stream_is_a_connection_error() -> None:
    class Broken(http.BaseTransport):
        def handle_request(self, request: http.Request) -> http.Response:
            def content() -> Iterator[bytes]:
                yield b"first"
                raise http.ReadError("gone")

            return http.Response(200, content=content())

    client = Client(base_url="https://x.test", transport=Broken())
    with (
        pytest.raises(APIConnectionError, match=r"lost the connection to `x\.test` \(gone\)"),
        streamed_response(client.pets.get)(id=1) as response,
    ):
        chunks = response.iter_bytes()
        assert next(chunks) == b"first"
        next(chunks)
