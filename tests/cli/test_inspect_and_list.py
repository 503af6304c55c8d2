"""`integen inspect` and `integen list`."""

from __future__ import annotations

import json
from pathlib import Path

from tests.cli.conftest import SPECS, Integen


def test_inspect_shows_what_a_person_wants_to_know_first(integen: Integen) -> None:
    told = integen("inspect", "--spec", str(SPECS / "github.yaml"))
    assert told.returncode == 0, told.stderr
    lines = told.stdout.splitlines()
    assert lines[0] == "GitHub 2022-11-28"
    facts = {line.split()[0]: line.split(maxsplit=1)[1] for line in lines[1:] if line.startswith("  ")}
    assert facts["security"] == "oauth (oauth2), token (http bearer)"
    assert facts["scopes"] == "repo, public_repo, read:user, notifications, workflow"
    assert facts["operations"] == "25 (16 read, 8 write, 1 destructive)"
    assert facts["tools"].startswith("25, about ")


def test_inspect_counts_operations_and_tokens_by_tag(integen: Integen) -> None:
    found = json.loads(integen("inspect", "--spec", str(SPECS / "github.yaml"), "--json").stdout)
    tags = {tag["name"]: tag for tag in found["tags"]}
    assert tags["issues"]["operations"] == 6
    assert sum(tag["operations"] for tag in found["tags"]) == found["operations"] == 25
    assert found["tools"]["tokens"] == found["tools"]["bytes"] // 4


def test_inspect_writes_nothing(integen: Integen, tmp_path: Path) -> None:
    integen("inspect", "--spec", str(SPECS / "weather.yaml"))
    assert list(tmp_path.iterdir()) == []


def test_inspect_of_a_broken_document_is_a_message(integen: Integen, tmp_path: Path) -> None:
    (tmp_path / "bad.json").write_text('{"openapi": "3.1.0", ')
    told = integen("inspect", "--spec", "bad.json")
    assert told.returncode == 1
    assert told.stderr.startswith("bad.json:1:")


def test_list_shows_each_integration_with_its_sizes(integen: Integen, generated: Path) -> None:
    records = {record["key"]: record for record in json.loads(integen("list", "--json").stdout)}
    assert records["github"]["operations"] == records["github"]["tools"] == 25
    assert records["petshop"]["package"] == "petshop_api"
    table = integen("list").stdout.splitlines()
    assert table[0].split() == ["key", "title", "version", "operations", "tools", "directory"]
    assert table[1].split()[:2] == ["github", "GitHub"]


def test_list_of_nothing_says_so_and_is_no_failure(integen: Integen) -> None:
    told = integen("list")
    assert (told.returncode, told.stdout) == (0, "")
    assert "nothing is generated in generated" in told.stderr


def test_one_damaged_package_does_not_hide_the_others(integen: Integen, generated: Path) -> None:
    (generated / "petshop/petshop_api/catalog.json").write_bytes(b"")
    told = integen("list", "--json")
    assert told.returncode == 1
    assert [record["key"] for record in json.loads(told.stdout)] == ["github", "weather"]
    assert "hint: generate `petshop` again" in told.stderr


HOOKS = """
openapi: 3.1.0
info: {title: Hooks, version: "1"}
webhooks:
  newPet: {post: {summary: A pet came, requestBody: {content: {application/json: {schema: {}}}}}}
paths:
  /watch:
    post:
      operationId: watch
      callbacks: {onSold: {"{$request.query.url}": {post: {}}}}
      responses: {"200": {description: ok, links: {Again: {operationId: watch}}}}
"""


def test_inspect_shows_what_the_api_sends(integen: Integen, tmp_path: Path) -> None:
    (tmp_path / "hooks.yaml").write_text(HOOKS)
    told = integen("inspect", "--spec", "hooks.yaml").stdout
    facts = [" ".join(line.split()) for line in told.splitlines()]
    assert "webhooks 1: newPet" in facts
    assert "callbacks 1: onSold" in facts
    assert "links 1" in facts
    found = json.loads(integen("inspect", "--spec", "hooks.yaml", "--json").stdout)
    assert found["webhooks"][1] == {
        "kind": "callback",
        "name": "onSold",
        "method": "POST",
        "expression": "{$request.query.url}",
        "operations": ["POST /watch"],
    }


def test_list_shows_the_webhooks_of_what_is_generated(integen: Integen, tmp_path: Path) -> None:
    told = integen("list", "--webhooks")
    assert (told.returncode, told.stdout) == (0, "")
    assert "no API with webhooks is generated in generated" in told.stderr
    (tmp_path / "hooks.yaml").write_text(HOOKS)
    integen("generate", "--spec", "hooks.yaml")
    table = [line.split() for line in integen("list", "--webhooks").stdout.splitlines()]
    assert table == [
        ["key", "kind", "name", "function", "model", "summary"],
        ["hooks", "webhook", "newPet", "new_pet", "A", "pet", "came"],
        ["hooks", "callback", "onSold", "on_sold"],
    ]
    records = json.loads(integen("list", "--webhooks", "--json").stdout)
    assert [record["kind"] for record in records] == ["webhook", "callback"]
