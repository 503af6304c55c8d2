from __future__ import annotations

import time
from typing import Any

import pytest

from integen.kit.mcp import patterns
from integen.kit.mcp.arguments import MAX_PROBLEMS, fit, message

SCHEMA: dict[str, Any] = {
    "type": "object",
    "properties": {
        "count": {"type": "integer", "minimum": 1, "maximum": 10},
        "ratio": {"type": "number", "exclusiveMinimum": 0},
        "on": {"type": "boolean"},
        "name": {"type": "string", "minLength": 2, "pattern": "^[a-z]+$"},
        "state": {"type": "string", "enum": ["open", "closed"]},
        "tags": {"type": "array", "items": {"type": "string"}, "maxItems": 2, "uniqueItems": True},
        "point": {
            "type": "object",
            "properties": {"x": {"type": "integer"}, "y": {"type": ["integer", "null"]}},
            "required": ["x"],
        },
        "either": {"anyOf": [{"type": "integer"}, {"type": "array", "items": {"type": "integer"}}]},
        "tree": {"$ref": "#/$defs/Tree"},
        "many": {"type": "integer", "multipleOf": 5},
    },
    "required": ["count"],
    "$defs": {
        "Tree": {
            "type": "object",
            "properties": {
                "value": {"type": "integer"},
                "below": {"type": "array", "items": {"$ref": "#/$defs/Tree"}},
            },
            "additionalProperties": False,
        }
    },
}


@pytest.mark.parametrize(
    ("name", "given", "meant"),
    [
        ("count", "5", 5),
        ("count", 5.0, 5),
        ("count", "5.0", 5),
        ("ratio", "1.5", 1.5),
        ("ratio", 3, 3),
        ("on", "true", True),
        ("on", "False", False),
        ("name", "abc", "abc"),
        ("state", "OPEN", "open"),
        ("tags", '["a","b"]', ["a", "b"]),
        ("tags", [1], ["1"]),
        ("point", '{"x": "1"}', {"x": 1}),
        ("point", {"x": 1, "y": None}, {"x": 1, "y": None}),
        ("either", "[1, 2]", [1, 2]),
        ("either", 7, 7),
        ("either", "7", 7),
        ("tree", {"below": [{"value": "3"}]}, {"below": [{"value": 3}]}),
    ],
)
def test_what_has_one_meaning_is_taken_for_it(name: str, given: Any, meant: Any) -> None:
    fitted, problems = fit(SCHEMA, {"count": 1, name: given})
    assert problems == []
    assert fitted[name] == meant
    assert type(fitted[name]) is type(meant)


def test_null_for_an_argument_that_may_be_left_out_leaves_it_out() -> None:
    assert fit(SCHEMA, {"count": 1, "name": None}) == ({"count": 1}, [])


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ({}, "`count`: is required (integer)"),
        ({"count": None}, "`count`: expected integer, got null null"),
        ({"count": 0}, "`count`: must be at least 1; got 0"),
        ({"count": 11}, "`count`: must be at most 10; got 11"),
        ({"count": True}, "`count`: expected integer, got boolean true"),
        ({"count": "5x"}, '`count`: expected integer, got string "5x"'),
        ({"count": "NaN"}, '`count`: expected integer, got string "NaN"'),
        ({"count": 1, "ratio": 0}, "`ratio`: must be greater than 0; got 0"),
        ({"count": 1, "on": "maybe"}, '`on`: expected boolean, got string "maybe"'),
        ({"count": 1, "name": "a"}, '`name`: must have at least 2 characters; got "a"'),
        ({"count": 1, "name": "AB"}, '`name`: must match the pattern "^[a-z]+$"; got "AB"'),
        ({"count": 1, "name": "ab\n"}, r'`name`: must match the pattern "^[a-z]+$"; got "ab\n"'),
        ({"count": 1, "state": "opne"}, 'must be one of "open", "closed"; got "opne": did you mean `open`?'),
        ({"count": 1, "tags": ["a", "b", "c"]}, "`tags`: must have at most 2 items"),
        ({"count": 1, "tags": ["a", "a"]}, "`tags`: must not repeat an item"),
        ({"count": 1, "tags": ["a", {}]}, "`tags[1]`: expected string, got object {}"),
        ({"count": 1, "point": {}}, "`point.x`: is required (integer)"),
        ({"count": 1, "either": "seven"}, "`either`"),
        (
            {"count": 1, "tree": {"below": [{"valeu": 1}]}},
            "`tree.below[0].valeu`: is not an argument: did you mean `value`?",
        ),
        ({"count": 1, "many": 7}, "`many`: must be a multiple of 5; got 7"),
        ({"count": 1, "stat": "open"}, "`stat`: is not an argument: did you mean `state`?"),
        ({"count": 1, "zzzzz": 1}, "`zzzzz`: is not an argument; known are count, ratio, on"),
    ],
)
def test_a_problem_says_where_and_what_was_expected(arguments: dict[str, Any], said: str) -> None:
    _, problems = fit(SCHEMA, arguments)
    assert len(problems) == 1
    assert said in str(problems[0])


def test_all_problems_come_in_one_message() -> None:
    _, problems = fit(SCHEMA, {"state": 1, "on": 1, "name": [], "tags": 2, "point": 3, "ratio": "x"})
    text = message("do_it", problems)
    assert text.count("\n- ") == MAX_PROBLEMS + 1
    assert text.endswith("- and 2 more")


def test_the_nearest_branch_of_a_choice_is_explained() -> None:
    dog = {
        "type": "object",
        "properties": {"kind": {"const": "dog"}, "age": {"type": "integer"}},
        "required": ["kind"],
    }
    cat = {
        "type": "object",
        "properties": {"kind": {"const": "cat"}, "lives": {"type": "integer"}},
        "required": ["kind"],
    }
    schema = {"type": "object", "properties": {"pet": {"oneOf": [{"type": "string"}, dog, cat]}}}
    _, problems = fit(schema, {"pet": {"kind": "cat", "lives": "nine"}})
    assert [str(problem) for problem in problems] == ['`pet.lives`: expected integer, got string "nine"']


def test_free_names_are_welcome_where_the_schema_says_so() -> None:
    schema = {"type": "object", "additionalProperties": {"type": "integer"}}
    assert fit(schema, {"anything": "1"}) == ({"anything": 1}, [])


def _nested(levels: int) -> dict[str, Any]:
    schema: dict[str, Any] = {"type": "object", "properties": {"x": {"$ref": "#"}}}
    schema["anyOf"] = [{"properties": {"x": {"$ref": "#"}}, "required": ["no"]} for _ in range(levels)]
    return schema


HOSTILE = {
    "a circle of references": {"type": "object", "$ref": "#"},
    "a circle of two": {
        "type": "object",
        "allOf": [{"$ref": "#/a"}],
        "a": {"$ref": "#/b"},
        "b": {"$ref": "#/a"},
    },
    "choices that multiply": _nested(9),
    "members of wrong types": {
        "type": ["object", ["nested"], 7],
        "properties": [1],
        "required": True,
        "enum": {},
        "items": 3,
        "anyOf": {},
        "allOf": "x",
        "minLength": "3",
        "pattern": ["("],
    },
    "a reference to nowhere": {"type": "object", "properties": {"x": {"$ref": "#/no/where"}}},
    "a remote reference": {"type": "object", "properties": {"x": {"$ref": "http://example.com/x"}}},
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_schemas_end_soon_and_do_not_crash(name: str) -> None:
    deep: dict[str, Any] = {}
    for _ in range(150):
        deep = {"x": deep}
    before = time.process_time()
    fit(HOSTILE[name], deep)
    assert time.process_time() - before < 5  # CPU: without the limits this is centuries


@pytest.mark.parametrize(
    "pattern",
    [
        "^(a+)+$",
        "^(a|a)*$",
        "(?:a|aa)+$",
        "^(([a-z])+.)+[A-Z]$",
        "(.*)(.*)(.*)(.*)x",
        r"^(\w+)\1$",
        "^(?=a*a*a*a*b)",
        "(",
    ],
)
def test_patterns_that_could_run_long_are_left_to_the_api(pattern: str) -> None:
    assert patterns.breaks(pattern, "a" * 190 + "!") is False


@pytest.mark.parametrize(
    ("pattern", "good", "bad"),
    [
        ("^[a-z0-9-]+$", "abc-1", "a b"),
        (r"^\d{4}-\d{2}$", "2020-01", "2020-1"),
        (r"^(acct|cus)_[0-9]+$", "cus_1", "cus-1"),
        ("^#?[0-9a-f]{6}$", "#00ff00", "#00ff0"),
        (r"^\d+$", "12", "١٢"),
    ],
)
def test_plain_patterns_are_matched(pattern: str, good: str, bad: str) -> None:
    assert not patterns.breaks(pattern, good)
    assert patterns.breaks(pattern, bad)
