"""The examples of the pages are valid, and mean something."""

from __future__ import annotations

import re
from pathlib import Path

import orjson
import pytest
from yaml12 import parse_yaml

from integen.config.load import load
from integen.curate.apply import curated
from integen.curate.dialects.table import READ
from integen.diagnostics.diagnostic import Diagnostics
from integen.lower.api import lower
from integen.source.sources import Sources

ROOT = Path(__file__).parents[2]
TOML = re.compile(r"^```toml\n(.*?)^```$", re.MULTILINE | re.DOTALL)
YAML = re.compile(r"^```yaml\n(.*?)^```$", re.MULTILINE | re.DOTALL)
EXAMPLES = [
    pytest.param(text, id=f"{page}-{number}")
    for page in ("configuration", "curate")
    for number, text in enumerate(TOML.findall((ROOT / f"docs/{page}.md").read_text()))
]


@pytest.mark.parametrize("text", EXAMPLES)
def test_an_example_of_the_file_is_valid(text: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "integen.toml").write_text(text)
    loaded = load(tmp_path / "integen.toml")
    assert [item.message for item in loaded.diagnostics] == []
    assert loaded.project.integrations


def test_the_example_of_x_mcp_is_read_to_its_last_member() -> None:
    (example,) = YAML.findall((ROOT / "docs/curate.md").read_text())
    value = parse_yaml(example)
    operation = value["paths"]["/orders/search"]["post"]
    operation["responses"] = {"200": {"description": "ok"}}
    operation["parameters"] += [{"name": "tenant", "in": "query", "schema": {}}]
    operation["parameters"][0]["schema"] = {}
    whole = {"openapi": "3.1.0", "info": {"title": "Shop", "version": "1"}, **value}
    found = Diagnostics()
    api = curated(lower(Sources.load("-", stdin=orjson.dumps(whole)), found), found)
    assert [item.message for item in found] == []
    (shop,) = api.operations
    stated = {said.origin.rpartition("x-mcp/")[2].split("/")[0] for said in shop.curation.said if said.origin}
    assert stated == set(operation["x-mcp"]) - {"parameters"} | {"description"}


def test_every_extension_that_is_read_stands_on_the_page() -> None:
    page = (ROOT / "docs/curate.md").read_text()
    assert {key for key in READ if f"`{key}`" not in page} == set()
