from __future__ import annotations

import yaml12
from hypothesis import given
from hypothesis import strategies as st

from integen.overlay.target import path_to
from integen.overlay.write import Action, write_overlay
from integen.overlay.yaml_writing import block, comment
from integen.source.parse import parse

TEXTS = st.one_of(
    st.text(st.characters(exclude_categories=["Cs"])),
    st.text(alphabet=" \n\t:#-'\"\\[]{}|>&*!%@`ay~\r\x85\u2028\ufeff\x00\x7f?,."),
    st.sampled_from("1.0.0 1.2.3e4 ../a ./1 null Null yes 1 1.5 0x1f 1e3 ~ .inf - --- ...".split()),
)
KEYS = TEXTS.filter(lambda text: text != "<<")  # integen reads it as a merge key, quoted or not
VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(2**53), 2**53)
    | st.floats(allow_nan=False, allow_infinity=False)
    | TEXTS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(KEYS, inner, max_size=4),
    max_leaves=12,
)


def read(text: str) -> object:
    return parse(text.encode(), "x.yaml").value


@given(VALUES)
def test_any_value_comes_back_as_it_was(value):
    assert read("\n".join(block({"a": [value]}))) == {"a": [value]}


@given(TEXTS)
def test_a_comment_stays_one(text):
    assert yaml12.parse_yaml(f"a: 1\n{comment(text, 2)}\nb: 2\n") == {"a": 1, "b": 2}


def test_an_overlay_reads_well():
    text = write_overlay(
        [
            Action(
                target=path_to(["paths", "/pets/{id}", "get"]),
                update={"summary": "One pet", "description": "A pet.\nWith its owner.\n", "tags": ["pets"]},
                comments=("it has no summary",),
            ),
            Action(
                target=path_to(["servers"]), remove=True, description="One server is enough: the main one"
            ),
        ],
        title="Words for Pet Shop",
        extends="petshop.yaml",
    )
    assert (
        text
        == """\
overlay: 1.0.0
info:
  title: Words for Pet Shop
  version: 1.0.0
extends: petshop.yaml
actions:
  # it has no summary
  - target: $.paths['/pets/{id}'].get
    update:
      summary: One pet
      description: |
        A pet.
        With its owner.
      tags:
        - pets
  - target: $.servers
    description: "One server is enough: the main one"
    remove: true
"""
    )


def test_what_only_the_newer_standard_knows_makes_it_the_newer_one():
    copied = write_overlay([Action(target="$.a", copy="$.b")], title="t")
    single = write_overlay([Action(target="$.a", update=None)], title="t")
    assert copied.startswith("overlay: 1.1.0") and single.startswith("overlay: 1.1.0")
    assert read(single)["actions"] == [{"target": "$.a", "update": None}]
