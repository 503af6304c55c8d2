"""Real documents, with all their mistakes: each is read to the end, and no operation is lost."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from integen.diagnostics import printer
from integen.diagnostics.diagnostic import Diagnostics
from integen.ir.schema import Anything, Ref
from integen.ir.shape import deref, merged, without_null
from integen.lower.api import lower
from integen.source.sources import Sources

CORPUS = Path(os.environ.get("INTEGEN_CORPUS", Path.home() / ".cache" / "integen-corpus"))
METHODS = {"get", "put", "post", "delete", "options", "head", "patch", "trace"}

pytestmark = [pytest.mark.corpus, pytest.mark.skipif(not CORPUS.is_dir(), reason="no corpus here")]


@pytest.mark.parametrize("group", ["named", "dev", "."])
def test_every_operation_of_every_document_is_lowered(group):
    paths = sorted((CORPUS / group).glob("*.json" if group == "." else "**/*.json"))
    assert paths
    for path in paths:
        sources = Sources.load(str(path))
        collected = Diagnostics()
        api = lower(sources, collected)
        declared = [
            (method, name)
            for name, item in sources.main.value["paths"].items()
            for method in item
            if method in METHODS
        ]
        assert (path, len(api.operations), api.skipped) == (path, len(declared), 0)
        assert printer.concise(collected, sources).count("\n") == len(collected)
        for schema in api.schemas.values():
            merged(api, schema)
            without_null(schema)
            assert not isinstance(deref(api, schema), Ref)
        assert not any(
            isinstance(schema, Anything) and "$ref" in sources.at(origin)
            for origin, schema in _objects(api, sources)
        )


def _objects(api, sources):
    return [
        (origin, schema) for origin, schema in api.schemas.items() if isinstance(sources.at(origin), dict)
    ]
