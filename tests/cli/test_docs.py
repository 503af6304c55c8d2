"""Every console block of the README and the docs is run, page by page, and does what it shows."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.cli.conftest import ROOT, SPECS, Integen

from integen.cli.app import COMMANDS

PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
BLOCK = re.compile(r"^```console\n(.*?)^```$", re.MULTILINE | re.DOTALL)
LINK = re.compile(r"\]\((?!https?://|#)([^)#]+)")
ANYTHING = "…"


def examples(page: Path) -> Iterator[tuple[str, str]]:
    """Yield each command with what the page says it writes."""
    for block in BLOCK.findall(page.read_text()):
        for part in block.split("$ ")[1:]:
            command, _, shown = part.partition("\n")
            yield command, shown


def pattern(shown: str) -> str:
    """Return a regular expression for output in which `…` stands for anything."""
    lines = (
        ".*" if line == ANYTHING else re.escape(line).replace(ANYTHING, ".*?") for line in shown.splitlines()
    )
    return r"\n".join(lines) + r"\n?"


@pytest.mark.parametrize("page", [page for page in PAGES if list(examples(page))], ids=lambda page: page.name)
def test_what_the_page_shows_is_what_happens(page: Path, integen: Integen, tmp_path: Path) -> None:
    shutil.copytree(SPECS, tmp_path / "specs")
    for command, shown in examples(page):
        program, *arguments = command.split()
        assert program == "integen", f"{command}: only integen's own commands can be shown as console blocks"
        told = integen(*arguments)
        assert re.fullmatch(pattern(shown), told.stdout + told.stderr, re.DOTALL), (
            f"$ {command}\n{told.stdout}{told.stderr}"
        )


@pytest.mark.parametrize(
    "page", [*PAGES, ROOT / "CONTRIBUTING.md", ROOT / "bench/README.md"], ids=lambda page: page.name
)
def test_links_to_files_lead_somewhere(page: Path) -> None:
    assert [link for link in LINK.findall(page.read_text()) if not (page.parent / link).exists()] == []


def test_options_that_pages_name_exist(integen: Integen) -> None:
    known = "".join(integen(command, "--help").stdout for command in COMMANDS)
    integen("generate", "--spec", str(SPECS / "weather.yaml"), "--quiet")
    known += integen("serve", "weather", "--help").stdout
    named = {option for page in PAGES for option in re.findall(r"`(--[a-z-]+)", page.read_text())}
    assert {option for option in named if option not in known} - {
        "--exit-code",
        "--write",
    } == set()  # of git, and of the judges in bench/
