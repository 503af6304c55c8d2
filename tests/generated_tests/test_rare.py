"""A document of everything that is rare: its package passes its own tests, and breaking it is noticed."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from integen.freshness import Options
from integen.pipeline import generate

ROOT = Path(__file__).parents[2]
pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def rare(tmp_path_factory: pytest.TempPathFactory) -> Path:
    output = tmp_path_factory.mktemp("generated")
    spec = Path(__file__).parent / "documents/rare.yaml"
    return generate(Options(spec=str(spec), output=output, name="rare")).directory


@pytest.fixture(scope="module")
def cases(rare: Path) -> dict[str, dict[str, Any]]:
    lines = (rare / "tests/cases.jsonl").read_text(encoding="utf-8").splitlines()
    return {case["key"]: case for case in map(json.loads, lines)}


def integen_test(rare: Path, *arguments: str) -> dict[str, Any]:
    told = subprocess.run(
        [sys.executable, "-m", "integen", "test", "rare", "--output", str(rare.parent), "--json", *arguments],
        env={"PYTHONPATH": str(ROOT / "src"), "PATH": ""},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=400,
    )
    record: dict[str, Any] = json.loads(told.stdout or "{}")
    return {**record, "code": told.returncode, "said": told.stderr}


def test_a_package_of_rare_things_passes(rare: Path) -> None:
    record = integen_test(rare)
    assert (record["code"], record["failed"], record["untried"]) == (0, [], []), record


@pytest.mark.heavy
def test_rare_styles_media_types_and_credentials_that_are_broken_are_noticed(rare: Path) -> None:
    record = integen_test(rare, "--mutate", "60", "--seed", "5")
    assert record["failing"] == []
    assert record["rate"] >= 0.95, record["survivors"]


@pytest.mark.heavy
@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("styles.py", '"label": _Expansion(first="."', '"label": _Expansion(first=","'),
        ("paths.py", "if any(_is_dots(piece)", "if False and any(_is_dots(piece)"),
        ("auth.py", 'if scheme.location == "cookie":', 'if scheme.location == "nowhere":'),
        ("xml_writing.py", 'if child.kind == "attribute":', 'if child.kind == "attributes":'),
        ("statuses.py", "body = error_body(response)", "body = None"),
        ("mcp/keywords.py", '"enum": _enum', '"enums": _enum'),
    ],
)
def test_a_runtime_that_is_broken_is_noticed(rare: Path, file: str, old: str, new: str) -> None:
    path = rare / "rare_api/_kit" / file
    before = path.read_text(encoding="utf-8")
    assert old in before
    path.write_text(before.replace(old, new, 1), encoding="utf-8")
    try:
        assert integen_test(rare)["code"] == 1
    finally:
        path.write_text(before, encoding="utf-8")


def test_each_media_type_is_tried_as_what_it_is(cases: dict[str, dict[str, Any]]) -> None:
    assert [body[1] for body in cases["POST /books"]["bodies"]] == [
        "application/x-ndjson",
        "multipart/form-data",
        "text/csv",
    ]
    assert cases["PUT /books"]["bodies"][0][2].endswith('id="7"><title>text</title></ns0:book>')
    answers = {answer["type"]: answer for answer in cases["GET /files/any"]["answers"]}
    assert answers["application/pdf"]["beside"] is True
    assert "beside" not in answers["application/json"]


def test_wrong_values_are_outside_of_each_bound(cases: dict[str, dict[str, Any]]) -> None:
    wrong = cases["GET /bounds"]["wrong"]
    assert wrong["number"][1:] == [2, 10]
    assert wrong["word"][1:] == ["xxxxxx", "x"]
    assert wrong["choice"][1:] == ["no such value"]
    assert wrong["few"][2:] == [[], [11, 11, 11]]


@pytest.mark.heavy
def test_what_a_tool_hides_or_sends_by_itself_is_judged(tmp_path: Path) -> None:
    spec = Path(__file__).parent / "documents/rare.yaml"
    (tmp_path / "integen.toml").write_text(
        f"[integrations.rare]\nspec = {json.dumps(str(spec))}\n"
        '[integrations.rare.operations."GET /bounds".arguments]\n'
        'number = { hidden = true, value = 6 }\nword = { hidden = true }\nchoice = { value = "two" }\n',
        encoding="utf-8",
    )
    subprocess.run(
        [sys.executable, "-m", "integen", "generate", "--quiet"],
        cwd=tmp_path,
        env={"PYTHONPATH": str(ROOT / "src"), "PATH": ""},
        check=True,
        timeout=300,
    )
    package = tmp_path / "generated/rare"
    assert integen_test(package, "-k", "bounds")["code"] == 0
    catalog = package / "rare_api/catalog.json"
    text = catalog.read_text(encoding="utf-8")
    assert '"preset":{"number":6,"choice":"two"}' in text
    catalog.write_text(text.replace('"preset":{"number":6,', '"preset":{"number":9,'), encoding="utf-8")
    record = integen_test(package, "-k", "bounds")
    assert record["failed"] == ["tests/test_tools.py::test_the_tool_sends_what_was_asked[GET /bounds]"]
