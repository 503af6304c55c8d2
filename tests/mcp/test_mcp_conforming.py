"""Answers of tools with an output schema: clients get all of them, and throw none away."""

from __future__ import annotations

import json
from typing import Any

import jsonschema
import orjson
import pets
import pytest

from integen.kit.catalog import Catalog
from integen.kit.mcp.conforming import conforming
from integen.kit.mcp.filters import ServeOptions
from integen.kit.mcp.server import create_server
from integen.pipeline import Options, generate
from mcp import Client

PET = {
    "type": "object",
    "properties": {
        "id": {"type": "integer"},
        "name": {"anyOf": [{"type": "string"}, {"type": "null"}]},
        "tags": {"type": "array", "items": {"type": "string"}},
        "owner": {"type": "object", "properties": {"id": {"type": "integer"}}},
    },
}
LIST = {"type": "object", "properties": {"items": {"type": "array", "items": PET}}}


@pytest.mark.parametrize(
    ("schema", "data", "expected"),
    [
        (PET, {"id": 1, "name": None, "more": [1]}, {"id": 1, "name": None, "more": [1]}),
        (PET, {"id": "1", "name": 2, "tags": ["a"]}, {"tags": ["a"]}),
        (PET, {"tags": ["a", 1], "owner": {"id": None, "x": 1}}, {"owner": {"x": 1}}),
        (PET, [1, 2], {"items": [1, 2]}),
        (PET, "text", {}),
        (PET, None, {}),
        (LIST, [{"id": 1}, {"id": "2"}], {"items": [{"id": 1}, {}]}),
        (LIST, [{"id": 1}, "pet"], {}),
    ],
)
def test_what_does_not_match_is_left_out_and_the_rest_is_kept(schema: Any, data: Any, expected: Any) -> None:
    assert conforming(schema, data) == expected
    jsonschema.validate(expected, schema)


def test_an_answer_without_end_is_left_out_and_not_followed() -> None:
    schema: dict[str, Any] = {"type": "object"}
    schema["properties"] = {"next": schema}
    data: dict[str, Any] = {}
    for _ in range(5000):
        data = {"next": data}
    assert json.dumps(conforming(schema, data)).count("next") < 100


CONTENT = {"application/json": {"schema": {"type": "array", "items": {"$ref": "#/components/schemas/Pet"}}}}
PAGE = {
    "type": "object",
    "properties": {"data": CONTENT["application/json"]["schema"], "next": {"type": "string"}},
}
DOCUMENT = {
    "openapi": "3.1.0",
    "info": {"title": "Pets", "version": "1"},
    "servers": [{"url": "http://127.0.0.1:9"}],
    "components": {"schemas": {"Pet": {**PET, "required": ["id"]}}},
    "paths": {
        "/pets": {
            "get": {"operationId": "pets", "responses": {"200": {"description": "", "content": CONTENT}}}
        },
        "/paged": {
            "get": {
                "operationId": "paged",
                "parameters": [{"name": "page", "in": "query", "schema": {"type": "integer"}}],
                "responses": {"200": {"description": "", "content": {"application/json": {"schema": PAGE}}}},
            }
        },
    },
}


@pytest.fixture(scope="module")
def catalog(tmp_path_factory: pytest.TempPathFactory) -> Catalog:
    folder = tmp_path_factory.mktemp("outputs")
    (folder / "pets.json").write_bytes(orjson.dumps(DOCUMENT))
    options = Options(spec=str(folder / "pets.json"), output=folder, output_schemas=True)
    directory = generate(options).directory
    assert '"output_schemas": true' in (directory / "integen.lock").read_text()
    assert generate(options).up_to_date
    return Catalog(directory / "pets_api" / "catalog.json")


@pytest.mark.anyio
@pytest.mark.parametrize("era", ["legacy", "2026-07-28"])
@pytest.mark.parametrize(
    ("answer", "arguments", "structured"),
    [
        (pets.Answer.json([{"id": 1}]), {}, {"items": [{"id": 1}]}),
        (pets.Answer.json([{"id": "one", "name": "Rex"}]), {}, {"items": [{"name": "Rex"}]}),
        (pets.Answer.json({"sorry": "closed"}), {}, {"sorry": "closed"}),
        (pets.Answer.json([{"id": 1, "name": "Rex"}]), {"_fields": ["name"]}, {"items": [{"name": "Rex"}]}),
        (pets.Answer(204, b"", {}), {}, {}),
        (pets.Answer(200, b"<p>", {"content-type": "text/html"}), {}, {}),
        (pets.Answer.json("closed"), {}, {}),
    ],
)
async def test_the_official_client_takes_every_answer(
    era: str, answer: pets.Answer, arguments: Any, structured: Any, catalog: Catalog, upstream: pets.Upstream
) -> None:
    upstream.answer = answer
    async with Client(create_server(catalog, base_url=upstream.url), mode=era) as client:
        result = await client.call_tool("pets", arguments)
    assert not result.is_error
    assert result.structured_content == structured
    assert result.content


@pytest.mark.anyio
@pytest.mark.parametrize("era", ["legacy", "2026-07-28"])
async def test_what_was_cut_and_what_failed_are_taken_too(
    era: str, catalog: Catalog, upstream: pets.Upstream
) -> None:
    server = create_server(catalog, ServeOptions(max_result_chars=400), base_url=upstream.url)
    async with Client(server, mode=era) as client:
        upstream.answer = pets.Answer.json([{"id": n, "name": "Rex"} for n in range(200)])
        cut = await client.call_tool("pets", {})
        assert 0 < len(cut.structured_content["items"]) < 200
        upstream.answer = pets.Answer.json({"message": "no"}, 404)
        failed = await client.call_tool("pets", {})
    assert failed.is_error
    assert failed.structured_content is None


@pytest.mark.anyio
async def test_items_of_several_pages_stand_where_a_page_has_them(
    catalog: Catalog, upstream: pets.Upstream
) -> None:
    if catalog.operation("GET /paged").pagination is None:
        pytest.fail("the pages were not recognised")
    upstream.answer = lambda method, path: pets.Answer.json(
        {"data": [{"id": 1}, {"id": 2}] if "page=2" not in path else []}
    )
    async with Client(create_server(catalog, base_url=upstream.url)) as client:
        result = await client.call_tool("paged", {"_max_items": 5})
    assert result.structured_content == {"data": [{"id": 1}, {"id": 2}]}
