"""What is committed in `generated/` is what a fresh run makes of `specs/`, to the byte."""

from __future__ import annotations

from pathlib import Path

import pytest

from integen.contents import kit_files
from integen.pipeline import Options, generate

ROOT = Path(__file__).parents[2]
SPECS = sorted((ROOT / "specs").glob("*.yaml"))


def files(directory: Path) -> dict[str, bytes]:
    return {
        path.relative_to(directory).as_posix(): path.read_bytes()
        for path in directory.rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }


@pytest.mark.parametrize("spec", SPECS, ids=lambda spec: spec.stem)
def test_a_fresh_run_changes_nothing(spec: Path, tmp_path: Path) -> None:
    fresh = files(generate(Options(spec=str(spec), output=tmp_path)).directory)
    committed = files(ROOT / "generated" / spec.stem)
    assert sorted(committed.keys() - fresh.keys()) == [], "stale files: delete them, or generate again"
    assert sorted(fresh.keys() - committed.keys()) == [], "missing files: integen generate --spec specs/…"
    different = sorted(path for path, data in fresh.items() if committed[path] != data)
    assert different == [], "integen generate --spec specs/… and read the diff"


def test_every_package_has_its_spec() -> None:
    assert sorted(path.name for path in (ROOT / "generated").iterdir()) == [spec.stem for spec in SPECS]


def test_the_vendored_kit_is_the_kit() -> None:
    kit = dict(kit_files(with_mcp=True))
    assert {"catalog.py", "client.py", "mcp/front.py"} <= kit.keys()
    for path, data in kit.items():
        assert b"from integen" not in data, f"{path} must not import integen"
        assert b"import integen" not in data, f"{path} must not import integen"
