"""Documents that would cost a careless linter hours; each is done within the limit of the test run."""

from __future__ import annotations

import orjson
import pytest

from integen.freshness import Options
from integen.lint.run import examine
from integen.lint.settings import Settings

HEAD = {"openapi": "3.0.4", "info": {"title": "T", "version": "1"}, "paths": {}}
MANY = 100_000
REFERENCE = {"$ref": "#/components/schemas/S0"}


def codes(**members: object) -> set[str]:
    report = examine(Options(spec="-", stdin=orjson.dumps({**HEAD, **members})), Settings())
    return {each.code for each in report.diagnostics}


@pytest.mark.parametrize(
    ("members", "code"),
    [
        ({"info": {"title": "T", "version": "1", "description": "<!--" * MANY}}, "IG806"),
        ({"info": {"title": "T", "version": "1", "description": "ignore " * MANY}}, "IG806"),
        ({"info": {"title": "T", "version": "1", "description": "ignore all" + " " * MANY}}, "IG806"),
        ({"info": {"title": "T", "version": "1", "x" * MANY: 1}}, "IG903"),
        ({"components": {"schemas": {"A": {"required": [str(n) for n in range(MANY)] + ["0"]}}}}, "IG908"),
        (
            {
                "components": {
                    "schemas": {f"S{n}": {"$ref": "#/components/schemas/S0"} for n in range(20_000)}
                }
            },
            "IG203",
        ),
        ({"tags": [{"name": str(n), "x": 1} for n in range(2_000)]}, "IG903"),
    ],
    ids=["comments", "words", "spaces", "a long key", "a long list", "references", "departures"],
)
def test_size_costs_no_more_than_size(members, code):
    assert code in codes(**members)


def test_a_deep_document_is_walked_to_its_end():
    schema: dict[str, object] = {"typo": 1}
    for _ in range(185):
        schema = {"not": schema}
    assert "IG903" in codes(components={"schemas": {"A": schema}})
