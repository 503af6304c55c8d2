"""The tree on disk is the old one or the new one, and holds what people put there."""

import os
import signal
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

from integen.errors import IntegenError
from integen.output import swap
from integen.output.lock import Lock, read_lock
from integen.output.writer import Tree, Written, write_tree


def write(directory: Path, *, force: bool = False, **files: str) -> Written:
    tree = Tree(rendered={f"{name}.py": text for name, text in files.items()}, copied={"data.json": b"{}"})
    return write_tree(directory, tree, Lock(source="s"), read_lock(directory), force=force)


def test_python_is_formatted_and_every_file_has_its_digest_in_the_lock(tmp_path: Path) -> None:
    written = write(tmp_path / "pets", a="x   =  1")
    assert (tmp_path / "pets" / "a.py").read_text() == "x = 1\n"
    lock = read_lock(tmp_path / "pets")
    assert lock is not None
    assert set(lock.files) == {"a.py", "data.json"}
    assert written == Written(written=2, unchanged=0, removed=0, kept=())


def test_what_is_no_longer_generated_is_removed_and_what_is_not_ours_stays(tmp_path: Path) -> None:
    write(tmp_path / "pets", a="x = 1", b="y = 1")
    (tmp_path / "pets" / "extensions.py").write_text("mine   = 1")
    written = write(tmp_path / "pets", a="x = 1")
    assert sorted(path.name for path in (tmp_path / "pets").iterdir()) == [
        "a.py",
        "data.json",
        "extensions.py",
        "integen.lock",
    ]
    assert (tmp_path / "pets" / "extensions.py").read_text() == "mine   = 1"
    assert (written.removed, written.unchanged, written.written) == (1, 2, 0)


def test_an_edited_file_is_kept_and_named_until_force_overwrites_it(tmp_path: Path) -> None:
    write(tmp_path / "pets", a="x = 1")
    (tmp_path / "pets" / "a.py").write_text("x = 2  # mine\n")
    assert write(tmp_path / "pets", a="x = 3").kept == ("a.py",)
    assert (tmp_path / "pets" / "a.py").read_text() == "x = 2  # mine\n"
    assert write(tmp_path / "pets", a="x = 3", force=True).kept == ()
    assert (tmp_path / "pets" / "a.py").read_text() == "x = 3\n"


def test_an_edit_that_is_no_longer_generated_stays_until_force_removes_it(tmp_path: Path) -> None:
    pets = tmp_path / "pets"
    write(pets, a="x = 1", b="y = 1")
    (pets / "b.py").write_text("y = 2  # mine\n")
    old = read_lock(pets)
    tree = Tree(rendered={"a.py": "x = 1"}, copied={})
    assert write_tree(pets, tree, Lock(), old).kept == ("b.py",)
    assert (pets / "b.py").read_text() == "y = 2  # mine\n"
    assert write_tree(pets, tree, Lock(), old, force=True).removed == 1
    assert not (pets / "b.py").exists()


def test_an_edit_that_the_generator_has_caught_up_with_is_no_edit(tmp_path: Path) -> None:
    write(tmp_path / "pets", a="x = 1")
    (tmp_path / "pets" / "a.py").write_text("x = 2\n")
    written = write(tmp_path / "pets", a="x = 2")
    assert (written.kept, written.unchanged) == ((), 2)


def test_without_a_lock_what_differs_is_kept_and_named_and_force_replaces_it(tmp_path: Path) -> None:
    """A lock that was lost must not mean that nothing is ever generated again without a word."""
    pets = tmp_path / "pets"
    write(pets, a="x = 1", b="y = 1")
    (pets / "integen.lock").unlink()
    written = write(pets, a="x = 2", b="y = 1")
    assert written == Written(written=0, unchanged=2, removed=0, kept=("a.py",))
    assert (pets / "a.py").read_text() == "x = 1\n"
    assert write(pets, a="x = 2", b="y = 1", force=True).kept == ()
    assert (pets / "a.py").read_text() == "x = 2\n"


def test_a_file_of_yours_in_the_place_of_a_new_generated_one_is_kept_and_named(tmp_path: Path) -> None:
    write(tmp_path / "pets", a="x = 1")
    (tmp_path / "pets" / "b.py").write_text("mine = 1")
    assert write(tmp_path / "pets", a="x = 1", b="y = 1").kept == ("b.py",)
    assert (tmp_path / "pets" / "b.py").read_text() == "mine = 1"


def test_links_of_yours_stay_links_wherever_they_lead(tmp_path: Path) -> None:
    pets = tmp_path / "pets"
    write(pets, a="x = 1")
    (tmp_path / "shared").mkdir()
    (tmp_path / "shared" / "big.bin").write_bytes(b"1")
    (pets / "to_folder").symlink_to("../shared")
    (pets / "to_file").symlink_to("../shared/big.bin")
    (pets / "to_nothing").symlink_to("nowhere")
    assert write(pets, a="x = 2").kept == ()
    found = {path.name: str(path.readlink()) for path in pets.iterdir() if path.is_symlink()}
    assert found == {"to_folder": "../shared", "to_file": "../shared/big.bin", "to_nothing": "nowhere"}


def test_what_is_not_ours_is_carried_over_without_being_read(tmp_path: Path) -> None:
    """A virtual environment or a repository within the folder is large, and may hold what cannot be read."""
    pets = tmp_path / "pets"
    write(pets, a="x = 1")
    (pets / ".venv" / "bin").mkdir(parents=True)
    mine = pets / ".venv" / "bin" / "tool"
    mine.write_text("1")
    os.mkfifo(pets / "pipe")  # reading it would block
    before = mine.stat().st_ino
    write(pets, a="x = 2")
    assert mine.stat().st_ino == before
    assert (pets / "pipe").is_fifo()


def test_where_files_cannot_be_linked_they_are_copied(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise OSError("no links here")

    write(tmp_path / "pets", a="x = 1")
    (tmp_path / "pets" / "mine.txt").write_text("1")
    monkeypatch.setattr(os, "link", refuse)
    write(tmp_path / "pets", a="x = 2")
    assert (tmp_path / "pets" / "mine.txt").read_text() == "1"


def test_the_same_input_gives_the_same_bytes(tmp_path: Path) -> None:
    for name in ("one", "two"):
        write(tmp_path / name / "pets", b="y=1", a="x=1")
    trees = [
        {path.name: path.read_bytes() for path in (tmp_path / name / "pets").iterdir()}
        for name in ("one", "two")
    ]
    assert trees[0] == trees[1]


def test_a_folder_that_cannot_be_written_is_a_message_and_leaves_nothing(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(IntegenError, match="is a file and not a folder"):
        write(tmp_path / "file" / "pets", a="x = 1")
    with pytest.raises(IntegenError, match="cannot write"):
        write(Path("/proc/pets/pets"), a="x = 1")


def test_a_damaged_lock_is_a_message(tmp_path: Path) -> None:
    (tmp_path / "integen.lock").write_text("{")
    with pytest.raises(IntegenError, match="damaged"):
        read_lock(tmp_path)


@pytest.mark.parametrize("atomic", [True, False])
def test_a_run_that_dies_at_any_moment_leaves_the_old_tree_or_the_new_one(
    tmp_path: Path, atomic: bool
) -> None:
    program = tmp_path / "run.py"
    program.write_text(
        textwrap.dedent("""
        import os, signal, sys
        from pathlib import Path
        from integen.output import swap, writer
        from integen.output.lock import Lock, read_lock
        if sys.argv[3] == "False":
            swap._exchange = lambda one, other: False
        die, calls = int(sys.argv[2]), 0
        def audit(event, args):
            global calls
            if event.partition(".")[0] in ("open", "os", "shutil", "subprocess"):
                calls += 1
                if calls == die:
                    os.kill(os.getpid(), signal.SIGKILL)
        out = Path(sys.argv[1])
        tree = writer.Tree(rendered={"a.py": "x = 2", "b.py": "y = 2"}, copied={})
        old = read_lock(out)
        sys.addaudithook(audit)
        writer.write_tree(out, tree, Lock(source="new"), old)
        """)
    )
    out = tmp_path / "out" / "pets"
    outcomes = set()
    for moment in range(1, 60, 3):
        write(out, force=True, a="x = 1", b="y = 1")
        done = subprocess.run([sys.executable, str(program), str(out), str(moment), str(atomic)], check=False)
        swap.recover(out)
        found = tuple((out / name).read_text().strip() for name in ("a.py", "b.py"))
        assert found in (("x = 1", "y = 1"), ("x = 2", "y = 2"))
        lock = read_lock(out)
        assert lock is not None
        assert lock.source == ("s" if found[0] == "x = 1" else "new")
        outcomes.add((done.returncode, found))
        if done.returncode == 0:
            break
    assert (-signal.SIGKILL, ("x = 1", "y = 1")) in outcomes, "no kill came early enough to be a test"
    assert (0, ("x = 2", "y = 2")) in outcomes
    assert not list(out.parent.glob(".pets.staged-*")), "staged folders of dead runs are cleaned up"
    assert list(out.parent.iterdir()) == [out]
