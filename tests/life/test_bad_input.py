"""Wrong use of each command ends in a clear message, an exit code, and files that are as they were."""

from __future__ import annotations

import os
import resource
import signal
import subprocess
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from integen.errors import IntegenError
from integen.output.alone import WAITING, alone
from integen.output.place import kept_at

from .conftest import TOML, Project

MARKERS = "<<<<<<< HEAD\nours\n=======\ntheirs\n>>>>>>> branch\n"

READS_PROJECT = ("generate", "generate --check", "inspect petshop", "lint petshop", "ci", "templates list")
READS_PACKAGE = {
    "test": "test petshop",
    "docs": "docs petshop -o site",
    "scopes": "scopes petshop",
    "bundle": "bundle petshop --file x.mcpb",
    "install": "install petshop --client cursor",
    "serve": "serve petshop --list",
    "call": "call petshop list_pets",
}


def conflicted(file: Path, line: int = 6) -> None:
    """Leave a conflict that begins in the given line."""
    lines = file.read_text().splitlines(keepends=True)
    file.write_text("".join((*lines[: line - 1], MARKERS, *lines[line - 1 :])))


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


# An integration that there is not


@pytest.mark.heavy
@pytest.mark.parametrize(
    "command",
    [
        *("generate nope", "generate --check nope", "inspect nope", "lint nope", "ci nope", "watch nope"),
        *(command.replace("petshop", "nope") for command in READS_PACKAGE.values()),
        "templates list --for nope",
        "overlay export nope",
    ],
)
def test_a_key_that_nobody_knows_is_told_with_those_there_are(project: Project, command: str) -> None:
    message = project.refused(*command.split())
    assert "`nope`" in message
    assert "`petshop`" in message


# integen.toml


@pytest.mark.parametrize("command", READS_PROJECT)
@pytest.mark.parametrize(
    ("text", "place", "message"),
    [
        (f"colour = 1\n{TOML}", "1:1", "error[IG536] `colour` is not known"),
        (TOML + MARKERS, "6:1", "error[IG535] it has merge conflict markers"),
        (
            f"{TOML}\n[integrations.weather]\n",
            "7:22",
            "error[IG535] `integrations.weather` is declared twice",
        ),
    ],
    ids=["unknown key", "conflict", "twice"],
)
def test_a_wrong_project_is_told_with_its_place(
    project: Project, command: str, text: str, place: str, message: str
) -> None:
    (project.folder / "integen.toml").write_text(text)
    assert f"integen.toml:{place}: {message}" in project.refused(*command.split())


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('[integrations.Pets]\nspec = "a.yaml"\n', "[IG541] `Pets` cannot be an integration's name"),
        ('[integrations.pet_shop]\nspec = "a.yaml"\n', "[IG541] `pet_shop` cannot be an integration's name"),
        (
            f'{TOML}\n[integrations.a]\noutput = "generated/petshop"\nspec = "a.yaml"\n',
            "[IG542] `a` would be written into the package of `petshop`",
        ),
        (
            '[integrations.a]\noutput = "o/b"\nspec = "a"\n[integrations.b]\noutput = "o"\nspec = "b"\n',
            "[IG542] `a` would be written into the package of `b`",
        ),
    ],
)
def test_integrations_that_would_share_a_name_or_a_folder_are_refused(
    project: Project, text: str, message: str
) -> None:
    (project.folder / "integen.toml").write_text(text)
    assert message in project.refused("generate")


# integen.lock

LOCKS: dict[str, tuple[Callable[[Path], object], str]] = {
    "cut off": (lambda lock: lock.write_text(lock.read_text()[:500]), "integen.lock` is damaged"),
    "empty": (lambda lock: lock.write_bytes(b""), "integen.lock` is damaged"),
    "no object": (lambda lock: lock.write_bytes(b"[1]"), "integen.lock` is damaged"),
    "conflict": (conflicted, "integen.lock` has merge conflict markers in line 6"),
    "newer": (
        lambda lock: lock.write_text(lock.read_text().replace('"lock": 1', '"lock": 2')),
        "has format 2; this integen reads format 1\nhint: a newer integen has written it: upgrade",
    ),
}


@pytest.mark.parametrize("kind", LOCKS)
def test_a_lock_that_cannot_be_read_stops_what_needs_it(project: Project, kind: str) -> None:
    spoil, message = LOCKS[kind]
    spoil(project.package / "integen.lock")
    assert message in project.refused("generate", "petshop")
    assert message in project.refused("generate", "petshop", "--check")
    if kind == "conflict":
        assert message in project.refused("generate", "petshop", "--force")
        assert message in project.refused("diff", "generated/petshop", "generated/weather")


def test_after_either_side_is_taken_the_rest_follows(project: Project) -> None:
    """As the hint of a lock in conflict says."""
    lock = project.package / "integen.lock"
    before = lock.read_text()
    conflicted(lock)
    project.refused("generate", "petshop")
    lock.write_text(before)
    assert project.run("generate", "petshop").returncode == 0


# Generated files and documents in conflict


@pytest.mark.heavy
@pytest.mark.parametrize("name", ["petshop_api/client.py", "petshop_api/catalog.json", "README.md"])
def test_a_generated_file_in_conflict_is_told_and_force_makes_it_anew(project: Project, name: str) -> None:
    before = (project.package / name).read_bytes()
    conflicted(project.package / name)
    message = project.refused("generate", "petshop")
    assert f"`generated/petshop/{name}` has merge conflict markers in line 6" in message
    assert "--force" in message
    told = project.run("generate", "petshop", "--check")
    assert told.returncode == 1
    assert f"left in conflict by a merge: {name}" in told.stdout
    assert project.run("generate", "petshop", "--force").returncode == 0
    assert (project.package / name).read_bytes() == before


@pytest.mark.parametrize("command", [command for name, command in READS_PACKAGE.items() if name != "docs"])
def test_a_catalog_in_conflict_is_told_by_whatever_reads_it(project: Project, command: str) -> None:
    conflicted(project.package / "petshop_api" / "catalog.json")
    message = project.refused(*command.split())
    assert "catalog.json` has merge conflict markers in line 6" in message


def test_a_catalog_that_is_cut_off_is_told(project: Project) -> None:
    catalog = project.package / "petshop_api" / "catalog.json"
    text = catalog.read_bytes()
    for content in (b"", text[:300], text.replace(b'"index":{\n', b'"index":{\n,', 1)):
        catalog.write_bytes(content)
        assert "catalog.json" in project.refused("call", "petshop", "list_pets")
        assert "catalog.json" in project.refused("serve", "petshop", "--list")


@pytest.mark.parametrize("command", ["bundle petshop --file x.mcpb", "test petshop"])
def test_a_package_in_conflict_is_not_handed_on(project: Project, command: str) -> None:
    conflicted(project.package / "petshop_api" / "client.py")
    assert "client.py` has merge conflict markers in line 6" in project.refused(*command.split())


@pytest.mark.parametrize(
    "command", ["generate petshop", "generate petshop --check", "inspect petshop", "lint petshop"]
)
def test_a_document_in_conflict_is_told_where_it_is(project: Project, command: str) -> None:
    conflicted(project.folder / "petshop.yaml")
    message = project.refused(*command.split())
    assert "petshop.yaml:6:1: error[IG008] `petshop.yaml` has merge conflict markers" in message


# Where nothing can be written


@pytest.mark.parametrize("check", [(), ("--check",)], ids=["", "check"])
def test_a_place_that_holds_a_file_is_refused(project: Project, check: tuple[str, ...]) -> None:
    (project.folder / "plain").write_text("mine")
    (project.folder / "other").mkdir()
    (project.folder / "other" / "petshop").write_text("mine")
    (project.folder / "dangling").mkdir()
    (project.folder / "dangling" / "petshop").symlink_to("nowhere")
    generate = ("generate", "petshop", *check, "--output")
    assert "`plain` is a file and not a folder" in project.refused(*generate, "plain")
    assert "`other/petshop` is a file and not a folder" in project.refused(*generate, "other")
    assert "`dangling/petshop` is a link that leads nowhere" in project.refused(*generate, "dangling")


@pytest.mark.parametrize("inside", ["generated/petshop", "generated/petshop/petshop_api/more"])
@pytest.mark.parametrize("check", [(), ("--check",)], ids=["", "check"])
def test_a_package_inside_of_another_is_refused(
    project: Project, inside: str, check: tuple[str, ...]
) -> None:
    message = project.refused("generate", "weather", "--output", inside, *check)
    assert "would be inside of another generated package, `generated/petshop`" in message


def test_a_link_to_a_folder_stays_a_link_and_the_folder_is_written(project: Project) -> None:
    (project.folder / "real").mkdir()
    (project.folder / "linked").mkdir()
    (project.folder / "linked" / "petshop").symlink_to("../real")
    for state in ("generated", "is up to date"):
        assert (
            f"petshop {state} in linked/petshop"
            in project.run("generate", "petshop", "--output", "linked").stdout
        )
    assert (project.folder / "linked" / "petshop").is_symlink()
    assert (project.folder / "real" / "petshop_api" / "client.py").is_file()
    assert names(project.folder / "linked") == ["petshop"]


@pytest.mark.parametrize(
    "command",
    [
        *("generate petshop --output /proc/nope", "bundle petshop --file /proc/nope/x"),
        *("docs petshop -o /proc/nope", "templates eject mcp/server.py --templates /proc/nope"),
        "init /proc/nope",
    ],
)
def test_a_place_where_nobody_can_write_is_told(project: Project, command: str) -> None:
    assert "cannot write `/proc/nope" in project.refused(*command.split())


@pytest.mark.skipif(os.geteuid() == 0, reason="root writes everywhere")
def test_a_folder_that_may_not_be_written_is_told(project: Project) -> None:
    project.edit("petshop.yaml", "title: Petshop", "title: Shop")
    project.package.parent.chmod(0o555)
    try:
        assert "cannot write `generated/petshop`: permission denied" in project.refused("generate", "petshop")
    finally:
        project.package.parent.chmod(0o755)


# A full disk


def limited(most: int) -> Callable[[], None]:
    """Return what makes every write beyond `most` bytes of a file fail, as on a disk without room."""
    return lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (most, most))


@pytest.mark.parametrize("most", [0, 100, 3_000, 8_000])
def test_a_full_disk_leaves_the_old_package_and_no_litter(project: Project, most: int) -> None:
    project.edit("petshop.yaml", "title: Petshop", "title: Shop")
    message = project.refused("generate", "petshop", before=limited(most))
    assert "cannot write `generated/petshop`: file too large" in message
    assert names(project.package.parent) == ["petshop", "weather"]
    assert project.run("generate", "petshop").returncode == 0


def test_a_full_disk_while_the_formatter_writes_is_no_bug_of_integen(project: Project) -> None:
    """Formatting makes files longer: what could just be written may not be writable formatted."""
    (project.folder / "templates" / "mcp").mkdir(parents=True)
    lines = "".join("x=[1,2,3]\n" for _ in range(15_000))
    (project.folder / "templates" / "mcp" / "server.py.jinja").write_text(lines)
    room = max(len(lines), *(path.stat().st_size for path in project.package.rglob("*") if path.is_file()))
    message = project.refused("generate", "petshop", before=limited(room + 10_000))
    assert "cannot write `generated/petshop`" in message


@pytest.mark.heavy
@pytest.mark.parametrize(
    ("command", "most"),
    [
        ("generate petshop --check", 100),
        ("bundle petshop --file x.mcpb", 100),
        ("templates eject mcp/server.py", 100),
    ],
)
def test_a_full_disk_stops_other_commands_without_a_trace(project: Project, command: str, most: int) -> None:
    project.edit("petshop.yaml", "title: Petshop", "title: Shop")
    before = {path for path in project.state() if (project.folder / path).is_file()}
    done = project.run(*command.split(), before=limited(most))
    assert done.returncode == 1
    assert "error: cannot" in done.stderr
    assert "bug in integen" not in done.stderr
    assert {path for path in project.state() if (project.folder / path).is_file()} == before


# Killed, and two at once

KILLER = """
import os, signal, sys
die, calls = int(sys.argv.pop(1)), 0
def audit(event, args):
    global calls
    if event in ("os.rename", "os.link", "os.remove", "os.mkdir", "os.rmdir", "subprocess.Popen", "open"):
        if event == "open" and not (isinstance(args[0], str) and ".staged-" in args[0]):
            return
        calls += 1
        if calls == die:
            os.kill(os.getpid(), signal.SIGKILL)
from integen.cli.app import main
sys.addaudithook(audit)
sys.exit(main(sys.argv[1:]))
"""


@pytest.mark.heavy
def test_a_run_that_is_killed_leaves_the_old_package_or_the_new_one_and_the_next_run_cleans_up(
    project: Project,
) -> None:
    project.edit("petshop.yaml", "title: Petshop", "title: Shop")
    killer = project.folder / "home" / "killer.py"
    killer.parent.mkdir(exist_ok=True)
    killer.write_text(KILLER)

    def package() -> dict[str, str]:
        return {
            name: found for name, found in project.state().items() if name.startswith("generated/petshop")
        }

    old = package()
    kept = project.folder / "home" / "kept"
    subprocess.run(["cp", "-a", str(project.package), str(kept)], check=True)
    project.run("generate", "petshop")
    new = package()
    seen = set()
    for moment in (3, 24, 100, 202, 215, 387):
        subprocess.run(["rm", "-rf", str(project.package)], check=True)
        subprocess.run(["cp", "-a", str(kept), str(project.package)], check=True)
        command = [
            *project.command()[:1],
            str(killer),
            str(moment),
            "generate",
            "petshop",
            "--quiet",
            "--force",
        ]
        done = subprocess.run(command, cwd=project.folder, env=project.environment(), capture_output=True)
        found = package()
        assert found in (old, new), f"a mixture after moment {moment}"
        seen.add((done.returncode, "old" if found == old else "new"))
        assert project.run("generate", "petshop").returncode == 0
        assert package() == new
        assert names(project.package.parent) == ["petshop", "weather"]
    assert (-signal.SIGKILL, "old") in seen
    assert (-signal.SIGKILL, "new") in seen, "no kill came after the exchange"


def test_the_second_of_two_runs_waits_says_so_and_finds_its_work_done(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    project.edit("petshop.yaml", "title: Petshop", "title: Shop")
    monkeypatch.setenv("XDG_CACHE_HOME", project.environment()["XDG_CACHE_HOME"])
    with alone(project.package, lambda: None):
        second = subprocess.Popen(
            project.command("generate", "petshop"),
            cwd=project.folder,
            env=project.environment(),
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        assert second.stderr is not None
        assert second.stderr.readline() == f"{WAITING}\n"
        assert second.poll() is None
    out, err = second.communicate(timeout=60)
    assert (second.returncode, err) == (0, "")
    assert out.startswith("petshop generated")


def test_two_runs_at_once_leave_a_whole_package(project: Project) -> None:
    project.edit("petshop.yaml", "title: Petshop", "title: Shop")
    runs = [
        subprocess.Popen(
            project.command("generate", "petshop", "--quiet"),
            cwd=project.folder,
            env=project.environment(),
            stderr=subprocess.PIPE,
            text=True,
        )
        for _ in range(2)
    ]
    told = [(run.communicate(timeout=60)[1].replace(f"{WAITING}\n", ""), run.returncode) for run in runs]
    assert told == [("", 0), ("", 0)]
    assert names(project.package.parent) == ["petshop", "weather"]
    assert project.run("generate", "petshop", "--check").returncode == 0


def test_who_waits_too_long_is_told_whom_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    waited: list[str] = []
    pauses: list[float] = []
    with (
        alone(tmp_path / "pets", lambda: None),
        pytest.raises(IntegenError, match=f"process {os.getpid()}, is writing"),
        alone(tmp_path / "pets", lambda: waited.append("waited"), patience=0.5, pause=pauses.append),
    ):
        pass
    assert waited == ["waited"]
    assert len(pauses) == 5


def test_runs_of_other_packages_do_not_wait(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    waited: list[str] = []
    with alone(tmp_path / "pets", lambda: None), alone(tmp_path / "toys", lambda: waited.append("waited")):
        assert waited == []


def test_one_package_has_one_lock_however_it_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "pets").mkdir()
    (tmp_path / "link").symlink_to("pets")
    monkeypatch.chdir(tmp_path)
    assert (
        len({kept_at(Path(name), "lock") for name in ("pets", "link", "../" + tmp_path.name + "/pets")}) == 1
    )


def test_where_nothing_can_be_kept_nothing_is_locked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").touch()
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "file"))
    entered = threading.Event()
    with alone(tmp_path / "pets", lambda: None), alone(tmp_path / "pets", lambda: None):
        entered.set()
    assert entered.is_set()
