"""The one seam to the HTTP library: no other module of the package names it."""

from __future__ import annotations

from http.cookiejar import CookieJar, DefaultCookiePolicy

from httpx2 import (
    URL,
    AsyncBaseTransport,
    AsyncClient,
    Auth,
    BaseTransport,
    BasicAuth,
    Client,
    ConnectError,
    ConnectTimeout,
    CookieConflict,
    DecodingError,
    Headers,
    InvalidURL,
    Limits,
    LocalProtocolError,
    PoolTimeout,
    ProxyError,
    ReadError,
    Request,
    RequestError,
    Response,
    Timeout,
    TimeoutException,
    TooManyRedirects,
    TransportError,
    UnsupportedProtocol,
)

__all__ = [
    "DEFAULT_LIMITS",
    "DEFAULT_TIMEOUT",
    "LOGGER",
    "URL",
    "AsyncBaseTransport",
    "AsyncClient",
    "Auth",
    "BaseTransport",
    "BasicAuth",
    "Client",
    "ConnectError",
    "ConnectTimeout",
    "CookieConflict",
    "DecodingError",
    "Headers",
    "InvalidURL",
    "Limits",
    "LocalProtocolError",
    "PoolTimeout",
    "ProxyError",
    "ReadError",
    "Request",
    "RequestError",
    "Response",
    "Timeout",
    "TimeoutException",
    "TooManyRedirects",
    "TransportError",
    "UnsupportedProtocol",
    "no_cookies",
]

LOGGER = "httpx2"
"""Where the library logs the URL of each request."""

DEFAULT_TIMEOUT = Timeout(60.0, connect=10.0)
"""Seconds: a minute for each read and write, ten seconds to connect."""

DEFAULT_LIMITS = Limits(max_connections=100, max_keepalive_connections=20)


def no_cookies() -> CookieJar:
    """Return a jar that never keeps a cookie: one pool may serve several users."""
    return CookieJar(DefaultCookiePolicy(allowed_domains=()))
