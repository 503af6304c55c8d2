"""What a project is compared with, and what counts as changed in it."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from integen.ci.base import Base, checked_out, find
from integen.ci.comparison import Compared, Standing, compared
from integen.config.load import load
from integen.config.overrides import Overrides
from integen.errors import IntegenError
from integen.source.reading import Reading

from .repository import CHANGED, DOCUMENT, Repository


@pytest.fixture(autouse=True)
def here(repository: Repository, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Work in the clone, as the command does."""
    monkeypatch.chdir(repository.folder)
    for name in ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE"):
        monkeypatch.delenv(name, raising=False)
    yield


def changes(*keys: str, base: Base | None = None) -> dict[str, Compared]:
    file = Path("integen.toml")
    base = base or find(Path(), None)
    assert base is not None
    now = load(file).project.integrations
    with checked_out(base, file) as past:
        found = compared(now, past, keys, Overrides(reading=Reading()), {})
        return {each.key: each for each in found}


def kinds(found: Compared) -> set[str]:
    return {change.kind for change in found.difference.changes} if found.difference else set()


def test_a_branch_is_compared_with_where_it_left_main(repository: Repository) -> None:
    left = repository.git("rev-parse", "HEAD")
    repository.branch("less", CHANGED)
    repository.git("switch", "--quiet", "main")
    repository.write("other.txt", "x")
    repository.commit("Something else")
    repository.git("push", "--quiet", "origin", "main")
    repository.git("switch", "--quiet", "less")
    for wanted in (None, "origin/main", "main"):
        found = find(Path(), wanted)
        assert found is not None
        assert found.commit == left


def test_a_commit_that_is_gone_is_as_if_none_was_named(repository: Repository) -> None:
    for gone in ("0" * 40, "1234567890" * 4):
        found = find(Path(), gone)
        assert found is not None
        assert found.commit == repository.git("rev-parse", "HEAD")


@pytest.mark.parametrize("wanted", ["nowhere", "--help", "main:specs", "main^{tree}"])
def test_what_is_no_revision_is_told(wanted: str) -> None:
    with pytest.raises(IntegenError, match="there is no revision"):
        find(Path(), wanted)


def test_outside_of_git_there_is_nothing_to_compare_with(tmp_path: Path, repository: Repository) -> None:
    assert find(tmp_path, None) is None
    shutil.rmtree(repository.folder / ".git")
    repository.git("init", "--quiet")
    assert find(Path(), None) is None


def test_what_did_not_change_is_the_same(repository: Repository) -> None:
    assert changes()["shop"].standing is Standing.SAME
    repository.write("specs/shop.yaml", DOCUMENT + "# a comment\n")
    assert changes()["shop"].standing is Standing.SAME


def test_changes_that_are_not_committed_yet_count(repository: Repository) -> None:
    repository.write("specs/shop.yaml", CHANGED)
    found = changes()["shop"]
    assert (found.standing, found.bump) == (Standing.CHANGED, "major")
    assert kinds(found) == {"request-narrowed"}


def test_what_the_project_says_of_an_operation_counts_as_a_change(repository: Repository) -> None:
    text = (repository.folder / "integen.toml").read_text()
    repository.write(
        "integen.toml", text + '\n[integrations.shop.operations."GET /orders"]\nname = "find_orders"\n'
    )
    assert "tool-renamed" in kinds(changes()["shop"])


def test_an_overlay_counts_as_a_change(repository: Repository) -> None:
    overlay = {
        "overlay": "1.0.0",
        "info": {"title": "x", "version": "1"},
        "actions": [{"target": "$.paths['/orders'].get", "update": {"summary": "Finds orders."}}],
    }
    repository.write("overlays/shop.json", json.dumps(overlay))
    text = (repository.folder / "integen.toml").read_text()
    repository.write("integen.toml", text + 'overlays = ["overlays/shop.json"]\n')
    repository.commit("An overlay")
    repository.git("push", "--quiet", "origin", "main")
    assert changes()["shop"].standing is Standing.SAME
    overlay["actions"][0]["update"]["summary"] = "Looks for orders."  # type: ignore[index]
    repository.write("overlays/shop.json", json.dumps(overlay))
    assert kinds(changes()["shop"]) == {"description-changed", "title-changed"}


def test_documents_refer_to_files_beside_them_as_those_were(repository: Repository) -> None:
    split = DOCUMENT.replace("schema: {type: integer, maximum: 100}", "schema: {$ref: 'parts/limit.yaml'}")
    repository.write("specs/shop.yaml", split)
    repository.write("specs/parts/limit.yaml", "{type: integer, maximum: 100}\n")
    repository.commit("In two files")
    repository.git("push", "--quiet", "origin", "main")
    repository.write("specs/parts/limit.yaml", "{type: integer, maximum: 10}\n")
    assert kinds(changes()["shop"]) == {"request-narrowed"}


def test_integrations_come_and_go(repository: Repository) -> None:
    repository.write("integen.toml", '[integrations.store]\nspec = "specs/shop.yaml"\n')
    found = changes()
    assert {key: (each.standing, each.bump) for key, each in found.items()} == {
        "store": (Standing.ADDED, "minor"),
        "shop": (Standing.REMOVED, "major"),
    }
    assert [list(found[key].counts.values()) for key in ("store", "shop")] == [[0, 0, 1], [1, 0, 0]]
    assert list(changes("store")) == ["store"]


@pytest.mark.parametrize("spec", ["../specs/shop.yaml", "../shop.yaml", "shop.yaml"])
def test_a_project_in_a_folder_finds_its_document_wherever_it_is(
    repository: Repository, monkeypatch: pytest.MonkeyPatch, spec: str
) -> None:
    repository.write("api/integen.toml", f'[integrations.shop]\nspec = "{spec}"\n')
    document = (repository.folder / "api" / spec).resolve()
    document.write_text(DOCUMENT)
    repository.commit("A project below")
    repository.git("push", "--quiet", "origin", "main")
    document.write_text(CHANGED)
    monkeypatch.chdir(repository.folder / "api")
    assert kinds(changes()["shop"]) == {"request-narrowed"}


def test_a_document_at_the_top_is_found_beside_the_packages(repository: Repository) -> None:
    repository.write("shop.yaml", DOCUMENT)
    repository.write("integen.toml", '[integrations.shop]\nspec = "shop.yaml"\n')
    repository.commit("At the top")
    repository.git("push", "--quiet", "origin", "main")
    repository.write("shop.yaml", CHANGED)
    assert kinds(changes()["shop"]) == {"request-narrowed"}


def test_of_a_document_of_the_web_the_packages_are_compared(repository: Repository) -> None:
    """What the URL gave then is known from the package only; nothing is fetched."""
    repository.write("integen.toml", '[integrations.shop]\nspec = "https://shop.invalid/openapi.json"\n')
    repository.commit("From the web")
    repository.git("push", "--quiet", "origin", "main")
    assert changes()["shop"].standing is Standing.SAME
    catalog = next((repository.folder / "generated" / "shop").glob("*/catalog.json"))
    catalog.write_text(catalog.read_text().replace('"maximum":100', '"maximum":50'))
    assert kinds(changes()["shop"]) == {"request-narrowed"}
    shutil.rmtree(repository.folder / "generated")
    found = changes()["shop"]
    assert (found.standing, found.counts) == (Standing.UNKNOWN, dict.fromkeys(found.counts, 0))
    assert "no package of now" in found.reason


def test_a_project_that_had_mistakes_is_not_compared(repository: Repository) -> None:
    good = (repository.folder / "integen.toml").read_text()
    repository.write("integen.toml", "[integrations\n")
    repository.commit("A mistake")
    repository.git("push", "--quiet", "origin", "main")
    repository.write("integen.toml", good)
    found = changes()["shop"]
    assert (found.standing, "had mistakes" in found.reason) == (Standing.UNKNOWN, True)


def test_a_document_that_cannot_be_read_is_told_and_others_are_compared(repository: Repository) -> None:
    project = (repository.folder / "integen.toml").read_text()
    repository.write("integen.toml", project + '\n[integrations.other]\nspec = "specs/other.yaml"\n')
    repository.write("specs/other.yaml", DOCUMENT)
    repository.commit("Two")
    repository.git("push", "--quiet", "origin", "main")
    repository.write("specs/shop.yaml", "openapi: [")
    found = changes()
    assert found["other"].standing is Standing.SAME
    assert found["shop"].standing is Standing.UNKNOWN
    assert found["shop"].reason.startswith("`specs/shop.yaml`: IG0")


@pytest.mark.parametrize(
    ("path", "text", "told"),
    [("generated/shop/integen.lock", "{", " is damaged"), ("specs/shop.yaml", "openapi: [", ": IG0")],
)
def test_what_was_damaged_then_is_named_as_git_names_it(
    repository: Repository, path: str, text: str, told: str
) -> None:
    good = (repository.folder / path).read_text()
    repository.write(path, text)
    commit = repository.commit("Damage")
    repository.git("push", "--quiet", "origin", "main")
    repository.write(path, good)
    repository.write("specs/shop.yaml", CHANGED)
    found = changes()["shop"]
    assert found.standing is Standing.UNKNOWN
    assert found.reason.startswith(f"`{commit[:10]}:{path}`{told}")
