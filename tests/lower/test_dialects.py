"""Each document of a set is read in its own dialect."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import orjson
import pytest

from integen.diagnostics.diagnostic import Diagnostics
from integen.ir.api import Api
from integen.ir.origin import Origin
from integen.ir.schema import AllOf, Ref
from integen.lower.api import lower
from integen.source.sources import Sources

NARROWED = {"$ref": "#/definitions/b", "minLength": 2}


def lowered(tmp_path: Path, part: dict[str, Any], **members: Any) -> tuple[Api, list[str]]:
    (tmp_path / "part.json").write_bytes(orjson.dumps(part))
    schemas = {"A": {"$ref": "part.json#/definitions/a"}}
    main = {"openapi": "3.1.0", "info": {"title": "T"}, "paths": {}, "components": {"schemas": schemas}}
    (tmp_path / "main.json").write_bytes(orjson.dumps({**main, **members}))
    collected = Diagnostics()
    api = lower(Sources.load(str(tmp_path / "main.json")), collected)
    return api, [item.code for item in collected]


@pytest.mark.parametrize(
    ("openapi", "stated", "kept"),
    [
        ("3.1.0", {}, True),
        ("3.1.0", {"$schema": "http://json-schema.org/draft-07/schema#"}, False),
        ("3.1.0", {"$schema": "http://json-schema.org/draft-04/schema#"}, False),
        ("3.1.0", {"$schema": "https://json-schema.org/draft/2020-12/schema"}, True),
        ("3.0.3", {}, False),
        ("3.0.3", {"$schema": "https://json-schema.org/draft/2019-09/schema"}, True),
        ("3.1.0", {"openapi": "3.0.0"}, False),
        ("3.1.0", {"swagger": "2.0"}, False),
        ("3.0.3", {"openapi": "3.2.0"}, True),
        ("3.0.3", {"$schema": 7}, False),
    ],
)
def test_what_stands_beside_a_reference_counts_where_its_own_document_says_so(
    tmp_path, openapi, stated, kept
):
    part = {**stated, "definitions": {"a": NARROWED, "b": {"type": "string"}}}
    api, codes = lowered(tmp_path, part, openapi=openapi)
    found = api.schemas[Origin("part.json#/definitions/a")]
    assert isinstance(found, AllOf if kept else Ref)
    assert codes == ([] if kept else ["IG206"])


@pytest.mark.parametrize(
    ("dialect", "kept"),
    [
        ("https://spec.openapis.org/oas/3.1/dialect/base", True),
        ("https://spec.openapis.org/oas/3.2/dialect/2025-09-17", True),
        ("http://json-schema.org/draft-07/schema#", False),
    ],
)
def test_a_document_may_name_the_dialect_of_its_schemas(tmp_path, dialect, kept):
    schemas = {"A": {"$ref": "#/components/schemas/B", "minLength": 2}, "B": {"type": "string"}}
    api, codes = lowered(tmp_path, {}, jsonSchemaDialect=dialect, components={"schemas": schemas})
    assert isinstance(api.schemas[Origin("#/components/schemas/A")], AllOf if kept else Ref)
    assert codes == ([] if kept else ["IG206"])


def test_a_referenced_swagger_document_brings_its_definitions(tmp_path):
    part = {"swagger": "2.0", "definitions": {"a": {"type": "string"}, "c": {"type": "file"}}}
    api, codes = lowered(tmp_path, part)
    assert Origin("part.json#/definitions/c") in api.schemas
    assert codes == []
