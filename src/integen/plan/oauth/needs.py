"""Reads `oauth.json` back: what each operation needs, and what each scope brings."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import orjson

from integen.errors import IntegenError
from integen.plan.oauth.record import FORMAT

Scope = tuple[str, str]
"""Grant and scope: two providers may have scopes of one name."""
Alternative = frozenset[Scope]


@dataclass(frozen=True, slots=True, kw_only=True)
class Need:
    """What one operation takes."""

    operation: str
    tool: str
    """Its tool, or method and path where it is none."""
    toolset: str
    effect: str
    alternatives: tuple[Alternative, ...]
    """Any one of them is enough. Only those by OAuth; an empty one takes a grant without any scope."""
    others: tuple[str, ...] = ()
    """Schemes that stand beside OAuth in an alternative, such as a key of the application."""
    is_open: bool = False
    """Nothing is needed, or the document does not say what."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Needs:
    operations: tuple[Need, ...]
    """In document order."""
    descriptions: Mapping[Scope, str]
    """Every scope, in document order."""
    implied: Mapping[Scope, frozenset[Scope]] = field(default_factory=dict)
    """`{scope: everything that is granted with it}`, itself left out."""
    separators: Mapping[str, str] = field(default_factory=dict)
    """`{grant: what stands between scopes in a request}`."""
    undeclared: frozenset[Scope] = frozenset()
    """Used by operations and declared by no flow."""


def read_needs(path: Path) -> Needs:
    """Return what a package's `oauth.json` says. Raises IntegenError when it cannot be read."""
    try:
        record = orjson.loads(path.read_bytes())
        if record["oauth"] != FORMAT:
            message = f"`{path}` has format {record['oauth']}; this integen reads format {FORMAT}"
            raise IntegenError(message, hint="generate again with this version of integen")
        return needs_of(record)
    except OSError as error:
        raise IntegenError(
            f"cannot read `{path}`: {error.strerror or error}", hint="generate it with --target oauth"
        ) from error
    except (orjson.JSONDecodeError, KeyError, TypeError, AttributeError, ValueError) as error:
        raise IntegenError(f"`{path}` is damaged", hint="generate again with --force") from error


def needs_of(record: Mapping[str, Any]) -> Needs:
    """Return what the values of an `oauth.json` say."""
    grants: Mapping[str, Any] = record["grants"]
    grant_of = {scheme: each["grant"] for scheme, each in record["schemes"].items()}
    scopes = {
        (grant, scope): facts for grant, each in grants.items() for scope, facts in each["scopes"].items()
    }
    return Needs(
        operations=tuple(_need(key, each, grant_of) for key, each in record["operations"].items()),
        descriptions={scope: facts["description"] for scope, facts in scopes.items()},
        implied={
            scope: frozenset((scope[0], each) for each in facts["implies"]["value"])
            for scope, facts in scopes.items()
            if "implies" in facts
        },
        separators={grant: each["scope_separator"] for grant, each in grants.items()},
        undeclared=frozenset(scope for scope, facts in scopes.items() if facts.get("declared") is False),
    )


def _need(key: str, record: Mapping[str, Any], grant_of: Mapping[str, str]) -> Need:
    stated: list[Mapping[str, list[str]]] = record.get("any_of", [{}])
    by_oauth = [each for each in stated if any(scheme in grant_of for scheme in each)]
    alternatives = [
        frozenset(
            (grant_of[scheme], scope) for scheme in each if scheme in grant_of for scope in each[scheme]
        )
        for each in by_oauth
    ]
    return Need(
        operation=key,
        tool=record["tool"] or key,
        toolset=record["toolset"],
        effect=record["effect"],
        alternatives=tuple(dict.fromkeys(alternatives)),
        others=tuple(dict.fromkeys(scheme for each in by_oauth for scheme in each if scheme not in grant_of)),
        is_open=not stated or {} in stated,
    )
