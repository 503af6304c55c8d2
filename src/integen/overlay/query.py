"""JSONPath queries (RFC 9535) that end: whatever an overlay asks for, it takes seconds at most.

The library resolves a query lazily, selector by selector, so a clock that every selector looks at bounds all
of it, filters inside of filters included. Its regular expressions are replaced by some with a time limit.
"""

from __future__ import annotations

import time
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import regex
from iregexp_check import check
from jsonpath_rfc9535 import JSONPathEnvironment, JSONPathError
from jsonpath_rfc9535.filter_expressions import (
    ComparisonExpression,
    FilterExpression,
    FilterQuery,
    FunctionExtension,
    LogicalExpression,
    PrefixExpression,
)
from jsonpath_rfc9535.function_extensions import ExpressionType, FilterFunction
from jsonpath_rfc9535.node import JSONPathNode
from jsonpath_rfc9535.query import JSONPathQuery
from jsonpath_rfc9535.selectors import FilterSelector, JSONPathSelector

from integen.diagnostics.provenance import Token
from integen.ir.schema import JsonValue

_LONGEST = 10_000
"""Characters; the parser recurses for parentheses, but not deeper than this allows a stack to be."""
_DEEPEST = 400
"""Levels; documents have at most 200."""

Place = tuple[Token, ...]
"""The keys and positions that lead from the root to a node."""


class BadQuery(Exception):
    """The text is no RFC 9535 query; the message says why."""


class TooCostly(Exception):
    """The time for queries is used up."""


class Clock:
    """The time that all queries of one run may take together, in seconds of this thread's computing."""

    def __init__(self, seconds: float) -> None:
        self._end = time.thread_time() + seconds

    def look(self) -> None:
        """Raises TooCostly."""
        if time.thread_time() > self._end:
            raise TooCostly

    @property
    def left(self) -> float:
        """Seconds, always above zero."""
        return max(self._end - time.thread_time(), 0.001)


def places(text: str, value: JsonValue, clock: Clock) -> list[Place]:
    """Return where the nodes that a query selects stand, each once, in the order of the selection.

    Raises BadQuery, TooCostly.
    """
    if len(text) > _LONGEST:
        raise BadQuery(f"it has {len(text):,} characters, and {_LONGEST:,} are the most")
    try:
        query = _Environment(clock).compile(text)
        _bound(query, clock)
        return list(dict.fromkeys(node.location for node in query.finditer(value)))
    except JSONPathError as error:
        raise BadQuery(_reason(error)) from None
    except RecursionError:
        raise BadQuery("it is nested too deeply") from None
    except TimeoutError:
        raise TooCostly from None


def at(value: JsonValue, place: Place) -> JsonValue:
    """Return the node at a place of `value`."""
    for token in place:
        value = value[token]
    return value


def _reason(error: JSONPathError) -> str:
    """Return the library's message without the place, which it counts in lines of the query."""
    return str(error).split(", line ")[0].strip() or "it cannot be read"


class _Environment(JSONPathEnvironment):
    max_recursion_depth = _DEEPEST

    def __init__(self, clock: Clock) -> None:
        super().__init__()
        self.function_extensions["match"] = _Pattern(clock, whole=True)
        self.function_extensions["search"] = _Pattern(clock, whole=False)


class _Pattern(FilterFunction):
    """`match` and `search` with a time limit. Source: RFC 9535 sections 2.4.6 and 2.4.7, RFC 9485."""

    arg_types = [ExpressionType.VALUE, ExpressionType.VALUE]  # noqa: RUF012 (the library's own declaration)
    return_type = ExpressionType.LOGICAL

    def __init__(self, clock: Clock, *, whole: bool) -> None:
        self._clock = clock
        self._whole = whole

    def __call__(self, text: object, pattern: object) -> bool:
        if not isinstance(text, str) or not isinstance(pattern, str) or not check(pattern):
            return False
        look = regex.fullmatch if self._whole else regex.search
        try:
            return look(_for_python(pattern), text, timeout=self._clock.left) is not None
        except regex.error:
            return False


def _for_python(pattern: str) -> str:
    """Return an I-Regexp for Python: there a dot is anything but a line end. Source: RFC 9485 section 5.3."""
    parts: list[str] = []
    in_class = escaped = False
    for each in pattern:
        plain = not escaped
        parts.append(r"[^\n\r]" if each == "." and plain and not in_class else each)
        if plain and each in "[]":
            in_class = each == "["
        escaped = plain and each == "\\"
    return "".join(parts)


@dataclass(frozen=True, slots=True)
class _Watched:
    """A selector that looks at the clock before each step."""

    selector: JSONPathSelector
    clock: Clock

    def resolve(self, node: JSONPathNode) -> Iterable[JSONPathNode]:
        self.clock.look()
        for found in self.selector.resolve(node):
            self.clock.look()
            yield found

    def __str__(self) -> str:
        return str(self.selector)


def _bound(query: JSONPathQuery, clock: Clock) -> None:
    """Let every selector of the query, and of the queries in its filters, look at the clock."""
    for segment in query.segments:
        for selector in segment.selectors:
            if isinstance(selector, FilterSelector):
                _bound_filter(selector.expression, clock)
        watched: Any = tuple(_Watched(selector, clock) for selector in segment.selectors)
        segment.selectors = watched


def _bound_filter(expression: object, clock: Clock) -> None:
    match expression:
        case FilterQuery():
            _bound(expression.query, clock)
        case FilterExpression():
            _bound_filter(expression.expression, clock)
        case PrefixExpression():
            _bound_filter(expression.right, clock)
        case LogicalExpression() | ComparisonExpression():
            _bound_filter(expression.left, clock)
            _bound_filter(expression.right, clock)
        case FunctionExtension():
            for argument in expression.args:
                _bound_filter(argument, clock)
