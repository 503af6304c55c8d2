"""The form of what is known of a provider: the one who issues tokens for one or many APIs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

FactName = Literal[
    "authorization_url",
    "token_url",
    "device_authorization_url",
    "revocation_url",
    "introspection_url",
    "discovery",
    "authorization_parameters",
    "token_parameters",
    "callback_parameters",
    "scope_separator",
    "scope_separator_in_answers",
    "second_scope_parameter",
    "pkce",
    "client_authentication",
    "token_encoding",
    "offline_scopes",
    "refresh_token",
    "refresh_rotates",
    "refresh_grace",
    "refresh_lifetime",
    "access_lifetime",
    "granted_scopes",
    "account",
    "account_url",
    "api_header",
    "variables",
]
"""What can be known. URLs may hold `{variables}`; lifetimes are in seconds unless they are a sentence."""

Value = str | int | bool | tuple[str, ...] | Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Fact:
    value: Value
    sources: tuple[str, ...]
    """Keys of `sources.SOURCES`, at least one."""
    note: str | None = None


def fact(value: Value, *sources: str, note: str | None = None) -> Fact:
    """Return a fact; one without a source is none."""
    return Fact(value, sources, note)


@dataclass(frozen=True, slots=True, kw_only=True)
class Implied:
    """Scopes that are granted with another one."""

    scopes: Mapping[str, tuple[str, ...]]
    """`{scope: what it brings directly}`."""
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Provider:
    key: str
    title: str
    as_of: str
    """The day on which the facts were collected: `2026-11-20`."""
    hosts: tuple[str, ...]
    """Of its authorization and token URLs; `*.example.com` stands for every name below."""
    facts: Mapping[FactName, Fact]
    retired: Mapping[str, Fact] = field(default_factory=dict)
    """`{URL that documents still name: why it must not be used, and what is in its place}`."""
    implied: Implied | None = None
    notes: tuple[Fact, ...] = ()
    """Whatever surprises somebody who connects an account, a sentence each."""
