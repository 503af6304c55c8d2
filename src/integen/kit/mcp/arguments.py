"""Fits the arguments of a call to the tool's input schema, before anything reaches the network.

Models and hosts send what they mean rather than what was asked: an array as JSON text, `"5"` for 5, null for
an argument that they leave out. What has one possible meaning is converted; everything else is reported so
that a model can correct the call: where, what was expected, which values exist, which name is near.

A validator of our own, because it converts while it checks, words its messages for models, compiles nothing,
and cannot be made to run long by a schema from a hostile document (see `STEPS` and `patterns`).
`format` and what JSON Schema adds beyond the keywords below are the API's to judge.
"""

from __future__ import annotations

import json
import math
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from typing import Any, NamedTuple

from . import patterns
from .filters import nearest

STEPS = 20_000
"""Schemas visited for one call; what is beyond is accepted unseen."""
MAX_DEPTH = 100
MAX_PROBLEMS = 5
"""In one message: enough to correct a call, little enough to read."""
_SHOWN = 60

_TYPES: Mapping[str, tuple[type, ...]] = {
    "string": (str,),
    "integer": (int,),
    "number": (int, float),
    "boolean": (bool,),
    "array": (list,),
    "object": (dict,),
    "null": (type(None),),
}


_NAMES = tuple(_TYPES)


class Problem(NamedTuple):
    path: str
    """`labels[0].name`, empty for the arguments themselves."""
    text: str
    telling: bool = False
    """A fixed value differs: what was meant is another branch of a choice."""

    def __str__(self) -> str:
        return f"`{self.path}`: {self.text}" if self.path else self.text


def fit(schema: Mapping[str, Any], arguments: Mapping[str, Any]) -> tuple[dict[str, Any], list[Problem]]:
    """Return the arguments as the schema wants them, and every problem that was found."""
    fitting = _Fitting(schema)
    fitted = fitting.value(_closed(schema), dict(arguments), "", 0)
    return fitted, fitting.problems


def message(tool: str, problems: list[Problem]) -> str:
    """Return the text for the model."""
    lines = [f"- {problem}" for problem in problems[:MAX_PROBLEMS]]
    if len(problems) > MAX_PROBLEMS:
        lines.append(f"- and {len(problems) - MAX_PROBLEMS} more")
    return "\n".join((f"Invalid arguments for {tool}; nothing was sent:", *lines))


def _closed(schema: Mapping[str, Any]) -> Mapping[str, Any]:
    """Refuse an argument that no schema declares, unless any name is welcome: nothing would carry it."""
    return schema if "additionalProperties" in schema else {**schema, "additionalProperties": False}


class _Fitting:
    """One pass over one value. Problems are collected, not raised."""

    def __init__(
        self, root: Mapping[str, Any], *, convert: bool = True, steps: list[int] | None = None
    ) -> None:
        self.root = root
        self.convert = convert
        self.problems: list[Problem] = []
        self.steps = steps or [STEPS]

    def value(self, schema: Any, value: Any, path: str, depth: int) -> Any:
        self.steps[0] -= 1
        if schema is False:
            self.report(path, "is not allowed here")
            return value
        if not isinstance(schema, Mapping) or self.steps[0] < 0 or depth > MAX_DEPTH:
            return value
        if "$ref" in schema:
            value = self.value(self._resolved(schema["$ref"]), value, path, depth + 1)
        before = len(self.problems)
        value = self._typed(schema, value, path)
        if len(self.problems) > before:
            return value
        for keyword, check in _CHECKS.items():
            if keyword in schema:
                value = check(self, schema, value, path, depth)
        return value

    def report(self, path: str, text: str, *, telling: bool = False) -> None:
        self.problems.append(Problem(path, text, telling))

    def attempt(
        self, schema: Any, value: Any, path: str, depth: int, *, convert: bool
    ) -> tuple[Any, list[Problem]]:
        """Fit without reporting, for the branches of a choice."""
        trial = _Fitting(self.root, convert=convert and self.convert, steps=self.steps)
        return trial.value(schema, value, path, depth + 1), trial.problems

    def _resolved(self, ref: Any) -> Any:
        """Follow a pointer into the root; an unknown one allows everything."""
        if not isinstance(ref, str) or not ref.startswith("#"):
            return True
        node: Any = self.root
        for step in ref[1:].split("/")[1:]:
            key = step.replace("~1", "/").replace("~0", "~")
            node = node.get(key, True) if isinstance(node, Mapping) else True
        return node

    def _typed(self, schema: Mapping[str, Any], value: Any, path: str) -> Any:
        wanted = schema.get("type")
        names = [name for name in (wanted if isinstance(wanted, list) else [wanted]) if name in _NAMES]
        if not names or any(_is(value, name) for name in names):
            return value
        if self.convert:
            for name in names:
                converted = _converted(value, name)
                if converted is not value:
                    return converted
        expected = " or ".join(names)
        self.report(path, f"expected {expected}, got {_kind(value)} {_shown(value)}")
        return value


def _is(value: Any, name: str) -> bool:
    if isinstance(value, bool):
        return name == "boolean"
    if name == "integer" and isinstance(value, float):
        return False
    return isinstance(value, _TYPES[name])


def _kind(value: Any) -> str:
    return next((name for name in _TYPES if _is(value, name)), type(value).__name__)


def _shown(value: Any) -> str:
    text = json.dumps(value, ensure_ascii=False, default=str)
    return text if len(text) <= _SHOWN else text[: _SHOWN - 3] + "..."


def _converted(value: Any, name: str) -> Any:
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
    return parsed if _is(parsed, name) else value


def _mapping(value: Any) -> Mapping[str, Any]:
    """Documents hold anything anywhere."""
    return value if isinstance(value, Mapping) else {}


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


Check = Callable[[_Fitting, Mapping[str, Any], Any, str, int], Any]


def _enum(fitting: _Fitting, schema: Mapping[str, Any], value: Any, path: str, depth: int) -> Any:
    allowed = schema["enum"]
    if not isinstance(allowed, list) or any(_same(value, item) for item in allowed):
        return value
    if isinstance(value, str) and fitting.convert:
        folded = [item for item in allowed if isinstance(item, str) and item.lower() == value.lower()]
        if len(folded) == 1:
            return folded[0]
    near = (
        nearest(value, [item for item in allowed if isinstance(item, str)]) if isinstance(value, str) else ""
    )
    shown = ", ".join(_shown(item) for item in allowed[:30]) + (", ..." if len(allowed) > 30 else "")
    fitting.report(path, f"must be one of {shown}; got {_shown(value)}{near}", telling=True)
    return value


def _const(fitting: _Fitting, schema: Mapping[str, Any], value: Any, path: str, depth: int) -> Any:
    if not _same(value, schema["const"]):
        fitting.report(path, f"must be {_shown(schema['const'])}; got {_shown(value)}", telling=True)
    return value


def _same(left: Any, right: Any) -> bool:
    return bool(left == right) and isinstance(left, bool) == isinstance(right, bool)


def _object(fitting: _Fitting, schema: Mapping[str, Any], value: Any, path: str, depth: int) -> Any:
    """`properties`, `required` and `additionalProperties` together: names are judged by all three."""
    if not isinstance(value, dict):
        return value
    properties = _mapping(schema.get("properties"))
    required = _list(schema.get("required"))
    fitted = {}
    for name, item in value.items():
        if item is None and name not in required and not _nullable(fitting, properties.get(name)):
            continue  # what models write for "not given"
        fitted[name] = _member(fitting, schema, name, item, path, depth)
    for name in required:
        if name not in fitted:
            expected = properties.get(name)
            kind = expected.get("type") if isinstance(expected, Mapping) else None
            fitting.report(_joined(path, name), f"is required{f' ({kind})' if isinstance(kind, str) else ''}")
    return fitted


def _member(fitting: _Fitting, schema: Mapping[str, Any], name: str, item: Any, path: str, depth: int) -> Any:
    properties = _mapping(schema.get("properties"))
    if name in properties:
        return fitting.value(properties[name], item, _joined(path, name), depth + 1)
    others = schema.get("additionalProperties", True)
    if others is False:
        near = nearest(name, properties)
        known = "" if near else f"; known are {', '.join(list(properties)[:20]) or 'none'}"
        fitting.report(_joined(path, name[:_SHOWN]), f"is not an argument{near}{known}")
        return item
    return fitting.value(others, item, _joined(path, name), depth + 1)


def _nullable(fitting: _Fitting, schema: Any) -> bool:
    if not isinstance(schema, Mapping):
        return True
    return not fitting.attempt(schema, None, "", 0, convert=False)[1]


def _joined(path: str, name: str) -> str:
    return f"{path}.{name}" if path else name


def _array(fitting: _Fitting, schema: Mapping[str, Any], value: Any, path: str, depth: int) -> Any:
    if not isinstance(value, list):
        return value
    first = _list(schema.get("prefixItems"))
    rest = schema.get("items", True)
    return [
        fitting.value(first[at] if at < len(first) else rest, item, f"{path}[{at}]", depth + 1)
        for at, item in enumerate(value)
    ]


def _unique(fitting: _Fitting, schema: Mapping[str, Any], value: Any, path: str, depth: int) -> Any:
    if schema["uniqueItems"] is True and isinstance(value, list):
        texts = [json.dumps(item, sort_keys=True, default=str) for item in value]
        if len(set(texts)) < len(texts):
            fitting.report(path, "must not repeat an item")
    return value


def _pattern(fitting: _Fitting, schema: Mapping[str, Any], value: Any, path: str, depth: int) -> Any:
    pattern = schema["pattern"]
    if isinstance(value, str) and isinstance(pattern, str) and patterns.breaks(pattern, value):
        fitting.report(path, f"must match the pattern {_shown(pattern)}; got {_shown(value)}")
    return value


def _multiple(fitting: _Fitting, schema: Mapping[str, Any], value: Any, path: str, depth: int) -> Any:
    step = schema["multipleOf"]
    if _is(value, "integer") and _is(step, "integer") and step > 0 and value % step:
        fitting.report(path, f"must be a multiple of {step}; got {value}")
    return value


def _choice(keyword: str) -> Check:
    """`anyOf`, and `oneOf` like it: documents say `oneOf` where branches overlap, and the API decides."""

    def check(fitting: _Fitting, schema: Mapping[str, Any], value: Any, path: str, depth: int) -> Any:
        branches = schema[keyword]
        if not isinstance(branches, list) or not branches:
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


def _all(fitting: _Fitting, schema: Mapping[str, Any], value: Any, path: str, depth: int) -> Any:
    for branch in _list(schema["allOf"]):
        value = fitting.value(branch, value, path, depth + 1)
    return value


def _limit(
    kind: type | tuple[type, ...], measure: Callable[[Any], Any], holds: str, text: str
) -> Callable[[str], Check]:
    """Make the checks of the keywords that compare a measure of the value with a number."""

    def of(keyword: str) -> Check:
        def check(fitting: _Fitting, schema: Mapping[str, Any], value: Any, path: str, depth: int) -> Any:
            bound = schema[keyword]
            usable = isinstance(value, kind) and not isinstance(value, bool) and _is(bound, "number")
            if usable and not _COMPARE[holds](measure(value), bound):
                fitting.report(path, f"{text.format(bound=bound)}; got {_shown(value)}")
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

    def check(fitting: _Fitting, schema: Mapping[str, Any], value: Any, path: str, depth: int) -> Any:
        if any(earlier in schema for earlier in keywords):
            return value
        return _object(fitting, schema, value, path, depth)

    return check


_CHECKS: Mapping[str, Check] = {
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
