"""Which documents a document may refer to, and what they are called.

A local document may name files below its own folder, a document from the web may name documents of its own
origin (scheme, host and port). Everything else could read secrets or reach private networks.
"""

from __future__ import annotations

import base64
import posixpath
import re
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import SplitResult, quote, unquote, urljoin, urlsplit
from urllib.request import url2pathname

_PORTS = {"http": 80, "https": 443}
_CREDENTIALS = re.compile(r"^(https?://)[^/?#]*@", re.IGNORECASE)


class OutOfBounds(Exception):
    """The reference names a document that may not be read; the message says why."""


def is_url(location: str) -> bool:
    """Tell whether a user's location is on the web."""
    return location[:8].lower().startswith(("http://", "https://"))


def without_credentials(url: str) -> str:
    """Return the URL without user and password: they belong into no message and no generated file."""
    return _CREDENTIALS.sub(r"\1", url)


def basic_credentials(url: str) -> str | None:
    """Return the `Authorization` value for the credentials in a URL. Raises ValueError for what is no URL."""
    parts = urlsplit(url)
    _ = parts.port  # checks it
    if parts.username is None:
        return None
    pair = f"{unquote(parts.username)}:{unquote(parts.password or '')}"
    return "Basic " + base64.b64encode(pair.encode()).decode()


def same_origin(left: str, right: str) -> bool:
    """Compare scheme, host and port; what is no URL has no origin. Source: RFC 6454 section 5."""
    try:
        return _origin(urlsplit(left)) == _origin(urlsplit(right))
    except ValueError:
        return False


def _origin(parts: SplitResult) -> tuple[str, str | None, int | None]:
    return parts.scheme.lower(), parts.hostname, parts.port or _PORTS.get(parts.scheme.lower())


@dataclass(frozen=True, slots=True, kw_only=True)
class Bounds:
    """What references may lead to."""

    main: str
    """URI of the main document; empty for standard input."""
    allowed: tuple[str, ...] = ()
    """URLs whose origins are allowed beside its own."""

    def permit(self, uri: str) -> bool:
        """Tell whether a document from the web may be read."""
        return any(same_origin(each, uri) for each in (self.main, *self.allowed))


def target_uri(bounds: Bounds, base: str, reference: str) -> str:
    """Return the absolute URI that `reference`, standing in `base`, names. Raises OutOfBounds."""
    main = bounds.main
    if not main and not (bounds.allowed and is_url(reference)):
        raise OutOfBounds(
            "a document from standard input has no folder, so it cannot refer to other documents"
        )
    try:
        uri = urljoin(base, reference)
        scheme = urlsplit(uri).scheme.lower()
    except ValueError:
        raise OutOfBounds("it is not a valid URI reference") from None
    if scheme == "file" and urlsplit(main).scheme == "file" and not is_url(base):
        return _below(main, uri)
    if scheme in _PORTS and not bounds.permit(uri):
        raise OutOfBounds(
            "only documents of the same origin (scheme, host and port) may be referred to, "
            "and those that --allow-origin names"
        )
    if scheme not in _PORTS:
        raise OutOfBounds("only documents of the same origin (scheme, host and port) may be referred to")
    return uri


def _below(main: str, uri: str) -> str:
    """Return the one URI of a file, however the reference spells it. Raises OutOfBounds."""
    if urlsplit(uri).netloc:
        raise OutOfBounds("files of other hosts may not be referred to")
    try:
        folder = local_path(main).resolve().parent
        path = local_path(uri)
        inside = path.resolve().is_relative_to(folder)
    except (OSError, RuntimeError, ValueError):
        raise OutOfBounds("it is not a usable path") from None
    if not inside:
        raise OutOfBounds("only files below the folder of the main document may be referred to")
    return file_uri(path)


def local_path(uri: str) -> Path:
    """Return the path of a `file:` URI."""
    return Path(url2pathname(urlsplit(uri).path))


def relative(main: str, uri: str) -> str:
    """Return `uri` as seen from the folder of `main`: the document part of origins. Never holds a `#`."""
    here, there = urlsplit(main), urlsplit(uri)
    path = posixpath.relpath(there.path or "/", posixpath.dirname(here.path) or "/")
    return f"{path}?{there.query}" if there.query else path


def key_of(main: str, uri: str) -> str:
    """Return the document part of origins in a document that was read beside the main one."""
    near = urlsplit(main).scheme == "file" == urlsplit(uri).scheme
    return relative(main, uri) if near or (main and same_origin(main, uri)) else uri.replace("#", "%23")


def display_name(main_name: str, main_uri: str, document: str) -> str:
    """Return how a user would write the document that origins call `document`."""
    if is_url(main_uri) or is_url(document):
        return without_credentials(urljoin(main_uri, document))
    return posixpath.join(posixpath.dirname(main_name), unquote(document))


def file_uri(path: Path) -> str:
    """Return the `file:` URI of an existing path, with links followed."""
    return "file://" + quote(path.resolve().as_posix())
