from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest
import yaml12
from hypothesis import given
from hypothesis import strategies as st

from integen.diagnostics.diagnostic import Position
from integen.diagnostics.locate import Locator, locate
from integen.diagnostics.provenance import Provenance
from integen.ir.origin import ROOT, Origin, child
from integen.source.document import Document


class One:
    def __init__(self, text: str, form: str) -> None:
        value = json.loads(text) if form == "json" else yaml12.parse_yaml(text)
        document = Document(id="", name="d", uri="", value=value, text=text.encode(), format=form)  # type: ignore[arg-type]
        self.documents = {"": document}
        self.provenance = Provenance()


def place(text: str, pointer: str, form: str = "yaml") -> tuple[int, int]:
    found = locate(One(text, form), Origin("#" + pointer))
    assert found is not None
    return found.line, found.column


JSON = """{
  "a": {"b": [1, {"c": "x"}], "say \\"hi\\"": {}},
  "é": [ "ü", {"d": null} ],
  "s": "}{][,\\"",
  "t": true
}"""


@pytest.mark.parametrize(
    ("pointer", "position"),
    [
        ("", (1, 1)),
        ("/a", (2, 3)),
        ("/a/b", (2, 9)),
        ("/a/b/0", (2, 15)),
        ("/a/b/1", (2, 18)),
        ("/a/b/1/c", (2, 24)),
        ('/a/say "hi"', (2, 31)),
        ("/é/0", (3, 10)),
        ("/é/1/d", (3, 21)),
        ("/s", (4, 8)),
        ("/t", (5, 8)),
        ("/a/gone/deeper", (2, 3)),
        ("/gone", (1, 1)),
        ("/t/0", (5, 8)),
    ],
)
def test_a_pointer_is_found_in_json(pointer, position):
    assert place(JSON, pointer, "json") == position


YAML = """\
# comment: not a key
openapi: 3.1.0
info:
  title: "a: b"   # c
  description: |
    key: not a key
      deeper: not a key

    - no item
  version: '1'
paths:
  /pets/{id}: &pets
    get:
      tags: [a, b]
      parameters:
      - name: x
        in: query
      -   name: y
          schema: {type: string}
      - $ref: '#/a'
    "put":
      summary: >-
        folded: text
      x: http://a:80/b
list:
- - 1
  - 2
- plain
- |
  block: text
- last: 1
again: *pets
"""


@pytest.mark.parametrize(
    ("pointer", "position"),
    [
        ("", (2, 1)),
        ("/openapi", (2, 10)),
        ("/info", (3, 1)),
        ("/info/title", (4, 10)),
        ("/info/description", (5, 3)),
        ("/info/version", (10, 12)),
        ("/paths/~1pets~1{id}", (12, 3)),
        ("/paths/~1pets~1{id}/get/parameters", (15, 7)),
        ("/paths/~1pets~1{id}/get/parameters/0/in", (17, 13)),
        ("/paths/~1pets~1{id}/get/parameters/1/name", (18, 17)),
        ("/paths/~1pets~1{id}/get/parameters/1/schema/type", (19, 26)),
        ("/paths/~1pets~1{id}/get/parameters/2/$ref", (20, 15)),
        ("/paths/~1pets~1{id}/put", (21, 5)),
        ("/paths/~1pets~1{id}/put/x", (24, 10)),
        ("/list/0/1", (27, 5)),
        ("/list/1", (28, 3)),
        ("/list/3/last", (31, 9)),
        ("/again", (32, 1)),
        ("/info/gone", (3, 1)),
    ],
)
def test_a_pointer_is_found_in_yaml(pointer, position):
    assert place(YAML, pointer) == position


def test_of_repeated_keys_the_one_that_counts_is_found():
    assert place("a: 1\nb: 2\na: 3\n", "/a") == (3, 4)
    assert place('{"a": 1, "a": 2}', "/a", "json") == (1, 15)


def test_a_document_that_was_not_read_has_no_position():
    assert locate(One("{}", "json"), Origin("other.json#/a")) is None


def pointers(value: Any, origin: Origin = ROOT) -> Iterator[tuple[Origin, Any]]:
    yield origin, value
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from pointers(inner, child(origin, key))
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            yield from pointers(inner, child(origin, index))


def at(text: str, position: Position) -> str:
    return text.split("\n")[position.line - 1][position.column - 1 :]


TREES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=12,
)


@given(TREES, st.sampled_from([None, 1]))
def test_every_value_of_any_json_is_found_where_it_stands(tree, indent):
    text = json.dumps(tree, indent=indent, ensure_ascii=False)
    locator = Locator(One(text, "json"))
    for origin, value in pointers(tree):
        position = locator.locate(origin)
        if not isinstance(value, dict | list):
            assert at(text, position).startswith(json.dumps(value, ensure_ascii=False))


NAMES = st.text(st.sampled_from("ab/{}-_.$ 1"), min_size=1, max_size=6)
BLOCKS = st.recursive(
    st.integers(0, 99),
    lambda inner: (
        st.lists(inner, min_size=1, max_size=3) | st.dictionaries(NAMES, inner, min_size=1, max_size=3)
    ),
    max_leaves=12,
)


@given(st.dictionaries(NAMES, BLOCKS, min_size=1, max_size=3))
def test_every_value_of_block_yaml_is_found_where_it_stands(tree):
    text = yaml12.format_yaml(tree)
    locator = Locator(One(text, "yaml"))
    for origin, value in pointers(tree):
        if isinstance(value, int):
            assert at(text, locator.locate(origin)).startswith(str(value))


FLOWS = """\
a: {name: x, "in": [path, {deep: 'it''s'}],
  b: 1, c: {d: http://e:80/f#g, h : i j }, k: }
l: &anchor !tag [{m: n}, o]  # {not: this}
- : no
text: "a: b
  name: 'not a key'
  {neither: this}"
after: {"json":1,"like":{"x":[2,3]}}
list:
- {p: 1}
- [q, {r: s}]
last: t
"""


@pytest.mark.parametrize(
    ("pointer", "position"),
    [
        ("/a", (1, 1)),
        ("/a/name", (1, 11)),
        ("/a/in", (1, 14)),
        ("/a/in/0", (1, 21)),
        ("/a/in/1/deep", (1, 34)),
        ("/a/b", (2, 6)),
        ("/a/c", (2, 9)),
        ("/a/c/d", (2, 16)),
        ("/a/c/h", (2, 37)),
        ("/a/k", (2, 44)),
        ("/a/gone", (1, 1)),
        ("/a/c/gone/x", (2, 9)),
        ("/l/0/m", (3, 22)),
        ("/l/1", (3, 26)),
        ("/text", (5, 7)),
        ("/after/json", (8, 16)),
        ("/after/like/x/1", (8, 33)),
        ("/list/0/p", (10, 7)),
        ("/list/1/1/r", (11, 11)),
        ("/last", (12, 7)),
    ],
)
def test_a_pointer_is_found_inside_of_flow_collections(pointer, position):
    assert place(FLOWS.replace("- : no\n", "# no\n"), pointer) == position


def test_a_text_that_is_one_flow_collection_is_followed():
    text = '# JSON with a comment\n{"a": {"b": [1, 2,]},\n "c": 3}\n'
    assert [place(text, pointer) for pointer in ("/a/b/1", "/c", "/a", "")] == [
        (2, 17),
        (3, 7),
        (2, 2),
        (2, 1),
    ]


def test_keys_are_repeated_within_one_mapping_only():
    from integen.diagnostics.yaml_positions import YamlPositions

    text = (
        'a: [{x: 1,\n  y: 2}, {x: 1,\n  y: 2}]\nb: "c: 1\n  c: 1\n  c: 1"\nd: {e: 1, f: {e: 1}, e: 2}\na: 1\n'
    )
    found = list(YamlPositions(text.encode()).repeated_keys())
    assert [key for key, _ in found] == ["e", "a"]
    assert [text[at] for _, at in found] == ["e", "a"]


def test_a_broken_flow_collection_is_survived():
    from integen.diagnostics.yaml_positions import YamlPositions

    assert YamlPositions(b"a: {b: [1, }\nc: 2\n").find(["a"]) == 0
