"""A document with the exported overlay, and nothing else, gives the same package."""

from __future__ import annotations

from pathlib import Path

import pytest

from integen.curate.export import exported
from integen.curate.settings import Settings
from integen.overlay.write import write_overlay
from integen.pipeline import Options, generate, read
from integen.source.reading import Reading

from .apis import filters, rule

DOCUMENT = """
openapi: 3.1.0
info: {title: Pets, version: "1", x-mcp-instructions: Ask first.}
x-speakeasy-retries: {strategy: backoff, backoff: {initialInterval: 100}}
tags:
  - name: pets
    x-mcp-category: {name: Animals, description: All of them}
paths:
  /pets:
    x-mcp: false
    parameters:
      - {name: region, in: query, required: true, schema: {type: string}, x-mcp: {value: eu, hidden: true}}
    get:
      operationId: pets/list
      tags: [pets]
      x-mcp: {enabled: true, skip: false, title: Pets, annotations: {openWorldHint: false}}
      x-speakeasy-mcp: {name: list-pets, description: "Lists: all"}
      x-zuplo-route: {handler: {}, mcp: {description: Lists}}
      responses: {"200": {description: ok}}
    post:
      operationId: pets/create
      x-openai-isConsequential: true
      responses: {"200": {description: ok}}
  /pets/{id}:
    delete:
      operationId: pets/delete
      deprecated: true
      parameters: [{name: id, in: path, required: true, schema: {type: string}}]
      responses: {"204": {description: gone}}
  /search:
    post:
      operationId: search
      x-gram: {name: "search it", confirm: never}
      responses: {"200": {description: ok}}
"""
PAGES = {"kind": "page", "parameter": "page", "items": "data"}
SETTINGS = Settings(
    exclude=filters("deprecated"),
    rules=(
        rule("search", read_only=True, aliases=("find",), priority=3, also_in=("top",), pagination=PAGES),
        rule("POST /pets", tool=True, scopes=("pets:write",), pagination=False, output_schema=True),
    ),
    toolsets={"top": "First."},
)


def files(folder: Path) -> dict[str, bytes]:
    """Return the package; the lock says what it was made from, which differs."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.name != "integen.lock"
    }


def made(spec: Path, output: Path, **more: object) -> dict[str, bytes]:
    found = generate(Options(spec=str(spec), name="pets", output=output, **more))
    return files(found.directory)


def overlay_of(spec: Path, settings: Settings) -> str:
    sources, api, _ = read(Options(spec=str(spec), curation=settings))
    return write_overlay(exported(api, sources.provenance.home).actions, title="Tools")


def test_the_overlay_gives_the_same_package_byte_for_byte(tmp_path: Path) -> None:
    spec, overlay = tmp_path / "pets.yaml", tmp_path / "tools.yaml"
    spec.write_text(DOCUMENT)
    overlay.write_text(overlay_of(spec, SETTINGS))
    wanted = made(spec, tmp_path / "one", curation=SETTINGS)
    found = made(spec, tmp_path / "two", reading=Reading(overlays=(str(overlay),)))
    assert sorted(wanted) == sorted(found)
    assert [path for path, data in wanted.items() if found[path] != data] == []
    assert b"Ask first." in wanted["pets_api/catalog.json"]


def test_what_was_exported_is_read_without_a_word(tmp_path: Path) -> None:
    spec, overlay = tmp_path / "pets.yaml", tmp_path / "tools.yaml"
    spec.write_text(DOCUMENT)
    overlay.write_text(overlay_of(spec, SETTINGS))
    _, api, diagnostics = read(Options(spec=str(spec), reading=Reading(overlays=(str(overlay),))))
    assert [item.message for item in diagnostics if item.code.startswith("IG52")] == []
    assert {said.by for each in api.operations for said in each.curation.said} <= {"x-mcp", "x-mcp.retries"}


def test_exporting_twice_changes_nothing(tmp_path: Path) -> None:
    spec, first = tmp_path / "pets.yaml", tmp_path / "first.yaml"
    spec.write_text(DOCUMENT)
    first.write_text(overlay_of(spec, SETTINGS))
    _, api, _ = read(Options(spec=str(spec), curation=SETTINGS))
    _, again, _ = read(Options(spec=str(spec), reading=Reading(overlays=(str(first),))))
    before = {each.key: each.curation for each in api.operations}
    after = {each.key: each.curation for each in again.operations}
    assert before.keys() == after.keys()
    for key, curation in before.items():
        for name in ("tool", "name", "title", "description", "toolsets", "scopes", "arguments", "retries"):
            assert getattr(after[key], name) == getattr(curation, name), (key, name)


def test_operations_of_another_file_are_named(tmp_path: Path) -> None:
    (tmp_path / "other.yaml").write_text("get: {x-mcp: {title: T}, responses: {'200': {description: ok}}}")
    spec = tmp_path / "pets.yaml"
    spec.write_text("openapi: 3.1.0\ninfo: {title: P, version: '1'}\npaths: {/a: {$ref: other.yaml}}")
    sources, api, _ = read(Options(spec=str(spec)))
    found = exported(api, sources.provenance.home)
    assert found.unreached == ("GET /a",)
    assert found.actions == ()


@pytest.mark.parametrize("spec", ["github", "petshop", "weather"])
def test_a_document_without_curation_exports_nothing(spec: str) -> None:
    path = Path(__file__).parents[2] / "specs" / f"{spec}.yaml"
    sources, api, _ = read(Options(spec=str(path)))
    if not any(each.curation.said for each in api.operations):
        assert exported(api, sources.provenance.home).actions == ()
