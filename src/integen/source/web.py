"""Downloads one document, bounded in time, size, redirects and places; a kept copy does where it may."""

from __future__ import annotations

import time
from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from urllib.parse import urlsplit
from urllib.request import getproxies, proxy_bypass

import httpx2

from integen.diagnostics.codes import CODES
from integen.diagnostics.diagnostic import Diagnostic, DocumentError
from integen.source import address, guard
from integen.source.cache import Cache, Copy, may_be_kept, wants_asking
from integen.source.fetch import Fetched, too_large
from integen.source.limits import Limits
from integen.source.reading import Reading
from integen.source.trouble import trouble
from integen.source.user_folders import cache_folder

_TIMEOUT = httpx2.Timeout(30.0, connect=10.0)
_REDIRECTS = 5
_ACCEPT = "application/json, application/yaml, text/yaml, */*;q=0.5"


def download(url: str, name: str, reading: Reading, *, stay: bool) -> Fetched:
    """Return the body and the last URL; headers go to the origin of `url` only. Raises DocumentError."""
    return _Download(url=url, name=name, reading=reading, stay=stay).run()


class _Unreachable(Exception):
    """The server did not answer, or with a fault of its own: a kept copy may do."""

    def __init__(self, error: DocumentError) -> None:
        super().__init__(error.diagnostic.message)
        self.error = error


@dataclass(frozen=True, slots=True, kw_only=True)
class _Download:
    url: str
    name: str
    reading: Reading
    stay: bool
    """A redirect to another origin than that of `url` is refused, unless it is allowed by name."""

    def run(self) -> Fetched:
        cache = Cache(None if self.reading.headers else cache_folder())
        copy = self._usable(cache.find(self.url))
        if self.reading.offline:
            return self._offline(copy)
        if copy is not None and copy.is_young and not self.reading.refresh:
            return Fetched(data=copy.data, uri=copy.uri)
        try:
            return self._asked(copy, cache)
        except _Unreachable as failure:
            if copy is None:
                raise failure.error from None
            return Fetched(data=copy.data, uri=copy.uri, remarks=(self._stale(copy, failure),))

    def _usable(self, copy: Copy | None) -> Copy | None:
        """Return the copy unless where it came from, where it led or its size is not allowed now."""
        if copy is None or (copy.private and not self.reading.allow_private):
            return None
        led_away = self.stay and not self._is_allowed(copy.uri)
        return None if led_away or len(copy.data) > self.reading.limits.bytes else copy

    def _offline(self, copy: Copy | None) -> Fetched:
        if copy is None:
            message = (
                f"`{self.name}` was never fetched, or may not be kept, and --offline forbids to ask for it"
            )
            raise trouble("IG016", message, self.name)
        return Fetched(data=copy.data, uri=copy.uri)

    def _stale(self, copy: Copy, failure: _Unreachable) -> Diagnostic:
        hours = max(0, round((time.time() - copy.checked) / 3600))
        return Diagnostic(
            code="IG015",
            message=str(failure),
            severity=CODES["IG015"].severity,
            source=self.name,
            note=f"the copy from {hours} hours ago is used" if hours else "the copy from this hour is used",
            hint=CODES["IG015"].fix,
        )

    def _asked(self, copy: Copy | None, cache: Cache) -> Fetched:
        try:
            return self._follow(copy, cache)
        except httpx2.TimeoutException:
            raise self._unreachable(f"`{self.name}` did not answer in time") from None
        except (httpx2.InvalidURL, httpx2.UnsupportedProtocol):
            raise trouble("IG004", f"`{self.name}` is not a valid URL", self.name) from None
        except httpx2.DecodingError:
            raise trouble(
                "IG003", f"`{self.name}` answered with a damaged content encoding", self.name
            ) from None
        except guard.Refused as refusal:
            raise trouble("IG017", f"`{self.name}` {refusal}", self.name) from None
        except (httpx2.TransportError, OSError) as error:
            raise self._unreachable(f"`{self.name}` cannot be reached: {_reason(error)}") from None

    def _unreachable(self, message: str) -> _Unreachable:
        return _Unreachable(trouble("IG004", message, self.name))

    def _follow(self, copy: Copy | None, cache: Cache) -> Fetched:
        current = self.url
        for _ in range(_REDIRECTS + 1):
            with _client(current, self.reading) as client:
                request = client.stream("GET", current, headers=self._headers(current, copy))
                with request as response:
                    if response.status_code == 304 and copy is not None:
                        cache.keep(self.url, copy)
                        return Fetched(data=copy.data, uri=copy.uri)
                    if not response.has_redirect_location:
                        return self._taken(response, current, cache)
                    current = str(response.url.join(response.headers["location"]))
            self._check_redirect(current)
        raise trouble("IG003", f"`{self.name}` redirects more than {_REDIRECTS} times", self.name)

    def _headers(self, current: str, copy: Copy | None) -> dict[str, str]:
        own = self.reading.headers if address.same_origin(self.url, current) else {}
        return {"accept": _ACCEPT, **(copy.conditions if copy else {}), **own}

    def _check_redirect(self, target: str) -> None:
        if not address.is_url(target):
            raise trouble("IG003", f"`{self.name}` redirects to something that is not on the web", self.name)
        if self.stay and not self._is_allowed(target):
            raise trouble("IG202", f"`{self.name}` redirects to another origin", self.name)

    def _is_allowed(self, target: str) -> bool:
        return any(
            address.same_origin(allowed, target) for allowed in (self.url, *self.reading.allow_origins)
        )

    def _taken(self, response: httpx2.Response, current: str, cache: Cache) -> Fetched:
        data = self._body(response)
        copy = _copy(response, address.without_credentials(current), data)
        may = may_be_kept(self.url, current, response.headers)
        return Fetched(data=data, uri=copy.uri, keep=partial(cache.keep, self.url, copy) if may else None)

    def _body(self, response: httpx2.Response) -> bytes:
        if response.status_code != 200:
            reason = f"{response.status_code} {response.reason_phrase}".strip()
            error = trouble("IG003", f"`{self.name}` answered with {reason}", self.name)
            raise _Unreachable(error) if response.status_code >= 500 or response.status_code == 429 else error
        return _bounded(response, self.name, self.reading.limits)


def _copy(response: httpx2.Response, uri: str, data: bytes) -> Copy:
    headers: Mapping[str, str] = response.headers
    return Copy(
        uri=uri,
        etag=headers.get("etag", ""),
        last_modified=headers.get("last-modified", ""),
        no_cache=wants_asking(headers),
        private=bool(response.extensions.get(guard.PRIVATE)),
        data=data,
    )


def _client(url: str, reading: Reading) -> httpx2.Client:
    """Return a client for one URL: through the proxy that the environment names for it, or guarded."""
    proxy = _proxy(url)
    if proxy is None:
        transport = guard.Guard(httpx2.HTTPTransport(), allow_private=reading.allow_private)
        return httpx2.Client(timeout=_TIMEOUT, follow_redirects=False, transport=transport)
    if not reading.allow_private:
        guard.check_literal(httpx2.URL(url).host)
    return httpx2.Client(timeout=_TIMEOUT, follow_redirects=False, proxy=proxy)


def _proxy(url: str) -> str | None:
    """Return what `http_proxy`, `https_proxy`, `all_proxy` and `no_proxy` say of a URL."""
    parts = urlsplit(url)
    known = getproxies()
    proxy = known.get(parts.scheme.lower()) or known.get("all")
    if not proxy or proxy_bypass(parts.hostname or ""):
        return None
    return proxy if "://" in proxy else f"http://{proxy}"


def _reason(error: Exception) -> str:
    return str(error).strip().splitlines()[0][:200] if str(error).strip() else "the connection failed"


def _bounded(response: httpx2.Response, name: str, limits: Limits) -> bytes:
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
