"""A project with two integrations, and what is known of its files before and after a command."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from tests import forking

ROOT = Path(__file__).parents[2]
SPECS = ROOT / "specs"
TOML = '[integrations.petshop]\nspec = "petshop.yaml"\n\n[integrations.weather]\nspec = "weather.yaml"\n'


@dataclass(frozen=True)
class Project:
    folder: Path

    @property
    def package(self) -> Path:
        return self.folder / "generated" / "petshop"

    def environment(self) -> dict[str, str]:
        """Caches, home and clients' configurations are the project's own."""
        home = str(self.folder / "home")
        kept = {
            name: value for name, value in os.environ.items() if not name.endswith(("_TOKEN", "_API_KEY"))
        }
        return {**kept, "PYTHONPATH": str(ROOT / "src"), "HOME": home, "XDG_CACHE_HOME": f"{home}/.cache"}

    def command(self, *arguments: str) -> list[str]:
        return [sys.executable, "-m", "integen", *arguments]

    def run(
        self, *arguments: str, before: Callable[[], None] | None = None
    ) -> subprocess.CompletedProcess[str]:
        """Run integen; `before` is called in its process."""
        if before is None:
            return forking.run(arguments, cwd=self.folder, env=self.environment(), timeout=120)
        return subprocess.run(
            self.command(*arguments),
            cwd=self.folder,
            env=self.environment(),
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=120,
            preexec_fn=before,
        )

    def refused(self, *arguments: str, code: int = 1, before: Callable[[], None] | None = None) -> str:
        """Run what has to fail with a message and leave every file as it is; return the message."""
        state = self.state()
        done = self.run(*arguments, before=before)
        told = done.stdout + done.stderr
        assert done.returncode == code, told
        assert "Traceback" not in told
        assert "bug in integen" not in told
        assert self.state() == state
        return done.stderr + done.stdout

    def state(self) -> dict[str, str]:
        """Return `{path: digest}` of all but caches, folders and links included."""
        return {
            path.relative_to(self.folder).as_posix(): _digest(path)
            for path in sorted(self.folder.rglob("*"))
            if "__pycache__" not in path.parts and self.folder / "home" not in (path, *path.parents)
        }

    def edit(self, name: str, old: str, new: str) -> None:
        """Replace a text that stands in a file once."""
        file = self.folder / name
        text = file.read_text()
        assert text.count(old) == 1, f"{old!r} stands in {name} {text.count(old)} times"
        file.write_text(text.replace(old, new))


def _digest(path: Path) -> str:
    if path.is_symlink():
        return f"link to {path.readlink()}"
    return hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() else "folder"


@pytest.fixture(scope="session")
def generated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("life")
    for name in ("petshop", "weather"):
        shutil.copy(SPECS / f"{name}.yaml", folder)
    (folder / "integen.toml").write_text(TOML)
    assert Project(folder).run("generate", "--quiet").returncode == 0
    return folder


@pytest.fixture
def project(generated: Path, tmp_path: Path) -> Project:
    """Return a project that is generated and nobody has touched since."""
    shutil.copytree(generated, tmp_path / "project", symlinks=True)
    return Project(tmp_path / "project")
