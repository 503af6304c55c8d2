"""Templates of the user's own win, survive regeneration, and say what is wrong with them where it is."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path

import pytest

from integen.diagnostics.diagnostic import DocumentError
from integen.freshness import Options
from integen.pipeline import generate
from integen.render import sandbox
from integen.render.custom import Custom, custom, ours
from integen.render.environment import environment
from integen.template_folder import template_directory

from .conftest import SPECS, Project

README = "package/README.md.jinja"
CLIENT = "python/client.py.jinja"


@pytest.fixture(autouse=True)
def own_cache(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))


def put(folder: Path, name: str, text: str) -> Path:
    (folder / name).parent.mkdir(parents=True, exist_ok=True)
    (folder / name).write_text(text)
    return folder / name


def made(folder: Path, templates: Path, **more: object) -> Path:
    options = Options(
        spec=str(SPECS / "weather.yaml"),
        output=folder / "out",
        templates=templates,
        **more,  # type: ignore[arg-type] # a test's shorthand
    )
    return generate(options).directory


def told(folder: Path, name: str, text: str) -> tuple[str, int, int, str]:
    """Return code, line, column and message of what a template ends in; nothing may be written then."""
    put(folder / "templates", name, text)
    with pytest.raises(DocumentError) as caught:
        made(folder, folder / "templates")
    found = caught.value.diagnostic
    assert found.source == str(folder / "templates" / name)
    assert not list((folder / "out").rglob("*"))
    place = found.position
    return found.code, place.line if place else 0, place.column if place else 0, found.message


def test_a_template_beside_the_project_wins_and_survives_regeneration(project: Project) -> None:
    put(project.folder / "templates", README, "# {{ package.title }}, ours\n")
    assert project.run("generate").returncode == 0
    readme = project.package / "README.md"
    assert readme.read_text() == "# Petshop, ours\n"
    assert (project.package.parent / "weather" / "README.md").read_text() == "# Weather, ours\n"
    project.edit("petshop.yaml", "title: Petshop", "title: Shop")
    assert project.run("generate", "--force").returncode == 0
    assert readme.read_text() == "# Shop, ours\n"
    assert project.run("generate", "--check").returncode == 0


@pytest.mark.heavy
def test_a_changed_template_is_a_change_and_an_unchanged_one_is_none(project: Project) -> None:
    template = put(project.folder / "templates", README, "# one\n")
    assert "petshop generated" in project.run("generate", "petshop").stdout
    assert "petshop is up to date" in project.run("generate", "petshop").stdout
    template.write_text("# two\n")
    assert "outdated: README.md" in project.run("generate", "petshop", "--check").stdout
    assert "petshop generated" in project.run("generate", "petshop").stdout
    assert (project.package / "README.md").read_text() == "# two\n"
    template.unlink()
    assert "petshop generated" in project.run("generate", "petshop").stdout
    assert "two" not in (project.package / "README.md").read_text()


def test_the_lock_names_the_templates_that_were_used(tmp_path: Path) -> None:
    put(tmp_path / "templates", README, "# ours\n")
    lock = json.loads((made(tmp_path, tmp_path / "templates") / "integen.lock").read_text())
    assert list(lock["options"]["templates"]) == [README]


@pytest.mark.heavy
def test_each_integration_may_have_its_own_folder_or_none(project: Project) -> None:
    put(project.folder / "templates", README, "# all\n")
    put(project.folder / "special", README, "# special\n")
    toml = project.folder / "integen.toml"
    text = toml.read_text()
    toml.write_text(text.replace("[integrations.weather]", '[integrations.weather]\ntemplates = "special"'))
    project.run("generate")
    assert (project.package / "README.md").read_text() == "# all\n"
    assert (project.package.parent / "weather" / "README.md").read_text() == "# special\n"
    toml.write_text("templates = false\n" + text)
    project.run("generate", "petshop")
    assert "# all" not in (project.package / "README.md").read_text()
    toml.write_text('templates = "special"\n' + text)
    project.run("generate", "petshop")
    assert (project.package / "README.md").read_text() == "# special\n"
    put(project.folder / "flag", README, "# flag\n")
    project.run("generate", "petshop", "--templates", "flag")
    assert (project.package / "README.md").read_text() == "# flag\n"


def test_ours_can_be_taken_and_added_to(tmp_path: Path) -> None:
    text = '{% include "integen/package/README.md.jinja" %}\n\n## Support\n'
    put(tmp_path / "templates", README, text)
    readme = (made(tmp_path, tmp_path / "templates") / "README.md").read_text()
    assert "## MCP server" in readme
    assert readme.endswith("\n## Support\n")


def marked(name: str, text: str) -> str:
    """Return a template with a remark in what it makes, which names it."""
    mark = f"made by {name} of the user"
    kind = name.removesuffix(".jinja").rpartition(".")[2]
    if kind == "json":
        return text.replace("{\n", f'{{\n  "mark": "{mark}",\n', 1)
    remarks = {"md": "<!-- %s -->", "ts": "// %s", "txt": "%s"}
    return f"{text}\n{remarks.get(kind, '# %s') % mark}\n"


def test_every_template_that_is_listed_can_be_replaced(tmp_path: Path) -> None:
    """What each of them makes is found in the package; one that nobody takes would be no override."""
    document = (SPECS / "weather.yaml").read_text()
    webhook = "webhooks:\n  storm:\n    post:\n      responses: {'200': {description: ok}}\n"
    (tmp_path / "weather.yaml").write_text(f"{document}\n{webhook}")
    for name, path in ours().items():
        put(tmp_path / "templates", name, marked(name, path.read_text()))
    options = Options(
        spec=str(tmp_path / "weather.yaml"), output=tmp_path / "out", templates=tmp_path / "templates"
    )
    files = [path for path in generate(options).directory.rglob("*") if path.is_file()]
    text = "\n".join(path.read_text() for path in files)
    assert len(ours()) > 40
    assert {name for name in ours() if f"made by {name} of the user" not in text} == set()


@pytest.mark.parametrize(
    ("text", "code", "place", "message"),
    [
        ("a\n{{ package.titel }}", "IG646", (2, 12), "has no attribute `titel`"),
        ("{{ packge.title }}", "IG646", (1, 4), "`packge` is undefined"),
        ("a\n\n{% for x in y %}", "IG645", (3, 4), "unexpected end of template"),
        ("{{ package.key | upcase }}", "IG645", (1, 18), "no filter named `upcase`"),
        ("  {{ 1 / 0 }}", "IG646", (1, 3), "ZeroDivisionError: division by zero"),
        ('x\n{% include "x/y.jinja" %}', "IG645", (2, 13), "there is no template `x/y.jinja`"),
        ('{% include "package/README.md.jinja" %}', "IG646", (1, 1), "without end"),
        ("{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}", "IG646", (1, 1), "without end"),
        ('{{ "x" * 10000000000 }}', "IG646", (1, 1), "more than 64,000,000 characters"),
        ("{{ 9 ** 99999999 }}", "IG646", (1, 1), "power above 1,000"),
        ("{{ package.key.__class__.__mro__ }}", "IG646", (1, 16), "access to attribute `__class__`"),
        ("{{ package.client_doc.__globals__ }}", "IG646", (1, 23), "access to attribute `__globals__`"),
        ("{{ range(9999999) | length }}", "IG646", (1, 1), "range too big"),
    ],
)
def test_what_is_wrong_with_a_template_is_told_where_it_is(
    tmp_path: Path, text: str, code: str, place: tuple[int, int], message: str
) -> None:
    found = told(tmp_path, README, text)
    assert (found[0], found[1:3]) == (code, place)
    assert message in found[3]


def test_a_fault_in_a_part_is_told_in_the_part(tmp_path: Path) -> None:
    put(tmp_path / "templates", README, '{% include "parts/badge.jinja" %}')
    assert told(tmp_path, "parts/badge.jinja", "ok\n{{ badge }}")[:3] == ("IG646", 2, 4)


def test_a_text_that_is_no_utf_8_is_told(tmp_path: Path) -> None:
    put(tmp_path / "templates", README, "")
    (tmp_path / "templates" / README).write_bytes(b"caf\xe9")
    with pytest.raises(DocumentError, match="it is not UTF-8"):
        made(tmp_path, tmp_path / "templates")


def test_an_output_without_end_is_stopped_where_it_is_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sandbox, "MOST_CHARACTERS", 10_000)
    found = told(tmp_path, README, "a\n{% for x in range(99999) %}\nabc\n{% endfor %}")
    assert found[0] == "IG646"
    assert found[1] in (2, 3)
    assert "writes more than 10,000 characters" in found[3]


def test_computing_without_end_is_stopped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sandbox, "MOST_SECONDS", 0.05)
    loop = "{% for x in range(99999) %}{% for y in range(99999) %}{% endfor %}{% endfor %}"
    found = told(tmp_path, README, f"a\n{loop}")
    assert (found[0], found[1]) == ("IG646", 2)
    assert "computes for more than 0.05 seconds" in found[3]


@pytest.mark.parametrize(
    ("name", "meant"),
    [
        ("python/klient.py.jinja", "python/client.py.jinja"),
        ("pyhton/client.py.jinja", "python/client.py.jinja"),
        ("client.py.jinja", "python/client.py.jinja"),
        ("python/client.py", "python/client.py.jinja"),
    ],
)
def test_a_template_that_replaces_nothing_is_an_error_with_the_nearest_names(
    tmp_path: Path, name: str, meant: str
) -> None:
    put(tmp_path / "templates", name, "")
    with pytest.raises(DocumentError, match="replaces no template") as caught:
        made(tmp_path, tmp_path / "templates")
    assert caught.value.diagnostic.code == "IG647"
    assert f"`{meant}`" in (caught.value.diagnostic.hint or "")


def test_parts_count_when_a_template_that_is_used_names_them(tmp_path: Path) -> None:
    folder = tmp_path / "templates"
    put(folder, README, '{% import "parts/one.jinja" as one %}{{ one.name() }}\n')
    put(folder, "parts/one.jinja", '{% macro name() %}{% include "parts/two.jinja" %}{% endmacro %}')
    put(folder, "parts/two.jinja", "two")
    assert (made(tmp_path, folder) / "README.md").read_text() == "two\n"
    put(folder, "parts/three.jinja", '{% include "parts/four.jinja" %}')
    put(folder, "parts/four.jinja", "")
    with pytest.raises(DocumentError, match="replaces no template"):
        made(tmp_path, folder, force=True)


def test_files_that_are_no_templates_are_left_alone(tmp_path: Path) -> None:
    folder = tmp_path / "templates"
    for name in ("README.md", "emails/hello.html", ".DS_Store", "python/.client.py.jinja.swp", f"{CLIENT}~"):
        put(folder, name, "{{ nothing }}")
    assert custom(folder) is None


def test_copies_that_are_as_ours_change_nothing(tmp_path: Path) -> None:
    assert custom(template_directory()) is None
    put(tmp_path / "templates", README, (template_directory() / README).read_text())
    assert custom(tmp_path / "templates") is None


@pytest.mark.parametrize(
    ("name", "text", "message"),
    [
        (CLIENT, "def f(:\n", "makes `weather_api/client.py`, which is no Python: line 1: "),
        ("package/pyproject.toml.jinja", "[project\n", "makes `pyproject.toml`, which is no TOML: "),
        ("typescript/package.json.jinja", "{,}\n", "makes `typescript/package.json`, which is no JSON: "),
    ],
)
def test_what_is_made_and_is_not_of_its_language_names_the_template(
    tmp_path: Path, name: str, text: str, message: str
) -> None:
    found = told(tmp_path, name, text)
    assert found[0] == "IG648"
    assert message in found[3]


@pytest.mark.heavy
def test_the_checking_run_tells_of_the_same_faults(project: Project) -> None:
    put(project.folder / "templates", CLIENT, "def f(:\n")
    message = project.refused("generate", "petshop", "--check")
    assert "client.py.jinja: error[IG648] it makes `petshop_api/client.py`, which is no Python" in message
    assert project.refused("generate", "petshop") == message


def test_a_document_reaches_the_sandbox_as_text_only(tmp_path: Path) -> None:
    """What a template of the user prints of a document is text: it is never read as Jinja."""
    text = (SPECS / "weather.yaml").read_text().replace("title: Weather", 'title: "{{ 7 * 7 }}"')
    (tmp_path / "api.yaml").write_text(text)
    put(tmp_path / "templates", README, "{{ package.title }}\n")
    options = Options(
        spec=str(tmp_path / "api.yaml"), name="api", output=tmp_path / "out", templates=tmp_path / "templates"
    )
    assert (generate(options).directory / "README.md").read_text() == "{{ 7 * 7 }}\n"


def test_a_changed_folder_is_another_environment(tmp_path: Path) -> None:
    """A process that lives long, such as `integen watch`, must not render what a template was."""
    put(tmp_path, README, "one")
    first = custom(tmp_path)
    put(tmp_path, README, "two")
    second = custom(tmp_path)
    assert first != second
    texts = [environment(each).get_template(README).render() for each in (second, second)]
    assert texts == ["two", "two"]
    assert isinstance(first, Custom)


def test_pyproject_of_a_template_of_yours_is_what_is_installed(tmp_path: Path) -> None:
    text = (template_directory() / "package/pyproject.toml.jinja").read_text()
    put(tmp_path / "templates", "package/pyproject.toml.jinja", text + "\n[tool.ours]\nkept = true\n")
    read = tomllib.loads((made(tmp_path, tmp_path / "templates") / "pyproject.toml").read_text())
    assert read["tool"]["ours"] == {"kept": True}
