"""The same methods with another result: `raw_response(client.pets.get)(id=1)` gives a `Response[Pet]`.

A method does not know how its answer is wanted; its client does. These functions call the method on a copy
of its resource whose client wraps the answer, so generated code needs no second set of methods.
"""

from __future__ import annotations

import copy
from collections.abc import AsyncIterator, Callable, Coroutine, Iterator
from contextlib import AbstractAsyncContextManager, AbstractContextManager
from types import TracebackType
from typing import Any, ParamSpec, TypeGuard, TypeVar, overload

from .client import AsyncClient, AsyncResource, Mode, Resource, SyncClient
from .paging import Page, items_of
from .response import AsyncStreamedResponse, Response, StreamedResponse

P = ParamSpec("P")
T = TypeVar("T")


# A coroutine is a value too, so the first overload of each pair overlaps the second; the first match wins.
@overload
def raw_response(  # type: ignore[overload-overlap]  # pyright: ignore[reportOverlappingOverload]
    method: Callable[P, Coroutine[Any, Any, T]],
) -> Callable[P, Coroutine[Any, Any, Response[T]]]: ...
@overload
def raw_response(method: Callable[P, T]) -> Callable[P, Response[T]]: ...
def raw_response(method: Callable[P, Any]) -> Callable[P, Any]:
    """Return the method with the whole response as its result: status, headers, bytes, and `parse()`."""
    return _viewed(method, "raw")


@overload
def streamed_response(  # type: ignore[overload-overlap]  # pyright: ignore[reportOverlappingOverload]
    method: Callable[P, Coroutine[Any, Any, T]],
) -> Callable[P, AbstractAsyncContextManager[AsyncStreamedResponse[T]]]: ...
@overload
def streamed_response(method: Callable[P, T]) -> Callable[P, AbstractContextManager[StreamedResponse[T]]]: ...
def streamed_response(method: Callable[P, Any]) -> Callable[P, Any]:
    """Return the method as a context manager: the request goes out on entering, the body is read as it
    arrives.
    """
    viewed = _viewed(method, "stream")

    def stream(*args: P.args, **kwargs: P.kwargs) -> Any:
        return _Streaming(lambda: viewed(*args, **kwargs))

    return stream


# Overlapping is meant: a coroutine function is also a function, and the first overload that fits wins.
@overload
def pages(  # type: ignore[overload-overlap] # pyright: ignore[reportOverlappingOverload] # see above
    method: Callable[P, Coroutine[Any, Any, T]],
) -> Callable[P, AsyncIterator[T]]: ...
@overload
def pages(method: Callable[P, T]) -> Callable[P, Iterator[T]]: ...
def pages(method: Callable[P, Any]) -> Callable[P, Any]:
    """Return the method as an iterator over its pages, each what the method itself would return.

    An operation whose pages are not known to follow each other has one.
    """
    viewed = _viewed(method, "pages")

    def each(*args: P.args, **kwargs: P.kwargs) -> Any:
        found = viewed(*args, **kwargs)
        return _async_pages(found) if _is_coroutine(found) else (page for page, _ in found)

    return each


@overload
def items(  # pyright: ignore[reportOverlappingOverload] # as above
    method: Callable[P, Coroutine[Any, Any, list[T]]],
) -> Callable[P, AsyncIterator[T]]: ...
@overload
def items(method: Callable[P, Coroutine[Any, Any, Page[T]]]) -> Callable[P, AsyncIterator[T]]: ...
@overload
def items(method: Callable[P, Coroutine[Any, Any, Any]]) -> Callable[P, AsyncIterator[Any]]: ...
@overload
def items(method: Callable[P, list[T]]) -> Callable[P, Iterator[T]]: ...
@overload
def items(method: Callable[P, Page[T]]) -> Callable[P, Iterator[T]]: ...
@overload
def items(method: Callable[P, Any]) -> Callable[P, Iterator[Any]]: ...
def items(method: Callable[P, Any]) -> Callable[P, Any]:
    """Return the method as an iterator over the items of all its pages; each is asked for when needed.

    `for issue in items(client.issues.list)(owner="python", repo="cpython"): …`
    """
    viewed = _viewed(method, "pages")

    def each(*args: P.args, **kwargs: P.kwargs) -> Any:
        found = viewed(*args, **kwargs)
        return _async_items(found) if _is_coroutine(found) else _items(found)

    return each


def wait(method: Callable[P, T], *, within: float | None = 3600.0) -> Callable[P, T]:
    """Return the method with the result of the work as its result, for an API that answers before it is done.

    `wait(client.servers.create, within=600)(name="db")`. It asks how far the work is as often as the server
    says, else after 1, 2, 4, … 30 seconds, for at most `within` seconds; None is for ever. Work that fails is
    an OperationFailedError, work that takes longer an APITimeoutError. Any other method works as it is.
    """
    return _viewed(method, "wait", within=within)


def _is_coroutine(value: Any) -> TypeGuard[Coroutine[Any, Any, Any]]:
    return isinstance(value, Coroutine)


async def _async_pages(waiting: Coroutine[Any, Any, Any]) -> AsyncIterator[Any]:
    async for page, _ in await waiting:
        yield page


def _items(found: Any) -> Iterator[Any]:
    for page, operation in found:
        yield from items_of(page, operation.pagination.items if operation.pagination else ())


async def _async_items(waiting: Coroutine[Any, Any, Any]) -> AsyncIterator[Any]:
    async for page, operation in await waiting:
        for item in items_of(page, operation.pagination.items if operation.pagination else ()):
            yield item


class _Streaming:
    """Sends on entering, closes on leaving; entered with `with` or `async with`, as the client is."""

    def __init__(self, send: Callable[[], Any]) -> None:
        self._send = send
        self._response: Any = None

    def __enter__(self) -> Any:
        self._response = self._send()
        return self._response

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._response.close()

    async def __aenter__(self) -> Any:
        self._response = await self._send()
        return self._response

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self._response.close()


def _viewed(method: Callable[..., Any], mode: Mode, *, within: float | None = None) -> Callable[..., Any]:
    """Return the method, bound to a copy of its resource (or client) whose answers come in another mode."""
    owner = getattr(method, "__self__", None)
    function = getattr(method, "__func__", None)
    if function is None or not isinstance(owner, (Resource, AsyncResource, SyncClient, AsyncClient)):
        raise TypeError("pass a method of a client's resource, such as `client.pets.get`, without calling it")
    if isinstance(owner, (Resource, AsyncResource)):
        copied: object = copy.copy(owner)
        vars(copied)["_client"] = vars(owner)["_client"].in_mode(mode, within=within)
    else:
        copied = owner.in_mode(mode, within=within)
    bound: Callable[..., Any] = function.__get__(copied)
    return bound
