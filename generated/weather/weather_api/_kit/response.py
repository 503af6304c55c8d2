"""Responses as callers see them: typed, whole or streamed."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Generator, Iterator
from contextlib import contextmanager
from types import TracebackType
from typing import TYPE_CHECKING, Any, Generic, Self, TypeVar, cast

from . import http
from .disposition import file_name
from .errors import APIError
from .statuses import request_id

if TYPE_CHECKING:
    from .lenient import Mismatch

T_co = TypeVar("T_co", covariant=True)

Fail = Callable[[http.RequestError], APIError]
"""Turns what the HTTP library raises into what we raise."""

Decode = Callable[[http.Response], "tuple[Any, tuple[Mismatch, ...]]"]


class _Head:
    """What is known before the body."""

    def __init__(self, http_response: http.Response, decode: Decode) -> None:
        self.http_response = http_response
        """The response of the HTTP library."""
        self._decode = decode

    @property
    def status_code(self) -> int:
        return self.http_response.status_code

    @property
    def headers(self) -> http.Headers:
        return self.http_response.headers

    @property
    def request_id(self) -> str | None:
        return request_id(self.http_response.headers)

    @property
    def filename(self) -> str | None:
        """What the server calls the file that it sends: a name without folders, or None."""
        return file_name(self.http_response.headers.get("content-disposition", ""))

    def __repr__(self) -> str:
        return f"<{type(self).__name__} {self.status_code}>"


class _Body(_Head, Generic[T_co]):
    _parsed: tuple[Any, tuple[Mismatch, ...]] | None = None

    def _value(self) -> tuple[T_co, tuple[Mismatch, ...]]:
        if self._parsed is None:
            self._parsed = self._decode(self.http_response)
        return cast("tuple[T_co, tuple[Mismatch, ...]]", self._parsed)


class Response(_Body[T_co]):
    """A response that was read to its end."""

    @property
    def content(self) -> bytes:
        return self.http_response.content

    @property
    def text(self) -> str:
        return self.http_response.text

    def json(self) -> Any:
        """Return the body as JSON values. Raises ValueError."""
        return self.http_response.json()

    def parse(self) -> T_co:
        """Return what the method would have returned. Raises APIResponseError."""
        return self._value()[0]

    @property
    def mismatches(self) -> tuple[Mismatch, ...]:
        """Where the body is not what the API promises; those parts are delivered as they came."""
        return self._value()[1]


class _Streamed(_Body[T_co]):
    """A body that is read as it arrives. Losing the connection meanwhile is an APIConnectionError."""

    def __init__(self, http_response: http.Response, decode: Decode, fail: Fail) -> None:
        super().__init__(http_response, decode)
        self._fail = fail

    @contextmanager
    def _failing(self) -> Generator[None, None, None]:
        try:
            yield
        except http.RequestError as error:
            raise self._fail(error) from error


class StreamedResponse(_Streamed[T_co]):
    """A response whose body is read as it arrives. A context manager that gives the connection back."""

    def iter_bytes(self, chunk_size: int | None = None) -> Iterator[bytes]:
        with self._failing():
            yield from self.http_response.iter_bytes(chunk_size)

    def iter_text(self, chunk_size: int | None = None) -> Iterator[str]:
        with self._failing():
            yield from self.http_response.iter_text(chunk_size)

    def iter_lines(self) -> Iterator[str]:
        with self._failing():
            yield from self.http_response.iter_lines()

    def read(self) -> bytes:
        with self._failing():
            return self.http_response.read()

    def parse(self) -> T_co:
        """Read the rest, and return what the method would have returned."""
        self.read()
        return self._value()[0]

    def close(self) -> None:
        self.http_response.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


class AsyncStreamedResponse(_Streamed[T_co]):
    """A response whose body is read as it arrives. A context manager that gives the connection back."""

    async def iter_bytes(self, chunk_size: int | None = None) -> AsyncIterator[bytes]:
        with self._failing():
            async for chunk in self.http_response.aiter_bytes(chunk_size):
                yield chunk

    async def iter_text(self, chunk_size: int | None = None) -> AsyncIterator[str]:
        with self._failing():
            async for text in self.http_response.aiter_text(chunk_size):
                yield text

    async def iter_lines(self) -> AsyncIterator[str]:
        with self._failing():
            async for line in self.http_response.aiter_lines():
                yield line

    async def read(self) -> bytes:
        with self._failing():
            return await self.http_response.aread()

    async def parse(self) -> T_co:
        """Read the rest, and return what the method would have returned."""
        await self.read()
        return self._value()[0]

    async def close(self) -> None:
        await self.http_response.aclose()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.close()
