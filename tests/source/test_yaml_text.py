"""The table of `docs/decisions/0001-yaml.md`: YAML 1.2 core schema, as JSON values."""

from __future__ import annotations

import pytest

from integen.source.yaml_text import BrokenYaml, TooMuch, load


@pytest.mark.parametrize(
    ("scalar", "value"),
    [
        ("on", "on"),
        ("off", "off"),
        ("yes", "yes"),
        ("no", "no"),
        ("y", "y"),
        ("true", True),
        ("True", True),
        ("FALSE", False),
        ("2020-01-01", "2020-01-01"),
        ("2001-12-14t21:59:43.10-05:00", "2001-12-14t21:59:43.10-05:00"),
        ("12:30", "12:30"),
        ("012", 12),
        ("0o14", 12),
        ("0x1F", 31),
        ("0b1", "0b1"),
        ("0o9", "0o9"),
        ("1_000", "1_000"),
        ("+5", 5),
        ("-0", 0),
        ("1.", 1.0),
        (".5", 0.5),
        ("1e3", 1000.0),
        ("-2E+05", -200000.0),
        ("1.10", 1.1),
        ('"1.10"', "1.10"),
        ("'012'", "012"),
        ("0.0.1", "0.0.1"),
        ("~", None),
        ("null", None),
        ("NULL", None),
        ("", None),
        ("nil", "nil"),
        ('""', ""),
        ("123456789012345678901234567890", 1.2345678901234568e29),
        ("!!str 1", "1"),
        ("!mine x", "x"),
        ("a # comment", "a"),
        ("a#b", "a#b"),
        ("http://a/b?c", "http://a/b?c"),
        ("'it''s'", "it's"),
        ('"\\x41\\t\\u00e9"', "A\t\u00e9"),
        ("|\n  x\n   y\n", "x\n y\n"),
        (">-\n  x\n  y\n", "x y"),
        ("|+\n  x\n\n", "x\n\n"),
        ('"x\n  y"', "x y"),
        ("[a, {b: 1}, ]", ["a", {"b": 1}]),
    ],
)
def test_scalars_are_typed_by_the_core_schema(scalar, value):
    loaded, notes = load(f"a: {scalar}")
    assert loaded == {"a": value}
    assert type(loaded["a"]) is type(value)
    assert notes == []


@pytest.mark.parametrize(
    ("key", "text"),
    [
        ("200", "200"),
        ("true", "true"),
        ("null", "null"),
        ("1.5", "1.5"),
        ("'on'", "on"),
        ("on", "on"),
        ("? x\n", "x"),
    ],
)
def test_keys_become_texts(key, text):
    assert load(f"{key}: 1")[0] == {text: 1}


def test_numbers_that_json_lacks_become_null_with_a_note():
    loaded, notes = load("a: .inf\nb: [-.INF, .nan]")
    assert loaded == {"a": None, "b": [None, None]}
    assert [code for code, _ in notes] == ["IG014"] * 3


def test_aliases_and_merge_keys():
    text = "base: &b {p: 1, q: 2}\nmore: &m {p: 8, r: 9}\na: {<<: [*b, *m], q: 3}\nc: *b\n"
    loaded, _ = load(text)
    assert loaded["a"] == {"q": 3, "p": 1, "r": 9}
    assert loaded["c"] == {"p": 1, "q": 2}


def test_a_key_that_looks_like_a_merge_key_but_merges_nothing_stays():
    assert load("a: {<<: text}")[0] == {"a": {"<<": "text"}}


@pytest.mark.parametrize(
    "text", ["%YAML 1.2\n---\na: 1\n...\n", "---\na: 1\n---\nb: 2", "a: 1\r\n", "# c\n\na: 1 # d\n", "{a: 1}"]
)
def test_frames_of_documents(text):
    assert load(text)[0] == {"a": 1}


@pytest.mark.parametrize(
    ("text", "line", "column"),
    [
        ("a: [1, 2", 2, 1),
        ("a:\n\tb: 1", 2, 2),
        ("a: @x", 1, 4),
        ("a: b: c", 1, 5),
        ("a: *nope", 1, 4),
        ('a: "x', 1, 4),
    ],
)
def test_broken_texts_are_located(text, line, column):
    with pytest.raises(BrokenYaml) as caught:
        load(text)
    assert caught.value.position is not None
    assert (caught.value.position.line, caught.value.position.column) == (line, column)


@pytest.mark.parametrize(
    "text",
    [
        "[" * 100_000,
        "- " * 100_000,
        "? " * 100_000,
        "a:\n" + "- " * 5_000,
        "".join(" " * depth + "a:\n" for depth in range(3_000)),
        "\r".join(" " * depth + "a:" for depth in range(3_000)),
        "{a: " * 20_000,
    ],
)
def test_deep_nesting_is_refused_before_it_costs_the_stack(text):
    with pytest.raises(TooMuch):
        load(text)


def bomb(form: str) -> str:
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x, x]"]
    lines += [form.format(n=n, m=n - 1) for n in range(1, 10)]
    return "\n".join(lines)


@pytest.mark.parametrize(
    "form",
    [
        "a{n}: &a{n} [*a{m}, *a{m}, *a{m}, *a{m}, *a{m}, *a{m}, *a{m}, *a{m}, *a{m}, *a{m}]",
        "a{n}: &a{n} [\n *a{m}, *a{m}, *a{m}, *a{m}, *a{m}, *a{m}, *a{m}, *a{m}, *a{m}, *a{m} ]",
        "a{n}: &a{n}\n" + "\n".join(["- *a{m}"] * 10),
        "a{n}: &a{n}\n" + "\n".join(["  - *a{m}"] * 10),
        "a{n}: &a{n}\n" + "\n".join(f"  k{i}: *a{{m}}" for i in range(10)),
        'a{n}: &a{n} [ "]",\n *a{m}, *a{m}, *a{m}, *a{m}, *a{m}, *a{m}, *a{m}, *a{m}, *a{m}, *a{m}]',
        "a{n}: &a{n} [ # ]\n *a{m}, *a{m}, *a{m}, *a{m}, *a{m}, *a{m}, *a{m}, *a{m}, *a{m}, *a{m}]",
        "a{n}: &a{n}\n [ *a{m}, *a{m}, *a{m}, *a{m}, *a{m}, *a{m}, *a{m}, *a{m}, *a{m}, *a{m}]",
        "a{n}: &a{n} !!seq [*a{m}, *a{m}, *a{m}, *a{m}, *a{m}, *a{m}, *a{m}, *a{m}, *a{m}, *a{m}]",
        "? &a{n} [*a{m}, *a{m}, *a{m}, *a{m}, *a{m}, *a{m}, *a{m}, *a{m}, *a{m}, *a{m}]\n: x",
        "a{n}: !!seq &a{n} [*a{m}, *a{m}, *a{m}, *a{m}, *a{m}, *a{m}, *a{m}, *a{m}, *a{m}, *a{m}]",
    ],
)
def test_aliases_of_aliases_are_refused_before_they_cost_the_memory(form):
    with pytest.raises(TooMuch):
        load(bomb(form))


def test_many_honest_aliases_are_fine():
    text = "x: &x\n  a: 1\n  b: 2\n" + "".join(f"k{n}: *x\n" for n in range(2_000))
    assert load(text)[0]["k1999"] == {"a": 1, "b": 2}


def test_markdown_is_not_taken_for_aliases():
    loaded, _ = load("a: |\n  &x and *x and &x\n" * 1 + "b: R &D *bold*\n")
    assert loaded["b"] == "R &D *bold*"
