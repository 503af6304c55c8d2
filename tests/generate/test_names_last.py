"""Names survive what happens to a document: that is what `integen.lock` is for."""

from __future__ import annotations

import copy
import json
import os
import random
from pathlib import Path
from typing import Any

import orjson
import pytest

from integen.diagnostics.diagnostic import Diagnostics
from integen.lower.api import lower
from integen.naming.legal import Key
from integen.pipeline import Options, generate
from integen.plan.names import Names
from integen.planning import plan_all
from integen.source.sources import Sources

CORPUS = Path(os.environ.get("INTEGEN_CORPUS", Path.home() / ".cache" / "integen-corpus"))
GITHUB = CORPUS / "github.json"


def names_of(
    document: dict[str, Any], recorded: dict[str, dict[str, str]] | None = None
) -> dict[str, dict[str, str]]:
    """Return every name that a run over the document allocates or keeps."""
    sources = Sources.load("-", stdin=orjson.dumps(document))
    names = Names(copy.deepcopy(recorded or {}))
    api = lower(sources, Diagnostics())
    plan_all(api, Key("x"), Options(spec="-"), names)
    return names.recorded


def kept(before: dict[str, dict[str, str]], after: dict[str, dict[str, str]]) -> bool:
    return all(
        after[space][position] == name for space, names in before.items() for position, name in names.items()
    )


def small() -> dict[str, Any]:
    answer = {
        "200": {
            "description": "",
            "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Pet"}}},
        }
    }
    return {
        "openapi": "3.1.0",
        "info": {"title": "Pets", "version": "1"},
        "paths": {"/pets": {"get": {"operationId": "list", "tags": ["pets"], "responses": answer}}},
        "components": {
            "schemas": {
                "Pet": {
                    "type": "object",
                    "properties": {"owner": {"type": "object", "properties": {"a": {}}}},
                }
            }
        },
    }


def with_rivals(document: dict[str, Any]) -> dict[str, Any]:
    """Return the document with newcomers that want the names that are taken, placed before them."""
    rival = copy.deepcopy(document)
    first = next(iter(document["paths"].values()))
    rival["paths"] = {"/aaa": copy.deepcopy(first), **document["paths"]}
    schemas = document["components"]["schemas"]
    rival["components"]["schemas"] = {
        **{f"{name}_": copy.deepcopy(schema) for name, schema in list(schemas.items())[:50]},
        **schemas,
    }
    return rival


def test_newcomers_that_want_the_same_names_rename_nobody() -> None:
    before = names_of(small())
    after = names_of(with_rivals(small()), before)
    assert kept(before, after)
    assert after["tools"]["GET /aaa"] != after["tools"]["GET /pets"] == "list"
    assert len(set(after["models"].values())) == len(after["models"]) > len(before["models"])


def test_removing_and_adding_again_restores_the_name_even_if_a_rival_came_between() -> None:
    whole = with_rivals(small())
    before = names_of(whole)
    without = copy.deepcopy(whole)
    del without["paths"]["/pets"]
    between = names_of(without, before)
    without["paths"]["/zzz"] = whole["paths"]["/pets"]
    rivalled = names_of(without, between)
    assert kept(before, names_of(whole, rivalled))


def test_the_lock_file_carries_the_names_from_run_to_run(tmp_path: Path) -> None:
    spec = tmp_path / "pets.json"
    spec.write_text(json.dumps(small()))
    options = Options(spec=str(spec), output=tmp_path / "out")
    generate(options)
    tools = json.loads((tmp_path / "out/pets/integen.lock").read_text())["names"]["tools"]
    spec.write_text(json.dumps(with_rivals(small())))
    generate(options)
    after = json.loads((tmp_path / "out/pets/integen.lock").read_text())["names"]["tools"]
    assert tools == {"GET /pets": "list"}
    assert after["GET /pets"] == "list"
    assert set(after) == {"GET /pets", "GET /aaa"}


def test_the_order_of_operations_does_not_decide_names() -> None:
    whole = with_rivals(small())
    turned = copy.deepcopy(whole)
    turned["paths"] = dict(reversed(whole["paths"].items()))
    assert names_of(turned)["tools"] == names_of(whole)["tools"]


@pytest.mark.corpus
def test_names_of_githubs_document_survive_growth_and_return() -> None:
    whole = json.loads(GITHUB.read_bytes())
    chance = random.Random(7)
    smaller = copy.deepcopy(whole)
    for path in chance.sample(sorted(whole["paths"]), 120):
        del smaller["paths"][path]
    before = names_of(smaller)
    grown = names_of(with_rivals(whole), before)
    assert kept(before, grown)
    assert len(set(grown["tools"].values())) == len(grown["tools"]) > len(before["tools"]) > 1000
    shrunk = names_of(smaller, grown)
    assert kept(grown, names_of(whole, shrunk))
