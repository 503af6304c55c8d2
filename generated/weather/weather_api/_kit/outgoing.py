"""The HTTP library's request of what was built."""

from __future__ import annotations

from typing import Any

from . import http
from .build import RequestParts
from .connections import Headers
from .errors import ArgumentError
from .media import essence_of


def request_of(
    client: http.Client | http.AsyncClient,
    parts: RequestParts,
    timeout: http.Timeout,
    content: Any,
    defaults: Headers | None,
) -> http.Request:
    """Return the HTTP library's request. Raises ArgumentError when the URL is none.

    A client that was handed in may add to it (`build_request`, a sixth of the cost of a call); ours has
    nothing to add but its default headers.
    """
    headers, files = parts.header_items(), list(parts.payload.parts) or None
    try:
        if defaults is None:
            request = client.build_request(
                parts.method, parts.full_url, headers=headers, content=content, files=files, timeout=timeout
            )
        else:
            own = {name.lower() for name, _ in headers}
            request = http.Request(
                parts.method,
                parts.full_url,
                headers=[*(item for item in defaults if item[0] not in own), *headers],
                content=content,
                files=files,
                extensions={"timeout": timeout.as_dict()},
            )
    except http.InvalidURL as error:
        raise ArgumentError(f"the address of {parts.method} is not valid: {error}") from error
    essence = essence_of(parts.payload.content_type or "")
    if parts.payload.parts and essence != "multipart/form-data":
        # The library knows how to write parts, but only one name for them.
        request.headers["Content-Type"] = request.headers["Content-Type"].replace(
            "multipart/form-data", essence
        )
    # The library writes every method in capitals; OpenAPI 3.2 lets an API choose.
    request.method = parts.method
    return request


def refilled(request: http.Request, content: Any) -> http.Request:
    """Return the same request with content that was not read yet."""
    return http.Request(
        request.method, request.url, headers=request.headers, content=content, extensions=request.extensions
    )
