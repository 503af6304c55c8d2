"""References where schemas are resources of their own: `$id`, anchors, pointers with escapes."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import orjson
import pytest

from integen.ir.origin import Origin
from integen.source.sources import Sources, UnresolvedError

HOME = "https://example.com/schemas/"


def loaded(tmp_path: Path, schemas: dict[str, Any], **files: Any) -> Sources:
    """A document of these schemas, with `{name of a file: value}` beside it."""
    for name, value in files.items():
        target = tmp_path / name.replace("__", "/").replace("_json", ".json")
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(orjson.dumps(value))
    main = tmp_path / "main.json"
    main.write_bytes(orjson.dumps({"openapi": "3.1.0", "paths": {}, "components": {"schemas": schemas}}))
    return Sources.load(str(main))


def inside(*steps: str) -> Origin:
    return Origin("/".join(("#/components/schemas", *steps)))


def codes(sources: Sources) -> list[str]:
    return [item.code for item in sources.diagnostics]


OUTER = {
    "$id": f"{HOME}outer",
    "$defs": {
        "part": {"type": "string", "$anchor": "part"},
        "inner": {"$id": "inner", "$defs": {"part": {"type": "integer", "$anchor": "part"}}},
    },
}


@pytest.mark.parametrize(
    ("at", "ref", "target"),
    [
        (("Outer",), "#/$defs/part", ("Outer", "$defs", "part")),
        (("Outer",), "#part", ("Outer", "$defs", "part")),
        (("Outer",), "#", ("Outer",)),
        (("Outer", "$defs", "inner"), "#/$defs/part", ("Outer", "$defs", "inner", "$defs", "part")),
        (("Outer", "$defs", "inner"), "#part", ("Outer", "$defs", "inner", "$defs", "part")),
        (("Outer", "$defs", "inner"), "outer#part", ("Outer", "$defs", "part")),
        (("Outer",), "inner", ("Outer", "$defs", "inner")),
        (("Outer",), "inner#/$defs/part", ("Outer", "$defs", "inner", "$defs", "part")),
        (("Other",), f"{HOME}inner#part", ("Outer", "$defs", "inner", "$defs", "part")),
        (("Other",), "#/components/schemas/Outer/$defs/part", ("Outer", "$defs", "part")),
    ],
)
def test_a_schema_with_an_id_is_a_resource_of_its_own(tmp_path, at, ref, target):
    sources = loaded(tmp_path, {"Outer": OUTER, "Other": {}})
    assert sources.resolve(inside(*at), ref)[0] == inside(*target)
    assert codes(sources) == []


def test_the_same_reference_means_different_things_in_different_resources(tmp_path):
    sources = loaded(tmp_path, {"Outer": OUTER})
    assert sources.resolve(inside("Outer"), "#part")[1]["type"] == "string"
    assert sources.resolve(inside("Outer", "$defs", "inner"), "#part")[1]["type"] == "integer"


def test_a_pointer_that_ignores_the_id_around_it_is_read_from_the_root_with_a_remark(tmp_path):
    sources = loaded(tmp_path, {"A": {"$id": "a", "items": {}}, "B": {"type": "string"}})
    assert sources.resolve(inside("A", "items"), "#/components/schemas/B")[0] == inside("B")
    assert codes(sources) == ["IG205"]


def test_an_id_gives_relative_references_another_folder(tmp_path):
    sources = loaded(
        tmp_path,
        {"A": {"$id": "./parts/", "items": {}}},
        parts__pet_json={"title": "in parts"},
        pet_json={"title": "beside"},
    )
    assert sources.resolve(inside("A", "items"), "pet.json")[1] == {"title": "in parts"}
    assert sources.resolve(inside("A"), "#")[0] == inside("A")
    assert sources.resolve(Origin("#/info"), "pet.json")[1] == {"title": "beside"}


def test_an_id_that_names_a_place_nobody_can_read_does_not_hide_the_file(tmp_path):
    sources = loaded(tmp_path, {"A": {"$id": f"{HOME}a", "items": {}}}, pet_json={"title": "beside"})
    assert sources.resolve(inside("A", "items"), "pet.json")[1] == {"title": "beside"}


def test_files_of_json_schema_find_each_other_by_the_ids_that_they_were_published_under(tmp_path):
    sources = loaded(
        tmp_path,
        {},
        schemas__pet_json={"$id": f"{HOME}pet.json", "items": {"$ref": f"{HOME}owner.json"}},
        schemas__owner_json={"$id": f"{HOME}owner.json", "title": "owner"},
    )
    assert sources.resolve(Origin("#/info"), "schemas/pet.json#/items")[0] == "schemas/pet.json#/items"
    there = Origin("schemas/pet.json#/items")
    assert sources.resolve(there, f"{HOME}owner.json")[1]["title"] == "owner"
    assert sources.resolve(there, "owner.json")[0] == "schemas/owner.json#"


def test_an_id_in_data_or_as_a_name_says_nothing(tmp_path):
    schemas = {
        "A": {"example": {"$id": "x"}, "properties": {"$id": {"type": "string"}}, "x-a": {"$id": "y"}},
        "$id": {"title": "a schema that is called so"},
    }
    sources = loaded(tmp_path, schemas)
    assert sources.resolve(inside("A", "properties", "$id"), "#/openapi")[1] == "3.1.0"
    assert codes(sources) == []
    with pytest.raises(UnresolvedError):
        sources.resolve(Origin("#/info"), "x")


def test_a_fragment_as_id_is_an_anchor_as_it_was_until_draft_7(tmp_path):
    sources = loaded(tmp_path, {"A": {"$id": "#here", "title": "found"}})
    assert sources.resolve(Origin("#/info"), "#here")[1]["title"] == "found"


def test_a_dynamic_reference_starts_at_the_anchor_of_its_own_resource(tmp_path):
    tree = {"$id": "tree", "$dynamicAnchor": "node", "items": {"$dynamicRef": "#node"}}
    strict = {"$id": "strict", "$dynamicAnchor": "node", "$ref": "tree"}
    sources = loaded(tmp_path, {"Strict": strict, "Tree": tree})
    assert sources.resolve(inside("Tree", "items", "$dynamicRef"), "#node")[0] == inside("Tree")
    assert sources.resolve(inside("Strict", "$ref"), "tree")[0] == inside("Tree")


@pytest.mark.parametrize(
    ("name", "ref"),
    [
        ("a/b", "#/components/schemas/a~1b"),
        ("a~b", "#/components/schemas/a~0b"),
        ("a~1b", "#/components/schemas/a~01b"),
        ("a b", "#/components/schemas/a%20b"),
        ("a%b", "#/components/schemas/a%25b"),
        ("{a}", "#/components/schemas/{a}"),
        ("{a}", "#/components/schemas/%7Ba%7D"),
        ("\xe9", "#/components/schemas/%C3%A9"),
        ("a/b", "#/components/schemas/a%7E1b"),
        ("a%20b", "#/components/schemas/a%20b"),
        ("", "#/components/schemas/"),
    ],
)
def test_a_pointer_leads_to_a_name_with_any_sign_in_it(tmp_path, name, ref):
    found, value = loaded(tmp_path, {name: {"title": "found"}}).resolve(Origin("#/info"), ref)
    assert value == {"title": "found"}
    sources = loaded(tmp_path, {name: {"title": "found"}})
    assert sources.at(found) == {"title": "found"}


def test_references_run_in_circles_through_files_and_end(tmp_path):
    sources = loaded(
        tmp_path,
        {"A": {"$ref": "one.json#/x/y"}},
        one_json={"x": {"$ref": "two.json#/x"}},
        two_json={"x": {"$ref": "one.json#/x"}},
    )
    with pytest.raises(UnresolvedError) as raised:
        sources.resolve(inside("A", "$ref"), "one.json#/x/y")
    assert raised.value.diagnostic.code == "IG203"


def test_a_chain_of_references_that_can_go_two_ways_at_each_step_ends_soon(tmp_path):
    schemas = {
        f"S{number}": {"$id": f"s{number}", "k": {"$ref": f"s{number + 1}#/k/z"}} for number in range(9)
    }
    sources = loaded(tmp_path, {**schemas, "S9": {"$id": "s9"}})
    sources.main.value["k"] = {"$ref": "#/components/schemas/S1/k"}
    tried, walk = 0, sources._walk

    def counted(*arguments: Any) -> Any:
        nonlocal tried
        tried += 1
        assert tried < 5000
        return walk(*arguments)

    sources._walk = counted  # type: ignore[method-assign]
    with pytest.raises(UnresolvedError):
        sources.resolve(inside("S0", "k", "$ref"), "s1#/k/z")
