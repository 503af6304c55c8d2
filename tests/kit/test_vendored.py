"""The kit as generated packages carry it: a copy that stands alone."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

KIT = Path(__file__).parents[2] / "src" / "integen" / "kit"

SCRIPT = """
import importlib, pathlib, sys
modules = [path.stem for path in pathlib.Path("some_api/_kit").glob("*.py") if path.stem != "__init__"]
for module in modules:
    importlib.import_module(f"some_api._kit.{module}")
assert not [name for name in sys.modules if name.split(".")[0] == "integen"]
print(len(modules))
"""


def test_a_copy_of_the_kit_needs_nothing_of_integen(tmp_path: Path) -> None:
    shutil.copytree(KIT, tmp_path / "some_api" / "_kit", ignore=shutil.ignore_patterns("mcp", "__pycache__"))
    (tmp_path / "some_api" / "__init__.py").write_text("")
    run = subprocess.run(
        [sys.executable, "-c", SCRIPT],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
        env={"PYTHONPATH": ""},
    )
    assert run.returncode == 0, run.stderr
    assert int(run.stdout) > 20


def test_only_one_module_names_the_http_library() -> None:
    naming = [
        path.name
        for path in KIT.glob("*.py")
        if "import httpx" in (text := path.read_text()) or "from httpx" in text
    ]
    assert naming == ["http.py"]
