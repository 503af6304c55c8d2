"""The site as people use it, from files: search, keyboard, themes, phones, and what a checker says of it."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from integen.site.build import build
from integen.site.folder import write_site

from .browser import CHROMIUM, WHY, Page, opened
from .packages import Documented

pytestmark = pytest.mark.skipif(CHROMIUM is None, reason=WHY)

AXE = Path(os.environ.get("INTEGEN_TOOLS", Path.home() / ".cache" / "integen-tools"))
AXE = AXE / "node_modules" / "axe-core" / "axe.min.js"
PAGES = ("index.html", "clients.html", "connect.html", "changes.html")

FOUND = """(async () => {
  const query = document.getElementById("query"), results = document.getElementById("results");
  query.focus();
  const shown = new Promise((done) => new MutationObserver(done).observe(results, { childList: true }));
  query.value = %s;
  query.dispatchEvent(new Event("input"));
  await shown;
  return [...results.querySelectorAll("a")].map((link) => link.firstChild.textContent);
})()"""


@pytest.fixture(scope="module")
def site(package: Documented, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("site") / "site"
    write_site(folder, build(package.place))
    return folder


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Page]:
    with opened(tmp_path_factory.mktemp("browser")) as found:
        yield found


def every(site: Path) -> list[str]:
    tools = sorted((site / "tools").iterdir())[:4]
    sets = sorted((site / "sets").iterdir())[:1]
    return [*PAGES, *(path.relative_to(site).as_posix() for path in (*sets, *tools))]


def test_search_finds_each_tool_by_its_name_first(site: Path, page: Page, package: Documented) -> None:
    page.go((site / "tools" / f"{package.pages[0].slug}.html").as_uri())
    for each in package.pages:
        assert page.run(FOUND % json.dumps(each.name))[0] == each.name


@pytest.mark.heavy
def test_search_finds_a_tool_by_what_it_does(site: Path, page: Page, package: Documented) -> None:
    asked = {"petshop": ("how do I upload a photo", "upload_photo"), "github": ("list issues", "issues_list")}
    words, name = asked[package.place.key]
    page.go((site / "index.html").as_uri())
    assert name in page.run(FOUND % json.dumps(words))[:3]


@pytest.mark.heavy
def test_the_keyboard_is_enough_to_get_to_a_page(site: Path, page: Page, package: Documented) -> None:
    target = package.pages[-1]
    page.go((site / "index.html").as_uri())
    page.press("/", "/")
    assert page.run("document.activeElement.id") == "query"
    page.run(FOUND % json.dumps(target.name))
    assert page.run('document.querySelector("[aria-selected=true]").textContent').startswith(target.name)
    page.press("Enter", "\r")
    page.arrives()
    assert page.run("document.title").startswith(target.name)
    page.run('document.querySelector("[role=tab]").focus()')
    page.press("ArrowRight")
    assert page.run("document.activeElement.textContent") == "Python"
    assert "Client()" in page.run('document.querySelector("[role=tabpanel]:not([hidden])").textContent')


@pytest.mark.heavy
def test_a_theme_that_was_chosen_stays(site: Path, page: Page) -> None:
    page.go((site / "index.html").as_uri())
    page.run('document.getElementById("theme").click()')
    page.run('document.getElementById("theme").click()')
    page.go((site / "connect.html").as_uri())
    assert page.run("document.documentElement.dataset.theme") == "dark"
    page.run("localStorage.clear()")


@pytest.mark.heavy
@pytest.mark.parametrize("width", [1280, 360])
def test_no_page_is_wider_than_its_screen(site: Path, page: Page, width: int) -> None:
    page.shows(width=width)
    for name in every(site):
        page.go((site / name).as_uri())
        assert page.run("document.documentElement.scrollWidth") <= width, name


def test_nothing_is_loaded_but_files_of_the_site(site: Path, page: Page) -> None:
    page.asked.clear()
    page.said.clear()
    for name in every(site):
        page.go((site / name).as_uri())
    page.run(FOUND % '"get"')
    assert [url for url in page.asked if not url.startswith(site.as_uri())] == []
    assert page.said == []


@pytest.mark.heavy
@pytest.mark.skipif(not AXE.exists(), reason="needs axe-core: npm install axe-core in $INTEGEN_TOOLS")
@pytest.mark.parametrize("width", [1280, 390])
@pytest.mark.parametrize("dark", [False, True])
def test_an_accessibility_checker_finds_nothing(site: Path, page: Page, width: int, dark: bool) -> None:
    page.shows(width=width, dark=dark)
    for name in every(site):
        page.go((site / name).as_uri())
        page.run(AXE.read_text() + ";0")
        found = page.run(
            'axe.run(document, {resultTypes: ["violations"], preload: false}).then((told) => '
            "JSON.stringify(told.violations.map((each) => [each.id, each.nodes.map((node) => node.html)])))"
        )
        assert found == "[]", name
