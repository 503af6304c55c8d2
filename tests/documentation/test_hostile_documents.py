"""Whatever a document says stays text: in pages, in Markdown, in examples that people paste."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from markdown_it import MarkdownIt
from tests.wire.upstream import listening

from integen.freshness import Options
from integen.pipeline import generate
from integen.site.build import build
from integen.site.folder import write_site
from integen.site.package import Place, read

from .hostile import ATTACKS, MARK, document
from .packages import Documented, python

CHROMIUM = shutil.which("chromium") or shutil.which("google-chrome")
ELEMENTS = frozenset(
    """html head meta title link script body a header button div label input nav ul li h1 h2 h3 main p code
    pre b br small dl dt dd section table thead tbody tr th td span details summary blockquote
    em strong ol hr""".split()
)
ATTRIBUTES = frozenset(
    """lang data-root charset http-equiv content name rel href src class id type hidden aria-expanded
    aria-controls aria-label aria-labelledby aria-autocomplete role for placeholder autocomplete spellcheck
    tabindex scope data-kind data-language start defer""".split()
)


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Documented]:
    folder = tmp_path_factory.mktemp("hostile")
    with listening() as upstream:
        spec = folder / "evil.json"
        spec.write_text(json.dumps(document(upstream.url)))
        result = generate(Options(spec=str(spec), output=folder / "generated"))
        place = Place(key="evil", directory=result.directory, module="evil_api")
        yield Documented(place, read(place), upstream)


@pytest.fixture(scope="module")
def files(hostile: Documented) -> dict[str, bytes]:
    return build(hostile.place)


class Judge(HTMLParser):
    """Collects what a page consists of that our templates have not."""

    def __init__(self) -> None:
        super().__init__()
        self.strange: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in ELEMENTS:
            self.strange.append(f"<{tag}>")
        for name, value in attrs:
            if name not in ATTRIBUTES:
                self.strange.append(f"<{tag} {name}>")
            if name in ("href", "src") and urlsplit(value or "").scheme not in ("", "http", "https"):
                self.strange.append(f"<{tag} {name}={value!r}>")
            if tag == "script" and name == "src" and "/assets/" not in f"/{value}":
                self.strange.append(f"<script src={value!r}>")
        if tag == "script" and "src" not in dict(attrs):
            self.strange.append("<script> without src")


def test_pages_have_no_element_attribute_or_address_that_is_not_ours(files: dict[str, bytes]) -> None:
    names = [name for name in files if name.endswith(".html")]
    assert len(names) > len(ATTACKS)
    for name in names:
        judge = Judge()
        judge.feed(files[name].decode())
        assert judge.strange == [], name


def test_nothing_hides_in_pages(files: dict[str, bytes]) -> None:
    for name, data in files.items():
        text = data.decode()
        assert not any(each in text for each in "\u202e\u2066\u200b\x1b\x07"), name


def test_the_text_itself_is_shown(files: dict[str, bytes]) -> None:
    page = files["tools/op0.html"].decode()
    assert "&lt;script&gt;document.documentElement.dataset.ran=1&lt;/script&gt;" in page


def test_every_page_forbids_scripts_but_its_own(files: dict[str, bytes]) -> None:
    for name in files:
        if name.endswith(".html"):
            policy = files[name].decode().partition('Content-Security-Policy" content="')[2].partition('"')[0]
            assert "default-src 'none'" in policy
            assert "script-src 'self';" in policy
            assert "unsafe" not in policy


@pytest.mark.heavy
@pytest.mark.skipif(CHROMIUM is None, reason="needs Chromium")
def test_nothing_runs_in_a_browser(files: dict[str, bytes], tmp_path: Path) -> None:
    # Without the policy, so that it is not what saves the page.
    bare = {
        name: data.replace(b"Content-Security-Policy", b"x-none") if name.endswith(".html") else data
        for name, data in files.items()
    }
    write_site(tmp_path / "site", bare)
    for name in ("index.html", "connect.html", "sets/tagged.html", *(f"tools/op{n}.html" for n in range(9))):
        shown = dom((tmp_path / "site" / name).as_uri(), tmp_path)
        assert 'class="scripted"' in shown, "the page's own script ran"
        assert "data-ran" not in shown, name


def dom(url: str, folder: Path) -> str:
    """Return the page as a browser has it after its scripts ran."""
    assert CHROMIUM is not None
    flags = ("--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={folder / 'profile'}")
    done = subprocess.run([CHROMIUM, *flags, "--dump-dom", url], capture_output=True, text=True, timeout=60)
    return done.stdout


def test_markdown_has_no_html_no_image_and_links_to_the_web_only(hostile: Documented) -> None:
    parser = MarkdownIt("gfm-like", {"html": True, "linkify": False})
    for path in sorted(hostile.place.directory.glob("**/*.md")):
        for token in parser.parse(path.read_text()):
            assert token.type not in ("html_block",), (path.name, token.content)
            for child in token.children or ():
                assert child.type not in ("html_inline", "image"), (path.name, child.content)
                if child.type == "link_open":
                    href = str(child.attrGet("href"))
                    assert urlsplit(href).scheme in ("", "http", "https"), (path.name, href)


def test_pasted_examples_run_nothing_else(hostile: Documented, tmp_path: Path) -> None:
    environment = {**os.environ, "EVIL_KEY": "k", "EVIL_TOKEN": "t", "EVIL_API_KEY": "k"}
    for page in hostile.pages:
        for example in page.examples:
            if example.key == "curl":
                done = subprocess.run(
                    ["sh", "-c", example.text], cwd=tmp_path, env=environment, capture_output=True, timeout=30
                )
                assert done.returncode == 0, (example.text, done.stderr)
                assert hostile.sent() is not None
            elif example.key == "cli":
                echoed = f"integen() {{ printf '%s\\n' \"$#\"; }}\n{example.text}"
                subprocess.run(
                    ["sh", "-c", echoed], cwd=tmp_path, check=True, capture_output=True, timeout=30
                )
    assert list(tmp_path.iterdir()) == []


def test_pasted_python_runs_nothing_else(
    hostile: Documented, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    texts = [each.text for page in hostile.pages for each in page.examples if each.key == "python"]
    assert len(texts) == len(ATTACKS)
    done = python("\n".join(texts), hostile.place, {**os.environ, "EVIL_KEY": "k"})
    assert done.returncode == 0, done.stderr
    assert not (tmp_path / MARK).exists()
    del hostile.upstream.received[:]
