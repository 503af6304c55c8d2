"""`docs/diagnostics.md` is written from the codes, and what `docs/lint.md` shows is what happens.

`UPDATE_GOLDENS=1` writes the page anew.
"""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest
from tests.lint.conftest import codes

from integen.diagnostics.codes import BANDS, CODES
from integen.lint.settings import FAIL_ON, Budget
from integen.lower.repairs import REPAIRS

DOCS = Path(__file__).parents[2] / "docs"
PAGE = DOCS / "diagnostics.md"
LINT = (DOCS / "lint.md").read_text()
HEAD = """\
# Every message

What integen says of a document, by code. `integen explain CODE` shows the same on a terminal. Written from
`src/integen/diagnostics/codes/` by `tests/lint/test_docs.py`.
"""


def page() -> str:
    parts = [HEAD]
    for band, about in BANDS.items():
        entries = [entry for code, entry in CODES.items() if code.startswith(band)]
        if entries:
            parts.append(f"## {band}: {about}\n")
        for entry in entries:
            fence = "````" if "```" in entry.example else "```"
            parts.append(
                f"### {entry.code}: {entry.title}\n\n{entry.severity.value.capitalize()}. {entry.why}\n\n"
                f"{fence}\n{entry.example}\n{fence}\n\nWhat to do: {entry.fix}.\n"
            )
    return "\n".join(parts)


def test_the_page_of_all_codes_is_what_the_codes_say():
    if os.environ.get("UPDATE_GOLDENS"):
        PAGE.write_text(page())
    assert PAGE.read_text() == page()


@pytest.mark.parametrize("name", REPAIRS)
def test_the_page_of_lint_names_every_repair(name):
    assert f"`{name}`" in LINT


@pytest.mark.parametrize("code", [code for code in CODES if code.startswith(("IG60", "IG7", "IG8"))])
def test_the_page_of_lint_names_every_rule(code):
    assert code in LINT


def test_the_page_of_lint_names_every_setting():
    for name in ("select", "ignore", "fail_on", *Budget.__dataclass_fields__):
        assert re.search(rf"^{name} = |\b{name} = ", LINT, re.MULTILINE), name
    assert all(f"`{each}`" in LINT for each in FAIL_ON)


def test_the_example_of_a_suppression_suppresses():
    (example,) = re.findall(r"```yaml\n(paths:.*?)```", LINT, re.DOTALL)
    head = "openapi: 3.1.2\ninfo: {title: T, version: '1'}\n"
    assert "IG702" not in codes(head + example)
    assert "IG702" in codes(head + re.sub(r" *x-integen-ignore.*\n", "", example))
