"""Commands in a project: `integen.toml` says what they are about."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from .conftest import SPECS, Integen

PROJECT = """
[integrations.weather]
spec = "weather.yaml"

[integrations.shop]
spec = "petshop.yaml"
exclude = ["method=DELETE"]

[integrations.shop.operations."GET /pets"]
name = "find_pets"
title = "Find pets"
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in ("petshop", "weather"):
        shutil.copy(SPECS / f"{name}.yaml", tmp_path)
    (tmp_path / "integen.toml").write_text(PROJECT)
    return tmp_path


def catalog(folder: Path, key: str) -> str:
    return (folder / "generated" / key / f"{key}_api" / "catalog.json").read_text()


def test_all_integrations_are_made_in_the_order_of_the_file(integen: Integen, folder: Path) -> None:
    done = integen("generate")
    assert (done.returncode, done.stderr) == (0, "")
    told = [line.split()[0] for line in done.stdout.splitlines() if " generated in " in line]
    assert told == ["weather", "shop"]
    assert '"name":"find_pets","title":"Find pets"' in catalog(folder, "shop")
    assert '"DELETE ' not in catalog(folder, "shop")
    again = integen("generate")
    assert again.stdout.count("is up to date") == 2


def test_parallel_and_one_by_one_make_the_same(integen: Integen, folder: Path) -> None:
    integen("generate", "--output", "one")
    (folder / "integen.toml").write_text("parallel = 1\n" + PROJECT)
    integen("generate", "--output", "two")

    def files(name: str) -> dict[str, bytes]:
        base = folder / name
        return {str(path.relative_to(base)): path.read_bytes() for path in base.rglob("*") if path.is_file()}

    assert len(files("one")) > 100
    assert files("one") == files("two")


def test_one_integration_is_made_by_its_key(integen: Integen, folder: Path) -> None:
    done = integen("generate", "shop", "--json")
    report = json.loads(done.stdout)
    assert (report["key"], report["left_out"]) == ("shop", 1)
    assert not (folder / "generated" / "weather").exists()


def test_programs_get_one_json_document_for_all(integen: Integen, folder: Path) -> None:
    done = integen("generate", "--json")
    report = json.loads(done.stdout)
    assert [each["key"] for each in report["integrations"]] == ["weather", "shop"]


def test_a_document_of_the_project_takes_its_settings(integen: Integen, folder: Path) -> None:
    done = integen("generate", "--spec", "./petshop.yaml")
    assert done.stdout.startswith("shop generated in generated/shop")
    assert "find_pets" in catalog(folder, "shop")


def test_another_document_is_on_its_own(integen: Integen, folder: Path) -> None:
    shutil.copy(folder / "petshop.yaml", folder / "other.yaml")
    assert integen("generate", "--spec", "other.yaml").stdout.startswith("other generated")
    assert "find_pets" not in catalog(folder, "other")


def test_the_file_is_found_in_a_folder_around(integen: Integen, folder: Path) -> None:
    (folder / "integen.toml").rename(folder.parent / "integen.toml")
    for name in ("petshop", "weather"):
        (folder / f"{name}.yaml").rename(folder.parent / f"{name}.yaml")
    try:
        done = integen("generate", "weather", "--output", "here")
        assert done.returncode == 0
        assert (folder / "here" / "weather").is_dir()
    finally:
        for name in ("petshop.yaml", "weather.yaml", "integen.toml"):
            (folder.parent / name).unlink()


@pytest.mark.parametrize(
    ("arguments", "code", "told"),
    [
        (("generate", "shpo"), 1, "did you mean `shop`?"),
        (("generate", "shop", "--spec", "petshop.yaml"), 2, "a KEY and --spec say two things"),
        (("generate", "--name", "x"), 2, "--name is for one integration"),
        (("generate", "shop", "--exclude", "tga=x"), 2, "did you mean `tag`?"),
        (("inspect",), 2, "name one: weather, shop"),
        (("inspect", "shop", "--explain", "GET /petz"), 1, "did you mean `GET /pets`"),
    ],
)
def test_wrong_use_is_one_message_with_a_hint(
    integen: Integen, folder: Path, arguments: tuple[str, ...], code: int, told: str
) -> None:
    done = integen(*arguments)
    assert done.returncode == code
    assert told in done.stderr
    assert "Traceback" not in done.stderr
    assert not (folder / "generated").exists()


def test_without_a_project_and_a_document_there_is_a_hint(integen: Integen) -> None:
    done = integen("generate")
    assert done.returncode == 2
    assert "integen init" in done.stderr
    assert "write --spec before it" in integen("generate", "x.yaml").stderr


def test_mistakes_of_the_file_are_told_with_their_place_and_nothing_is_made(
    integen: Integen, folder: Path
) -> None:
    (folder / "integen.toml").write_text(PROJECT + 'colour = "red"\n')
    done = integen("generate", "--concise")
    assert done.returncode == 1
    assert done.stderr.startswith("integen.toml:12:1: error[IG536]")
    assert not (folder / "generated").exists()
    report = json.loads(integen("generate", "--json").stdout)
    assert report["diagnostics"][0]["line"] == 12


def test_a_rule_without_effect_is_told_at_its_place(integen: Integen, folder: Path) -> None:
    (folder / "integen.toml").write_text(PROJECT.replace("GET /pets", "GET /petz"))
    done = integen("generate", "shop")
    assert done.returncode == 0
    assert "integen.toml:9:2: warning[IG523] `GET /petz` fits no operation" in done.stderr
    assert '[integrations.shop.operations."GET /petz"]' in done.stderr


def test_a_failing_integration_does_not_keep_the_others(integen: Integen, folder: Path) -> None:
    (folder / "weather.yaml").write_text("openapi: 3.1.0")
    done = integen("generate")
    assert done.returncode == 1
    assert "error[IG105]" in done.stderr
    assert "shop generated" in done.stdout


def test_a_change_of_a_rule_is_a_change(integen: Integen, folder: Path) -> None:
    integen("generate", "shop")
    (folder / "integen.toml").write_text(PROJECT.replace("Find pets", "Search pets"))
    assert "shop generated" in integen("generate", "shop").stdout
    assert "Search pets" in catalog(folder, "shop")


def test_a_renamed_tool_is_still_called_by_its_old_name(integen: Integen, folder: Path) -> None:
    integen("generate", "shop")
    (folder / "integen.toml").write_text(PROJECT.replace("find_pets", "search_pets"))
    integen("generate", "shop")
    assert '"aliases":{"find_pets":"search_pets"}' in catalog(folder, "shop")
    listed = integen("serve", "shop", "--list", "--tool", "find_pets").stdout
    assert listed.split() == ["search_pets", "read", "pets"]


def test_inspect_says_who_decided_what(integen: Integen, folder: Path) -> None:
    done = integen("inspect", "shop", "--explain", "find_pets")
    assert "find_pets  ← integen.toml:10" in done.stdout
    assert "read  ← the method GET" in done.stdout
    report = json.loads(integen("inspect", "shop", "--json").stdout)
    assert {each["by"] for each in report["left_out"]} == {"`exclude` of `integen.toml`: `method=DELETE`"}


def test_init_writes_a_project_that_generates(integen: Integen, tmp_path: Path) -> None:
    (tmp_path / "specs").mkdir()
    shutil.copy(SPECS / "weather.yaml", tmp_path / "specs")
    (tmp_path / ".gitignore").write_text("mine\n")
    done = integen("init")
    assert done.stdout.splitlines() == [
        "wrote integen.toml",
        "kept .gitignore, which was there",
        "wrote .github/workflows/generate.yml",
        "made of specs/weather.yaml; next: integen generate",
    ]
    assert (tmp_path / ".gitignore").read_text() == "mine\n"
    assert integen("generate").returncode == 0
    before = (tmp_path / "integen.toml").read_text()
    assert integen("init").stdout.startswith("kept integen.toml")
    assert (tmp_path / "integen.toml").read_text() == before


def test_init_takes_documents_that_are_named(integen: Integen, tmp_path: Path) -> None:
    shutil.copy(SPECS / "weather.yaml", tmp_path / "w.yaml")
    assert (
        integen("init", "new", "--spec", "w.yaml", "--spec", "https://example.com/pets.json").returncode == 0
    )
    text = (tmp_path / "new" / "integen.toml").read_text()
    assert '[integrations.w]\nspec = "../w.yaml"' in text
    assert '[integrations.pets]\nspec = "https://example.com/pets.json"' in text
    assert integen("init", "--spec", "gone.yaml").returncode == 1
    assert integen("init", "--spec", "-").returncode == 2


def test_packages_are_found_where_the_project_puts_them(integen: Integen, folder: Path) -> None:
    (folder / "integen.toml").write_text('output = "packages"\n' + PROJECT)
    before = integen("serve", "weather", "--list")
    assert (before.returncode, before.stderr.splitlines()[-1]) == (1, "hint: run: integen generate weather")
    integen("generate", "weather")
    assert (folder / "packages" / "weather").is_dir()
    assert len(integen("serve", "weather", "--list").stdout.splitlines()) == 2
    assert "did you mean `weather`" in integen("serve", "wether", "--list", "--output", "packages").stderr


def test_a_secret_that_is_not_set_stops_its_own_integration_only(integen: Integen, folder: Path) -> None:
    headers = 'headers = { Authorization = "Bearer env:SPEC_TOKEN" }\n'
    (folder / "integen.toml").write_text(
        PROJECT.replace("[integrations.shop]\n", f"{headers}\n[integrations.shop]\n")
    )
    done = integen("generate")
    assert done.returncode == 1
    assert "`weather` needs the environment variable `SPEC_TOKEN`" in done.stderr
    assert "shop generated" in done.stdout
    assert integen("generate", "weather").returncode == 1
    assert integen("generate", SPEC_TOKEN="abc").returncode == 0
