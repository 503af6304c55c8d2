"""Credentials, and how they enter a request. Pure functions; the values never show in a repr or an error."""

from __future__ import annotations

import base64
import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from .build import RequestParts
from .errors import ArgumentError
from .records import Integration, Operation, Scheme
from .styles import percent


class Credentials:
    """What a client knows of itself: values by the names of the constructor's arguments."""

    __slots__ = ("_values",)

    def __init__(self, values: Mapping[str, str | None] | None = None) -> None:
        self._values = {name: value for name, value in (values or {}).items() if value}

    @classmethod
    def gather(
        cls,
        integration: Integration,
        values: Mapping[str, str | None] | None = None,
        environment: Mapping[str, str] | None = None,
    ) -> Credentials:
        """Return the given values, and from the environment those that were not given."""
        environment = os.environ if environment is None else environment
        found: dict[str, str | None] = {}
        for scheme in integration.schemes.values():
            for arg, variable in zip(scheme.args, scheme.env, strict=False):
                found.setdefault(arg, environment.get(variable, "").strip() or None)
        found.update({name: value for name, value in (values or {}).items() if value is not None})
        return cls(found)

    def of(self, scheme: Scheme) -> tuple[str, ...] | None:
        """Return the values of a scheme, or None when they are not known. A password may be empty."""
        if scheme.kind == "mutualTLS":
            return ()
        if not scheme.args or scheme.args[0] not in self._values:
            return None
        return tuple(self._values.get(arg, "") for arg in scheme.args)

    def secret(self) -> bytes | None:
        """Return bytes that only these values give, to make keys of; None when there are none."""
        return repr(sorted(self._values.items())).encode() if self._values else None

    def redact(self, text: str) -> str:
        """Return the text without any of the values, for servers that echo what they were sent."""
        for value in sorted(self._values.values(), key=len, reverse=True):
            if len(value) >= 4:
                text = text.replace(value, "[redacted]")
        return text

    def __repr__(self) -> str:
        return f"Credentials({', '.join(f'{name}=***' for name in self._values)})"

    def __reduce__(self) -> str:
        raise TypeError("credentials are not pickled")


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """The alternative that a request is authenticated by."""

    schemes: tuple[Scheme, ...]
    """Empty: the request goes out without credentials."""
    missing: tuple[Scheme, ...] = ()
    """What the first alternative would have needed."""


def alternatives(operation: Operation, integration: Integration) -> Iterable[Iterable[str]]:
    """Return the schemes that may be used, as an OR of ANDs.

    An API that declares schemes and never says where they apply takes any of them, or none.
    """
    if operation.security is not None:
        return operation.security
    return integration.security or [[key] for key in integration.schemes] + [[]]


def choose(operation: Operation, integration: Integration, credentials: Credentials) -> Choice:
    """Return the first alternative whose credentials are all known, or a later one that needs those and
    more; one with a deprecated scheme after all others, anonymous only when there is no other.
    """
    missing: tuple[Scheme, ...] = ()
    best: Choice | None = None
    outdated: Choice | None = None
    for alternative in alternatives(operation, integration):
        schemes = tuple(integration.schemes[key] for key in alternative if key in integration.schemes)
        lacking = tuple(scheme for scheme in schemes if credentials.of(scheme) is None)
        if schemes and not lacking:
            found = Choice(schemes=schemes)
            if any(scheme.deprecated for scheme in schemes):
                outdated = outdated or found
            elif best is None or _keys(best) < _keys(found):
                best = found
        missing = missing or lacking
    return best or outdated or Choice(schemes=(), missing=missing)


def _keys(choice: Choice) -> set[str]:
    return {scheme.key for scheme in choice.schemes}


def authenticate(parts: RequestParts, schemes: Iterable[Scheme], credentials: Credentials) -> RequestParts:
    """Return the request with the credentials of all schemes. A header that the caller set is left alone."""
    for scheme in schemes:
        values = credentials.of(scheme)
        if values:
            parts = _apply(parts, scheme, values)
    return parts


def _apply(parts: RequestParts, scheme: Scheme, values: tuple[str, ...]) -> RequestParts:
    name = scheme.parameter or "Authorization"
    if scheme.kind != "apiKey":
        return _with_header(parts, "Authorization", _authorization(scheme, values))
    if scheme.location == "query":
        return replace(parts, query=(*parts.query, f"{percent(name)}={percent(values[0])}"))
    if scheme.location == "cookie":
        return replace(parts, cookies=(*parts.cookies, f"{name}={_safe(values[0])}"))
    return _with_header(parts, name, values[0])


def _with_header(parts: RequestParts, name: str, value: str) -> RequestParts:
    if name.lower() in parts.headers:
        return parts
    return replace(parts, headers={**parts.headers, name.lower(): (name, _safe(value))})


def _safe(value: str) -> str:
    if not value.isprintable():
        raise ArgumentError("a credential holds a line break or another control character")
    return value


def _authorization(scheme: Scheme, values: tuple[str, ...]) -> str:
    kind = scheme.scheme or "bearer"
    if scheme.kind == "http" and kind == "basic":
        username, password = (*values, "")[:2]
        return "Basic " + base64.b64encode(f"{username}:{password}".encode()).decode("ascii")
    word = kind.capitalize() if scheme.kind == "http" else "Bearer"
    token = values[0]
    # People paste what their browser shows.
    return token if token.lower().startswith(f"{word.lower()} ") else f"{word} {token}"


def advice(choice: Choice) -> str | None:
    """Return what to do about a 401, naming the environment variables."""
    schemes = choice.missing or choice.schemes
    variables = [f"`{variable}`" for scheme in schemes for variable in scheme.env]
    if not variables:
        return None
    names = " and ".join(dict.fromkeys(variables))
    return f"No credentials were sent: set {names}" if choice.missing else f"Check the credentials in {names}"
