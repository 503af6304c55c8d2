"""Files are looked at; when they count as changed."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from integen.watch.glance import PATIENCE, Glance


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "spec.yaml"
    path.write_text("one")
    return path


@pytest.fixture
def glance(file: Path) -> Glance:
    glance = Glance()
    glance.accept([str(file)], since=1 << 62)
    return glance


def looks(glance: Glance, file: Path, count: int = 2) -> list[set[str]]:
    return [{Path(path).name for path in glance.look([str(file)])} for _ in range(count)]


def test_a_change_is_told_once_and_only_when_the_file_stands_still(glance: Glance, file: Path) -> None:
    assert looks(glance, file) == [set(), set()]
    file.write_text("half")
    assert looks(glance, file, 1) == [set()]
    file.write_text("half and the other half")
    assert looks(glance, file, 3) == [set(), {"spec.yaml"}, set()]


def test_the_same_bytes_in_another_file_are_no_change(glance: Glance, file: Path) -> None:
    new = file.with_name("new")
    new.write_text("one")
    new.replace(file)
    os.utime(file, ns=(5, 5))
    assert looks(glance, file, 3) == [set(), set(), set()]


def test_other_bytes_of_the_same_size_and_time_are_a_change(glance: Glance, file: Path) -> None:
    before = file.stat()
    new = file.with_name("new")
    new.write_text("two")
    os.utime(new, ns=(before.st_atime_ns, before.st_mtime_ns))
    new.replace(file)
    assert looks(glance, file) == [set(), {"spec.yaml"}]


@pytest.mark.parametrize("emptied", [Path.unlink, lambda path: path.write_text("")])
def test_a_file_that_is_away_or_empty_for_a_moment_is_waited_for(
    emptied: object, glance: Glance, file: Path
) -> None:
    emptied(file)  # type: ignore[operator]
    assert looks(glance, file, PATIENCE) == [set()] * PATIENCE
    file.write_text("three")
    assert looks(glance, file) == [set(), {"spec.yaml"}]


def test_a_file_that_stays_away_is_a_change_and_so_is_its_return(glance: Glance, file: Path) -> None:
    file.unlink()
    assert looks(glance, file, PATIENCE + 1)[-1] == {"spec.yaml"}
    assert looks(glance, file) == [set(), set()]
    file.write_text("one")
    assert looks(glance, file) == [set(), {"spec.yaml"}]


def test_what_is_looked_at_for_the_first_time_is_new(glance: Glance, file: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.yaml"
    other.write_text("x")
    paths = [str(file), str(other)]
    assert [glance.look(paths) for _ in range(3)] == [frozenset(), {str(other)}, frozenset()]


def test_what_was_written_while_it_was_read_counts_as_new(file: Path) -> None:
    glance = Glance()
    glance.accept([str(file)], since=file.stat().st_mtime_ns)
    assert looks(glance, file) == [set(), {"spec.yaml"}]


def test_of_a_folder_it_counts_that_it_is_there(glance: Glance, tmp_path: Path) -> None:
    folder = tmp_path / "templates"
    glance.accept([str(folder)], since=1)
    folder.mkdir()
    assert looks(glance, folder) == [set(), {"templates"}]
    (folder / "x").touch()
    assert looks(glance, folder) == [set(), set()]
    folder.rename(tmp_path / "old")
    assert looks(glance, folder, PATIENCE + 1)[-1] == {"templates"}


def test_a_missing_file_that_was_accepted_is_new_when_it_comes(glance: Glance, tmp_path: Path) -> None:
    missing = tmp_path / "missing.yaml"
    glance.accept([str(missing)], since=1)
    assert looks(glance, missing) == [set(), set()]
    missing.write_text("x")
    assert looks(glance, missing) == [set(), {"missing.yaml"}]
