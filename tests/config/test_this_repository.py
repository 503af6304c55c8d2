"""This repository lives by its own `integen.toml`."""

from __future__ import annotations

from pathlib import Path

import pytest

from integen.config.load import load
from integen.config.options import options_of
from integen.config.overrides import Overrides
from integen.freshness import Options, recorded
from integen.source.reading import Reading

ROOT = Path(__file__).parents[2]


def test_every_spec_is_an_integration_and_every_integration_is_generated(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(ROOT)
    loaded = load(ROOT / "integen.toml")
    assert len(loaded.diagnostics) == 0
    found = {key: each.spec for key, each in loaded.project.integrations.items()}
    assert found == {
        path.stem: f"specs/{path.name}"
        for path in sorted((ROOT / "specs").glob("*.yaml"))
        if "." not in path.stem
    }
    assert sorted(found) == sorted(path.name for path in (ROOT / "generated").iterdir() if path.is_dir())


def test_what_the_project_makes_is_what_each_document_alone_makes(monkeypatch: pytest.MonkeyPatch) -> None:
    """So `integen generate` and the test of `generated/` speak of the same bytes."""
    monkeypatch.chdir(ROOT)
    for key, each in load(ROOT / "integen.toml").project.integrations.items():
        options = options_of(each, Overrides(reading=Reading()), {})
        assert recorded(options) == recorded(Options(spec=each.spec))
        assert (options.name, options.output) == (key, Path("generated"))
