"""What schemas become in `types.ts`: the text, and what the compiler makes of values."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from .conftest import TypeScript, complaints_of_all, described, typescript

TEXT, WHOLE = {"type": "string"}, {"type": "integer"}


def ref(name: str) -> dict[str, Any]:
    return {"$ref": f"#/components/schemas/{name}"}


def record(properties: dict[str, Any], *required: str, **more: Any) -> dict[str, Any]:
    return {"type": "object", "properties": properties, "required": list(required), **more}


def written(folder: Path, schemas: dict[str, Any], version: str = "3.1.0") -> str:
    """Return `types.ts`, which the compiler takes where it is there."""
    package = typescript(described({}, schemas, version), folder)
    return package.text("types.ts")


def getting(schema: dict[str, Any], method: str = "get", **operation: Any) -> dict[str, Any]:
    """Return paths with one operation that answers this, and takes it where the method has a body."""
    media = {"content": {"application/json": {"schema": schema}}}
    body = {"requestBody": {"required": True, **media}} if method != "get" else {}
    found = {
        "operationId": "x",
        "tags": ["a"],
        **body,
        "responses": {"200": {"description": "Yes", **media}},
        **operation,
    }
    return {"/x": {method: found}}


@pytest.mark.parametrize(
    ("schema", "expected"),
    [
        ({"type": "string"}, "string"),
        ({"type": "integer", "format": "int64"}, "number"),
        ({"type": "boolean"}, "boolean"),
        ({}, "unknown"),
        ({"type": ["string", "null"]}, "string | null"),
        ({"type": ["string", "integer", "null"]}, "string | number | null"),
        ({"enum": ["a", 1, True, None]}, '"a" | 1 | true | null'),
        ({"const": "a"}, '"a"'),
        ({"enum": [1.5, -2]}, "1.5 | -2"),
        ({"type": "array", "items": {"type": ["string", "null"]}}, "(string | null)[]"),
        ({"type": "array"}, "unknown[]"),
        ({"type": "array", "prefixItems": [TEXT, WHOLE], "items": False, "minItems": 1}, "[string, number?]"),
        ({"type": "array", "prefixItems": [TEXT], "items": WHOLE}, "[string?, ...number[]]"),
        ({"type": "string", "format": "binary"}, "rt.Blob"),
        ({"type": "string", "format": "byte"}, "string"),
        ({"oneOf": [TEXT, {"type": "array", "items": TEXT}]}, "string | string[]"),
        ({"allOf": [TEXT, {"minLength": 1}]}, "string"),
    ],
)
def test_a_schema_becomes_the_type_that_a_careful_colleague_writes(
    schema: dict[str, Any], expected: str, tmp_path: Path
) -> None:
    text = written(tmp_path, {"Named": record({"value": schema}, "value")})
    assert f"  value: {expected};\n" in text


def test_nullable_of_openapi_3_0_is_null(tmp_path: Path) -> None:
    schemas = {
        "A": record(
            {"b": {"type": "string", "nullable": True}, "c": {"nullable": True, "allOf": [ref("B")]}}
        ),
        "B": record({"x": TEXT}),
    }
    text = written(tmp_path, schemas, "3.0.3")
    assert "  b?: string | null;\n  c?: B | null;\n" in text


@pytest.mark.heavy
def test_members_that_are_not_declared_fit_beside_those_that_are(tmp_path: Path) -> None:
    mixed = record({"id": WHOLE, "name": TEXT}, "id", additionalProperties=TEXT)
    package = typescript(described({}, {"Mixed": mixed, "Free": {"type": "object"}}), tmp_path)
    assert "[key: string]: string | number | undefined;" in package.text("types.ts")
    told = package.complaints_about(
        """
import type { Free, Mixed } from "./types.js";
export const right: Mixed = { id: 1, other: "x" };
export const free: Free = { anything: [1] };
// @ts-expect-error: neither text nor a number
export const wrong: Mixed = { id: 1, other: [] };
"""
    )
    assert told == ""


def test_closed_objects_without_members_hold_nothing(tmp_path: Path) -> None:
    text = written(tmp_path, {"None": {"type": "object", "additionalProperties": False}})
    assert "[key: string]: never;" in text


def test_what_is_only_answered_is_readonly_and_never_sent(tmp_path: Path) -> None:
    pet = record(
        {"id": {**WHOLE, "readOnly": True}, "secret": {**TEXT, "writeOnly": True}, "name": TEXT},
        "id",
        "secret",
        "name",
    )
    box = record({"pets": {"type": "array", "items": ref("Pet")}})
    paths = getting(ref("Box"), "post")
    package = typescript(described(paths, {"Pet": pet, "Box": box, "Other": record({"x": TEXT})}), tmp_path)
    text = package.text("types.ts")
    assert "export interface Pet {\n  readonly id: number;\n  secret?: string;\n  name: string;\n}" in text
    assert "export interface PetParam {\n  secret: string;\n  name: string;\n}" in text
    assert "  pets?: readonly PetParam[] | undefined;" in text
    assert "OtherParam" not in text
    assert package.complaints() == ""


def test_discriminators_tell_variants_apart(tmp_path: Path) -> None:
    schemas = {
        "Pet": {
            "oneOf": [ref("Cat"), ref("Dog")],
            "discriminator": {
                "propertyName": "kind",
                "mapping": {"cat": "#/components/schemas/Cat", "kitten": "#/components/schemas/Cat"},
            },
        },
        "Cat": record({"kind": TEXT, "lives": WHOLE}, "kind", "lives"),
        "Dog": record({"kind": TEXT, "bark": TEXT}, "kind"),
    }
    package = typescript(described(getting(ref("Pet")), schemas), tmp_path)
    assert '  kind: "cat" | "kitten";\n' in package.text("types.ts")
    told = package.complaints_about(
        """
import type { Pet } from "./types.js";
export const lives = (pet: Pet): number => {
  switch (pet.kind) {
    case "cat": case "kitten": return pet.lives;
    case "Dog": return pet.bark?.length ?? 0;
  }
};
// @ts-expect-error: a dog has no lives
export const wrong = (pet: Pet): number => (pet.kind === "Dog" ? pet.lives : 0);
"""
    )
    assert told == ""


@pytest.mark.heavy
def test_a_base_with_a_discriminator_stands_for_its_heirs(tmp_path: Path) -> None:
    schemas = {
        "Animal": record({"kind": TEXT, "name": TEXT}, "kind", discriminator={"propertyName": "kind"}),
        "Cat": {"allOf": [ref("Animal"), record({"lives": WHOLE}, "lives")]},
        "Tiger": {"allOf": [ref("Cat"), record({"stripes": WHOLE}, "stripes")]},
    }
    package = typescript(described(getting(ref("Animal"), "post"), schemas), tmp_path)
    text = package.text("types.ts")
    assert "export interface Cat extends Animal {\n  lives: number;\n}" in text
    assert 'export interface Tiger extends Cat {\n  stripes: number;\n  kind: "Tiger";\n}' in text
    told = package.complaints_about(
        """
import type { AnyAnimal } from "./types.js";
export const count = (animal: AnyAnimal): number => {
  if (animal.kind === "Tiger") return animal.stripes;
  return animal.kind === "Cat" ? animal.lives : animal.name?.length ?? 0;
};
export const given: AnyAnimal = { kind: "Cat", lives: 9 };
// @ts-expect-error: a cat has lives
export const wrong: AnyAnimal = { kind: "Cat" };
"""
    )
    assert told == ""


CIRCLES: list[dict[str, Any]] = [
    {"A": {"oneOf": [ref("B"), TEXT]}, "B": {"oneOf": [ref("A"), WHOLE]}},
    {"A": {"oneOf": [ref("A"), TEXT]}},
    {"A": {"type": "array", "items": ref("A")}},
    {"A": {"allOf": [ref("A"), record({"x": TEXT})]}},
    {
        "A": {"allOf": [ref("B")], "oneOf": [TEXT, WHOLE]},
        "B": {"allOf": [ref("A")], "anyOf": [TEXT, WHOLE]},
    },
    {"A": {"anyOf": [ref("B"), {"type": "null"}]}, "B": {"anyOf": [ref("A"), {"type": "null"}]}},
    {
        "A": {"oneOf": [ref("B"), TEXT], "discriminator": {"propertyName": "k"}},
        "B": {"allOf": [ref("A"), record({"k": TEXT})]},
    },
    {
        "A": {**record({"k": TEXT}), "oneOf": [ref("B")], "discriminator": {"propertyName": "k"}},
        "B": {"allOf": [ref("A"), record({"x": TEXT})]},
    },
    {
        "A": {"type": "object", "additionalProperties": ref("A")},
        "B": record({"a": ref("A"), "b": ref("B")}),
    },
]


def test_recursion_of_every_kind_compiles(tmp_path: Path) -> None:
    packages = []
    for index, schemas in enumerate(CIRCLES):
        (tmp_path / str(index)).mkdir()
        packages.append(typescript(described(getting(ref("A"), "post"), schemas), tmp_path / str(index)))
    assert complaints_of_all(packages, tmp_path) == []


@pytest.mark.heavy
def test_heirs_that_their_base_lists_keep_what_they_inherit(tmp_path: Path) -> None:
    schemas = {
        "Cat": {"allOf": [ref("Pet"), record({"lives": WHOLE}, "lives")]},
        "Dog": {"allOf": [ref("Pet"), record({"bark": TEXT}, "bark")]},
        "Pet": {**record({"name": TEXT}, "name"), "oneOf": [ref("Cat"), ref("Dog")]},
    }
    package = typescript(described(getting(ref("Pet")), schemas), tmp_path)
    told = package.complaints_about(
        """
import type { Cat, Pet } from "./types.js";
export const name = (cat: Cat): string => cat.name + cat.lives;
export const bark = (pet: Pet): string => ("bark" in pet ? pet.bark : pet.name);
"""
    )
    assert told == ""


def test_the_same_document_gives_the_same_text(tmp_path: Path) -> None:
    """In another process too, where sets of texts have another order."""
    spec = tmp_path / "shop.json"
    spec.write_text(json.dumps(described(getting(ref("A"), "post"), CIRCLES[4] | {"C": CIRCLES[0]["A"]})))
    texts = set()
    for seed in ("1", "2", "3"):
        options = ["--spec", str(spec), "--output", str(tmp_path / seed), "--target", "typescript", "--quiet"]
        command = [sys.executable, "-m", "integen", "generate", *options]
        subprocess.run(command, check=True, env={**os.environ, "PYTHONHASHSEED": seed})
        texts.add((tmp_path / seed / "shop" / "typescript" / "types.ts").read_text())
    assert len(texts) == 1


@pytest.mark.heavy
def test_heirs_that_change_what_they_inherit_are_written_out(tmp_path: Path) -> None:
    schemas = {
        "Base": record({"a": TEXT, "b": WHOLE}, "a"),
        "Heir": {"allOf": [ref("Base"), record({"a": WHOLE})]},
        "Mapped": {"allOf": [ref("Base"), {"type": "object", "additionalProperties": WHOLE}]},
    }
    package = typescript(described(getting(ref("Heir")), schemas), tmp_path)
    assert "export interface Heir {" in package.text("types.ts")
    assert package.complaints() == ""


def test_names_are_those_of_the_python_models_and_last(tmp_path: Path) -> None:
    nested = record({"owner": record({"id": WHOLE})})
    first = typescript(described(getting(ref("Pet")), {"Pet": nested, "Stamp": TEXT}), tmp_path)
    assert "export interface PetOwner {" in first.text("types.ts")
    assert "export type Stamp = string;" in first.text("types.ts")
    assert "AGetArgs" not in first.text("types.ts")
    more = {"XResponses": record({"x": TEXT}), "Pet": nested, "Stamp": TEXT}
    again = typescript(described(getting(ref("Pet")), more), tmp_path).text("types.ts")
    assert "export interface PetOwner {" in again
    assert again.count("export interface AXResponses") == 1


@pytest.mark.heavy
def test_a_model_takes_its_name_from_an_operations_types(tmp_path: Path) -> None:
    taken = {
        "AXResponses": record({"x": TEXT}),
        "Blob": record({"b": {"type": "string", "format": "binary"}}),
    }
    package = typescript(described(getting(ref("AXResponses")), taken), tmp_path)
    assert "export interface AXOperationResponses {" in package.text("types.ts")
    assert package.complaints() == ""


def test_what_is_said_of_members_stands_beside_them(tmp_path: Path) -> None:
    member = {"type": "integer", "description": "How many.", "default": 10, "deprecated": True}
    text = written(tmp_path, {"Page": record({"size": member}, description="A page.")})
    assert "/** A page. */\nexport interface Page {" in text
    assert "  /**\n   * How many.\n   * @deprecated\n   * @default 10\n   */\n  size?: number;" in text


@pytest.fixture(scope="module")
def petshop(tmp_path_factory: pytest.TempPathFactory) -> TypeScript:
    root = Path(__file__).parents[2]
    return typescript(root / "specs" / "petshop.yaml", tmp_path_factory.mktemp("petshop"))


@pytest.mark.heavy
@pytest.mark.parametrize(
    "flag", ["noPropertyAccessFromIndexSignature", "erasableSyntaxOnly", "noUnusedLocals"]
)
def test_the_files_pass_in_projects_that_are_stricter_than_ours(petshop: TypeScript, flag: str) -> None:
    assert petshop.complaints("--noEmit", f"--{flag}") == ""
