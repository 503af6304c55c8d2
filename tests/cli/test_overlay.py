"""`integen overlay` and overlays in `integen generate`, as people use them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from tests.cli.conftest import SPECS, Api, Integen

TITLE = (
    "overlay: 1.0.0\ninfo: {title: t, version: '1'}\nactions:\n  - {target: $.info, update: {title: %s}}\n"
)
WRONG = "overlay: 1.0.0\ninfo: {title: t, version: '1'}\nactions:\n  - {target: $.info, update: [1]}\n"


@pytest.fixture
def pets(tmp_path: Path) -> Path:
    spec = tmp_path / "pets.yaml"
    spec.write_bytes((SPECS / "petshop.yaml").read_bytes())
    return spec


def test_apply_shows_what_each_action_does_and_writes_nothing(integen: Integen, pets: Path) -> None:
    (pets.parent / "o.yaml").write_text(TITLE % "New")
    before = sorted(pets.parent.iterdir())
    told = integen("overlay", "apply", "--spec", "pets.yaml", "--overlay", "o.yaml")
    assert told.stdout == (
        "overlay  action    target  matches  changes\no.yaml   1 update  $.info        1  1 replaced\n"
    )
    assert (told.returncode, told.stderr, sorted(pets.parent.iterdir())) == (0, "", before)


@pytest.mark.parametrize("name", ["out.json", "out.yaml", "deep/er/out.yml"])
def test_the_changed_document_is_written_in_the_format_of_its_name(
    integen: Integen, pets: Path, name: str
) -> None:
    (pets.parent / "o.yaml").write_text(TITLE % "New")
    integen("overlay", "apply", "--spec", "pets.yaml", "--overlay", "o.yaml", "-o", name)
    text = (pets.parent / name).read_text()
    assert text.startswith("{" if name.endswith("json") else "openapi: 3.1.0\n")
    told = integen("inspect", "--spec", name, "--json")
    assert json.loads(told.stdout)["title"] == "New"


def test_the_changed_document_can_go_into_a_pipe(integen: Integen, pets: Path) -> None:
    (pets.parent / "pets.overlay.yaml").write_text(TITLE % "New")
    told = integen("overlay", "apply", "--spec", "pets.yaml", "-o", "-")
    assert "title: New\n" in told.stdout and told.stdout.startswith("openapi:")


def test_programs_get_the_effects_as_json(integen: Integen, pets: Path) -> None:
    (pets.parent / "pets.overlay.yaml").write_text(WRONG)
    told = integen("overlay", "apply", "--spec", "pets.yaml", "--json")
    report = json.loads(told.stdout)
    (overlay,) = report["overlays"]
    assert (overlay["beside"], overlay["actions"][0]["failed"]) == (True, True)
    assert (report["diagnostics"][0]["code"], report["diagnostics"][0]["file"]) == (
        "IG507",
        "pets.overlay.yaml",
    )
    assert told.returncode == 1


def test_without_a_document_the_one_that_the_overlay_extends_is_changed(integen: Integen, pets: Path) -> None:
    folder = pets.parent / "overlays"
    folder.mkdir()
    (folder / "o.yaml").write_text("extends: ../pets.yaml\n" + TITLE % "New")
    told = integen("overlay", "apply", "--overlay", "overlays/o.yaml")
    assert (told.returncode, told.stderr) == (0, "")
    assert "1 replaced" in told.stdout


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["apply", "--spec", "pets.yaml"], "there is no overlay to apply"),
        (["apply"], "there is no document to change"),
        (
            ["apply", "--spec", "pets.yaml", "--overlay", "o.yaml", "-o", "pets.yaml"],
            "would replace the document",
        ),
        (["apply", "--overlay", "o.yaml"], "does not say what it extends"),
        (["diff", "pets.yaml", "o.yaml", "--overlay", "o.yaml"], "--overlay means nothing here"),
        (["diff", "pets.yaml"], "missing argument"),
        (["suggest", "--spec", "pets.yaml", "-o", "o.yaml"], "is there already"),
        (["sugest"], "there is no command `sugest`"),
    ],
)
def test_wrong_use_ends_in_a_sentence(integen: Integen, pets: Path, arguments: list[str], said: str) -> None:
    (pets.parent / "o.yaml").write_text(TITLE % "New")
    told = integen("overlay", *arguments)
    assert said in told.stderr
    assert (told.returncode, told.stdout) == (2, "")


def test_diff_and_apply_lead_from_one_document_to_the_other(integen: Integen, pets: Path) -> None:
    (pets.parent / "o.yaml").write_text(TITLE % "New")
    integen("overlay", "apply", "--spec", "pets.yaml", "--overlay", "o.yaml", "-o", "new.yaml")
    told = integen("overlay", "diff", "pets.yaml", "new.yaml", "-o", "sub/d.yaml")
    assert told.stdout == "1 action written to sub/d.yaml\n"
    text = (pets.parent / "sub/d.yaml").read_text()
    assert "extends: ../pets.yaml\n" in text
    integen("overlay", "apply", "--overlay", "sub/d.yaml", "-o", "again.yaml")
    assert (pets.parent / "again.yaml").read_text() == (pets.parent / "new.yaml").read_text()
    assert "are the same" in integen("overlay", "diff", "new.yaml", "again.yaml").stderr


def test_overlays_are_json_where_their_name_ends_so(integen: Integen, pets: Path) -> None:
    (pets.parent / "o.yaml").write_text(TITLE % "New")
    integen("overlay", "apply", "--spec", "pets.yaml", "--overlay", "o.yaml", "-o", "new.yaml")
    integen("overlay", "diff", "pets.yaml", "new.yaml", "-o", "d.json")
    overlay = json.loads((pets.parent / "d.json").read_text())
    assert overlay["actions"] == [{"target": "$.info", "update": {"title": "New"}}]
    integen("overlay", "suggest", "--spec", "pets.yaml", "-o", "s.json")
    assert json.loads((pets.parent / "s.json").read_text())["extends"] == "pets.yaml"


def test_an_action_that_matches_nothing_can_fail_a_build(integen: Integen, pets: Path) -> None:
    (pets.parent / "pets.overlay.yaml").write_text((TITLE % "New").replace("$.info", "$.gone"))
    assert integen("overlay", "apply", "--spec", "pets.yaml").returncode == 0
    told = integen("overlay", "apply", "--spec", "pets.yaml", "--fail-on", "warning")
    assert told.returncode == 1
    assert "warning[IG506] `$.gone` matches nothing" in told.stderr


def test_an_unwritable_output_is_a_message_and_leaves_what_was_there(integen: Integen, pets: Path) -> None:
    (pets.parent / "o.yaml").write_text(TITLE % "New")
    told = integen("overlay", "apply", "--spec", "pets.yaml", "--overlay", "o.yaml", "-o", "o.yaml/x")
    assert told.stderr.startswith("error: cannot write `o.yaml/x`: ")
    assert told.returncode == 1


def test_proposals_next_to_the_document_are_used_and_not_replaced(integen: Integen, pets: Path) -> None:
    first = integen("overlay", "suggest", "--spec", "pets.yaml", "-o", "pets.overlay.yaml")
    assert "proposals for 11 operations in pets.overlay.yaml" in first.stderr
    told = integen("generate", "--spec", "pets.yaml")
    assert "  overlays    pets.overlay.yaml beside the document (11 actions, " in told.stdout
    again = integen("overlay", "suggest", "--spec", "pets.yaml", "--only", "hints")
    assert (again.stdout, again.stderr) == ("", "there is nothing to propose\n")
    assert integen("overlay", "suggest", "--spec", "pets.yaml", "-o", "pets.overlay.yaml").returncode == 2


def test_generate_notices_an_overlay_that_changes_comes_or_goes(integen: Integen, pets: Path) -> None:
    def title() -> str:
        told = integen("generate", "--spec", "pets.yaml", "--json")
        assert told.stderr == ""
        integen_says = integen("list", "--json")
        return str(json.loads(integen_says.stdout)[0]["title"])

    overlay = pets.parent / "pets.overlay.yaml"
    assert title() == "Petshop"
    overlay.write_text(TITLE % "One")
    assert title() == "One"
    overlay.write_text(TITLE % "Two")
    assert title() == "Two"
    lock = (pets.parent / "generated/pets/integen.lock").read_text()
    overlay.unlink()
    assert title() == "Petshop"
    assert (pets.parent / "generated/pets/integen.lock").read_text() != lock


def test_generate_does_nothing_while_overlays_stay_as_they_are(integen: Integen, pets: Path) -> None:
    (pets.parent / "pets.overlay.yaml").write_text(TITLE % "One")
    (pets.parent / "o.yaml").write_text(TITLE % "Other")
    (pets.parent / "p.yaml").write_text(TITLE % "Last")
    run = ("generate", "--spec", "pets.yaml", "--overlay", "o.yaml", "--overlay", "p.yaml")
    assert "pets generated" in integen(*run).stdout
    assert "pets is up to date" in integen(*run).stdout
    turned = integen("generate", "--spec", "pets.yaml", "--overlay", "p.yaml", "--overlay", "o.yaml")
    assert "pets generated" in turned.stdout


def test_a_failed_action_is_an_error_and_an_unreadable_overlay_ends_the_run(
    integen: Integen, pets: Path
) -> None:
    (pets.parent / "o.yaml").write_text(WRONG)
    told = integen("generate", "--spec", "pets.yaml", "--overlay", "o.yaml")
    assert told.stderr.startswith("o.yaml:4:22: error[IG507] ")
    assert told.returncode == 1
    told = integen("generate", "--spec", "pets.yaml", "--overlay", "none.yaml", "--name", "fresh")
    assert told.stderr.startswith("none.yaml: error[IG001] ")
    assert not (pets.parent / "generated/fresh").exists()


def test_a_document_from_this_machine_needs_the_flag(integen: Integen, api: Api, tmp_path: Path) -> None:
    api.body = (SPECS / "weather.yaml").read_bytes()
    url, cache = f"{api.url}/weather.yaml", str(tmp_path / "cache")
    refused = integen("inspect", "--spec", url, XDG_CACHE_HOME=cache)
    assert (refused.returncode, api.requests) == (1, [])
    assert "--allow-private" in refused.stderr
    flags = ("--allow-private", "--header", "X-Key: s3cret")
    assert integen("inspect", "--spec", url, *flags, XDG_CACHE_HOME=cache).returncode == 0
    assert api.requests[0][1]["x-key"] == "s3cret"
    assert integen("inspect", "--spec", url, "--allow-private", XDG_CACHE_HOME=cache).returncode == 0
    offline = integen("inspect", "--spec", url, "--allow-private", "--offline", XDG_CACHE_HOME=cache)
    assert (offline.returncode, len(api.requests)) == (0, 2)
    kept = b"".join(path.read_bytes() for path in (tmp_path / "cache").rglob("*") if path.is_file())
    assert b"s3cret" not in kept and kept


def test_an_integration_of_the_project_is_named_by_its_key(integen: Integen, pets: Path) -> None:
    (pets.parent / "integen.toml").write_text(
        '[integrations.shop]\nspec = "pets.yaml"\noverlays = ["o.yaml"]\n'
    )
    (pets.parent / "o.yaml").write_text(TITLE % "New")
    told = integen("overlay", "apply", "shop")
    assert told.stdout.splitlines()[1].split() == ["o.yaml", "1", "update", "$.info", "1", "1", "replaced"]
    told = integen("overlay", "suggest", "shop", "--only", "hints", "-o", "hints.yaml")
    assert "proposals for 11 operations" in told.stderr
    assert "title: Proposals for New\n" in (pets.parent / "hints.yaml").read_text()


@pytest.mark.parametrize("value", ["schemas.example.com", "https://", "ftp://a", "http://[", "http://a:b"])
def test_an_origin_that_is_none_is_wrong_use(integen: Integen, value: str) -> None:
    told = integen("inspect", "--spec", str(SPECS / "weather.yaml"), "--allow-origin", value)
    assert (told.returncode, told.stdout) == (2, "")
    assert "is no origin" in told.stderr


def test_a_fault_that_an_overlay_brought_is_shown_in_the_overlay(integen: Integen, pets: Path) -> None:
    (pets.parent / "pets.overlay.yaml").write_text(
        "overlay: 1.0.0\ninfo: {title: t, version: '1'}\nactions:\n"
        "  - target: $\n    update:\n      openapi: 4.0.0\n"
    )
    told = integen("inspect", "--spec", "pets.yaml")
    assert told.stderr.startswith("pets.overlay.yaml:6:16: error[IG103] ")
    assert "  6 |       openapi: 4.0.0\n" in told.stderr
