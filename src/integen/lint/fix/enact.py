"""Makes an edit in a parsed document: what its text has to parse to afterwards."""

from __future__ import annotations

from collections.abc import Sequence

from integen.diagnostics.edit import Change, Edit
from integen.diagnostics.invisible import HIDDEN
from integen.ir.origin import split
from integen.ir.schema import JsonValue


def enacted(value: JsonValue, edit: Edit, raw: str) -> bool:
    """Change `value` in place; False when the edit has no place there.

    `raw` is what stands in the text now, for an edit that keeps it.
    """
    tokens = split(edit.origin)[1]
    node = _at(value, tokens)
    if edit.change in (Change.ADD, Change.APPEND):
        return _grown(node, edit)
    holder = _at(value, tokens[:-1])
    if not tokens or not isinstance(holder, dict | list):
        return False
    if edit.change is Change.RENAME:
        return isinstance(holder, dict) and _renamed(holder, tokens[-1], edit.key)
    if isinstance(holder, list):
        holder[int(tokens[-1])] = _scalar(node, edit, raw)
    else:
        holder[tokens[-1]] = _scalar(node, edit, raw)
    return True


def _grown(node: JsonValue, edit: Edit) -> bool:
    if not isinstance(node, dict):
        return False
    if edit.change is Change.ADD:
        node[edit.key] = edit.value
    else:
        node[edit.key] = [edit.value, *(node.get(edit.key) or [])]
    return True


def _renamed(holder: dict[str, JsonValue], old: str, new: str) -> bool:
    if new in holder or old not in holder:
        return False
    holder[new] = holder.pop(old)
    return True


def _scalar(old: JsonValue, edit: Edit, raw: str) -> JsonValue:
    if edit.change is Change.CLEAN:
        return HIDDEN.sub("", str(old))
    return raw if edit.change is Change.QUOTE else edit.value


def _at(value: JsonValue, tokens: Sequence[str]) -> JsonValue:
    for token in tokens:
        if isinstance(value, dict):
            value = value.get(token)
        elif isinstance(value, list) and token.isdigit() and int(token) < len(value):
            value = value[int(token)]
        else:
            return None
    return value
