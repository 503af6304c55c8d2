"""The one seam to the HTTP library: no other module of the package names it."""

from __future__ import annotations

from http.cookiejar import CookieJar, DefaultCookiePolicy

from httpx2 import URL as URL
from httpx2 import AsyncBaseTransport as AsyncBaseTransport
from httpx2 import AsyncClient as AsyncClient
from httpx2 import Auth as Auth
from httpx2 import BaseTransport as BaseTransport
from httpx2 import BasicAuth as BasicAuth
from httpx2 import Client as Client
from httpx2 import ConnectError as ConnectError
from httpx2 import ConnectTimeout as ConnectTimeout
from httpx2 import CookieConflict as CookieConflict
from httpx2 import DecodingError as DecodingError
from httpx2 import Headers as Headers
from httpx2 import InvalidURL as InvalidURL
from httpx2 import Limits as Limits
from httpx2 import LocalProtocolError as LocalProtocolError
from httpx2 import PoolTimeout as PoolTimeout
from httpx2 import ProxyError as ProxyError
from httpx2 import ReadError as ReadError
from httpx2 import Request as Request
from httpx2 import RequestError as RequestError
from httpx2 import Response as Response
from httpx2 import Timeout as Timeout
from httpx2 import TimeoutException as TimeoutException
from httpx2 import TooManyRedirects as TooManyRedirects
from httpx2 import TransportError as TransportError
from httpx2 import UnsupportedProtocol as UnsupportedProtocol

LOGGER = "httpx2"
"""Where the library logs the URL of each request."""

DEFAULT_TIMEOUT = Timeout(60.0, connect=10.0)
"""Seconds: a minute for each read and write, ten seconds to connect."""

DEFAULT_LIMITS = Limits(max_connections=100, max_keepalive_connections=20)


def no_cookies() -> CookieJar:
    """Return a jar that never keeps a cookie: one pool may serve several users."""
    return CookieJar(DefaultCookiePolicy(allowed_domains=()))
