"""What each keyword of JSON Schema demands: a check returns the value as it wants it, and reports."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from typing import TYPE_CHECKING, Any

from ..kinds import is_dict, is_list, is_mapping
from . import patterns
from .filters import nearest
from .json_types import SHOWN, is_a, items_of, mapping, shown

if TYPE_CHECKING:
    from .arguments import Fitting, Problem

Check = Callable[["Fitting", Mapping[str, Any], Any, str, int], Any]


def _enum(fitting: Fitting, schema: Mapping[str, Any], value: Any, path: str, depth: int) -> Any:
    allowed = schema["enum"]
    if not is_list(allowed) or any(_same(value, item) for item in allowed):
        return value
    if isinstance(value, str) and fitting.convert:
        folded = [item for item in allowed if isinstance(item, str) and item.lower() == value.lower()]
        if len(folded) == 1:
            return folded[0]
    near = (
        nearest(value, [item for item in allowed if isinstance(item, str)]) if isinstance(value, str) else ""
    )
    choices = ", ".join(shown(item) for item in allowed[:30]) + (", ..." if len(allowed) > 30 else "")
    fitting.report(path, f"must be one of {choices}; got {shown(value)}{near}", telling=True)
    return value


def _const(fitting: Fitting, schema: Mapping[str, Any], value: Any, path: str, depth: int) -> Any:
    if not _same(value, schema["const"]):
        fitting.report(path, f"must be {shown(schema['const'])}; got {shown(value)}", telling=True)
    return value


def _same(left: Any, right: Any) -> bool:
    return bool(left == right) and isinstance(left, bool) == isinstance(right, bool)


def _object(fitting: Fitting, schema: Mapping[str, Any], value: Any, path: str, depth: int) -> Any:
    """`properties`, `required` and `additionalProperties` together: names are judged by all three."""
    if not is_dict(value):
        return value
    properties = mapping(schema.get("properties"))
    required = items_of(schema.get("required"))
    fitted: dict[str, Any] = {}
    for name, item in value.items():
        if item is None and name not in required and not _nullable(fitting, properties.get(name)):
            continue  # what models write for "not given"
        fitted[name] = _member(fitting, schema, name, item, path, depth)
    for name in required:
        if name not in fitted:
            expected = properties.get(name)
            kind = expected.get("type") if is_mapping(expected) else None
            fitting.report(_joined(path, name), f"is required{f' ({kind})' if isinstance(kind, str) else ''}")
    return fitted


def _member(fitting: Fitting, schema: Mapping[str, Any], name: str, item: Any, path: str, depth: int) -> Any:
    properties = mapping(schema.get("properties"))
    if name in properties:
        return fitting.value(properties[name], item, _joined(path, name), depth + 1)
    others = schema.get("additionalProperties", True)
    if others is False:
        near = nearest(name, properties)
        known = "" if near else f"; known are {', '.join(list(properties)[:20]) or 'none'}"
        fitting.report(_joined(path, name[:SHOWN]), f"is not an argument{near}{known}")
        return item
    return fitting.value(others, item, _joined(path, name), depth + 1)


def _nullable(fitting: Fitting, schema: Any) -> bool:
    if not is_mapping(schema):
        return True
    return not fitting.attempt(schema, None, "", 0, convert=False)[1]


def _joined(path: str, name: str) -> str:
    return f"{path}.{name}" if path else name


def _array(fitting: Fitting, schema: Mapping[str, Any], value: Any, path: str, depth: int) -> Any:
    if not is_list(value):
        return value
    first = items_of(schema.get("prefixItems"))
    rest = schema.get("items", True)
    return [
        fitting.value(first[at] if at < len(first) else rest, item, f"{path}[{at}]", depth + 1)
        for at, item in enumerate(value)
    ]


def _unique(fitting: Fitting, schema: Mapping[str, Any], value: Any, path: str, depth: int) -> Any:
    if schema["uniqueItems"] is True and is_list(value):
        texts = [json.dumps(item, sort_keys=True, default=str) for item in value]
        if len(set(texts)) < len(texts):
            fitting.report(path, "must not repeat an item")
    return value


def _pattern(fitting: Fitting, schema: Mapping[str, Any], value: Any, path: str, depth: int) -> Any:
    pattern = schema["pattern"]
    if isinstance(value, str) and isinstance(pattern, str) and patterns.breaks(pattern, value):
        fitting.report(path, f"must match the pattern {shown(pattern)}; got {shown(value)}")
    return value


def _multiple(fitting: Fitting, schema: Mapping[str, Any], value: Any, path: str, depth: int) -> Any:
    step = schema["multipleOf"]
    if is_a(value, "integer") and is_a(step, "integer") and step > 0 and value % step:
        fitting.report(path, f"must be a multiple of {step}; got {value}")
    return value


def _choice(keyword: str) -> Check:
    """`anyOf`, and `oneOf` like it: documents say `oneOf` where branches overlap, and the API decides."""

    def check(fitting: Fitting, schema: Mapping[str, Any], value: Any, path: str, depth: int) -> Any:
        branches = schema[keyword]
        if not is_list(branches) or not branches:
            return value
        failed: list[list[Problem]] = []
        for convert in (False, True):
            for branch in branches:
                fitted, problems = fitting.attempt(branch, value, path, depth, convert=convert)
                if not problems:
                    return fitted
                failed.append(problems)
        fitting.problems += min(failed[-len(branches) :], key=partial(_distance, path))
        return value

    return check


def _distance(path: str, problems: list[Problem]) -> tuple[bool, bool, int]:
    """How far a branch is from what was meant: another type is farthest, then another fixed value inside."""
    elsewhere = all(problem.path == path for problem in problems)
    return elsewhere, any(problem.telling for problem in problems), len(problems)


def _all(fitting: Fitting, schema: Mapping[str, Any], value: Any, path: str, depth: int) -> Any:
    for branch in items_of(schema["allOf"]):
        value = fitting.value(branch, value, path, depth + 1)
    return value


def _limit(
    kind: type | tuple[type, ...], measure: Callable[[Any], Any], holds: str, text: str
) -> Callable[[str], Check]:
    """Make the checks of the keywords that compare a measure of the value with a number."""

    def of(keyword: str) -> Check:
        def check(fitting: Fitting, schema: Mapping[str, Any], value: Any, path: str, depth: int) -> Any:
            bound = schema[keyword]
            usable = isinstance(value, kind) and not isinstance(value, bool) and is_a(bound, "number")
            if usable and not _COMPARE[holds](measure(value), bound):
                fitting.report(path, f"{text.format(bound=bound)}; got {shown(value)}")
            return value

        return check

    return of


_COMPARE: Mapping[str, Callable[[Any, Any], bool]] = {
    ">=": lambda measured, bound: measured >= bound,
    "<=": lambda measured, bound: measured <= bound,
    ">": lambda measured, bound: measured > bound,
    "<": lambda measured, bound: measured < bound,
}


def _limits() -> Iterator[tuple[str, Check]]:
    number = (int, float)
    table: tuple[tuple[str, type | tuple[type, ...], Callable[[Any], Any], str, str], ...] = (
        ("minimum", number, lambda value: value, ">=", "must be at least {bound}"),
        ("maximum", number, lambda value: value, "<=", "must be at most {bound}"),
        ("exclusiveMinimum", number, lambda value: value, ">", "must be greater than {bound}"),
        ("exclusiveMaximum", number, lambda value: value, "<", "must be less than {bound}"),
        ("minLength", str, len, ">=", "must have at least {bound} characters"),
        ("maxLength", str, len, "<=", "must have at most {bound} characters"),
        ("minItems", list, len, ">=", "must have at least {bound} items"),
        ("maxItems", list, len, "<=", "must have at most {bound} items"),
        ("minProperties", dict, len, ">=", "must have at least {bound} members"),
        ("maxProperties", dict, len, "<=", "must have at most {bound} members"),
    )
    for keyword, kind, measure, holds, text in table:
        yield keyword, _limit(kind, measure, holds, text)(keyword)


def _first_of(*keywords: str) -> Check:
    """Run `_object` once for keywords that it judges together."""

    def check(fitting: Fitting, schema: Mapping[str, Any], value: Any, path: str, depth: int) -> Any:
        if any(earlier in schema for earlier in keywords):
            return value
        return _object(fitting, schema, value, path, depth)

    return check


CHECKS: Mapping[str, Check] = {
    "enum": _enum,
    "const": _const,
    "properties": _object,
    "required": _first_of("properties"),
    "additionalProperties": _first_of("properties", "required"),
    "items": _array,
    "uniqueItems": _unique,
    "pattern": _pattern,
    "multipleOf": _multiple,
    **dict(_limits()),
    "allOf": _all,
    "anyOf": _choice("anyOf"),
    "oneOf": _choice("oneOf"),
}
