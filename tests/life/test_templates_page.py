"""What docs/templates.md says of templates is so."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from integen.diagnostics.codes.templates import TEMPLATES
from integen.freshness import Options
from integen.pipeline import generate
from integen.plan.docs.page import OperationPage, Reference, ToolsetPage
from integen.plan.package import Package
from integen.plan.packaging.listing import Listing
from integen.plan.python.models import ModelModule
from integen.plan.python.resources import Method, Resource
from integen.plan.typescript.package import TypeScript
from integen.render.custom import SUFFIX, ours
from integen.render.environment import environment

from .conftest import ROOT, SPECS

PAGE = (ROOT / "docs" / "templates.md").read_text()
BLOCKS = re.findall(r"^```jinja\n\{# (\S+) #\}\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)
TYPES: dict[str, type[Any]] = {
    "`package`": Package,
    "`resource`": Resource,
    "`method`": Method,
    "`module`": ModelModule,
    "`listing`": Listing,
    "`package`, of TypeScript": TypeScript,
    "`reference`": Reference,
    "`toolset`": ToolsetPage,
    "`page`": OperationPage,
}


def rows(head: str) -> dict[str, str]:
    """Return the two columns of the table with this head."""
    table = PAGE.split(f"{head}\n|---|---|\n")[1].split("\n\n")[0]
    return dict(line.strip("| ").split(" | ", 1) for line in table.splitlines())


def test_the_examples_are_rendered_as_they_stand(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    assert len(BLOCKS) == 4
    for name, text in BLOCKS:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text)
    options = Options(
        spec=str(SPECS / "weather.yaml"), output=tmp_path / "out", templates=tmp_path / "templates"
    )
    package = generate(options).directory
    assert "## Support\n\nWrite to apis@example.com" in (package / "README.md").read_text()
    client = (package / "weather_api" / "client.py").read_text()
    assert client.startswith("# Copyright Example Ltd. Internal use only.\n")
    assert (package / "Dockerfile").read_text().startswith("# Built by the platform team.\n")


def test_every_template_is_in_the_table() -> None:
    named = {name for cell in rows("| templates | given |") for name in re.findall(r"`([^`]+)`", cell)}
    missing = {
        name
        for name in ours()
        if name.removesuffix(SUFFIX) not in named and not (name.startswith("tests/") and "tests/…" in named)
    }
    gone = {name for name in named if name != "tests/…" and not {name, f"{name}{SUFFIX}"} & ours().keys()}
    assert (missing, gone) == (set(), set())


def test_every_variable_and_every_filter_is_there() -> None:
    for variable, told in rows("| variable | has |").items():
        known = set(dir(TYPES[variable])) | set(TYPES[variable].__dataclass_fields__)
        assert {name for name in re.findall(r"`([^`]+)`", told) if name not in known} == set(), variable
    filters = {
        name
        for cell in rows("| filter | for text in |")
        for name in re.findall(r"`([a-z_]+)(?:\(\d\))?`", cell)
    }
    assert filters <= environment().filters.keys()


def test_every_code_of_templates_is_explained() -> None:
    assert set(re.findall(r"^\| `(IG\d+)`", PAGE, re.MULTILINE)) == set(TEMPLATES)
