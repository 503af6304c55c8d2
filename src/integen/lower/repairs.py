"""Repairs of what documents get wrong: each has a name, is said where it is made, and can be switched off.

Switched off, the operation that needs it is not generated. In a component, which no single operation owns,
the problem becomes an error and the component is read as before.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Repair:
    name: str
    code: str
    """What it mends."""
    does: str
    """What is made of it; said where the place itself says nothing more exact."""


REPAIRS: dict[str, Repair] = {
    name: Repair(name=name, code=code, does=does)
    for name, code, does in (
        ("wrong-type", "IG107", "it is read as well as it can be"),
        ("path-without-slash", "IG110", "it is added"),
        ("unknown-type", "IG302", "any value is accepted there"),
        ("unusable-keyword", "IG304", "the keyword is ignored"),
        ("undeclared-path-variable", "IG402", "it is read as a required text"),
        ("unplaced-path-parameter", "IG403", "it is left out"),
        ("incomplete-parameter", "IG405", "it is left out"),
        ("parameter-without-schema", "IG406", "it is read as a text"),
        ("unknown-style", "IG407", "the default style is used"),
        ("unusable-response", "IG408", "it is left out"),
        ("body-without-content", "IG409", "no body is sent"),
    )
}
"""All repairs by name, in the order of their codes."""

BY_CODE: dict[str, Repair] = {repair.code: repair for repair in REPAIRS.values()}
