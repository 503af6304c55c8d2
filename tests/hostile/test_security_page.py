"""docs/security.md names tests that exist, and forgets none of this folder."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PAGE = (ROOT / "docs" / "security.md").read_text()
NAMED = re.findall(r"`(tests/[\w/]*test_\w+\.py)(?:::(\w+))?`", PAGE)


def own_tests(path: Path) -> set[str]:
    return set(re.findall(r"^(?:async )?def (test_\w+)", path.read_text(), re.MULTILINE))


@pytest.mark.parametrize(("file", "name"), NAMED)
def test_a_named_test_exists(file: str, name: str) -> None:
    assert not name or name in own_tests(ROOT / file)
    assert own_tests(ROOT / file)


def test_every_test_of_this_folder_is_named() -> None:
    own = {
        (f"tests/hostile/{path.name}", name)
        for path in Path(__file__).parent.glob("test_hostile_*.py")
        for name in own_tests(path)
    }
    assert own <= set(NAMED)


def test_every_line_of_a_threat_names_its_test() -> None:
    tables = PAGE.split("\n## ")
    threats = [line for part in tables if "| what is tried |" in part for line in part.splitlines()]
    rows = [line for line in threats if line.startswith("| ") and not line.startswith("| what is tried")]
    assert len(rows) > 30
    assert [row for row in rows if not re.search(r"`tests/[^`]+` \|$", row)] == []
