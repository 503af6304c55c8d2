"""What is installed is what was written: the wheel has its templates, and generates without the checkout."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("wheel")]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build with hatchling itself: no network, no environment of its own."""
    folder = tmp_path_factory.mktemp("wheel")
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)],
        cwd=ROOT,
        check=True,
        capture_output=True,
    )
    return next(folder.glob("*.whl"))


def test_the_wheel_carries_every_template_the_kit_and_the_licence(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    templates = ROOT / "templates"
    expected = {
        f"integen/_templates/{path.relative_to(templates).as_posix()}" for path in templates.rglob("*.jinja")
    }
    assert expected
    assert expected <= names
    assert {"integen/py.typed", "integen/kit/catalog.py"} <= names
    assert any(name.endswith("licenses/LICENSE") for name in names)


def test_the_wheel_holds_nothing_but_the_package(wheel: Path) -> None:
    tops = {name.split("/")[0] for name in zipfile.ZipFile(wheel).namelist()}
    assert {top for top in tops if not top.endswith(".dist-info")} == {"integen"}


def test_the_installed_wheel_generates_far_from_the_checkout(wheel: Path, tmp_path: Path) -> None:
    """The wheel is unpacked and not installed by pip, so that the test needs no network for requirements."""
    site = tmp_path / "site"
    zipfile.ZipFile(wheel).extractall(site)
    spec = tmp_path / "weather.yaml"
    spec.write_bytes((ROOT / "specs" / "weather.yaml").read_bytes())
    told = subprocess.run(
        [sys.executable, "-m", "integen", "generate", "--spec", "weather.yaml", "--json"],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(site)},
        capture_output=True,
        text=True,
    )
    assert told.returncode == 0, told.stderr
    result = json.loads(told.stdout)
    assert result["operations"] == 2
    assert (tmp_path / "generated" / "weather" / "weather_api" / "server.py").is_file()
    origin = [sys.executable, "-c", "import integen; print(integen.__file__)"]
    where = subprocess.run(
        origin,
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(site)},
        capture_output=True,
        text=True,
        check=True,
    )
    assert Path(where.stdout.strip()).is_relative_to(site)
