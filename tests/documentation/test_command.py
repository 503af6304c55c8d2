"""`integen docs`: what it writes, what it refuses, what it serves."""

from __future__ import annotations

import http.client
import json
import os
import posixpath
import re
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest

from integen.cli.app import main
from integen.freshness import Options
from integen.pipeline import generate
from integen.site.build import build
from integen.site.package import Place

from .packages import ROOT

DOCUMENT = {
    "openapi": "3.1.0",
    "info": {"title": "Shop", "version": "1"},
    "servers": [{"url": "https://shop.example"}],
    "tags": [{"name": "pets", "description": "Animals"}],
    "paths": {
        "/pets": {
            "get": {"operationId": "listPets", "tags": ["pets"], "responses": {"200": {"description": "All"}}}
        }
    },
}


@pytest.fixture
def shop(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a folder with a generated package, which is the present one."""
    monkeypatch.chdir(tmp_path)
    made(tmp_path, "Animals")
    return tmp_path


def made(folder: Path, about: str, **more: object) -> None:
    document = {**DOCUMENT, "tags": [{"name": "pets", "description": about}]}
    document["paths"] = {**DOCUMENT["paths"], **more}  # type: ignore[dict-item]
    (folder / "shop.json").write_text(json.dumps(document))
    generate(Options(spec=str(folder / "shop.json"), output=folder / "generated"))


def held(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()
    }


def test_a_site_is_written_and_says_where(shop: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["docs", "shop"]) == 0
    assert "site/shop/index.html" in capsys.readouterr().out
    assert "Animals" in (shop / "site/shop/sets/pets.html").read_text()
    assert (
        "list_pets"
        in (shop / "site/shop/llms.txt").read_text() + (shop / "site/shop/docs/pets.md").read_text()
    )


def test_the_same_package_gives_the_same_bytes_and_nothing_else_stays(shop: Path) -> None:
    assert main(["docs", "shop", "-o", "here"]) == 0
    before = held(shop / "here")
    (shop / "here/tools/gone.html").write_text("of an older version")
    assert main(["docs", "shop", "-o", "here"]) == 0
    assert held(shop / "here") == before


def test_a_folder_with_something_else_is_left_alone(shop: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (shop / "mine").mkdir()
    (shop / "mine/letter.txt").write_text("dear")
    assert main(["docs", "shop", "-o", "mine"]) == 1
    assert "holds something that is no site" in capsys.readouterr().err
    assert held(shop / "mine") == {"letter.txt": b"dear"}
    (shop / "file").write_text("x")
    assert main(["docs", "shop", "-o", "file"]) == 1
    (shop / "link").symlink_to(shop / "mine")
    assert main(["docs", "shop", "-o", "link"]) == 1
    assert held(shop / "mine") == {"letter.txt": b"dear"}


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_that_cannot_be_written_is_told(shop: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (shop / "closed").mkdir(mode=0o500)
    assert main(["docs", "shop", "-o", "closed/site"]) == 1
    assert "cannot write" in capsys.readouterr().err


def test_what_it_wrote_is_told_to_programs(shop: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["docs", "shop", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["index"] == "site/shop/index.html"
    assert told["files"] == len(held(shop / "site/shop")) - 1  # the mark that it may be replaced


@pytest.mark.parametrize(
    ("damage", "message"),
    [
        (lambda package: (package / "docs/reference.jsonl").unlink(), "was generated without docs"),
        (lambda package: (package / "docs/reference.jsonl").write_text("{"), "is damaged"),
        (lambda package: (package / "docs/reference.jsonl").write_text("[1]\n"), "is damaged"),
        (lambda package: (package / "shop_api/catalog.json").write_text("<<<<<<< HEAD\n"), "is damaged"),
        (lambda package: (package / "integen.lock").write_text("<<<<<<< HEAD\n"), "integen.lock"),
    ],
)
def test_a_package_that_cannot_be_read_is_told(
    shop: Path, capsys: pytest.CaptureFixture[str], damage: object, message: str
) -> None:
    assert callable(damage)
    damage(shop / "generated/shop")
    assert main(["docs", "shop"]) == 1
    said = capsys.readouterr().err
    assert message in said
    assert "hint:" in said
    assert not (shop / "site").exists()


def test_a_key_that_is_not_there_is_told_with_the_nearest(
    shop: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["docs", "shpo"]) == 1
    assert "did you mean `shop`?" in capsys.readouterr().err


class Links(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self.ids: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = dict(attrs)
        self.found += [value for value in (told.get("href"), told.get("src")) if value]
        self.ids += [value for value in (told.get("id"),) if value]


@pytest.mark.parametrize("key", ["petshop", "github"])
def test_every_link_inside_leads_somewhere(tmp_path: Path, key: str) -> None:
    result = generate(Options(spec=str(ROOT / f"specs/{key}.yaml"), output=tmp_path))
    files = build(Place(key=key, directory=result.directory, module=f"{key}_api"))
    pages = {}
    for name, data in files.items():
        if name.endswith(".html"):
            pages[name] = Links()
            pages[name].feed(data.decode())
            assert len(pages[name].ids) == len(set(pages[name].ids)), name
    for name, page in pages.items():
        for link in page.found:
            parts = urlsplit(link)
            if parts.scheme:
                continue
            path = posixpath.normpath(posixpath.join(posixpath.dirname(name), unquote(parts.path)))
            path = path if parts.path else name
            assert path in files, (name, link)
            assert not parts.fragment or parts.fragment in pages[path].ids, (name, link)


def test_markdown_pages_lead_to_each_other(tmp_path: Path) -> None:
    result = generate(Options(spec=str(ROOT / "specs/github.yaml"), output=tmp_path))
    for path in (*result.directory.glob("docs/*.md"), result.directory / "llms.txt"):
        text = path.read_text()
        anchors = {
            re.sub(r"[^a-z0-9_-]", "", line[3:].lower()) for line in text.splitlines() if line[:3] == "## "
        }
        for link in re.findall(r"\]\(([^)<>]+)\)", text):
            name, _, anchor = link.partition("#")
            assert not name or (path.parent / name).is_file(), (path.name, link)
            assert not anchor or anchor in anchors, (path.name, link)


@pytest.fixture
def served(shop: Path) -> Iterator[tuple[subprocess.Popen[str], http.client.HTTPConnection]]:
    process = subprocess.Popen(
        [sys.executable, "-m", "integen", "docs", "shop", "--serve"],
        env={**os.environ, "PYTHONPATH": str(ROOT / "src")},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    port = urlsplit(process.stdout.readline().strip()).port
    assert port is not None
    yield process, http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    process.kill()
    process.communicate()


def got(connection: http.client.HTTPConnection, path: str, **headers: str) -> tuple[int, str]:
    connection.request("GET", path, headers=headers)
    answer = connection.getresponse()
    body = answer.read().decode()
    connection.close()
    return answer.status, body


def test_a_served_site_follows_the_package_and_ends_quietly(
    shop: Path, served: tuple[subprocess.Popen[str], http.client.HTTPConnection]
) -> None:
    process, connection = served
    assert "Animals" in got(connection, "/sets/pets.html")[1]
    assert "reload.js" in got(connection, "/")[1]
    assert not (shop / "site").exists()
    events = http.client.HTTPConnection(connection.host, connection.port, timeout=60)
    events.request("GET", "/-/changes")
    stream = events.getresponse()
    assert stream.readline() == b"data: 1\n"
    stream.readline()
    made(shop, "Other animals")
    assert stream.readline() == b"data: 2\n"
    assert "Other animals" in got(connection, "/sets/pets.html")[1]
    process.send_signal(signal.SIGINT)
    assert process.wait(timeout=60) == 0


def test_a_broken_package_leaves_the_served_site_as_it_was(
    shop: Path, served: tuple[subprocess.Popen[str], http.client.HTTPConnection]
) -> None:
    process, connection = served
    (shop / "generated/shop/docs/reference.jsonl").write_text("{")
    assert process.stderr is not None
    assert "is damaged" in process.stderr.readline()
    assert "Animals" in got(connection, "/sets/pets.html")[1]


def test_only_what_was_built_is_served_and_to_this_machine_only(
    served: tuple[subprocess.Popen[str], http.client.HTTPConnection],
) -> None:
    _, connection = served
    assert got(connection, "/../shop.json")[0] == 404
    assert got(connection, "/%2e%2e/shop.json")[0] == 404
    assert got(connection, "//etc/passwd")[0] == 404
    assert got(connection, "/", Host="evil.example")[0] == 421


def test_a_port_that_is_taken_is_told(
    served: tuple[subprocess.Popen[str], http.client.HTTPConnection], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["docs", "shop", "--serve", "--port", str(served[1].port)]) == 1
    assert "cannot listen on port" in capsys.readouterr().err


def test_open_shows_the_site_in_a_browser(
    shop: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told = tmp_path / "told"
    browser = tmp_path / "browser"
    browser.write_text(f'#!/bin/sh\nprintf %s "$1" > {told}\n')
    browser.chmod(0o755)
    monkeypatch.setenv("BROWSER", f"{browser} %s")
    done = subprocess.run(
        [sys.executable, "-m", "integen", "docs", "shop", "--open"],
        env={**os.environ, "PYTHONPATH": str(ROOT / "src")},
        check=True,
        capture_output=True,
        timeout=120,
    )
    assert done.returncode == 0
    assert told.read_text() == (shop / "site/shop/index.html").as_uri()


needs_git = pytest.mark.skipif(shutil.which("git") is None, reason="needs git")


def git(*words: str) -> None:
    own = ["-c", "user.name=T", "-c", "user.email=t@example.com", "-c", "commit.gpgsign=false"]
    subprocess.run(["git", *own, *words], check=True, capture_output=True)


@needs_git
def test_changes_between_committed_versions_are_told(shop: Path) -> None:
    git("init", "-q")
    git("add", "generated")
    git("commit", "-qm", "First <b>version</b>")
    answer = {"responses": {"200": {"description": "x"}}}
    made(shop, "Animals", **{"/orders": {"post": {"operationId": "addOrder", **answer}}})
    git("add", "generated")
    git("commit", "-qm", "Orders")
    made(shop, "Animals", **{"/carts": {"post": {"operationId": "addCart", **answer}}})
    assert main(["docs", "shop"]) == 0
    told = (shop / "site/shop/changes.html").read_text()
    assert "First &lt;b&gt;version&lt;/b&gt;" in told
    now, orders, first = re.split(r"(?=<h2>Orders|<h2>First)", told)
    assert "Not committed yet" in now
    assert "tool added: <code>tool add_cart</code>" in now
    assert "tool removed: <code>tool add_order</code>" in now
    assert "tool added: <code>tool add_order</code>" in orders
    assert "add_cart" not in orders
    assert "The first version that is known" in first


def test_without_a_repository_there_is_no_history(shop: Path) -> None:
    assert main(["docs", "shop"]) == 0
    assert "without a git repository" in (shop / "site/shop/changes.html").read_text()
