"""`integen bundle`: a desktop extension with the same bytes for the same package."""

from __future__ import annotations

import hashlib
import json
import subprocess
import sys
import zipfile
from pathlib import Path

from tests.cli.conftest import Integen, environment


def test_a_bundle_holds_the_server_its_manifest_and_nothing_else(
    integen: Integen, generated: Path, tmp_path: Path
) -> None:
    module = generated / "github" / "github_api"
    (module / "extensions.py").write_text("")
    (module / ".env").write_text("GITHUB_TOKEN=secret")
    (module / "__pycache__").mkdir(exist_ok=True)
    (module / "__pycache__" / "x.pyc").write_bytes(b"")
    (module / "link.py").symlink_to("/etc/passwd")
    told = integen("bundle", "github")
    assert told.returncode == 0, told.stderr
    names = zipfile.ZipFile(tmp_path / "github.mcpb").namelist()
    assert names == sorted(names)
    tops = {name.split("/")[0] for name in names}
    assert tops == {"README.md", "github_api", "main.py", "manifest.json", "pyproject.toml"}
    assert "github_api/extensions.py" in names
    assert not [name for name in names if "pyc" in name or ".env" in name or name.endswith("link.py")]


def test_the_same_package_gives_the_same_bytes(integen: Integen, generated: Path, tmp_path: Path) -> None:
    told = [json.loads(integen("bundle", "weather", "-o", f"out/{n}.mcpb", "--json").stdout) for n in (1, 2)]
    one, other = (tmp_path / "out" / f"{n}.mcpb" for n in (1, 2))
    assert one.read_bytes() == other.read_bytes()
    assert told[0]["sha256"] == told[1]["sha256"] == hashlib.sha256(one.read_bytes()).hexdigest()
    assert {info.date_time for info in zipfile.ZipFile(one).infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_the_entry_point_of_an_unpacked_bundle_serves(
    integen: Integen, generated: Path, tmp_path: Path
) -> None:
    integen("bundle", "weather", "-o", "w.mcpb")
    unpacked = tmp_path / "unpacked"
    zipfile.ZipFile(tmp_path / "w.mcpb").extractall(unpacked)
    manifest = json.loads((unpacked / "manifest.json").read_text())
    command = [sys.executable, manifest["server"]["entry_point"], "--list", "--json"]
    told = subprocess.run(
        command, cwd=unpacked, env=environment(PYTHONPATH=""), capture_output=True, text=True, timeout=60
    )
    served = [tool["name"] for tool in json.loads(told.stdout)]
    assert served == [tool["name"] for tool in manifest["tools"]], told.stderr


def test_what_cannot_be_bundled_says_why(integen: Integen, generated: Path, tmp_path: Path) -> None:
    assert "did you mean `github`?" in integen("bundle", "githup").stderr
    (generated / "github" / "manifest.json").unlink()
    assert "--target packaging" in integen("bundle", "github").stderr
    (generated / "weather" / "manifest.json").write_text("{")
    assert "is damaged" in integen("bundle", "weather").stderr
    (tmp_path / "file").write_text("")
    told = integen("bundle", "petshop", "-o", "file/x.mcpb")
    assert told.returncode == 1
    assert "cannot write" in told.stderr
    assert not list(tmp_path.glob("*.mcpb"))
