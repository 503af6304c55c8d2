"""Fits the arguments of a call to the tool's input schema, before anything reaches the network.

Models and hosts send what they mean rather than what was asked: an array as JSON text, `"5"` for 5, null for
an argument that they leave out. What has one possible meaning is converted; everything else is reported so
that a model can correct the call: where, what was expected, which values exist, which name is near.

A validator of our own, because it converts while it checks, words its messages for models, compiles nothing,
and cannot be made to run long by a schema from a hostile document (see `STEPS` and `patterns`).
`format` and what JSON Schema adds beyond `keywords` are the API's to judge.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from ..kinds import is_list, is_mapping
from .json_types import NAMES, converted, is_a, kind_of, shown
from .keywords import CHECKS

STEPS = 20_000
"""Schemas visited for one call; what is beyond is accepted unseen."""
MAX_DEPTH = 100
MAX_PROBLEMS = 5
"""In one message: enough to correct a call, little enough to read."""


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
    fitting = Fitting(schema)
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


class Fitting:
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
        if not is_mapping(schema) or self.steps[0] < 0 or depth > MAX_DEPTH:
            return value
        if "$ref" in schema:
            value = self.value(self._resolved(schema["$ref"]), value, path, depth + 1)
        before = len(self.problems)
        value = self._typed(schema, value, path)
        if len(self.problems) > before:
            return value
        for keyword, check in CHECKS.items():
            if keyword in schema:
                value = check(self, schema, value, path, depth)
        return value

    def report(self, path: str, text: str, *, telling: bool = False) -> None:
        self.problems.append(Problem(path, text, telling))

    def attempt(
        self, schema: Any, value: Any, path: str, depth: int, *, convert: bool
    ) -> tuple[Any, list[Problem]]:
        """Fit without reporting, for the branches of a choice."""
        trial = Fitting(self.root, convert=convert and self.convert, steps=self.steps)
        return trial.value(schema, value, path, depth + 1), trial.problems

    def _resolved(self, ref: Any) -> Any:
        """Follow a pointer into the root; an unknown one allows everything."""
        if not isinstance(ref, str) or not ref.startswith("#"):
            return True
        node: Any = self.root
        for step in ref[1:].split("/")[1:]:
            key = step.replace("~1", "/").replace("~0", "~")
            node = node.get(key, True) if is_mapping(node) else True
        return node

    def _typed(self, schema: Mapping[str, Any], value: Any, path: str) -> Any:
        wanted = schema.get("type")
        names = [name for name in (wanted if is_list(wanted) else [wanted]) if name in NAMES]
        if not names or any(is_a(value, name) for name in names):
            return value
        if self.convert:
            for name in names:
                meant = converted(value, name)
                if meant is not value:
                    return meant
        expected = " or ".join(names)
        self.report(path, f"expected {expected}, got {kind_of(value)} {shown(value)}")
        return value
