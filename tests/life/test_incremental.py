"""What does not change is not touched: no file is written, formatted or rendered for nothing."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from integen.output import staging
from integen.output.lock import Lock, read_lock
from integen.output.memory import read_memory
from integen.output.staging import Tree
from integen.output.writer import Written, write_tree

from .conftest import Project


def identities(folder: Path) -> dict[str, tuple[int, int]]:
    """Return what tells whether a file was written: `{path: (inode, time)}`."""
    return {
        path.relative_to(folder).as_posix(): (path.stat().st_ino, path.stat().st_mtime_ns)
        for path in folder.rglob("*")
        if path.is_file()
    }


def changed(before: dict[str, tuple[int, int]], after: dict[str, tuple[int, int]]) -> set[str]:
    return {path for path in before.keys() | after.keys() if before.get(path) != after.get(path)}


def write(directory: Path, copied: dict[str, bytes] | None = None, **files: str) -> Written:
    tree = Tree(rendered={f"{name}.py": text for name, text in files.items()}, copied=copied or {})
    return write_tree(directory, tree, Lock(source="s"), read_lock(directory))


@pytest.fixture(autouse=True)
def own_cache(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))


def test_one_changed_operation_writes_its_own_files_and_no_others(project: Project) -> None:
    text = (project.folder / "petshop.yaml").read_text()
    line = next(line for line in text.splitlines() if line.strip().startswith("summary:") and "pet" in line)
    before = identities(project.package)
    project.edit("petshop.yaml", f"\n{line}\n", f"\n{line} of the shop\n")
    done = project.run("generate", "petshop", "--json")
    files = json.loads(done.stdout)["files"]
    touched = changed(before, identities(project.package)) - {"integen.lock"}
    # The first run after a fresh cache knows nothing of what the formatter made: bytes decide all the same.
    assert "petshop_api/resources/pets.py" in touched
    assert "petshop_api/catalog.json" in touched
    assert not {path for path in touched if "/models/" in path or "/_kit/" in path}
    assert files["written"] == len(touched)
    assert files["unchanged"] == len(before) - 1 - len(touched)
    assert len(touched) < 12


def test_the_summary_tells_what_was_written_and_what_was_not(project: Project) -> None:
    project.edit("petshop.yaml", "title: Petshop", "title: Shop of pets")
    told = project.run("generate", "petshop").stdout
    line = next(line for line in told.splitlines() if "unchanged" in line)
    written, _, unchanged, _ = line.replace("files", "").replace(",", "").split()
    assert 0 < int(written) < int(unchanged)


def test_a_forced_run_that_changes_nothing_touches_nothing_but_the_lock(project: Project) -> None:
    before = identities(project.package)
    assert project.run("generate", "petshop", "--force").returncode == 0
    assert changed(before, identities(project.package)) == {"integen.lock"}


def test_findings_are_told_again_without_rendering_again(project: Project) -> None:
    """A document with a warning is read anew, because the warning has to be told; nothing else is done."""
    project.edit(
        "petshop.yaml",
        "  /pets/{id}:",
        "  /toys/{toy}:\n    get: {responses: {'200': {description: ok}}}\n  /pets/{id}:",
    )
    first = project.run("generate", "petshop")
    before = identities(project.package)
    second = project.run("generate", "petshop")
    assert "warning[" in first.stderr
    assert second.stderr == first.stderr
    assert second.stdout.startswith("petshop is up to date")
    assert changed(before, identities(project.package)) == set()


def test_a_text_that_is_as_it_was_is_not_formatted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path / "pets", a="x   =  1", b="y   =  1")
    formatted: list[set[str]] = []

    def format_tree(folder: Path, exclude: tuple[str, ...]) -> None:
        formatted.append({path.name for path in folder.rglob("*.py")})

    monkeypatch.setattr(staging, "format_tree", format_tree)
    assert write(tmp_path / "pets", a="x   =  1", b="y   =  1").unchanged == 2
    assert formatted == []
    write(tmp_path / "pets", a="x   =  1", b="y = 2")
    assert formatted == [{"b.py"}]


def test_after_another_formatter_everything_is_formatted_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(tmp_path / "pets", a="x   =  1")
    assert read_memory(tmp_path / "pets").texts
    monkeypatch.setattr("integen.output.memory.formatter", lambda: "another")
    assert not read_memory(tmp_path / "pets").texts
    assert write(tmp_path / "pets", a="x   =  1") == Written(written=0, unchanged=1, removed=0, kept=())


def test_a_damaged_memory_only_costs_time(tmp_path: Path) -> None:
    write(tmp_path / "pets", a="x   =  1")
    for content in (b"{", b"[]", b'{"formatter": 1, "texts": {"a.py": 3}}'):
        (memory,) = (tmp_path / "cache").rglob("*.formatted")
        memory.write_bytes(content)
        assert write(tmp_path / "pets", a="x   =  1").unchanged == 1


def test_what_the_memory_says_of_a_file_that_is_gone_is_not_believed(tmp_path: Path) -> None:
    write(tmp_path / "pets", a="x   =  1")
    (tmp_path / "pets" / "a.py").unlink()
    assert write(tmp_path / "pets", a="x   =  1").written == 1
    assert (tmp_path / "pets" / "a.py").read_text() == "x = 1\n"


def test_python_in_markdown_is_formatted_in_every_run_alike(tmp_path: Path) -> None:
    page = b"# A\n\n```python\nf( 1,2 )\n```\n"
    for number in (0, 1, 1):
        assert write(tmp_path / "pets", {"docs/a.md": page}, a=f"x = {number}").kept == ()
        assert (tmp_path / "pets" / "docs" / "a.md").read_bytes() == page.replace(b"f( 1,2 )", b"f(1, 2)")


def test_an_unchanged_file_keeps_its_permissions_and_its_links(tmp_path: Path) -> None:
    write(tmp_path / "pets", a="x = 1", b="y = 1")
    (tmp_path / "pets" / "a.py").chmod(0o755)
    (tmp_path / "elsewhere.py").hardlink_to(tmp_path / "pets" / "b.py")
    write(tmp_path / "pets", a="x = 1", b="y = 2")
    assert (tmp_path / "pets" / "a.py").stat().st_mode & 0o777 == 0o755
    assert (tmp_path / "elsewhere.py").read_text() == "y = 1\n", "what is written never goes through a link"


def test_compiled_modules_of_unchanged_files_stay_and_those_of_changed_ones_go(tmp_path: Path) -> None:
    """Python takes a compiled module for current when second and size agree, which two runs may share."""
    pets = tmp_path / "pets"
    write(pets, a="x = 1", b="y = 1")
    subprocess.run([sys.executable, "-m", "compileall", "-q", str(pets)], check=True)
    before = {path.name: path.stat().st_ino for path in (pets / "__pycache__").iterdir()}
    assert {name.partition(".")[0] for name in before} == {"a", "b"}
    write(pets, a="x = 1", b="y = 2")
    after = {path.name: path.stat().st_ino for path in (pets / "__pycache__").iterdir()}
    assert after == {name: inode for name, inode in before.items() if name.startswith("a.")}
    program = "import sys; sys.path.insert(0, sys.argv[1]); import a, b; print(a.x, b.y)"
    told = subprocess.run([sys.executable, "-c", program, str(pets)], capture_output=True, text=True)
    assert told.stdout == "1 2\n"


def test_a_generated_file_that_became_a_link_is_an_edit(tmp_path: Path) -> None:
    pets = tmp_path / "pets"
    write(pets, a="x = 1")
    (tmp_path / "mine.py").write_text("x = 1\n")
    (pets / "a.py").unlink()
    (pets / "a.py").symlink_to(tmp_path / "mine.py")
    assert write(pets, a="x = 1").kept == ("a.py",)
    assert (pets / "a.py").readlink() == tmp_path / "mine.py"
