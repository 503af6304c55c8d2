"""What tests are made of: a contract that others can read, and samples that it allows."""

from __future__ import annotations

import ast
import json
import re
from pathlib import Path
from typing import Any

import pytest
from openapi_spec_validator import OpenAPIV31SpecValidator

from integen.freshness import Options
from integen.pipeline import generate
from integen.plan.samples.patterns import fitting
from integen.testing.mutants import chosen, mutants
from integen.testing.source_mutants import of_module


def generated_from(document: dict[str, Any], tmp_path: Path) -> Path:
    spec = tmp_path / "shop.json"
    spec.write_text(json.dumps(document), encoding="utf-8")
    return generate(Options(spec=str(spec), output=tmp_path / "generated")).directory


def document_with(body: dict[str, Any]) -> dict[str, Any]:
    operation = {
        "requestBody": {"required": True, "content": {"application/json": {"schema": body}}},
        "responses": {"204": {"description": "done"}},
    }
    return {
        "openapi": "3.1.0",
        "info": {"title": "Shop", "version": "1"},
        "paths": {"/a": {"post": operation}},
    }


def cases_of(directory: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (directory / "tests/cases.jsonl").read_text().splitlines()]


def test_the_contract_is_a_valid_openapi_document(generated: Path) -> None:
    document = json.loads((generated / "petshop/tests/contract.json").read_text(encoding="utf-8"))
    assert list(OpenAPIV31SpecValidator(document).iter_errors()) == []


def test_the_contract_and_the_cases_have_a_line_for_each_operation_or_path(generated: Path) -> None:
    lines = (generated / "petshop/tests/contract.json").read_text(encoding="utf-8").splitlines()
    assert [line for line in lines if line.startswith('"/pets/{id}":')] != []
    assert len(cases_of(generated / "petshop")) == 11


def test_an_object_that_needs_one_of_several_members_is_tried_with_one(tmp_path: Path) -> None:
    body = {
        "type": "object",
        "properties": {"name": {"type": "string"}, "number": {"type": "integer"}},
        "anyOf": [{"required": ["name"]}, {"required": ["number"]}],
    }
    (case,) = cases_of(generated_from(document_with(body), tmp_path))
    assert case["tries"] != []
    assert {} not in case["tries"]


def test_an_operation_that_no_sample_fits_says_so(tmp_path: Path) -> None:
    body = {
        "type": "object",
        "properties": {"a": {"type": "string", "pattern": "^(?=x)y$"}},
        "required": ["a"],
    }
    (case,) = cases_of(generated_from(document_with(body), tmp_path))
    assert case["tries"] == []
    assert "pattern" in case["why"]


@pytest.mark.parametrize(
    "pattern", ["^[a-z]{3,5}$", r"^\d{4}-\d{2}$", "^(cat|dog)s?$", "[^abc]x", r"^\w+@\w+\.\w+$"]
)
def test_texts_fit_their_patterns(pattern: str) -> None:
    found = fitting(pattern)
    assert found is not None
    assert re.search(pattern, found)


def test_arguments_of_one_operation_have_different_values(generated: Path) -> None:
    (case,) = [
        each for each in cases_of(generated / "petshop") if each["key"] == "GET /pets/{id}/photos/{photo}"
    ]
    values = list(case["tries"][0].values())
    assert len(set(map(str, values))) == len(values)


def test_the_same_seed_makes_the_same_mutants(generated: Path) -> None:
    directory = generated / "petshop"
    assert chosen(directory, "petshop_api", 20, 1) == chosen(directory, "petshop_api", 20, 1)
    assert chosen(directory, "petshop_api", 20, 1) != chosen(directory, "petshop_api", 20, 2)


def test_each_mutant_changes_one_piece_of_one_file(generated: Path) -> None:
    directory = generated / "petshop"
    kinds = set()
    for mutant in mutants(directory, "petshop_api"):
        kinds.add(mutant.kind)
        if not mutant.file:
            compile(mutant.text, "mutant", "exec")
            continue
        before = (directory / mutant.file).read_bytes()
        after = before[: mutant.start] + mutant.text + before[mutant.end :]
        assert after != before
        ast.parse(after) if mutant.file.endswith(".py") else json.loads(after)
    assert {"method", "path", "place", "style", "body key", "media type", "security", "status"} <= kinds
    assert {"argument dropped", "arguments swapped", "tool argument", "server", "credential"} <= kinds


def test_arguments_that_are_given_the_same_values_are_not_swapped() -> None:
    source = (
        b'class A:\n    def a(self):\n        return self._client.request("GET /a", query={"b": b, "c": c})\n'
    )
    case = {"arguments": [["b", "b", "query", "b"], ["c", "c", "query", "c"]], "answers": []}
    same = {"GET /a": {**case, "tries": [{"b": 1, "c": 1}]}}
    other = {"GET /a": {**case, "tries": [{"b": 1, "c": 2}]}}
    assert "arguments swapped" not in {kind for _, kind, *_ in of_module(source, same)}
    assert "arguments swapped" in {kind for _, kind, *_ in of_module(source, other)}
