"""Keeps downloads away from addresses that only this machine or this network can reach.

A host's name is looked up once, every address that it has is checked, and the connection goes to an address
that was checked: a second answer of the name server cannot lead elsewhere. The request itself still names the
host, in its `Host` header and to TLS, which checks the certificate against the name.
Source: IANA special-purpose address registries (RFC 6890), RFC 6052 (NAT64), RFC 3056, RFC 4380.
"""

from __future__ import annotations

import ipaddress
import socket
from collections.abc import Iterator

import httpx2

Address = ipaddress.IPv4Address | ipaddress.IPv6Address

PRIVATE = "integen.private"
"""Key in a response's extensions: whether it came from an address that the open internet cannot reach."""

_NAT64 = (ipaddress.ip_network("64:ff9b::/96"), ipaddress.ip_network("64:ff9b:1::/48"))
_COMPATIBLE = ipaddress.ip_network("::/96")
_METADATA = frozenset((ipaddress.ip_address("168.63.129.16"),))
"""Addresses of cloud machines' own services that are not private ones by their number."""


class Refused(Exception):
    """The host is at an address that may not be reached; the message completes `<name> …`."""


class Guard(httpx2.BaseTransport):
    """Resolves, checks and pins; the transport inside connects."""

    def __init__(self, inner: httpx2.BaseTransport, *, allow_private: bool) -> None:
        self._inner = inner
        self._allow_private = allow_private

    def handle_request(self, request: httpx2.Request) -> httpx2.Response:
        host = request.url.raw_host.decode("ascii")
        addresses = list(_addresses(host, request.url.port or _port(request.url.scheme)))
        kinds = [kind_of(each) for each in addresses]
        for address, kind in zip(addresses, kinds, strict=True):
            if kind is not None and not self._allow_private:
                raise Refused(f"is at {address}, {kind}")
        failure: httpx2.TransportError = httpx2.ConnectError(f"{host} has no address")
        for address, kind in zip(addresses, kinds, strict=True):
            try:
                response = self._inner.handle_request(_pinned(request, address))
            except (httpx2.ConnectError, httpx2.ConnectTimeout) as error:
                failure = error
                continue
            response.extensions[PRIVATE] = kind is not None
            return response
        raise failure

    def close(self) -> None:
        self._inner.close()


def check_literal(host: str) -> None:
    """Raise Refused for an address, or a name of this machine, that needs no looking up.

    For requests through a proxy: there the proxy resolves names, and only it can check them.
    """
    plain = host.rstrip(".").lower()
    if plain == "localhost" or plain.endswith(".localhost"):
        raise Refused("is this machine")
    try:
        address = ipaddress.ip_address(
            socket.inet_ntoa(socket.inet_aton(plain)) if _is_numeric(plain) else plain
        )
    except (ValueError, OSError):
        return
    kind = kind_of(address)
    if kind is not None:
        raise Refused(f"is at {address}, {kind}")


def kind_of(address: Address) -> str | None:
    """Return what an address is when not everybody can reach it, with an article; None for a public one."""
    inner = _embedded(address)
    if inner is not None:
        return kind_of(inner)
    if address in _METADATA or _is_metadata(address):
        return "where cloud machines keep their credentials"
    for is_so, kind in (
        (address.is_unspecified, "no address at all"),
        (address.is_loopback, "this machine"),
        (address.is_link_local, "a link-local address"),
        (address.is_multicast, "a multicast address"),
        (getattr(address, "is_site_local", False), "a private address"),
        (not address.is_global, "a private address"),
    ):
        if is_so:
            return kind
    return None


def _is_metadata(address: Address) -> bool:
    return str(address) in ("169.254.169.254", "fd00:ec2::254", "100.100.100.200")


def _embedded(address: Address) -> Address | None:
    """Return the IPv4 address that an IPv6 address leads to."""
    if not isinstance(address, ipaddress.IPv6Address):
        return None
    if address.ipv4_mapped or address.sixtofour:
        return address.ipv4_mapped or address.sixtofour
    if address.teredo:
        return address.teredo[1]
    low = ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
    if any(address in network for network in _NAT64):
        return low
    is_compatible = address in _COMPATIBLE and int(address) > 0xFFFF
    return low if is_compatible else None


def _addresses(host: str, port: int) -> Iterator[Address]:
    """Yield the addresses of a host, in the order of the resolver, each once. Raises ConnectError."""
    try:
        found = socket.getaddrinfo(host.strip("[]"), port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise httpx2.ConnectError(getattr(error, "strerror", None) or "the name is not valid") from error
    yield from dict.fromkeys(ipaddress.ip_address(str(each[4][0])) for each in found)


def _pinned(request: httpx2.Request, address: Address) -> httpx2.Request:
    """Return the request to an address instead of a name; its `Host` header is the name's already."""
    url = request.url.copy_with(host=str(address))
    extensions = {**request.extensions, "sni_hostname": request.url.raw_host.decode("ascii")}
    return httpx2.Request(
        request.method, url, headers=request.headers, stream=request.stream, extensions=extensions
    )


def _port(scheme: str) -> int:
    return 443 if scheme == "https" else 80


def _is_numeric(host: str) -> bool:
    """Whether the C library would read the host as an IPv4 address: `127.1`, `0x7f000001`, `2130706433`."""
    return bool(host) and all(part[:1].isdigit() for part in host.split("."))
