"""What the smallest documents that show a feature give. `pytest --snapshot-update` rewrites the files."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from syrupy.assertion import SnapshotAssertion
from tests.generate.goldens import CASES, GoldenTree

from integen.pipeline import Options, generate

NAMES = sorted(path.name for path in CASES.iterdir() if (path / "spec.yaml").exists())

IMPORT_ALL = """
import sys, pkgutil, importlib
sys.path.insert(0, sys.argv[1])
package = importlib.import_module(sys.argv[2])
for found in pkgutil.walk_packages(package.__path__, package.__name__ + "."):
    if "_kit" not in found.name:
        importlib.import_module(found.name)
from pydantic import BaseModel
models = importlib.import_module(package.__name__ + ".models")
for name in dir(models):
    value = getattr(models, name)
    if isinstance(value, type) and issubclass(value, BaseModel):
        value.model_rebuild()
package.Client()
"""


def shown(directory: Path) -> dict[str, str]:
    """Return the files of a package that differ from case to case."""
    files = {
        path.relative_to(directory).as_posix(): path.read_text()
        for path in sorted(directory.rglob("*"))
        if path.is_file() and "_kit" not in path.parts
    }
    wanted = ("/models/", "/resources/", "/client.py", "/catalog.json")
    return {path: text for path, text in files.items() if any(part in path for part in wanted)}


@pytest.mark.filterwarnings("ignore:.*Can not relate snapshot:UserWarning")
@pytest.mark.parametrize("case", NAMES)
def test_a_case_gives_the_files_that_were_reviewed(
    case: str, tmp_path: Path, snapshot: SnapshotAssertion
) -> None:
    golden = snapshot.use_extension(GoldenTree)
    result = generate(Options(spec=str(CASES / case / "spec.yaml"), name=case, output=tmp_path))
    files = shown(result.directory)
    for path, text in files.items():
        assert text == golden(name=f"{case}/{path}"), path
    expected = CASES / case / "expected"
    present = {path.relative_to(expected).as_posix() for path in expected.rglob("*") if path.is_file()}
    assert present - files.keys() == set(), "stale files: delete them"


@pytest.mark.parametrize("case", NAMES)
def test_what_a_case_gives_can_be_imported_and_its_models_built(case: str, tmp_path: Path) -> None:
    result = generate(Options(spec=str(CASES / case / "spec.yaml"), name=case, output=tmp_path))
    command = [sys.executable, "-W", "error", "-c", IMPORT_ALL, str(result.directory), f"{case}_api"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    catalog = json.loads((result.directory / f"{case}_api" / "catalog.json").read_text())
    assert len(catalog["tools"]) == len(catalog["operations"]) == result.operations
