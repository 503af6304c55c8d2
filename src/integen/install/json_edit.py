"""Changes one member of a JSON text and leaves every other character as it is."""

from __future__ import annotations

import json
import re
from typing import Any

from integen.install.broken import DelicateError
from integen.install.jsonc import Member, Node, parse, skip

_REST_OF_LINE = re.compile(r"[ \t]*\r?\n")


def put(text: str, path: tuple[str, ...], value: Any, *, comments: bool) -> str:
    """Return the text with the member at `path` set; objects on the way are made. Raises BrokenError."""
    root = parse(text, comments=comments)
    holder, at = root, 0
    while at < len(path) - 1 and path[at] in _object(holder, path[:at]).members:
        holder, at = holder.members[path[at]].node, at + 1
    for name in reversed(path[at + 1 :]):
        value = {name: value}
    members = _object(holder, path[:at]).members
    if path[at] in members:
        return _replaced(text, members[path[at]].node, value)
    return _added(
        text, holder, list(members.values()), json.dumps(path[at], ensure_ascii=False) + ": ", value
    )


def drop(text: str, path: tuple[str, ...], *, comments: bool) -> str:
    """Return the text without the member at `path`. Raises BrokenError."""
    holder = parse(text, comments=comments)
    for name in path[:-1]:
        if not isinstance(holder.value, dict) or name not in holder.members:
            return text
        holder = holder.members[name].node
    if path[-1] not in holder.members:
        return text
    spans = [(member.start, member.node.end) for member in holder.members.values()]
    return _without(text, holder, spans, list(holder.members).index(path[-1]))


def put_element(text: str, path: tuple[str, ...], value: dict[str, Any], *, comments: bool) -> str:
    """Return the text with an object in the array at `path`, in place of the one with the same `id`."""
    array = _at(parse(text, comments=comments), path)
    if array is None:
        return put(text, path, [value], comments=comments)
    if not isinstance(array.value, list):
        raise DelicateError(f"`{'.'.join(path)}` is no list")
    for element in array.elements:
        if isinstance(element.value, dict) and element.value.get("id") == value["id"]:
            return _replaced(text, element, value)
    members = [Member(element.start, element) for element in array.elements]
    return _added(text, array, members, "", value)


def drop_element(text: str, path: tuple[str, ...], key: str, *, comments: bool) -> str:
    """Return the text without the object of that `id` in the array at `path`."""
    array = _at(parse(text, comments=comments), path)
    for index, element in enumerate(array.elements if array else ()):
        if array and isinstance(element.value, dict) and element.value.get("id") == key:
            return _without(text, array, [(each.start, each.end) for each in array.elements], index)
    return text


def _at(root: Node, path: tuple[str, ...]) -> Node | None:
    node = root
    for name in path:
        if name not in node.members:
            return None
        node = node.members[name].node
    return node


def _object(node: Node, path: tuple[str, ...]) -> Node:
    if not isinstance(node.value, dict):
        raise DelicateError(f"`{'.'.join(path)}` is no object" if path else "it is no JSON object")
    return node


def _replaced(text: str, node: Node, value: Any) -> str:
    if node.value == value:
        return text
    rendered = _rendered(text, value, _indent_of(text, node.start))
    return text[: node.start] + rendered + text[node.end :]


def _added(text: str, holder: Node, members: list[Member], label: str, value: Any) -> str:
    if not members:
        return _first(text, holder, label, value)
    last = members[-1]
    if "\n" not in text[holder.start : last.start]:  # all of it stands in one line
        return (
            text[: last.node.end]
            + f", {label}{json.dumps(value, ensure_ascii=False)}"
            + text[last.node.end :]
        )
    pad = _indent_of(text, last.start)
    item = f"{_newline(text)}{pad}{label}{_rendered(text, value, pad)}"
    comma = skip(text, last.node.end)
    has_comma = text[comma] == ","
    at = _end_of_line(text, comma + 1 if has_comma else last.node.end, holder.end - 1)
    if has_comma:
        return text[:at] + item + "," + text[at:]
    return text[: last.node.end] + "," + text[last.node.end : at] + item + text[at:]


def _first(text: str, holder: Node, label: str, value: Any) -> str:
    outer = _indent_of(text, holder.start)
    pad = outer + _unit(text)
    newline = _newline(text)
    inner = text[holder.start + 1 : holder.end - 1].rstrip()
    item = f"{newline}{pad}{label}{_rendered(text, value, pad)}{newline}{outer}"
    return text[: holder.start + 1] + inner + item + text[holder.end - 1 :]


def _end_of_line(text: str, at: int, limit: int) -> int:
    """Return where the line ends, so that a comment stays with what it is about; at most `limit`."""
    newline = text.find("\n", at, limit)
    if newline < 0 or skip(text, at) < newline:
        return at
    return newline - 1 if text[newline - 1] == "\r" else newline


def _without(text: str, holder: Node, spans: list[tuple[int, int]], index: int) -> str:
    """Return the text without one item and the comma that belongs to it; comments around it stay."""
    start, end = spans[index]
    after = skip(text, end)
    if text[after] == ",":
        if text[end:after].strip():
            return _cut(text[:after] + text[after + 1 :], start, end)
        return _cut(text, start, after + 1)
    if index:
        before = skip(text, spans[index - 1][1])
        if not text[before + 1 : start].strip():
            return text[:before] + text[end:]
        return _cut(text[:before] + text[before + 1 :], start - 1, end - 1)
    return _cut(text, start, end)


def _cut(text: str, start: int, end: int) -> str:
    """Return the text without a span: without its lines when there is nothing else in them."""
    line = text.rfind("\n", 0, start) + 1
    blank = _REST_OF_LINE.match(text, end)
    if blank is not None and not text[line:start].strip():
        return text[:line] + text[blank.end() :]
    return text[:start] + text[end:].lstrip(" \t")


def _rendered(text: str, value: Any, pad: str) -> str:
    rendered = json.dumps(value, ensure_ascii=False, indent=_unit(text))
    return rendered.replace("\n", _newline(text) + pad)


def _indent_of(text: str, at: int) -> str:
    """Return the blanks that the line of a place begins with."""
    line = text[text.rfind("\n", 0, at) + 1 : at]
    return line[: len(line) - len(line.lstrip(" \t"))]


def _unit(text: str) -> str:
    """Return what the text indents by: that of its first indented line, else two spaces."""
    found = re.search(r"\n([ \t]+)[\"}\]]", text)
    return found[1] if found else "  "


def _newline(text: str) -> str:
    return "\r\n" if "\r\n" in text else "\n"
