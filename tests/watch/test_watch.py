"""`integen watch` as a person or a program runs it."""

from __future__ import annotations

import json
import re
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from .shops import document, operation, query
from .watching import PATIENCE, environment, save, watching

EXTENSION = """
def extend(extension):
    @extension.tool("greet", description="Greets.", read_only=True)
    async def greet(context, arguments):
        return "hello"
"""


def index(folder: Path, key: str = "shop") -> list[str]:
    return list(catalog(folder, key)["index"])


def title(folder: Path) -> str:
    told: str = catalog(folder)["tools"][0]["title"]
    return told


def catalog(folder: Path, key: str = "shop") -> Any:
    return json.loads((folder / "generated" / key / f"{key}_api" / "catalog.json").read_text())


@pytest.fixture
def spec(tmp_path: Path) -> Path:
    path = tmp_path / "shop.json"
    path.write_text(document())
    return path


def test_each_change_is_generated_and_told_in_one_line(spec: Path, tmp_path: Path) -> None:
    with watching(tmp_path, "--spec", "shop.json") as watch:
        watch.out.with_words("shop: generated, 1 tool")
        assert watch.out.with_words("watching").endswith("watching 1 file of shop; Ctrl-C ends it")
        both = {"get": operation("list_pets", parameters=[query("state", required=True)])}
        save(spec, document(pets=both, carts={"get": operation("list_carts")}))
        line = watch.out.with_words("tool added")
        assert re.fullmatch(
            r"\d\d:\d\d:\d\d shop: 1 tool added, 1 required argument added \(\d.\d\d s\)", line
        )
        assert index(tmp_path) == ["list_carts", "list_pets"]
        save(spec, document())
        watch.out.with_words("1 tool removed")
        assert index(tmp_path) == ["list_pets"]


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_an_interrupt_ends_it_cleanly(number: signal.Signals, spec: Path, tmp_path: Path) -> None:
    with watching(tmp_path, "--spec", "shop.json") as watch:
        watch.out.with_words("watching")
        watch.process.send_signal(number)
        assert watch.process.wait(PATIENCE) == 0
        assert watch.process.stderr and watch.err.said == []


def test_it_ends_when_nobody_reads_its_lines(spec: Path, tmp_path: Path) -> None:
    with watching(tmp_path, "--spec", "shop.json") as watch:
        watch.out.with_words("watching")
    process = subprocess.Popen(
        [sys.executable, "-m", "integen", "watch", "--spec", "shop.json"],
        cwd=tmp_path,
        env=environment(tmp_path),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert process.stdout and process.stderr
    process.stdout.readline()
    process.stdout.readline()
    process.stdout.close()
    save(spec, document(pets={"get": operation("find_pets")}))
    assert process.wait(PATIENCE) == 0
    assert process.stderr.read() == b""
    process.stderr.close()


def test_a_broken_document_is_told_with_its_place_and_the_package_stays(spec: Path, tmp_path: Path) -> None:
    with watching(tmp_path, "--spec", "shop.json") as watch:
        watch.out.with_words("watching")
        spec.write_text(document()[:-40])
        assert re.match(r"shop\.json:\d+:\d+: error\[IG007\]", watch.err.with_words("error["))
        watch.out.with_words("shop: not generated, the package stays as it was")
        assert index(tmp_path) == ["list_pets"]
        spec.unlink()
        watch.err.with_words("shop.json", "IG001")
        spec.write_text(document(pets={"get": operation("find_pets")}))
        watch.out.with_words("1 title changed")
        assert title(tmp_path) == "find_pets"


def test_an_error_that_would_take_tools_away_holds_the_package(spec: Path, tmp_path: Path) -> None:
    broken = operation("list_carts", parameters=[{"$ref": "#/components/parameters/page"}])
    carts = {"get": operation("list_carts")}
    with watching(tmp_path, "--spec", "shop.json") as watch:
        watch.out.with_words("watching")
        save(spec, document(pets={"get": operation("list_pets")}, carts={"get": broken}))
        watch.err.with_words("error[")
        watch.out.with_words("shop: ", "1 error")  # a tool that nobody has had takes nothing away
        save(spec, document(pets={"get": operation("list_pets")}, carts=carts))
        watch.out.with_words("1 tool added")
        save(
            spec, document(pets={"get": operation("list_pets", summary="Every pet.")}, carts={"get": broken})
        )
        watch.err.with_words("error[")
        watch.out.with_words("the last good package stays", "would lose list_carts")
        assert index(tmp_path) == ["list_carts", "list_pets"]
        save(spec, document(pets={"get": operation("list_pets", summary="Every pet.")}, carts=carts))
        watch.out.with_words("1 description rewritten")


def test_warnings_are_told_once(spec: Path, tmp_path: Path) -> None:
    paths = {"pets": {"get": operation("list_pets"), "post": operation("list_pets")}}
    spec.write_text(document(**paths))
    with watching(tmp_path, "--spec", "shop.json", "--concise") as watch:
        watch.err.with_words("warning[")
        watch.out.with_words("watching")
        save(spec, document(**paths, carts={"get": operation("list_carts")}))
        watch.out.with_words("1 tool added")
        save(spec, document(carts={"get": operation("list_carts"), "post": operation("list_carts")}))
        watch.err.with_words("warning[", "carts")
    assert len(watch.err.said) == 2


@pytest.mark.heavy
def test_files_that_come_and_go_count_too(spec: Path, tmp_path: Path) -> None:
    overlay = {
        "overlay": "1.0.0",
        "info": {"title": "More", "version": "1"},
        "actions": [{"target": "$.paths['/pets'].get", "update": {"summary": "Every pet"}}],
    }
    with watching(tmp_path, "--spec", "shop.json") as watch:
        watch.out.with_words("watching")
        (tmp_path / "shop.overlay.yaml").write_text(json.dumps(overlay))
        watch.out.with_words("1 title changed")
        assert title(tmp_path) == "Every pet"
        (tmp_path / "shop.overlay.yaml").unlink()
        watch.out.with_words("1 title changed")
        assert title(tmp_path) == "list_pets"
        referring = operation("list_pets", parameters=[{"$ref": "parts/page.json"}])
        save(spec, document(pets={"get": referring}))
        watch.err.with_words("parts/page.json")
        watch.out.with_words("the last good package stays")
        (tmp_path / "parts").mkdir()
        (tmp_path / "parts" / "page.json").write_text(json.dumps(query("page")))
        watch.out.with_words("1 argument added")
        save(tmp_path / "parts" / "page.json", json.dumps(query("page", required=True)))
        watch.out.with_words("1 argument now required")


@pytest.mark.heavy
def test_templates_of_the_users_are_inputs(spec: Path, tmp_path: Path) -> None:
    templates = tmp_path / "mine" / "package"
    templates.mkdir(parents=True)
    (templates / "README.md.jinja").write_text("ours")
    with watching(tmp_path, "--spec", "shop.json", "--templates", "mine") as watch:
        watch.out.with_words("watching")
        save(templates / "README.md.jinja", "mine {{ package.title }}")
        watch.out.with_words("nothing changed for agents")
        assert (tmp_path / "generated" / "shop" / "README.md").read_text().startswith("mine Shop")
        save(templates / "README.md.jinja", "{{ package.title")
        watch.err.with_words("README.md.jinja")
        watch.out.with_words("not generated")
        readme = tmp_path / "generated" / "shop" / "README.md"
        assert readme.read_text().startswith("mine Shop")
        save(templates / "README.md.jinja", "his {{ package.title }}")
        watch.out.with_words("nothing changed for agents")
        (templates / "README.md.jinja").unlink()
        watch.out.with_words("nothing changed for agents")
        assert not readme.read_text().startswith("his")


@pytest.mark.heavy
def test_the_servers_own_words_tell_what_is_wrong_with_an_extension(spec: Path, tmp_path: Path) -> None:
    with watching(tmp_path, "--spec", "shop.json") as watch:
        watch.out.with_words("watching")
        extension = tmp_path / "generated" / "shop" / "shop_api" / "extensions.py"
        extension.write_text(EXTENSION)
        watch.out.with_words("shop: with its extension 2 tools")
        extension.write_text(EXTENSION + "    extension.hide('list_pets')\n")
        watch.out.with_words("with its extension 1 tool, 1 gone")
        save(spec, document(carts={"get": operation("list_carts")}))
        watch.out.with_words("1 tool added, 1 tool removed")
        told = watch.err.with_words("error:")
        assert told.startswith(
            "error: shop: generated/shop/shop_api/extensions.py:6: there is no tool `list_pets`"
        )
        extension.write_text(EXTENSION)
        watch.out.with_words("with its extension 2 tools")
        extension.unlink()
        watch.out.with_words("served without an extension")


# -- projects -----------------------------------------------------------------------------------------------

PROJECT = """
[integrations.shop]
spec = "shop.json"

[integrations.zoo]
spec = "zoo.json"
"""


@pytest.fixture
def project(spec: Path, tmp_path: Path) -> Path:
    (tmp_path / "zoo.json").write_text(document(animals={"get": operation("list_animals")}))
    file = tmp_path / "integen.toml"
    file.write_text(PROJECT)
    return file


def stamps(folder: Path) -> dict[str, tuple[int, int]]:
    found = sorted(folder.rglob("*"))
    return {str(path): (path.stat().st_ino, path.stat().st_mtime_ns) for path in found if path.is_file()}


def test_only_what_changed_is_made_again(project: Path, tmp_path: Path) -> None:
    with watching(tmp_path) as watch:
        watch.out.with_words("shop: generated")
        watch.out.with_words("zoo: generated")
        assert "of 2 integrations" in watch.out.with_words("watching")
        before = stamps(tmp_path / "generated" / "shop")
        save(tmp_path / "zoo.json", document(animals={"get": operation("find_animals")}))
        watch.out.with_words("zoo: 1 title changed")
        save(project, "# nothing new\n" + PROJECT)
        save(project, PROJECT.replace('"zoo.json"', '"zoo.json"\ntool_name_limit = 16'))
        assert "zoo: " in watch.out.with_words(" s)")
        assert stamps(tmp_path / "generated" / "shop") == before


def test_integrations_are_added_removed_and_changed_in_the_project(project: Path, tmp_path: Path) -> None:
    with watching(tmp_path) as watch:
        watch.out.with_words("watching")
        (tmp_path / "farm.json").write_text(document(cows={"get": operation("list_cows")}))
        save(project, PROJECT + '[integrations.farm]\nspec = "farm.json"\n')
        watch.out.with_words("farm: generated, 1 tool")
        save(project, PROJECT.replace("[integrations.zoo]\nspec", "[integrations.farm]\nspec"))
        watch.out.with_words("zoo: no longer in integen.toml")
        watch.out.with_words("farm: 1 tool added, 1 tool removed")
        assert index(tmp_path, "zoo") == ["list_animals"]
        save(project, PROJECT + 'exclude = ["path=/animals"]\n')
        watch.out.with_words("zoo: ")


@pytest.mark.heavy
def test_a_folder_of_templates_beside_the_project_may_come_and_go(project: Path, tmp_path: Path) -> None:
    with watching(tmp_path, "zoo") as watch:
        watch.out.with_words("watching")
        readme = tmp_path / "generated" / "zoo" / "README.md"
        (tmp_path / "new" / "package").mkdir(parents=True)
        (tmp_path / "new" / "package" / "README.md.jinja").write_text("mine")
        (tmp_path / "new").rename(tmp_path / "templates")
        watch.out.with_words("nothing changed for agents, 1 file written")
        assert readme.read_text().startswith("mine")
        (tmp_path / "templates").rename(tmp_path / "old")
        watch.out.with_words("nothing changed for agents, 1 file written")
        assert not readme.read_text().startswith("mine")


@pytest.mark.heavy
def test_a_project_that_cannot_be_read_keeps_what_it_said(project: Path, tmp_path: Path) -> None:
    with watching(tmp_path) as watch:
        watch.out.with_words("watching")
        save(project, PROJECT + "[integrations.zoo\n")
        assert watch.err.with_words("error[").startswith("integen.toml:")
        watch.out.with_words("what it said before holds")
        save(tmp_path / "shop.json", document(pets={"get": operation("find_pets")}))
        watch.out.with_words("shop: 1 title changed")
        project.unlink()
        watch.err.with_words("error:")
        save(tmp_path / "shop.json", document())
        watch.out.with_words("shop: 1 title changed")
        save(project, PROJECT.partition("[integrations.zoo]")[0])
        watch.out.with_words("zoo: no longer in integen.toml")


def test_one_key_is_watched_alone(project: Path, tmp_path: Path) -> None:
    with watching(tmp_path, "zoo") as watch:
        watch.out.with_words("zoo: generated")
        assert "watching 2 files of zoo" in watch.out.with_words("watching")
    assert not (tmp_path / "generated" / "shop").exists()


def test_a_project_that_is_broken_from_the_start_is_waited_for(project: Path, tmp_path: Path) -> None:
    project.write_text("[integrations\n")
    with watching(tmp_path) as watch:
        watch.err.with_words("error[")
        watch.out.with_words("waiting until it can be read")
        save(project, PROJECT)
        watch.out.with_words("zoo: generated, 1 tool")


# -- programs -----------------------------------------------------------------------------------------------


def test_programs_read_an_object_a_line(spec: Path, tmp_path: Path) -> None:
    with watching(tmp_path, "--spec", "shop.json", "--json") as watch:
        made = watch.event("generated")
        assert (made["key"], made["tools"], made["changes"], made["diagnostics"]) == ("shop", 1, {}, [])
        assert watch.event("watching")["files"] == 1
        carts = {"get": operation("list_carts")}
        save(spec, document(pets={"get": operation("list_pets")}, carts=carts))
        changed = watch.event("generated")
        assert (changed["changes"], changed["up_to_date"]) == ({"tool-added": 1}, False)
        assert changed["files"]["written"] > 0 < changed["files"]["unchanged"]
        save(spec, "{")
        assert watch.event("failed")["diagnostics"][0]["code"] == "IG007"
        broken: Any = operation("list_carts", parameters=[{"$ref": "#/nowhere"}])
        save(spec, document(pets={"get": operation("list_pets")}, carts={"get": broken}))
        held = watch.event("held")
        assert held["lost"] == ["list_carts"] and held["diagnostics"]
    assert watch.err.said == []


@pytest.mark.heavy
def test_programs_read_of_a_project_that_is_broken(project: Path, tmp_path: Path) -> None:
    with watching(tmp_path, "zoo", "--json") as watch:
        watch.event("watching")
        save(project, PROJECT + "[integrations.zoo\n")
        assert json.loads(watch.err.with_words("IG535"))["code"] == "IG535"
        watch.event("kept")
        save(project, PROJECT.replace('"zoo.json"', '"zoo.json"\nexclude = ["path=/**"]'))
        assert watch.event("generated")["changes"] == {"tool-removed": 1}
        save(project, PROJECT.partition("[integrations.zoo]")[0])
        assert "zoo" in watch.event("failed")["message"]
    assert all(json.loads(line) for line in watch.out.said)


@pytest.mark.heavy
@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (["--spec", "-"], 2, "standard input cannot be watched"),
        (["--spec", "https://example.com/a.json", "--offline"], 2, "on the web, which cannot be watched"),
        (["--spec", "lost.json"], 1, "lost.json"),
        ([], 2, "there is no document to read"),
        (["shop", "--spec", "shop.json"], 2, "a KEY and --spec say two things"),
        (["--spec", "shop.json", "--force"], 2, "--force"),
    ],
)
def test_what_cannot_be_watched_is_said_at_once(
    arguments: list[str], code: int, words: str, spec: Path, tmp_path: Path
) -> None:
    with watching(tmp_path, *arguments) as watch:
        watch.err.with_words(words)
        assert watch.process.wait(PATIENCE) == code
    assert not (tmp_path / "generated").exists()
