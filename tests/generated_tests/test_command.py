"""`integen test` says whether a package does what its document says."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from tests.generated_tests.conftest import Test

pytestmark = pytest.mark.slow


def replace(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_a_package_as_it_was_generated_passes_and_says_how_much_was_tried(
    petshop: Path, integen_test: Test
) -> None:
    told = integen_test("--json")
    assert told.returncode == 0, told.stdout + told.stderr
    record = json.loads(told.stdout)
    assert record["passed"] is True
    assert record["operations"] == 11
    assert record["requests"] > 50
    assert record["untried"] == []


@pytest.mark.heavy
@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("petshop_api/catalog.json", '"style":"pipeDelimited"', '"style":"spaceDelimited"'),
        ("petshop_api/catalog.json", '"parameter":"X-API-Key"', '"parameter":"X-Key"'),
        ("petshop_api/catalog.json", "Take a pet out of the shop.", "Give a pet a bath."),
        ("petshop_api/resources/pets.py", "returns=models.Pet,", "returns=str,"),
        ("petshop_api/resources/pets.py", '"X-Request-ID": x_request_id', '"X-Request-ID": session'),
    ],
)
def test_a_package_that_was_broken_fails(
    petshop: Path, integen_test: Test, file: str, old: str, new: str
) -> None:
    replace(petshop / file, old, new)
    told = integen_test()
    assert told.returncode == 1
    assert "failed" in told.stdout


def test_tests_are_chosen_by_their_names(petshop: Path, integen_test: Test) -> None:
    told = integen_test("-k", "security and orders")
    assert told.returncode == 0
    assert "deselected" in told.stdout


def test_a_choice_of_nothing_is_a_problem(petshop: Path, integen_test: Test) -> None:
    told = integen_test("-k", "nosuchthing")
    assert told.returncode == 1
    assert "no test has been chosen" in told.stderr


@pytest.mark.heavy
def test_mutants_are_noticed(petshop: Path, integen_test: Test) -> None:
    told = integen_test("--mutate", "24", "--seed", "3", "--json")
    assert told.returncode == 0, told.stdout + told.stderr
    record = json.loads(told.stdout)
    assert record["mutants"] == 24
    assert record["rate"] >= 0.95
    assert record["failing"] == []


@pytest.mark.heavy
def test_the_package_is_as_it_was_after_mutants_were_tried(petshop: Path, integen_test: Test) -> None:
    before = {path: path.read_bytes() for path in petshop.rglob("*") if path.is_file()}
    integen_test("--mutate", "3")
    assert {path: path.read_bytes() for path in petshop.rglob("*") if path.is_file()} == before


def test_a_package_without_tests_is_told_how_to_get_them(petshop: Path, integen_test: Test) -> None:
    (petshop / "tests/cases.jsonl").unlink()
    told = integen_test()
    assert told.returncode == 1
    assert "was generated without tests" in told.stderr
    assert "--target tests" in told.stderr


@pytest.mark.heavy
def test_all_packages_are_tested_when_none_is_named(petshop: Path, integen_test: Test) -> None:
    replace(petshop / "petshop_api/catalog.json", "Take a pet out of the shop.", "Give a pet a bath.")
    told = integen_test(keys=())
    assert told.returncode == 1
    assert "petshop" in told.stdout
    assert "1 of 1 failed: petshop" in told.stderr
    record = json.loads(integen_test("--json", keys=()).stdout)
    assert record["passed"] is False
    assert record["packages"][0]["failed"] == ["tests/test_tools.py::test_the_list_of_tools_is_as_it_was"]


@pytest.mark.heavy
def test_an_integration_that_is_generated_without_tests_is_no_failure(
    petshop: Path, integen_test: Test
) -> None:
    (petshop.parents[1] / "integen.toml").write_text(
        '[integrations.petshop]\nspec = "petshop.yaml"\n\n'
        '[integrations.other]\nspec = "other.yaml"\ntargets = ["typescript"]\n',
        encoding="utf-8",
    )
    told = integen_test(keys=())
    assert told.returncode == 0, told.stdout + told.stderr
    assert "no tests are generated" in told.stdout


@pytest.mark.heavy
def test_an_integration_that_is_not_generated_yet_is_a_failure_and_the_others_are_tested(
    petshop: Path, integen_test: Test
) -> None:
    (petshop.parents[1] / "integen.toml").write_text(
        '[integrations.other]\nspec = "other.yaml"\n\n[integrations.petshop]\nspec = "petshop.yaml"\n',
        encoding="utf-8",
    )
    record = json.loads(integen_test("--json", keys=()).stdout)
    assert [each["passed"] for each in record["packages"]] == [False, True]
    assert "other" in record["packages"][0]["why"]


@pytest.mark.heavy
def test_a_choice_that_pytest_does_not_understand_is_misuse(petshop: Path, integen_test: Test) -> None:
    told = integen_test("--json", "-k", "orders and (")
    assert told.returncode == 2
    assert "pytest does not understand `orders and (`" in told.stderr


def test_mutants_cannot_be_tried_on_the_real_api(petshop: Path, integen_test: Test) -> None:
    told = integen_test("--mutate", "3", "--live")
    assert told.returncode == 2
    assert "leave --live and -k out" in told.stderr
