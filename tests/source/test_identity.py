"""`$self`: references start from the URI that a document gives itself, and are read from where it lies."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import orjson
import pytest

from integen.ir.origin import Origin
from integen.source.sources import Sources, UnresolvedError

HERE = Origin("#/paths")
BASE = "https://example.com/apis"


def written(path: Path, name: str, **members: Any) -> Path:
    target = path / name
    target.parent.mkdir(parents=True, exist_ok=True)
    document = {"openapi": "3.2.0", "info": {"title": "T", "version": "1"}, "paths": {}, **members}
    target.write_bytes(orjson.dumps(document))
    return target


@pytest.mark.parametrize("reference", [f"{BASE}/main.json#/info", "main.json#/info", "#/info"])
def test_a_document_is_found_by_the_uri_that_it_gives_itself(tmp_path, reference):
    main = written(tmp_path, "copy.json", **{"$self": f"{BASE}/main.json"})
    assert Sources.load(str(main)).resolve(HERE, reference)[0] == "#/info"


def test_standard_input_knows_itself_too():
    text = orjson.dumps({"openapi": "3.2.0", "$self": f"{BASE}/main", "paths": {}})
    assert Sources.load("-", stdin=text).resolve(HERE, f"{BASE}/main#/openapi")[1] == "3.2.0"


@pytest.mark.parametrize("reference", ["parts/pet.json#/paths", f"{BASE}/parts/pet.json#/paths"])
def test_a_set_keeps_its_shape_where_it_was_copied_to(tmp_path, reference):
    main = written(tmp_path, "main.json", **{"$self": f"{BASE}/main.json"})
    written(tmp_path, "parts/pet.json")
    assert Sources.load(str(main)).resolve(HERE, reference)[0] == "parts/pet.json#/paths"


def test_another_document_is_found_by_its_own_uri_once_it_was_read(tmp_path):
    main = written(tmp_path, "main.json")
    written(tmp_path, "pet.json", **{"$self": f"{BASE}/pets"})
    sources = Sources.load(str(main))
    sources.resolve(HERE, "pet.json#/info")
    assert sources.resolve(HERE, f"{BASE}/pets#/info")[0] == "pet.json#/info"


@pytest.mark.parametrize(
    ("own", "reference"),
    [
        ("file:///etc/main.json", "passwd"),
        (f"{BASE}/deep/main.json", "../../outside.json"),
        (f"{BASE}/main.json", "https://elsewhere.example/x.json"),
        ("http://[", "x.json"),
    ],
)
def test_no_uri_opens_a_way_out_of_the_folder(tmp_path, own, reference):
    written(tmp_path, "outside.json")
    main = written(tmp_path, "set/main.json", **{"$self": own})
    with pytest.raises(UnresolvedError):
        Sources.load(str(main)).resolve(HERE, reference)
