"""Downloads one document: bounded in time, size and redirects."""

from __future__ import annotations

import time

import httpx2

from integen.source import address
from integen.source.fetch import Fetched, too_large
from integen.source.limits import Limits
from integen.source.reading import Reading
from integen.source.trouble import trouble

_TIMEOUT = httpx2.Timeout(30.0, connect=10.0)
_REDIRECTS = 5
_ACCEPT = "application/json, application/yaml, text/yaml, */*;q=0.5"


def download(url: str, name: str, reading: Reading, *, stay: bool) -> Fetched:
    """Return the body and the last URL; headers go to the origin of `url` only. Raises DocumentError."""
    try:
        with httpx2.Client(timeout=_TIMEOUT, follow_redirects=False) as client:
            return _follow(client, url, name, reading, stay=stay)
    except httpx2.TimeoutException:
        raise trouble("IG004", f"`{name}` did not answer in time", name) from None
    except httpx2.InvalidURL:
        raise trouble("IG004", f"`{name}` is not a valid URL", name) from None
    except httpx2.DecodingError:
        raise trouble("IG003", f"`{name}` answered with a damaged content encoding", name) from None
    except (httpx2.TransportError, OSError) as error:
        raise trouble("IG004", f"`{name}` cannot be reached: {_reason(error)}", name) from None


def _reason(error: Exception) -> str:
    return str(error).strip().splitlines()[0][:200] if str(error).strip() else "the connection failed"


def _follow(client: httpx2.Client, url: str, name: str, reading: Reading, *, stay: bool) -> Fetched:
    current = url
    for _ in range(_REDIRECTS + 1):
        at_home = address.same_origin(url, current)
        sent = {"accept": _ACCEPT, **(reading.headers if at_home else {})}
        with client.stream("GET", current, headers=sent) as response:
            if not response.has_redirect_location:
                return Fetched(
                    data=_body(response, name, reading.limits),
                    uri=address.without_credentials(str(response.url)),
                )
            current = str(response.url.join(response.headers["location"]))
        _check_redirect(url, current, name, stay=stay)
    raise trouble("IG003", f"`{name}` redirects more than {_REDIRECTS} times", name)


def _check_redirect(start: str, target: str, name: str, *, stay: bool) -> None:
    if not address.is_url(target):
        raise trouble("IG003", f"`{name}` redirects to something that is not on the web", name)
    if stay and not address.same_origin(start, target):
        raise trouble("IG202", f"`{name}` redirects to another origin", name)


def _body(response: httpx2.Response, name: str, limits: Limits) -> bytes:
    if response.status_code != 200:
        reason = f"{response.status_code} {response.reason_phrase}".strip()
        raise trouble("IG003", f"`{name}` answered with {reason}", name)
    deadline = time.monotonic() + limits.seconds
    parts: list[bytes] = []
    size = 0
    for part in response.iter_bytes():
        size += len(part)
        if size > limits.bytes:
            raise too_large(name, limits)
        if time.monotonic() > deadline:
            raise trouble("IG004", f"`{name}` did not arrive in time", name)
        parts.append(part)
    return b"".join(parts)
