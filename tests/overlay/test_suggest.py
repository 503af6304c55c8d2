"""`overlay suggest`: what it proposes, and that people can apply it as it is."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from integen.freshness import Options
from integen.overlay.suggest import Suggested, suggested
from integen.overlay.write import write_overlay
from integen.pipeline import read
from integen.source.parse import parse
from integen.source.reading import Reading

ROOT = Path(__file__).parents[2]
PETS = {"type": "array", "items": {"$ref": "#/components/schemas/Pet"}}


def document(paths: dict[str, Any], **more: Any) -> dict[str, Any]:
    schemas = {"Pet": {"type": "object", "properties": {"id": {"type": "integer"}}}}
    return {
        "openapi": "3.1.0",
        "info": {"title": "Pets", "version": "1"},
        "paths": paths,
        "components": {"schemas": schemas, **more},
    }


def operation(schema: Any = None, **members: Any) -> dict[str, Any]:
    content = {"application/json": {"schema": schema}} if schema else {}
    return {"responses": {"200": {"description": "fine", "content": content}}, **members}


def propose(folder: Path, paths: dict[str, Any], *parts: str, overlay: str = "", **more: Any) -> Suggested:
    (folder / "api.json").write_text(json.dumps(document(paths, **more)))
    if overlay:
        (folder / "o.yaml").write_text(overlay)
    reading = Reading(overlays=(str(folder / "o.yaml"),) if overlay else ())
    return suggested(read(Options(spec=str(folder / "api.json"), reading=reading))[1], parts)


def update(folder: Path, paths: dict[str, Any], *parts: str, **more: Any) -> dict[str, Any]:
    (action,) = propose(folder, paths, *parts, **more).actions
    assert isinstance(action.update, dict)
    return action.update


@pytest.mark.parametrize(
    ("method", "path", "schema", "summary"),
    [
        ("get", "/v1/pets", PETS, "List pets"),
        ("get", "/pets/{id}", None, "Get a pet"),
        ("post", "/pets", None, "Create a pet"),
        ("put", "/pets/{id}", None, "Replace a pet"),
        ("patch", "/categories/{id}", None, "Update a category"),
        ("delete", "/owners/{id}/pets/{pet}", None, "Delete a pet"),
        ("get", "/owners/{id}/pets", None, "List pets of an owner"),
        ("get", "/status", None, "Get status"),
        ("post", "/admin.apps.restrict", None, "Restrict admin apps"),
        ("get", "/", None, "Get api"),
    ],
)
def test_a_missing_summary_is_made_of_method_and_path(tmp_path, method, path, schema, summary):
    assert update(tmp_path, {path: {method: operation(schema)}}, "titles")["summary"] == summary


def test_an_operation_id_gives_better_words_than_the_path(tmp_path):
    paths = {"/pets": {"get": operation(operationId="searchPetsByOwner")}}
    assert update(tmp_path, paths, "titles") == {"summary": "Search pets by owner"}


@pytest.mark.parametrize(
    ("method", "path", "hints", "reason"),
    [
        ("get", "/pets", {"readOnlyHint": True}, "GET reads"),
        ("post", "/pets", (False, False, False), "POST writes"),
        ("delete", "/pets/{id}", (False, True, True), "DELETE removes"),
        ("post", "/pets/search", {"readOnlyHint": True}, "`search` sounds as if this POST only reads"),
        ("post", "/pets/{id}/purge", (False, True, False), "`purge` sounds as if something is lost"),
        ("get", "/pets/{id}/delete", (False, True, True), "`delete` sounds as if this GET changes"),
    ],
)
def test_hints_come_from_the_method_unless_a_word_speaks_against_it(tmp_path, method, path, hints, reason):
    (action,) = propose(tmp_path, {path: {method: operation(summary="x")}}, "hints").actions
    if isinstance(hints, tuple):
        hints = dict(zip(("readOnlyHint", "destructiveHint", "idempotentHint"), hints, strict=True))
    assert action.update == {"x-mcp": {"annotations": hints}}
    assert any(reason in each for each in action.comments)


@pytest.mark.parametrize("said", [{"x-mcp": {"annotations": {"readOnlyHint": False}}}, {"x-mcp": False}])
def test_what_the_document_says_is_not_proposed_again(tmp_path, said):
    assert propose(tmp_path, {"/pets": {"get": operation(summary="x", **said)}}, "hints").actions == ()


def test_what_an_overlay_says_is_not_proposed_again(tmp_path):
    overlay = "overlay: 1.0.0\ninfo: {title: t, version: '1'}\nactions:\n"
    overlay += "  - {target: $.paths.*.get, update: {summary: All of our pets}}\n"
    assert propose(tmp_path, {"/pets": {"get": operation()}}, "titles", overlay=overlay).actions == ()


@pytest.mark.parametrize(
    "said", [{}, {"summary": "Pets"}, {"summary": "Get pets", "description": "Returns pets."}]
)
def test_a_description_that_says_nothing_is_left_for_a_person_to_write(tmp_path, said):
    found = propose(tmp_path, {"/pets": {"get": operation(PETS, **said)}}, "descriptions")
    assert found.todos == 1
    assert found.actions[0].update == {
        "description": "List pets. Returns a list of `Pet`. TODO: say what it is for and when to use it."
    }


def test_a_description_that_says_something_is_kept(tmp_path):
    paths = {"/pets": {"get": operation(summary="Pets that can be adopted now")}}
    assert propose(tmp_path, paths, "descriptions").actions == ()


@pytest.mark.parametrize(
    ("text", "scopes"),
    [
        ("Needs the `pets:read` scope.", ["pets:read"]),
        ("Scopes: `pets:read`, `pets:write`", ["pets:read", "pets:write"]),
        ("You need the `pets:read` or `pets:write` OAuth scopes", ["pets:read", "pets:write"]),
        ("The `name` of a pet. The scope of this method is wide: `x`", None),
        ("Needs the `other:read` scope.", None),
    ],
)
def test_scopes_are_taken_from_the_description(tmp_path, text, scopes):
    flows = {
        "clientCredentials": {"tokenUrl": "https://a.example", "scopes": {"pets:read": "", "pets:write": ""}}
    }
    schemes = {"oauth": {"type": "oauth2", "flows": flows}}
    found = propose(
        tmp_path, {"/p": {"get": operation(description=text)}}, "scopes", securitySchemes=schemes
    ).actions
    assert [action.update for action in found] == ([{"x-mcp": {"scopes": scopes}}] if scopes else [])


def test_recognised_pages_are_written_down(tmp_path):
    query = [{"name": name, "in": "query", "schema": {"type": "integer"}} for name in ("page", "per_page")]
    schema = {"type": "object", "properties": {"items": PETS}}
    found = update(tmp_path, {"/pets": {"get": operation(schema, parameters=query)}}, "pagination")
    told = {"kind": "page", "parameter": "page", "size": "per_page", "start": 1, "items": "items"}
    assert found == {"x-integen-pagination": told}


def test_operations_in_other_files_are_counted(tmp_path):
    (tmp_path / "pets.json").write_text(json.dumps({"get": operation()}))
    found = propose(tmp_path, {"/pets": {"$ref": "pets.json"}, "/x": {"get": operation()}})
    assert (found.elsewhere, len(found.actions)) == (1, 1)


@pytest.mark.parametrize("name", sorted(path.name for path in (ROOT / "specs").glob("*.yaml")))
def test_proposals_can_be_applied_as_they_are_and_leave_nothing_to_propose(tmp_path, name):
    spec = tmp_path / name
    spec.write_bytes((ROOT / "specs" / name).read_bytes())
    before = read(Options(spec=str(spec)))[1]
    text = write_overlay(suggested(before).actions, title="t")
    assert parse(text.encode(), "o.yaml").value["overlay"] == "1.0.0"
    (tmp_path / "o.yaml").write_text(text)
    sources, after, diagnostics = read(
        Options(spec=str(spec), reading=Reading(overlays=(str(tmp_path / "o.yaml"),)))
    )
    assert [item.message for item in diagnostics if item.code.startswith("IG5")] == []
    assert not any(effect.failed for laid in sources.laid for effect in laid.effects)
    assert {each.key: each.pagination and each.pagination.kind for each in after.operations} == {
        each.key: each.pagination and each.pagination.kind for each in before.operations
    }
    left = suggested(after)
    assert [action.target for action in left.actions if set(action.update) - {"description"}] == []  # type: ignore[arg-type]
