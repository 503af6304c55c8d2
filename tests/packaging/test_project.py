"""Who publishes a package is said in `integen.toml` or by flags."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from tests.cli.conftest import SPECS, Integen

HEAD = '[integrations.weather]\nspec = "weather.yaml"\n'


@pytest.fixture
def project(tmp_path: Path) -> Path:
    shutil.copy(SPECS / "weather.yaml", tmp_path)
    return tmp_path / "integen.toml"


def name(tmp_path: Path) -> str:
    return json.loads((tmp_path / "generated" / "weather" / "server.json").read_text())["name"]


def test_the_project_names_the_publisher_and_flags_win(
    integen: Integen, project: Path, tmp_path: Path
) -> None:
    package = 'namespace = "com.example"\nhomepage = "https://example.com"\n'
    project.write_text(f"[defaults.package]\n{package}\n{HEAD}")
    assert integen("generate").returncode == 0
    assert name(tmp_path) == "com.example/weather-mcp"
    project.write_text(
        f"[defaults.package]\n{package}\n{HEAD}[integrations.weather.package]\n"
        'namespace = "io.github.us"\nprivacy_policies = ["https://example.com/privacy"]\n'
    )
    assert integen("generate").returncode == 0
    assert name(tmp_path) == "io.github.us/weather-mcp"
    manifest = json.loads((tmp_path / "generated" / "weather" / "manifest.json").read_text())
    assert manifest["homepage"] == "https://example.com"
    assert manifest["author"] == {"name": "us"}
    assert integen("generate", "--namespace", "io.github.them").returncode == 0
    assert name(tmp_path) == "io.github.them/weather-mcp"


WRONG = [
    ('namespace = "github"', "cannot be a namespace"),
    ('homepage = "http://example.com"', "is no https URL"),
    ('privacy_policies = ["https://a.example", "x"]', "is no https URL"),
    ('namespce = "io.github.us"', "did you mean `namespace`?"),
    ("repository = 3", "should be a text"),
]


@pytest.mark.parametrize(("line", "message"), WRONG)
def test_a_wrong_value_is_named_with_its_place(
    line: str, message: str, integen: Integen, project: Path, tmp_path: Path
) -> None:
    project.write_text(f"{HEAD}[integrations.weather.package]\n{line}\n")
    told = integen("generate")
    assert told.returncode == 1
    assert "integen.toml:4:" in told.stderr
    assert message in told.stderr
    assert not (tmp_path / "generated").exists()


def test_a_wrong_flag_is_refused_before_anything_is_written(
    integen: Integen, project: Path, tmp_path: Path
) -> None:
    told = integen("generate", "--spec", "weather.yaml", "--namespace", "me")
    assert told.returncode == 1
    assert "`me` cannot be a namespace of the MCP registry" in told.stderr
    assert not (tmp_path / "generated").exists()
