"""What can be wrong in methods of an SDK: arguments dropped, swapped or misnamed, answers misread. Kinds of
what is wrong in asynchronous methods begin with `async`.

The text is changed, so that what runs is what stands in the file.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping
from itertools import pairwise
from typing import Any

Change = tuple[str, str, str, int, int, bytes]
"""Key of the operation, kind, what was changed, and the bytes from start to end that become others."""
_InCall = tuple[str, str, int, int, bytes]
"""The same without the key."""


def of_module(source: bytes, cases: Mapping[str, Mapping[str, Any]]) -> Iterator[Change]:
    """Yield changes of the methods in a module of resources."""
    lines = _starts(source)
    for node in ast.parse(source).body:
        if not isinstance(node, ast.ClassDef):
            continue
        prefix = "async " if node.name.startswith("Async") else ""
        for call in ast.walk(node):
            key = _key_of(call)
            if isinstance(call, ast.Call) and key in cases:
                for kind, changed, start, end, text in _of_call(source, lines, call, cases[key]):
                    yield key, f"{prefix}{kind}", changed, start, end, text


def _starts(source: bytes) -> list[int]:
    """Return the offset of each line."""
    starts = [0]
    for line in source.splitlines(keepends=True):
        starts.append(starts[-1] + len(line))
    return starts


def _key_of(node: ast.AST) -> str:
    match node:
        case ast.Call(func=ast.Attribute(attr="request"), args=[ast.Constant(value=str(key))]):
            return key
    return ""


def _of_call(source: bytes, lines: list[int], call: ast.Call, case: Mapping[str, Any]) -> Iterator[_InCall]:
    values = _values(case)
    for keyword in call.keywords:
        place = keyword.arg or ""
        start, end = _span(lines, keyword.value)
        if place == "returns":
            yield from _of_answers(source, lines, keyword.value, case)
        elif isinstance(keyword.value, ast.Dict):
            for kind, changed, text in _of_pairs(keyword.value, values):
                yield kind, f"{changed} ({place})", start, end, text.encode()
        elif place == "body":
            yield "argument dropped", "the body is not sent", start, end, b"None"


def _of_answers(
    source: bytes, lines: list[int], returns: ast.expr, case: Mapping[str, Any]
) -> Iterator[_InCall]:
    """Yield types of answers that become texts: of all of them, or of one status."""
    if not isinstance(returns, ast.Dict):
        start, end = _span(lines, returns)
        if _is_read(case, "2") and source[start:end] not in (b"str", b"None"):
            yield "answer type", "the answer is read as a text", start, end, b"str"
        return
    for name, value in zip(returns.keys, returns.values, strict=True):
        status = ast.literal_eval(name) if name is not None else ""
        start, end = _span(lines, value)
        if status[:1] == "2" and _is_read(case, status) and source[start:end] not in (b"str", b"None"):
            yield "answer by status", f"the answer {status} is read as a text", start, end, b"str"


def _values(case: Mapping[str, Any]) -> dict[str, list[Any]]:
    """Return what the tries give each argument, by its Python name; None where one does not give it."""
    return {python: [given.get(arg) for given in case["tries"]] for arg, python, _, _ in case["arguments"]}


def _span(lines: list[int], node: ast.expr) -> tuple[int, int]:
    start = lines[node.lineno - 1] + node.col_offset
    return start, lines[(node.end_lineno or node.lineno) - 1] + (node.end_col_offset or 0)


def _of_pairs(display: ast.Dict, values: Mapping[str, list[Any]]) -> Iterator[tuple[str, str, str]]:
    pairs = [
        (ast.unparse(name), value) for name, value in zip(display.keys, display.values, strict=True) if name
    ]
    texts = [(name, ast.unparse(value)) for name, value in pairs]
    for number, (name, _) in enumerate(texts):
        yield "argument dropped", f"{name} is not sent", _written(texts[:number] + texts[number + 1 :])
        renamed = repr(f"{ast.literal_eval(name)}x")
        others = [*texts[:number], (renamed, texts[number][1]), *texts[number + 1 :]]
        yield "SDK name", f"{name} is sent as {renamed}", _written(others)
    for (number, (name, first)), (_, (other, second)) in pairwise(enumerate(texts)):
        if values.get(first) != values.get(second):
            swapped = [*texts]
            swapped[number], swapped[number + 1] = (name, second), (other, first)
            yield "arguments swapped", f"{name} and {other} are swapped", _written(swapped)


def _written(pairs: list[tuple[str, str]]) -> str:
    return "{" + ", ".join(f"{name}: {value}" for name, value in pairs) + "}"


def _is_read(case: Mapping[str, Any], status: str) -> bool:
    """Whether a status, or a class of them, has an answer with a model: others are given as they came."""
    return any(answer["status"].startswith(status) and "model" in answer for answer in case["answers"])
