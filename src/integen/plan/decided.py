"""Members of an operation's record that somebody decided: presets, retries, scopes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from integen.ir.curation import Retries
from integen.ir.schema import MISSING
from integen.plan.operation import PlannedOperation

Alternatives = list[dict[str, list[str]]]


def decided(planned: PlannedOperation) -> dict[str, Any]:
    """Return the members, None where nothing was decided; `kit.records.Operation` reads them."""
    retries = planned.operation.curation.retries
    presets = {item.arg: item.preset for item in planned.arguments if item.preset is not MISSING}
    return {"preset": presets or None, "retries": _retries(retries) if retries else None}


def scoped(stated: Alternatives, scopes: tuple[str, ...], schemes: Mapping[str, Any]) -> Alternatives:
    """Return the alternatives with the scopes that somebody decided, at every scheme that tokens are for."""
    bearers = {key for key, scheme in schemes.items() if "token" in scheme.get("args", ())}
    return [
        {scheme: list(scopes) if scheme in bearers else asked for scheme, asked in option.items()}
        for option in stated
    ]


def _retries(found: Retries) -> dict[str, Any]:
    if found.off:
        return {"off": True}
    record: dict[str, Any] = {
        "first": found.first_delay,
        "longest": found.longest_delay,
        "exponent": found.exponent,
        "statuses": list(found.statuses) or None,
        "connections": None if found.connections else False,
    }
    return {name: value for name, value in record.items() if value is not None}
