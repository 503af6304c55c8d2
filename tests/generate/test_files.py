"""A document in many files becomes one package, with names as if it were one."""

from __future__ import annotations

from importlib import import_module
from typing import Any

import pytest
from tests.generate.conftest import generated_module

HOME = "https://example.com/schemas"
FILES = {
    "many.yaml": """
openapi: 3.1.0
info: {title: Many, version: "1"}
paths:
  /pets: {$ref: paths/pets.yaml}
  "/owners/{id}": {$ref: "paths/pets.yaml#/x-items/~1owners"}
components:
  schemas:
    Pet: {$ref: schemas/pet.json}
""",
    "paths/pets.yaml": """
post:
  operationId: addPet
  requestBody: {content: {application/json: {schema: {$ref: ../schemas/pet.json}}}}
  callbacks: {sold: {$ref: "#/x-callbacks/sold"}}
  responses:
    "201":
      description: made
      links: {Owner: {operationId: getOwner, parameters: {id: "$response.body#/owner"}}}
x-callbacks:
  sold:
    "{$request.query.url}":
      post: {requestBody: {content: {application/json: {schema: {$ref: "../schemas/pet.json#owner"}}}}}
x-items:
  /owners:
    get:
      operationId: getOwner
      parameters: [{name: id, in: path, required: true, schema: {type: string}}]
      responses:
        "200": {description: ok, content: {application/json: {schema: {$ref: ../schemas/owner.json}}}}
""",
    "schemas/pet.json": f"""{{
  "$schema": "https://json-schema.org/draft/2020-12/schema",
  "$id": "{HOME}/pet.json",
  "type": "object",
  "properties": {{
    "name": {{"type": "string"}},
    "keeper": {{"$ref": "#owner"}},
    "owner": {{"$ref": "{HOME}/owner.json"}},
    "parent": {{"$ref": "#"}}
  }},
  "$defs": {{"owner": {{"$anchor": "owner", "type": "object", "properties": {{"id": {{"type": "string"}}}}}}}}
}}""",
    "schemas/owner.json": f"""{{
  "$id": "{HOME}/owner.json",
  "type": "object",
  "properties": {{"pets": {{"type": "array", "items": {{"$ref": "pet.json"}}}}}}
}}""",
}


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Any:
    folder = tmp_path_factory.mktemp("many")
    for name, text in FILES.items():
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text(text)
    return generated_module(folder / "many.yaml", folder / "generated", "many")


def test_schemas_of_files_find_each_other_by_anchors_ids_and_paths(many: Any) -> None:
    models: Any = import_module("many_api.models")
    pet = models.Pet.model_validate(
        {"keeper": {"id": "7"}, "owner": {"pets": [{"name": "b"}]}, "parent": {"name": "c"}}
    )
    assert type(pet.keeper).__name__ == "PetOwner"
    assert (type(pet.owner).__name__, pet.owner.pets[0].name) == ("Owner", "b")
    assert (type(pet.parent).__name__, pet.parent.name) == ("Pet", "c")


def test_callbacks_and_links_of_a_referenced_file_are_kept(many: Any) -> None:
    webhooks: Any = import_module("many_api.webhooks")
    assert webhooks.sold(b'{"id": "7"}').id == "7"
    assert "client.owners.get(id=$response.body#/owner)" in many.Client().pets.add.__doc__
