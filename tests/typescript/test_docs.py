"""The examples of the page compile."""

from __future__ import annotations

import json
import re
from pathlib import Path

from .conftest import ROOT, typescript

PAGE = ROOT / "docs" / "typescript.md"


def test_what_the_page_shows_compiles_in_its_order(tmp_path: Path) -> None:
    blocks = re.findall(r"^```ts\n(.*?)^```$", PAGE.read_text(), re.MULTILINE | re.DOTALL)
    assert len(blocks) > 5
    package = typescript(ROOT / "specs" / "petshop.yaml", tmp_path)
    code = "\n".join(blocks).replace('"petshop-api"', '"./index.js"')
    assert package.complaints_about(code) == ""


def test_the_readme_of_a_package_shows_what_compiles(tmp_path: Path) -> None:
    package = typescript(ROOT / "specs" / "petshop.yaml", tmp_path)
    blocks = re.findall(r"^```ts\n(.*?)^```$", package.text("README.md"), re.MULTILINE | re.DOTALL)
    name = json.loads(package.text("package.json"))["name"]
    assert package.complaints_about("".join(blocks).replace(f'"{name}"', '"./index.js"')) == ""
