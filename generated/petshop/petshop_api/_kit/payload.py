"""What a request carries, ready to be sent and, where possible, sent again."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass
from typing import IO, Any, TypeAlias

PartContent: TypeAlias = tuple[str | None, Any, str | None, dict[str, str]]
"""`(file name, content, media type, other headers)`."""

Part: TypeAlias = tuple[str, PartContent]
"""A property and its content, as the HTTP library takes them."""

CHUNK = 65536


class Stream:
    """Content that is read while it is sent, by sync and async clients alike: a file or any iterable of
    bytes.
    """

    def __init__(self, content: Any) -> None:
        self._content = content
        self._start: int | None = self._content.tell() if _seekable(self._content) else None
        self.length = self._measure()
        """Bytes, or None when it cannot be known."""

    def _measure(self) -> int | None:
        if self._start is None:
            return None
        end: int = self._content.seek(0, 2)
        self._content.seek(self._start)
        return end - self._start

    @property
    def replayable(self) -> bool:
        return self._start is not None

    def rewind(self) -> None:
        """Go back to where reading began, to send the content again."""
        if self._start is not None:
            self._content.seek(self._start)

    def chunks(self) -> Iterator[bytes]:
        read = getattr(self._content, "read", None)
        if read is None:
            yield from self._content
        else:
            while chunk := read(CHUNK):
                yield chunk

    async def achunks(self) -> AsyncIterator[bytes]:
        for chunk in self.chunks():
            yield chunk


def _seekable(content: Any) -> bool:
    seekable = getattr(content, "seekable", None)
    return bool(seekable is not None and seekable())


@dataclass(frozen=True, slots=True, kw_only=True)
class Payload:
    """A body, ready to be sent."""

    content_type: str | None
    content: bytes | Stream | None = None
    parts: tuple[Part, ...] = ()
    """Of a multipart body; then `content` is None."""
    opened: tuple[IO[bytes], ...] = ()

    @property
    def replayable(self) -> bool:
        """Whether it can be sent a second time."""
        if isinstance(self.content, Stream):
            return self.content.replayable
        return all(isinstance(part, (str, bytes)) or _seekable(part) for _, (_, part, _, _) in self.parts)

    def rewind(self) -> None:
        """Go back to the start, to send it again."""
        if isinstance(self.content, Stream):
            self.content.rewind()

    def close(self) -> None:
        """Close the files that were opened for it."""
        for file in self.opened:
            file.close()


NO_BODY = Payload(content_type=None)
