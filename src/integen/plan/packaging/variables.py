"""The environment variables of a server, as registries and desktops are told of them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from integen.plan.records import Credential


@dataclass(frozen=True, slots=True, kw_only=True)
class Variable:
    env: str
    """`GITHUB_TOKEN`"""
    name: str
    """`token`: what a person is asked for."""
    doc: str
    is_secret: bool
    is_required: bool
    is_switch: bool = False
    """Either `true` or `false`."""


def plan_variables(
    credentials: tuple[Credential, ...], integration: Mapping[str, Any], script: str
) -> tuple[Variable, ...]:
    """Return the credentials in the document's order, then what narrows the server down."""
    required = _required(integration)
    prefix = re.sub(r"\W+", "_", script, flags=re.ASCII).upper()
    return (
        *(
            Variable(
                env=each.env, name=each.name, doc=each.doc, is_secret=True, is_required=each.env in required
            )
            for each in credentials
        ),
        Variable(
            env=f"{prefix}_READ_ONLY",
            name="read_only",
            doc="Offer only tools that change nothing.",
            is_secret=False,
            is_required=False,
            is_switch=True,
        ),
        Variable(
            env=f"{prefix}_TOOLSETS",
            name="toolsets",
            doc="Offer only these groups of tools: names between commas.",
            is_secret=False,
            is_required=False,
        ),
    )


def _required(integration: Mapping[str, Any]) -> frozenset[str]:
    """Return the variables that every alternative of the API's usual security takes."""
    alternatives = [
        {variable for scheme in each for variable in integration["schemes"][scheme]["env"]}
        for each in integration.get("security", ())
        if all(scheme in integration.get("schemes", {}) for scheme in each)
    ]
    return frozenset(set.intersection(*alternatives)) if alternatives else frozenset()
