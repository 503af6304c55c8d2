"""The types of JSON as messages name them, and what a value of one type means as another."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from typing import Any

from ..kinds import is_list, is_mapping

SHOWN = 60
"""Characters of a value in a message."""

TYPES: Mapping[str, tuple[type, ...]] = {
    "string": (str,),
    "integer": (int,),
    "number": (int, float),
    "boolean": (bool,),
    "array": (list,),
    "object": (dict,),
    "null": (type(None),),
}


NAMES = tuple(TYPES)


def is_a(value: Any, name: str) -> bool:
    if isinstance(value, bool):
        return name == "boolean"
    if name == "integer" and isinstance(value, float):
        return False
    return isinstance(value, TYPES[name])


def kind_of(value: Any) -> str:
    return next((name for name in TYPES if is_a(value, name)), type(value).__name__)


def shown(value: Any) -> str:
    text = json.dumps(value, ensure_ascii=False, default=str)
    return text if len(text) <= SHOWN else text[: SHOWN - 3] + "..."


def converted(value: Any, name: str) -> Any:
    """Return the value as the type, or the same object when it has no such meaning."""
    if name == "integer" and isinstance(value, float) and value.is_integer():
        return int(value)
    if name == "string" and isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    if not isinstance(value, str) or name not in ("integer", "number", "boolean", "array", "object"):
        return value
    if name == "boolean":
        return {"true": True, "false": False}.get(value.strip().lower(), value)
    try:
        parsed = json.loads(value)
    except (ValueError, RecursionError):
        return value
    if isinstance(parsed, float) and (
        not math.isfinite(parsed) or (name == "integer" and not parsed.is_integer())
    ):
        return value
    if name == "integer" and isinstance(parsed, float):
        return int(parsed)
    return parsed if is_a(parsed, name) else value


def mapping(value: Any) -> Mapping[str, Any]:
    """Documents hold anything anywhere."""
    return value if is_mapping(value) else {}


def items_of(value: Any) -> list[Any]:
    return value if is_list(value) else []
