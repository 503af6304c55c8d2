"""Positions in TOML texts, against what `tomllib` reads there."""

from __future__ import annotations

import tomllib
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from integen.config.positions import Path, positions

TEXT = '''# a comment with [brackets] = 1
output = "x" # and one behind
[integrations.github]
spec = 'a.yaml'
include = [
  "tag=a", # ]
  "b", ["c", {d = 1}],
]
headers = { Authorization = "env:X", "X-\\u0041b" = "1" }
a . b."c d" = """
x = 1 \\""" [not.a.table]
"""
date = 1979-05-27T07:32:00Z
[integrations.github.operations."GET /a b"]
name = \'\'\'x
[no] = 1\'\'\'
[[rules]]
z=1
[[rules]]
z = [ 1,2
 ,3]
[rules.sub]
y=3
'''


def paths_of(value: Any, path: Path = ()) -> list[Path]:
    if isinstance(value, dict):
        return [path, *(found for key, item in value.items() for found in paths_of(item, (*path, key)))]
    if isinstance(value, list):
        return [path, *(found for at, item in enumerate(value) for found in paths_of(item, (*path, at)))]
    return [path]


def at(text: str, path: Path) -> str:
    place = positions(text).values[path]
    return text.split("\n")[place.line - 1][place.column - 1 :]


def test_every_key_and_value_is_found() -> None:
    found = positions(TEXT)
    known = set(found.keys) | set(found.values) | {()}
    assert set(paths_of(tomllib.loads(TEXT))) == known


def test_values_are_found_where_they_stand() -> None:
    github = ("integrations", "github")
    assert at(TEXT, ("output",)).startswith('"x" #')
    assert at(TEXT, (*github, "include", 1)).startswith('"b"')
    assert at(TEXT, (*github, "include", 2, 1, "d")).startswith("1}")
    assert at(TEXT, (*github, "headers", "X-Ab")).startswith('"1" }')
    assert at(TEXT, (*github, "a", "b", "c d")) == '"""'
    assert at(TEXT, ("rules", 1, "z", 2)) == "3]"


def test_what_is_not_there_is_at_the_nearest_around_it() -> None:
    found = positions(TEXT)
    place = found.of_value(("integrations", "github", "gone"))
    assert place is not None
    assert place.line == 3
    assert found.of_value(("gone",)) is None


KEYS = st.text(alphabet="ab-\"'. \\é", min_size=1, max_size=4)
VALUES = st.recursive(
    st.integers(0, 99) | st.booleans() | st.text(alphabet="ab\"'\\#]}=\n ", max_size=6),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=3),
    max_leaves=8,
)


def written(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return quoted(value)
    if isinstance(value, list):
        return f"[ # ]\n{', '.join(map(written, value))}\n]"
    if isinstance(value, dict):
        return "{" + ", ".join(f"{quoted(key)} = {written(item)}" for key, item in value.items()) + "}"
    return str(value)


def quoted(text: str) -> str:
    for plain, escaped in (("\\", "\\\\"), ('"', '\\"'), ("\n", "\\n")):
        text = text.replace(plain, escaped)
    return f'"{text}"'


@given(st.dictionaries(KEYS, st.dictionaries(KEYS, VALUES, max_size=3), max_size=3))
def test_all_of_any_text_is_found(tables: dict[str, Any]) -> None:
    text = "".join(
        f"[{quoted(name)}]\n" + "".join(f"{quoted(key)} = {written(item)}\n" for key, item in table.items())
        for name, table in tables.items()
    )
    assert tomllib.loads(text) == tables
    found = positions(text)
    assert set(paths_of(tables)) == set(found.keys) | set(found.values) | {()}
