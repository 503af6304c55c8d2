"""Gets the bytes of a document from a file, the web or standard input, within bounds."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from integen.diagnostics.diagnostic import Diagnostic, DocumentError
from integen.source import address
from integen.source.limits import Limits
from integen.source.reading import Reading
from integen.source.trouble import trouble


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetched:
    data: bytes = field(repr=False)
    uri: str
    """Absolute, after redirects."""
    remarks: tuple[Diagnostic, ...] = ()
    """What is not as it should be, and still does."""
    keep: Callable[[], None] | None = field(default=None, repr=False)
    """Keeps a copy for other runs."""

    def accepted(self) -> tuple[Diagnostic, ...]:
        """Return the remarks, and keep a copy: to be called when the bytes turn out to be a document.

        A page that asks for a login must not be what the next runs read.
        """
        if self.keep is not None:
            self.keep()
        return self.remarks


def from_file(path: Path, name: str, limits: Limits) -> Fetched:
    """Read a local file. Raises DocumentError."""
    try:
        if path.is_dir():
            raise trouble("IG002", f"`{name}` is a directory", name)
        with path.open("rb") as file:
            data = file.read(limits.bytes + 1)
        uri = address.file_uri(path)
    except FileNotFoundError:
        raise trouble("IG001", f"`{name}` does not exist", name) from None
    except (OSError, ValueError, RuntimeError) as error:
        reason = error.strerror if isinstance(error, OSError) and error.strerror else "unusable path"
        raise trouble("IG002", f"`{name}` cannot be read: {reason.lower()}", name) from None
    return Fetched(data=_bounded(data, name, limits), uri=uri)


def from_stdin(data: bytes | None, limits: Limits) -> Fetched:
    """Take what was given on standard input. Raises DocumentError."""
    return Fetched(data=_bounded(data or b"", "<stdin>", limits), uri="")


def from_web(url: str, name: str, reading: Reading, *, stay: bool) -> Fetched:
    """Download a document; with `stay`, a redirect to another origin is refused. Raises DocumentError."""
    from integen.source.web import download  # the HTTP library costs 0.1 s that local files need not pay

    return download(url, name, reading, stay=stay)


def _bounded(data: bytes, name: str, limits: Limits) -> bytes:
    if len(data) > limits.bytes:
        raise too_large(name, limits)
    return data


def too_large(name: str, limits: Limits) -> DocumentError:
    """Return the error for a document above the limit."""
    return trouble("IG011", f"`{name}` has more than {limits.bytes / 1_000_000:g} MB", name)
