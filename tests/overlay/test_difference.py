"""`overlay diff`: applied to the one document, the overlay gives the other."""

from __future__ import annotations

import copy
import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from integen.diagnostics.diagnostic import Diagnostics
from integen.diagnostics.provenance import Provenance
from integen.errors import IntegenError
from integen.overlay.apply import Application
from integen.overlay.budget import Budget
from integen.overlay.difference import difference
from integen.overlay.document import overlay_of
from integen.overlay.write import Action, write_overlay
from integen.source.document import Document
from integen.source.limits import Limits
from integen.source.parse import parse

ROOT = Path(__file__).parents[2]


def applied(old: Any, actions: tuple[Action, ...]) -> Any:
    """Write the overlay, read it again and apply it."""
    text = write_overlay(actions, title="t").encode()
    parsed = parse(text, "o.yaml")
    document = Document(id="o", name="o", uri="", value=parsed.value, text=text, format="yaml")
    diagnostics = Diagnostics()
    overlay = overlay_of(document, diagnostics)
    value = copy.deepcopy(old)
    Application(value=value, provenance=Provenance(), diagnostics=diagnostics, budget=Budget(Limits())).lay(
        overlay
    )
    assert [item.message for item in diagnostics] == []
    return value


def check(old: Any, new: Any) -> tuple[Action, ...]:
    actions = difference(old, new)
    if actions:
        assert json.dumps(applied(old, actions), sort_keys=True) == json.dumps(new, sort_keys=True)
    else:
        assert json.dumps(old, sort_keys=True) == json.dumps(new, sort_keys=True)
    return actions


KEYS = st.sampled_from(
    ["a", "b", "name", "in", "$ref", "/p/{id}", "it's", 'say "x"', "a\\b", "", "ü", "x y", "\t", "0"]
)
LEAVES = (
    st.none()
    | st.booleans()
    | st.integers(0, 2)
    | st.sampled_from(["", "a", "b", "'", "\\", "\n", "1.0", 1.5])
)
TREES = st.recursive(
    LEAVES,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(KEYS, inner, max_size=4),
    max_leaves=16,
)
NAMED = st.lists(
    st.fixed_dictionaries(
        {"name": st.sampled_from("abc"), "x": TREES},
        optional={"in": st.sampled_from(["q", "h"]), "$ref": st.sampled_from("ab")},
    ),
    max_size=4,
)
DOCUMENTS = st.dictionaries(KEYS, TREES | NAMED, max_size=4)


@settings(max_examples=200)
@given(DOCUMENTS, DOCUMENTS)
def test_the_overlay_leads_from_one_document_to_the_other(old, new):
    check(old, new)


@given(st.lists(TREES | NAMED, max_size=4), st.lists(TREES | NAMED, max_size=4))
def test_arrays_at_the_root_are_compared_as_well(old, new):
    check(old, new)


@given(DOCUMENTS)
def test_a_document_does_not_differ_from_itself(document):
    assert difference(document, copy.deepcopy(document)) == ()


def changed(document: Any, seed: int) -> Any:
    """Return a document with every seventh part of it changed in some way."""
    count = seed

    def walk(node: Any) -> Any:
        nonlocal count
        count += 1
        if isinstance(node, dict):
            kept = {key: walk(value) for key, value in node.items() if count % 23 or len(node) < 2}
            return {**kept, "x-added": count} if count % 7 == 0 else kept
        if isinstance(node, list):
            found = [walk(each) for each in node]
            return found[1:] if count % 11 == 0 else found + found[:1] if count % 13 == 0 else found
        return f"{node}!" if count % 17 == 0 and isinstance(node, str) else node

    return walk(document)


@pytest.mark.parametrize("name", sorted(path.name for path in (ROOT / "specs").glob("*.yaml")))
@pytest.mark.parametrize("seed", [0, 5])
def test_real_documents_are_led_to_changed_ones(name, seed):
    document = parse((ROOT / "specs" / name).read_bytes(), name).value
    assert check(document, changed(document, seed))


def targets(old: Any, new: Any) -> list[tuple[str, Any]]:
    return [(each.target, "remove" if each.remove else each.update) for each in check(old, new)]


def test_one_object_is_updated_once_with_what_is_below_it():
    old = {"info": {"title": "a", "contact": {"name": "x"}}, "paths": {"/p": {"get": {"summary": "s"}}}}
    new = {
        "info": {"title": "b", "contact": {"name": "y", "url": "u"}},
        "paths": {"/p": {"get": {"summary": "t"}}},
    }
    assert targets(old, new) == [
        ("$.info", {"title": "b", "contact": {"name": "y", "url": "u"}}),
        ("$.paths['/p'].get", {"summary": "t"}),
    ]


def test_parameters_are_recognised_by_name_and_place():
    old = {"p": [{"name": "a", "in": "query"}, {"name": "a", "in": "path"}, {"name": "b", "in": "query"}]}
    new = {"p": [{"name": "a", "in": "path", "required": True}, {"name": "b", "in": "query"}, {"name": "c"}]}
    assert targets(old, new) == [
        ("$.p[?@.name == 'a' && @.in == 'query']", "remove"),
        ("$.p[?@.name == 'a' && @.in == 'path']", {"required": True}),
        ("$", {"p": [{"name": "c"}]}),
    ]


def test_texts_are_recognised_by_themselves():
    assert targets({"tags": ["a", "b", "it's"]}, {"tags": ["a", "new"]}) == [
        ("$.tags[?@ == 'b', ?@ == 'it\\'s']", "remove"),
        ("$", {"tags": ["new"]}),
    ]


def test_an_array_of_which_nothing_stays_is_replaced():
    assert targets({"a": [1, 2]}, {"a": [3]}) == [("$.a", "remove"), ("$", {"a": [3]})]
    assert targets({"a": [1, 2]}, {"a": []}) == [("$.a[*]", "remove")]


def test_a_value_of_another_kind_is_removed_first():
    assert targets({"a": {"b": 1}}, {"a": [1]}) == [("$.a", "remove"), ("$", {"a": [1]})]


def test_true_and_one_are_told_apart():
    assert targets({"a": {"b": 1}}, {"a": {"b": True}}) == [("$.a", {"b": True})]


def test_documents_of_different_kinds_cannot_be_compared():
    with pytest.raises(IntegenError):
        difference({}, [])
