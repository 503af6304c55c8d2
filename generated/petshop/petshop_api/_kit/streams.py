"""Answers that are sequences: each item is read, and made what it should be, when it arrives.

with client.events.watch() as events:
    for event in events: ...
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Iterator
from types import TracebackType
from typing import Any, Generic, Self, TypeVar, cast, get_args, get_origin

from . import http
from .errors import APIError
from .kinds import is_mapping
from .sequences import Reader

T = TypeVar("T")

Fail = Callable[[http.RequestError | ValueError], APIError]
"""Turns what reading can raise into what we raise."""


class _Fallible:
    fail: Fail | None = None

    def _failure(self, error: http.RequestError | ValueError) -> Exception:
        return self.fail(error) if self.fail else error


class _Source(_Fallible, Generic[T]):
    def __init__(
        self, http_response: http.Response, reader: Reader, fit: Callable[[Iterator[Any]], Iterator[T]]
    ) -> None:
        self.http_response = http_response
        """The response of the HTTP library."""
        self._reader = reader
        self._fit = fit

    def __repr__(self) -> str:
        return f"<{type(self).__name__} {self.http_response.status_code}>"


class Stream(_Source[T]):
    """Items as they arrive. Reading to the end gives the connection back, and so does leaving `with`.

    Raises APIConnectionError when the connection is lost, and APIResponseError for what is no item.
    """

    _items: Iterator[T] | None = None

    def __iter__(self) -> Iterator[T]:
        if self._items is None:
            self._items = self._read()
        return self._items

    def __next__(self) -> T:
        return next(iter(self))

    def _read(self) -> Iterator[T]:
        try:
            for chunk in self.http_response.iter_bytes():
                yield from self._fit(self._reader.feed(chunk))
            yield from self._fit(self._reader.end())
        except (http.RequestError, ValueError) as error:
            raise self._failure(error) from error
        finally:
            self.close()

    def close(self) -> None:
        self.http_response.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


class AsyncStream(_Source[T]):
    """Items as they arrive; see `Stream`."""

    _items: AsyncIterator[T] | None = None

    def __aiter__(self) -> AsyncIterator[T]:
        if self._items is None:
            self._items = self._read()
        return self._items

    async def __anext__(self) -> T:
        return await anext(aiter(self))

    async def _read(self) -> AsyncIterator[T]:
        try:
            async for chunk in self.http_response.aiter_bytes():
                for item in self._fit(self._reader.feed(chunk)):
                    yield item
            for item in self._fit(self._reader.end()):
                yield item
        except (http.RequestError, ValueError) as error:
            raise self._failure(error) from error
        finally:
            await self.close()

    async def close(self) -> None:
        await self.http_response.aclose()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.close()


def stream_type(wanted: Any) -> type[Stream[Any] | AsyncStream[Any]] | None:
    """Return the class of `Stream[T]` or `AsyncStream[T]`; None for any other type."""
    origin = get_origin(wanted)
    return cast("type[Stream[Any]]", origin) if origin in (Stream, AsyncStream) else None


def tell_failures(value: Any, fail: Fail) -> None:
    """Let a stream raise what `fail` makes of its failures; anything else is left alone."""
    if isinstance(value, _Fallible):
        value.fail = fail


def item_type(wanted: Any) -> Any:
    """Return `T` of `Stream[T]`."""
    return get_args(wanted)[0]


def is_streaming(returns: Any) -> bool:
    """Whether what a method returns is a stream, for some status at least."""
    types = returns.values() if is_mapping(returns) else (returns,)
    return any(stream_type(wanted) is not None for wanted in types)
