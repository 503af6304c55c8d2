"""What was generated is committed and pushed, once, and by those who may."""

from __future__ import annotations

import os
import subprocess
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from integen.ci.commit import EMAIL, TRAILER, Commit, Pushed, Tree
from integen.ci.event import Event
from integen.errors import IntegenError

from .github import TOKEN
from .repository import Repository


@pytest.fixture(autouse=True)
def here(repository: Repository, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(repository.folder)
    for name in [name for name in os.environ if name.startswith("GIT_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)


@pytest.fixture
def edited(repository: Repository) -> Repository:
    """Return a repository in which the package differs from what was committed."""
    repository.write("generated/shop/README.md", "Shop, anew\n")
    return repository


def commit(
    repository: Repository, *, branch: str = "main", own: bool = False, event: Event | None = None
) -> Commit:
    tree = Tree(
        root=repository.folder, packages={"shop": Path("generated/shop"), "gone": Path("generated/gone")}
    )
    return Commit(tree=tree, event=event or Event(name="push"), branch=branch, is_own=own)


def test_only_what_was_generated_is_committed(edited: Repository) -> None:
    edited.write("notes.txt", "mine")
    edited.git("add", "notes.txt")
    edited.write("generated/shop/new file.txt", "new")
    (edited.folder / "generated/shop/pyproject.toml").unlink()
    made = commit(edited)
    assert made.keys == ("shop",)
    assert made.push() is Pushed.DONE
    assert edited.at_origin("show", "--name-status", "--format=%s", "main").splitlines() == [
        "Generate shop",
        "",
        "M\tgenerated/shop/README.md",
        "A\tgenerated/shop/new file.txt",
        "D\tgenerated/shop/pyproject.toml",
    ]
    assert edited.git("status", "--porcelain") == "A  notes.txt"


def test_a_package_that_is_gone_is_committed_as_gone(repository: Repository) -> None:
    repository.git("rm", "-rq", "--cached", "generated/shop")
    repository.git("reset", "-q")
    for path in sorted((repository.folder / "generated/shop").rglob("*"), reverse=True):
        path.rmdir() if path.is_dir() else path.unlink()
    assert commit(repository).push() is Pushed.DONE
    assert repository.at_origin("ls-tree", "-r", "--name-only", "main", "generated/shop") == ""


def test_without_a_change_there_is_nothing_to_commit(repository: Repository) -> None:
    assert commit(repository).keys == ()


def test_the_same_run_twice_makes_the_same_commit(
    edited: Repository, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    edited.git("commit", "--quiet", "--amend", "--no-edit", GIT_COMMITTER_DATE="2020-01-01T00:00:00+0000")
    edited.git("push", "--quiet", "--force", "origin", "main")
    (tmp_path / "copy").mkdir()
    copy = edited.copied(tmp_path / "copy")
    assert commit(edited).push() is Pushed.DONE
    monkeypatch.chdir(copy.folder)
    assert commit(copy).push() is Pushed.DONE
    assert edited.git("rev-parse", "HEAD") == copy.git("rev-parse", "HEAD")
    assert edited.git("log", "-1", "--format=%aI %cI") == " ".join(2 * ["2020-01-01T00:00:00+00:00"])


def test_a_commit_of_ours_that_is_followed_by_another_is_stopped(edited: Repository) -> None:
    """Else a generator that never settles would commit for ever where the token starts workflows."""
    assert commit(edited).push() is Pushed.DONE
    assert edited.git("log", "-1", "--format=%ce") == EMAIL
    assert TRAILER in edited.git("log", "-1", "--format=%B")
    edited.write("generated/shop/README.md", "Shop, once more\n")
    with pytest.raises(IntegenError, match="it would never end"):
        commit(edited).push()
    assert commit(edited, event=Event(name="schedule")).push() is Pushed.DONE


def test_a_squashed_commit_of_ours_does_not_stop_the_next(edited: Repository) -> None:
    edited.git("commit", "--quiet", "--all", "--message", f"Take less (#7)\n\n* Generate shop\n\n{TRAILER}\n")
    edited.git("push", "--quiet", "origin", "main")
    edited.write("generated/shop/README.md", "Shop, once more\n")
    assert commit(edited).push() is Pushed.DONE


def test_a_branch_that_moved_on_is_left_to_the_run_for_that(edited: Repository, tmp_path: Path) -> None:
    edited.git("clone", "--quiet", str(edited.origin), str(tmp_path / "other"))
    other = Repository(folder=tmp_path / "other", origin=edited.origin)
    other.write("other.txt", "x")
    moved = other.commit("Meanwhile")
    other.git("push", "--quiet", "origin", "main")
    assert commit(edited).push() is Pushed.OVERTAKEN
    assert edited.at_origin("rev-parse", "main") == moved


def test_a_branch_of_our_own_is_replaced(edited: Repository) -> None:
    edited.git("switch", "--quiet", "--create", "integen/main")
    edited.commit("Yesterday's")
    edited.git("push", "--quiet", "origin", "integen/main")
    edited.git("switch", "--quiet", "main")
    edited.write("generated/shop/README.md", "Shop, today\n")
    assert commit(edited, branch="integen/main", own=True).push() is Pushed.DONE
    assert edited.at_origin("rev-parse", "integen/main~1") == edited.at_origin("rev-parse", "main")


def test_a_push_that_is_refused_is_told_with_what_it_takes(edited: Repository) -> None:
    hook = edited.origin / "hooks" / "pre-receive"
    hook.parent.mkdir(exist_ok=True)
    hook.write_text("#!/bin/sh\necho protected >&2\nexit 1\n")
    hook.chmod(0o755)
    with pytest.raises(IntegenError, match="cannot push to `main`") as caught:
        commit(edited).push()
    assert "`contents: write`" in str(caught.value.hint)


@pytest.mark.parametrize("branch", ["-x..y", "a b", "../main", "a:b", "@{", ""])
def test_what_is_no_name_of_a_branch_never_reaches_a_push(edited: Repository, branch: str) -> None:
    with pytest.raises(IntegenError, match="is not the name of a branch"):
        commit(edited, branch=branch).push()


@pytest.mark.heavy
def test_hooks_and_signatures_of_the_repository_are_not_ours(edited: Repository) -> None:
    hook = edited.folder / ".git" / "hooks" / "pre-commit"
    hook.parent.mkdir(exist_ok=True)
    hook.write_text("#!/bin/sh\nexit 1\n")
    hook.chmod(0o755)
    edited.git("config", "commit.gpgsign", "true")
    assert commit(edited).push() is Pushed.DONE


def test_packages_outside_of_the_repository_are_told_and_others_committed(
    edited: Repository, tmp_path: Path
) -> None:
    packages = {"shop": Path("generated/shop"), "far": tmp_path / "elsewhere"}
    tree = Tree(root=edited.folder, packages=packages)
    assert (tree.outside, list(tree.changed())) == (("far",), ["shop"])


class Server(ThreadingHTTPServer):
    """git over HTTP, for those with one token and one only."""

    daemon_threads = True

    def __init__(self, folder: Path) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.folder = folder
        self.credentials: list[list[str]] = []

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}"


class _Handler(BaseHTTPRequestHandler):
    server: Server

    def _answer(self) -> None:
        given = self.headers.get_all("Authorization") or []
        self.server.credentials.append(given)
        body = self._body()
        if len(given) != 1:
            self.send_response(401 if not given else 400)
            self.send_header("WWW-Authenticate", "Basic realm=git")
            self.end_headers()
            return
        path, _, query = self.path.partition("?")
        done = subprocess.run(
            ["git", "http-backend"],
            input=body,
            capture_output=True,
            check=True,
            env={
                "PATH": os.environ["PATH"],
                "GIT_PROJECT_ROOT": str(self.server.folder),
                "GIT_HTTP_EXPORT_ALL": "1",
                "REMOTE_USER": "integen",
                "REQUEST_METHOD": self.command,
                "PATH_INFO": path,
                "QUERY_STRING": query,
                "CONTENT_TYPE": self.headers.get("Content-Type", ""),
                "HTTP_CONTENT_ENCODING": self.headers.get("Content-Encoding", ""),
                "GIT_PROTOCOL": self.headers.get("Git-Protocol", ""),
            },
        ).stdout
        head, _, content = done.partition(b"\r\n\r\n")
        lines = [line.split(": ", 1) for line in head.decode().split("\r\n")]
        status = next((value for name, value in lines if name == "Status"), "200 OK")
        self.send_response(int(status.split()[0]))
        for name, value in lines:
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(content)

    def _body(self) -> bytes:
        if self.headers.get("Transfer-Encoding") != "chunked":
            return self.rfile.read(int(self.headers.get("Content-Length") or 0))
        found = b""
        while size := int(self.rfile.readline(), 16):
            found += self.rfile.read(size + 2)[:-2]
        self.rfile.readline()
        return found

    do_GET = do_POST = _answer

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture
def server(repository: Repository) -> Iterator[Server]:
    with Server(repository.origin.parent) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield server
        server.shutdown()
        thread.join()


@pytest.mark.parametrize("kept", [False, True])
def test_the_token_is_sent_once_and_stays_nowhere(
    edited: Repository, server: Server, kept: bool, capfd: pytest.CaptureFixture[str]
) -> None:
    """Also where a checkout has left credentials of its own: two headers are refused."""
    edited.git("remote", "set-url", "origin", f"{server.url}/origin.git")
    if kept:
        edited.git("config", f"http.{server.url}/.extraheader", "AUTHORIZATION: basic b2xkOm9sZA==")
    config = (edited.folder / ".git" / "config").read_text()
    event = Event(name="push", server=server.url, token=TOKEN)
    assert commit(edited, event=event).push() is Pushed.DONE
    assert server.credentials
    assert all(len(given) == 1 for given in server.credentials)
    assert {given[0].split()[1] for given in server.credentials} == {
        "eC1hY2Nlc3MtdG9rZW46Z2hzX2FfdG9rZW5fdGhhdF9ub2JvZHlfbWF5X3NlZQ=="
    }
    assert (edited.folder / ".git" / "config").read_text() == config
    assert TOKEN not in repr(event)
    assert TOKEN not in "".join(capfd.readouterr())


def test_other_servers_are_not_sent_the_token(edited: Repository, server: Server) -> None:
    edited.git("remote", "set-url", "origin", f"{server.url}/origin.git")
    event = Event(name="push", server="https://github.com", token=TOKEN)
    with pytest.raises(IntegenError):
        commit(edited, event=event).push()
    assert set(map(len, server.credentials)) == {0}
