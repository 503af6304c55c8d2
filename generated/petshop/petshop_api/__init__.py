"""Petshop: `Client` and `AsyncClient`."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ._kit.errors import (
        APIConnectionError,
        APIError,
        APIResponseError,
        APIStatusError,
        APITimeoutError,
        ArgumentError,
        AuthenticationError,
        BadRequestError,
        ConflictError,
        InternalServerError,
        NotFoundError,
        OperationFailedError,
        PermissionDeniedError,
        RateLimitError,
        UnprocessableEntityError,
    )
    from ._kit.omit import OMIT, Omit
    from ._kit.options import RequestOptions
    from ._kit.response import AsyncStreamedResponse, Response, StreamedResponse
    from ._kit.streams import AsyncStream, Stream
    from ._kit.views import items, pages, raw_response, streamed_response, wait
    from .client import AsyncClient, Client

__all__ = [
    "OMIT",
    "APIConnectionError",
    "APIError",
    "APIResponseError",
    "APIStatusError",
    "APITimeoutError",
    "ArgumentError",
    "AsyncClient",
    "AsyncStream",
    "AsyncStreamedResponse",
    "AuthenticationError",
    "BadRequestError",
    "Client",
    "ConflictError",
    "InternalServerError",
    "NotFoundError",
    "Omit",
    "OperationFailedError",
    "PermissionDeniedError",
    "RateLimitError",
    "RequestOptions",
    "Response",
    "Stream",
    "StreamedResponse",
    "UnprocessableEntityError",
    "items",
    "pages",
    "raw_response",
    "streamed_response",
    "wait",
]

_PLACES = {
    "APIConnectionError": "._kit.errors",
    "APIError": "._kit.errors",
    "APIResponseError": "._kit.errors",
    "APIStatusError": "._kit.errors",
    "APITimeoutError": "._kit.errors",
    "ArgumentError": "._kit.errors",
    "AsyncClient": ".client",
    "AsyncStream": "._kit.streams",
    "AsyncStreamedResponse": "._kit.response",
    "AuthenticationError": "._kit.errors",
    "BadRequestError": "._kit.errors",
    "Client": ".client",
    "ConflictError": "._kit.errors",
    "InternalServerError": "._kit.errors",
    "NotFoundError": "._kit.errors",
    "OMIT": "._kit.omit",
    "Omit": "._kit.omit",
    "OperationFailedError": "._kit.errors",
    "PermissionDeniedError": "._kit.errors",
    "RateLimitError": "._kit.errors",
    "RequestOptions": "._kit.options",
    "Response": "._kit.response",
    "Stream": "._kit.streams",
    "StreamedResponse": "._kit.response",
    "UnprocessableEntityError": "._kit.errors",
    "items": "._kit.views",
    "pages": "._kit.views",
    "raw_response": "._kit.views",
    "streamed_response": "._kit.views",
    "wait": "._kit.views",
}


def __getattr__(name: str) -> object:
    # Importing the package costs nothing; what is asked for is imported then.
    from importlib import import_module

    if name not in _PLACES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value: object = getattr(import_module(_PLACES[name], __name__), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return __all__
