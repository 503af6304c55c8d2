"""The same methods with another result: `raw_response(client.pets.get)(id=1)` gives a `Response[Pet]`.

A method does not know how its answer is wanted; its client does. These functions call the method on a copy
of its resource whose client wraps the answer, so generated code needs no second set of methods.
"""

from __future__ import annotations

import copy
from collections.abc import Callable, Coroutine
from contextlib import AbstractAsyncContextManager, AbstractContextManager
from types import TracebackType
from typing import Any, ParamSpec, TypeVar, overload

from .client import AsyncClient, AsyncResource, Mode, Resource, SyncClient
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


def _viewed(method: Callable[..., Any], mode: Mode) -> Callable[..., Any]:
    """Return the method, bound to a copy of its resource (or client) whose answers come in another mode."""
    owner = getattr(method, "__self__", None)
    function = getattr(method, "__func__", None)
    if function is None or not isinstance(owner, (Resource, AsyncResource, SyncClient, AsyncClient)):
        raise TypeError("pass a method of a client's resource, such as `client.pets.get`, without calling it")
    if isinstance(owner, (Resource, AsyncResource)):
        copied: object = copy.copy(owner)
        vars(copied)["_client"] = vars(owner)["_client"].in_mode(mode)
    else:
        copied = owner.in_mode(mode)
    bound: Callable[..., Any] = function.__get__(copied)
    return bound
