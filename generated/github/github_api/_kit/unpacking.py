"""Reads answers whole. One that unpacks to far more than was sent is refused before it fills the memory.

The HTTP library unpacks in pieces of a megabyte, so counting them is enough.
"""

from __future__ import annotations

from . import http

LARGEST = 100_000_000
"""Bytes: below it nothing is refused."""
FACTOR = 200
"""Texts pack to a twentieth or a fiftieth; what packs to less than this was made for it."""

_ENCODING = frozenset((b"content-encoding", b"content-length", b"transfer-encoding"))
"""Headers that say how the content came, and are wrong about content that was decoded."""


def read(response: http.Response) -> http.Response:
    """Return a response that was sent for as a stream, read to its end. Raises what reading raises."""
    try:
        if "content-encoding" not in response.headers:
            response.read()
            return response
        content = bytearray()
        for chunk in response.iter_bytes():
            content += chunk
            _check(len(content), response)
        return whole(response, bytes(content))
    finally:
        response.close()


async def aread(response: http.Response) -> http.Response:
    """Like `read`."""
    try:
        if "content-encoding" not in response.headers:
            await response.aread()
            return response
        content = bytearray()
        async for chunk in response.aiter_bytes():
            content += chunk
            _check(len(content), response)
        return whole(response, bytes(content))
    finally:
        await response.aclose()


def _check(size: int, response: http.Response) -> None:
    if size > LARGEST and size > FACTOR * response.num_bytes_downloaded:
        message = f"{response.num_bytes_downloaded:,} bytes unpack to more than {LARGEST:,}"
        raise http.DecodingError(message, request=response.request)


def whole(response: http.Response, content: bytes) -> http.Response:
    """Return the response with its content, decoded."""
    headers = [(name, value) for name, value in response.headers.raw if name.lower() not in _ENCODING]
    return http.Response(
        response.status_code,
        headers=headers,
        content=content,
        request=response.request,
        extensions=response.extensions,
    )
