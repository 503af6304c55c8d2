"""Each directory is a document that something is wrong with, and what integen says of it.

`UPDATE_GOLDENS=1` writes the expected texts anew; read the diff as a reviewer would.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from integen.curate.apply import curated
from integen.diagnostics import printer
from integen.diagnostics.codes import CODES
from integen.diagnostics.diagnostic import Diagnostic, Diagnostics, DocumentError
from integen.diagnostics.locate import Texts
from integen.freshness import Options
from integen.lint.run import examine
from integen.lint.settings import Settings
from integen.lower.api import lower
from integen.overlay.lay import lay_over
from integen.source.sources import Sources

HERE = Path(__file__).parent
CASES = sorted(
    path.name for path in HERE.iterdir() if (path / "location.txt").exists() or list(path.glob("input.*"))
)

ELSEWHERE = {"IG003", "IG004", "IG011", "IG015", "IG016", "IG510"} | {"IG522", "IG523", "IG529"}
"""They need a server, a large file or settings: `tests/source/test_sources.py`, `tests/curate`."""

LINTED = ("IG60", "IG63", "IG7", "IG8", "IG9")
"""Bands of which only lint speaks."""

LINTED_ELSEWHERE = {"IG703", "IG705", "IG706", "IG707", "IG915", "IG920"}
"""They need a budget, or are said when generating: `tests/lint`, `tests/standard`."""

CONFIGURATION = {f"IG{number}" for number in range(535, 544)}
"""Found in `integen.toml`: `tests/config` has them."""

TEMPLATES = {f"IG{number}" for number in range(645, 650)}
"""Found in templates of the user's own: `tests/life` has them."""


def said_of(folder: Path) -> tuple[list[Diagnostic], Texts]:
    named = folder / "location.txt"
    location = named.read_text().strip() if named.exists() else _input(folder)
    collected = Diagnostics()
    if folder.name.startswith(LINTED):
        report = examine(Options(spec=location), Settings(select=(folder.name,)))
        return list(report.diagnostics), report.sources
    try:
        sources = Sources.load(location, amend=lay_over)
        curated(lower(sources, collected), collected)
    except DocumentError as error:
        return [error.diagnostic], error
    return list(collected), sources


def _input(folder: Path) -> str:
    return next(path.name for path in folder.glob("input.*") if ".overlay" not in path.name)


@pytest.mark.parametrize("case", CASES)
def test_a_wrong_document_is_diagnosed_in_these_words(case, monkeypatch):
    monkeypatch.chdir(HERE / case)
    diagnostics, sources = said_of(HERE / case)
    text = printer.full(diagnostics, sources)
    expected = HERE / case / "expected.txt"
    if os.environ.get("UPDATE_GOLDENS"):
        expected.write_text(text)
    assert text == expected.read_text()
    if case in CODES:
        assert case in {item.code for item in diagnostics}


def test_every_code_has_its_case():
    assert set(CODES) - ELSEWHERE - LINTED_ELSEWHERE - CONFIGURATION - TEMPLATES == set(CASES) & set(CODES)


def test_no_message_holds_a_control_character(monkeypatch):
    monkeypatch.chdir(HERE / "terminal")
    diagnostics, sources = said_of(HERE / "terminal")
    for text in (printer.full(diagnostics, sources), printer.concise(diagnostics, sources)):
        assert all(char == "\n" or char.isprintable() for char in text)
    assert all(char == "\n" or " " <= char <= "~" for char in printer.as_json(diagnostics, sources))
