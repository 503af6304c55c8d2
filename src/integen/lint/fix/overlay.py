"""Writes edits as an OpenAPI Overlay, for documents that cannot or should not be changed.

Source: OpenAPI Overlay 1.0.0.
"""

from __future__ import annotations

import copy
import json
from collections.abc import Iterable, Sequence
from typing import Any

from integen.diagnostics.edit import Change, Edit
from integen.ir.origin import split
from integen.ir.schema import JsonValue
from integen.lint.fix.apply import raw
from integen.lint.fix.enact import enacted
from integen.source.document import Document


def overlay(document: Document, edits: Iterable[Edit]) -> str | None:
    """Return the overlay of the edits in one document, as YAML that is JSON too; None when there are none."""
    actions = [action for edit in edits for action in _actions(document, edit)]
    if not actions:
        return None
    return (
        json.dumps(
            {
                "overlay": "1.0.0",
                "info": {"title": f"Repairs of {document.name}", "version": "1.0.0"},
                "actions": actions,
            },
            indent=2,
            ensure_ascii=False,
        )
        + "\n"
    )


def _actions(document: Document, edit: Edit) -> list[dict[str, Any]]:
    value = document.value
    tokens = split(edit.origin)[1]
    if edit.change is Change.ADD:
        return [{"target": json_path(value, tokens), "update": {edit.key: edit.value}}]
    if edit.change is Change.APPEND:
        # Updating an array appends to it; an object that has none gets it.
        return [{"target": json_path(value, tokens), "update": {edit.key: [edit.value]}}]
    holder = json_path(value, tokens[:-1])
    if edit.change is Change.RENAME:
        node = _node(value, tokens)
        return [
            {"target": holder, "update": {edit.key: node}},
            {"target": json_path(value, tokens), "remove": True},
        ]
    changed = copy.deepcopy(value)
    if not enacted(changed, edit, raw(document, edit)):
        return []
    if isinstance(_node(value, tokens[:-1]), list):
        return []  # an overlay of this version replaces members of objects only
    return [{"target": holder, "update": {tokens[-1]: _node(changed, tokens)}}]


def _node(value: JsonValue, tokens: Sequence[str]) -> JsonValue:
    for token in tokens:
        value = value[int(token)] if isinstance(value, list) else value[token]
    return value


def json_path(value: JsonValue, tokens: Sequence[str]) -> str:
    """Return the JSONPath of a node. Source: RFC 9535 section 2.3.1."""
    steps = []
    for token in tokens:
        if isinstance(value, list):
            steps.append(f"[{token}]")
            value = value[int(token)]
        else:
            escaped = json.dumps(token, ensure_ascii=True)[1:-1].replace('\\"', '"').replace("'", "\\'")
            steps.append(f"['{escaped}']")
            value = value[token]
    return "$" + "".join(steps)
