"""Streams give each item when it arrives, and give the connection back whatever happens."""

from __future__ import annotations

import asyncio
import importlib
import json
import socket
import sys
import threading
from collections.abc import Iterator
from types import ModuleType

import pytest

from integen.pipeline import Options, generate

pytestmark = pytest.mark.xdist_group("wire")

HEAD = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nContent-Type: text/event-stream\r\n\r\n"
GO_ON = 10.0
"""Seconds that nothing here takes unless it hangs."""


def chunk(data: bytes) -> bytes:
    return b"%x\r\n%s\r\n" % (len(data), data)


ONE, TWO, END = chunk(b'data: {"n":1}\n\n'), chunk(b'data: {"n":2}\n\n'), chunk(b"")
BROKEN = b"no length\r\n"


class Speaker:
    """A server that sends one chunk for each `step`, so that a test decides when the next one comes."""

    def __init__(self) -> None:
        self._server = socket.create_server(("127.0.0.1", 0))
        self.url = f"http://127.0.0.1:{self._server.getsockname()[1]}"
        self.chunks: list[bytes] = []
        self.steps = threading.Semaphore(0)
        self.closed_by_client = threading.Event()
        threading.Thread(target=self._run, daemon=True).start()

    def _run(self) -> None:
        while True:
            try:
                connection, _ = self._server.accept()
            except OSError:
                return
            with connection:
                self._speak(connection)

    def _speak(self, connection: socket.socket) -> None:
        connection.recv(65536)
        connection.sendall(HEAD)
        for data in self.chunks:
            self.steps.acquire(timeout=GO_ON)
            connection.sendall(data)
        if self.chunks[-1] in (END, BROKEN):
            return
        connection.settimeout(GO_ON)
        if connection.recv(1) == b"":
            self.closed_by_client.set()

    def close(self) -> None:
        self._server.shutdown(socket.SHUT_RDWR)
        self._server.close()


@pytest.fixture
def speaker() -> Iterator[Speaker]:
    made = Speaker()
    yield made
    made.close()


@pytest.fixture(scope="module")
def news(tmp_path_factory: pytest.TempPathFactory) -> ModuleType:
    folder = tmp_path_factory.mktemp("news")
    item = {"type": "object", "properties": {"n": {"type": "integer"}}, "required": ["n"]}
    answer = {"description": "News", "content": {"text/event-stream": {"itemSchema": item}}}
    operation = {"operationId": "watch", "tags": ["news"], "responses": {"200": answer}}
    spec = folder / "news.json"
    spec.write_text(
        json.dumps(
            {"openapi": "3.2.0", "info": {"title": "N", "version": "1"}, "paths": {"/n": {"get": operation}}}
        )
    )
    sys.path.insert(0, str(generate(Options(spec=str(spec), name="news", output=folder)).directory))
    importlib.invalidate_caches()
    return importlib.import_module("news_api")


def test_an_item_is_given_before_the_next_one_is_sent(news: ModuleType, speaker: Speaker) -> None:
    speaker.chunks = [ONE, TWO, END]
    with news.Client(base_url=speaker.url) as client, client.news.watch() as stream:
        speaker.steps.release()
        first = next(stream)
        assert type(first).__name__ == "NewsWatchItem" and first.n == 1
        speaker.steps.release(2)
        assert [item.n for item in stream] == [2]


def test_an_item_may_arrive_in_pieces(news: ModuleType, speaker: Speaker) -> None:
    text = b'data: {"n":\r\ndata: 1}\r\n\r\n'
    speaker.chunks = [*(chunk(text[index : index + 1]) for index in range(len(text))), END]
    speaker.steps.release(len(speaker.chunks))
    with news.Client(base_url=speaker.url) as client, client.news.watch() as stream:
        assert [item.n for item in stream] == [1]


def test_leaving_early_closes_the_connection(news: ModuleType, speaker: Speaker) -> None:
    speaker.chunks = [ONE]
    speaker.steps.release()
    with news.Client(base_url=speaker.url) as client:
        with client.news.watch() as stream:
            next(stream)
        assert speaker.closed_by_client.wait(GO_ON)


def test_an_asynchronous_stream_does_the_same(news: ModuleType, speaker: Speaker) -> None:
    speaker.chunks = [ONE, TWO]

    async def read() -> list[int]:
        found = []
        async with news.AsyncClient(base_url=speaker.url) as client, await client.news.watch() as stream:
            speaker.steps.release(2)
            async for item in stream:
                found.append(item.n)
                if item.n == 2:
                    break
        return found

    assert asyncio.run(read()) == [1, 2]
    assert speaker.closed_by_client.wait(GO_ON)


def test_a_connection_that_breaks_between_items_is_an_error_of_ours(
    news: ModuleType, speaker: Speaker
) -> None:
    speaker.chunks = [ONE, BROKEN]
    speaker.steps.release(2)
    with news.Client(base_url=speaker.url) as client, client.news.watch() as stream:
        assert next(stream).n == 1
        with pytest.raises(news.APIConnectionError, match="lost the connection"):
            next(stream)


def test_data_that_is_no_item_is_delivered_as_it_came(news: ModuleType, speaker: Speaker) -> None:
    speaker.chunks = [chunk(b"data: hello\n\n"), END]
    speaker.steps.release(2)
    with news.Client(base_url=speaker.url) as client, client.news.watch() as stream:
        assert list(stream) == ["hello"]


def test_a_whole_response_gives_the_same_items(news: ModuleType, speaker: Speaker) -> None:
    speaker.chunks = [ONE, TWO, END]
    speaker.steps.release(3)
    with news.Client(base_url=speaker.url) as client:
        assert [item.n for item in news.raw_response(client.news.watch)().parse()] == [1, 2]


def test_reading_to_the_end_gives_the_connection_back(news: ModuleType, speaker: Speaker) -> None:
    speaker.chunks = [ONE, END]
    speaker.steps.release(2)
    with news.Client(base_url=speaker.url) as client:
        stream = client.news.watch()
        assert [item.n for item in stream] == [1]
        assert stream.http_response.is_closed


def test_a_broken_stream_gives_the_connection_back(news: ModuleType, speaker: Speaker) -> None:
    speaker.chunks = [ONE, BROKEN]
    speaker.steps.release(2)
    with news.Client(base_url=speaker.url) as client:
        stream = client.news.watch()
        with pytest.raises(news.APIConnectionError):
            list(stream)
        assert stream.http_response.is_closed
