from __future__ import annotations

import copy
from typing import Any

import orjson
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.standard.cases import INVALID, VALID
from tests.standard.conftest import document

from integen.diagnostics.codes import CODES
from integen.ir.origin import ROOT
from integen.source.sources import Sources
from integen.standard.check import violations
from integen.standard.quick import conforms
from integen.standard.table import VERSIONS, shapes
from integen.standard.types import Either, ListOf, MapOf, Node
from integen.standard.walk import Walk

IGNORED = "IG914"
"""It breaks nothing."""


def found_in(value: dict[str, Any]) -> list[tuple[str, str]]:
    sources = Sources.load("-", stdin=orjson.dumps(value))
    return sorted((each.code, str(each.origin).removeprefix("#")) for each in violations(sources))


def rows(cases: list[Any]) -> list[Any]:
    return [
        pytest.param(version, *case[2:], id=f"{version}-{case[0]}") for case in cases for version in case[1]
    ]


@pytest.mark.parametrize(("version", "members"), rows(VALID))
def test_a_document_as_the_standard_says_is_accepted(version, members):
    assert found_in(document(version, members)) == []


@pytest.mark.parametrize(("version", "members", "expected"), rows(INVALID))
def test_a_departure_is_found_where_it_stands(version, members, expected):
    assert found_in(document(version, members)) == sorted(expected)


@pytest.mark.parametrize(("version", "members"), rows([case[:3] for case in (*VALID, *INVALID)]))
def test_the_quick_answer_agrees_with_the_walk(version, members):
    value = document(version, members)
    departures = [each for each in Walk(version).node("Document", value, ROOT) if each.code != IGNORED]
    assert conforms(value, version) == (not departures)


RICH = {
    version: [
        value
        for _, versions, members in VALID
        if version in versions
        for value in [document(version, members)]
        if len(orjson.dumps(value)) > 300
    ]
    for version in VERSIONS
}
VALUES = st.sampled_from(
    [None, True, 0, -1, 1.5, "", "a b", "/", "{a}", [], [1], {}, {"a": 1}, {"$ref": "#/x"}]
)


@settings(max_examples=400, deadline=None)
@given(st.sampled_from(VERSIONS), st.data())
def test_whatever_is_changed_in_a_valid_document_both_ways_agree(version, data):
    value = copy.deepcopy(data.draw(st.sampled_from(RICH[version])))
    node: Any = value
    while isinstance(node, dict | list) and node:
        key = data.draw(st.sampled_from(list(node) if isinstance(node, dict) else range(len(node))))
        if not isinstance(node[key], dict | list) or not node[key] or data.draw(st.booleans()):
            break
        node = node[key]
    if data.draw(st.booleans()):
        node[key] = data.draw(VALUES)
    elif isinstance(node, dict):
        node[data.draw(st.sampled_from(["x-a", "nme", "schema", "content", "example", "in", "type"]))] = (
            data.draw(VALUES)
        )
    departures = [each for each in Walk(version).node("Document", value, ROOT) if each.code != IGNORED]
    assert conforms(value, version) == (not departures)


def named(type_: Any) -> set[str]:
    """Return the objects that a type of the tables names."""
    match type_:
        case Node(name):
            return {name}
        case ListOf(item) | MapOf(item):
            return named(item)
        case Either(options):
            return {name for option in options for name in named(option)}
    return set()


@pytest.mark.parametrize("version", VERSIONS)
def test_tables_name_only_objects_that_they_have(version):
    known = shapes(version)
    for shape in known.values():
        members = [*shape.members.values(), *(each for case in shape.cases for each in case.members.values())]
        types = [*(member.type for member in members), *(type_ for _, type_ in shape.patterns), shape.rest]
        assert {name for type_ in types for name in named(type_)} <= known.keys()


def test_every_code_of_the_tables_is_known():
    said = {code for case in INVALID for code, _ in case[3]}
    assert said <= CODES.keys()


def test_paths_that_differ_in_variables_and_share_no_method_are_a_warning():
    text = "paths: {'/a/{b}': {get: {}}, '/a/{c}': {put: {}}}"
    sources = Sources.load("-", stdin=orjson.dumps(document("3.1", text)))
    found = {each.code: each.severity.value for each in violations(sources)}
    assert found == {"IG908": "warning", "IG912": "error"}
