"""What a package asks its users for when the document declares no way to authenticate."""

from __future__ import annotations

import json
from pathlib import Path

from integen.pipeline import Options, generate

ROOT = Path(__file__).parents[2]
SILENT = """\
openapi: 3.1.0
info: {title: Silent, version: "1"}
paths:
  /open: {get: {operationId: open, security: [], responses: {"200": {description: ok}}}}
  /other: {get: {operationId: other, responses: {"200": {description: ok}}}}
"""


def test_an_api_that_says_it_needs_no_credentials_asks_for_none(tmp_path: Path) -> None:
    made = generate(Options(spec=str(ROOT / "specs/weather.yaml"), output=tmp_path)).directory
    texts = [path.read_text() for path in made.rglob("*") if path.suffix in (".md", ".json", ".toml")]
    assert not any("WEATHER_TOKEN" in text for text in texts)
    assert "token" not in (made / "weather_api/client.py").read_text()


def test_where_one_operation_says_nothing_a_token_can_be_given(tmp_path: Path) -> None:
    spec = tmp_path / "silent.yaml"
    spec.write_text(SILENT)
    made = generate(Options(spec=str(spec), output=tmp_path / "out")).directory
    header = json.loads((made / "silent_api/catalog.json").read_text())["integration"]
    assert header["schemes"]["bearer"]["env"] == ["SILENT_TOKEN"]
