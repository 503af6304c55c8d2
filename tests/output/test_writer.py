"""The tree on disk is the old one or the new one, and holds what people put there."""

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
    with pytest.raises(IntegenError, match="cannot write"):
        write(tmp_path / "file" / "pets", a="x = 1")


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
