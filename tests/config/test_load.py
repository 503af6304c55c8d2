"""What `integen.toml` says, and every way in which it can be wrong."""

from __future__ import annotations

from pathlib import Path

import pytest

from integen.config import keys
from integen.config.load import Loaded, find, load
from integen.config.options import options_of, with_spec
from integen.config.overrides import Overrides
from integen.config.scaffold import documents, project_text
from integen.curate.selector import parsed
from integen.curate.settings import Filter
from integen.diagnostics import printer
from integen.errors import IntegenError
from integen.freshness import TARGETS
from integen.source.reading import Reading

PLAIN = Overrides(reading=Reading())


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.chdir(tmp_path)

    def made(text: str) -> Loaded:
        (tmp_path / "integen.toml").write_text(text)
        return load(tmp_path / "integen.toml")

    return made


def said(loaded: Loaded) -> list[str]:
    """Return `line:column code` of each problem."""
    return [
        f"{item.position.line}:{item.position.column} {item.code}" if item.position else item.code
        for item in loaded.diagnostics
    ]


WHOLE = """
output = "packages"
parallel = 3

[defaults]
targets = ["mcp"]
exclude = ["internal"]
tool_name_limit = 40

[defaults.toolsets.common]
description = "Common."
operations = ["GET /**"]

[lint]
ignore = ["IG701"]
fail_on = "warning"

[integrations.pets]
spec = "specs/pets.yaml"
overlays = ["overlays/a.yaml", "https://example.com/b.yaml"]
headers = { Authorization = "Bearer env:TOKEN", X-Key = "env:KEY" }
allow_private = true
allow_origins = ["https://schemas.example.com"]
targets = ["mcp", "python"]
output_schemas = true
include = "tag=pets"
exclude = ["deprecated"]
instructions = "Ask first."
repairs = { undeclared-path-variable = false }

[integrations.pets.limits]
documents = 5

[integrations.pets.operations."GET /pets"]
name = "find_pets"
read_only = true
include = true
[integrations.pets.operations."GET /pets".arguments.page]
hidden = true
value = 1

[integrations.pets.lint]
ignore = [{ code = "IG704", at = "#/paths/*", reason = "old" }]
budget = { tools = 9 }

[integrations.cats]
spec = "cats.json"
output = "elsewhere"
"""


def test_a_whole_project_is_read(project) -> None:
    loaded = project(WHOLE)
    assert said(loaded) == []
    pets, cats = loaded.project.integrations.values()
    assert loaded.project.parallel == 3
    assert (pets.key, pets.spec, pets.output) == ("pets", "specs/pets.yaml", Path("packages"))
    assert pets.overlays == ("overlays/a.yaml", "https://example.com/b.yaml")
    assert (pets.targets, cats.targets) == (("mcp", "python"), ("mcp",))
    assert (pets.tool_name_limit, pets.output_schemas, cats.output) == (40, True, Path("elsewhere"))
    assert pets.limits.documents == 5
    assert [each.selector.text for each in pets.curation.exclude] == ["internal", "deprecated"]
    assert [each.selector.text for each in pets.curation.include] == ["tag=pets"]
    assert [rule.selector.text for rule in pets.curation.rules] == ["GET /**", "GET /pets"]
    facts = {(item.argument, item.fact): item.value for item in pets.curation.rules[1].statements}
    assert facts == {
        (None, "name"): "find_pets",
        (None, "read_only"): True,
        (None, "included"): True,
        ("page", "hidden"): True,
        ("page", "value"): 1,
    }
    assert pets.lint.ignore == ("IG701", "IG704 at #/paths/*")
    assert (pets.lint.fail_on, pets.lint.budget.tools, pets.lint.budget.tool) == ("warning", 9, 2000)
    assert (pets.lint.repairs, cats.lint.repairs) == ({"undeclared-path-variable": False}, {})


def test_flags_win_and_headers_come_from_the_environment(project) -> None:
    pets = project(WHOLE).project.integrations["pets"]
    only = Filter(selector=parsed("tag=x"), by="--include")
    flags = Overrides(
        reading=Reading(overlays=("c.yaml",), headers={"x-key": "flag"}, offline=True),
        targets=("python",),
        include=(only,),
        exclude=(only,),
        output=Path("out"),
    )
    options = options_of(pets, flags, {"TOKEN": "abc", "KEY": "def"})
    assert options.reading.headers == {"authorization": "Bearer abc", "x-key": "flag"}
    assert options.reading.overlays == ("overlays/a.yaml", "https://example.com/b.yaml", "c.yaml")
    assert (options.reading.offline, options.reading.allow_private) == (True, True)
    assert (options.targets, options.output, options.name) == (("python",), Path("out"), "pets")
    assert [each.selector.text for each in options.curation.include] == ["tag=x"]
    assert [each.selector.text for each in options.curation.exclude] == ["internal", "deprecated", "tag=x"]


def test_a_variable_that_is_not_set_is_named(project) -> None:
    pets = project(WHOLE).project.integrations["pets"]
    with pytest.raises(IntegenError, match="`TOKEN`"):
        options_of(pets, PLAIN, {"KEY": "def"})


def test_an_integration_that_says_little_has_the_defaults(project) -> None:
    cats = project('[integrations.cats]\nspec = "cats.json"\n').project.integrations["cats"]
    options = options_of(cats, PLAIN, {})
    assert (options.targets, options.tool_name_limit, options.output) == (TARGETS, 50, Path("generated"))
    assert options.curation.recorded() == {}


def test_paths_are_relative_to_the_file(project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    project(WHOLE)
    (tmp_path / "deep" / "er").mkdir(parents=True)
    monkeypatch.chdir(tmp_path / "deep" / "er")
    file = find(Path.cwd())
    assert file == tmp_path / "integen.toml"
    pets = load(file).project.integrations["pets"]
    assert (pets.spec, pets.output) == ("../../specs/pets.yaml", Path("../../packages"))
    assert pets.overlays[1] == "https://example.com/b.yaml"
    assert load(file).text.name == "../../integen.toml"


def test_an_integration_is_found_by_its_document(project, tmp_path: Path) -> None:
    loaded = project(WHOLE)
    assert [each.key for each in with_spec(loaded.project, "./specs/../specs/pets.yaml")] == ["pets"]
    assert [each.key for each in with_spec(loaded.project, str(tmp_path / "cats.json"))] == ["cats"]
    assert with_spec(loaded.project, "dogs.yaml") == []


HEAD = '[integrations.p]\nspec = "p.yaml"\n'


@pytest.mark.parametrize(
    ("text", "problems"),
    [
        ("a = ", ["1:5 IG535"]),
        ("[a\n", ["1:3 IG535"]),
        ("a = 1\na = 2\n", ["2:6 IG535"]),
        ("paralel = 2\n", ["1:1 IG536"]),
        (HEAD + "spce = 1\n", ["3:1 IG536"]),
        (HEAD + "tool_name_limit = 99\n", ["3:19 IG537"]),
        (HEAD + "tool_name_limit = true\n", ["3:19 IG537"]),
        (HEAD + 'targets = ["mcp", "pyton"]\n', ["3:19 IG537"]),
        (HEAD + 'exclude = ["a=b", 3]\n', ["3:12 IG538", "3:19 IG537"]),
        (HEAD + "headers = 1\n", ["3:11 IG537"]),
        (HEAD + '[integrations.p.operations."&"]\ntitle = "x"\n', ["3:2 IG538"]),
        (HEAD + '[integrations.p.operations.x]\ntitel = "x"\n', ["4:1 IG536"]),
        (HEAD + '[integrations.p.operations.x]\nread_only = "x"\n', ["4:13 IG537"]),
        (HEAD + "[integrations.p.operations.x.arguments.y]\nhiden = 1\n", ["4:1 IG536"]),
        (HEAD + "[integrations.p.toolsets.y]\noperations = ['tga=1']\n", ["4:15 IG538"]),
        (HEAD + "[integrations.p.limits]\nseconds = 0\n", ["4:11 IG537"]),
        (HEAD + "[integrations.p.lint]\nfail_on = 'x'\nignore = ['X1']\n", ["4:11 IG537", "5:11 IG537"]),
        (HEAD + "repairs = { x = 1 }\n", ["3:17 IG537"]),
        (HEAD + "[integrations.p.operations.x.arguments.y]\nvalue = 1979-05-27\n", ["4:9 IG537"]),
        (HEAD + "[integrations.p.operations.x.arguments.y]\nvalue = [inf]\n", ["4:9 IG537"]),
        (HEAD + "[integrations.p.operations.x]\nretries = { a = 1979-05-27 }\n", ["4:11 IG537"]),
        ("[integrations.p]\n", ["1:2 IG539"]),
        ("[integrations.p]\nspec = ' '\n", ["2:8 IG537"]),
        (HEAD + 'headers = { A = "secret" }\n', ["3:13 IG540"]),
        ('[integrations."My API"]\nspec = "x"\n', ["1:2 IG541"]),
        (HEAD + '[integrations.q]\nspec = "x"\noutput = "generated/../generated"\n', []),
        ("integrations = 3\n", ["1:16 IG537"]),
    ],
)
def test_a_mistake_is_told_where_it_stands(project, text: str, problems: list[str]) -> None:
    loaded = project(text)
    assert said(loaded) == problems
    assert all(item.severity == "error" for item in loaded.diagnostics)


def test_two_integrations_in_one_folder_are_refused(project) -> None:
    text = '[integrations.p]\nspec = "a"\n[integrations.q]\nspec = "b"\noutput = "generated/p/.."\n'
    assert said(project(text)) == []
    text = '[defaults]\noutput = "x"\n[integrations.p]\nspec = "a"\n[integrations."P"]\nspec = "b"\n'
    assert said(project(text)) == ["5:2 IG541"]


def test_unknown_keys_and_values_come_with_the_nearest(project) -> None:
    (unknown,) = project(HEAD + "overlay = []\n").diagnostics
    assert unknown.hint == "did you mean `overlays`?"
    (wrong,) = project(HEAD + "targets = ['pythn']\n").diagnostics
    assert wrong.hint == "did you mean `python`?"


@pytest.mark.parametrize(
    "text",
    [
        'headers = { Authorization = "hunter2" }',
        '[integrations.p.headers]\nAuthorization = "Bearer hunter2"',
        "[integrations.p.headers]\nAuthorization = '''\nhunter2'''",
        "headers = { Authorization = 'hunter2', B = 'env:X'",
        "headers.Authorization = ['hunter2']",
    ],
)
def test_a_secret_in_the_file_is_never_shown(project, text: str) -> None:
    loaded = project(HEAD + text + "\n")
    assert loaded.diagnostics.has_errors
    for form in (printer.full, printer.concise, printer.as_json):
        assert "hunter2" not in form(list(loaded.diagnostics), loaded)
    assert "hunter2" not in repr(loaded.project)


@pytest.mark.parametrize("data", [b"\xff\xfe", b"a = " + b"[" * 5000, b"x" * 6_000_000, b"\x00"])
def test_what_is_no_toml_is_told(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "integen.toml").write_bytes(data)
    assert [item.code for item in load(tmp_path / "integen.toml").diagnostics] == ["IG535"]


def test_without_a_file_there_is_no_project(tmp_path: Path) -> None:
    (tmp_path / "integen.toml").mkdir()
    assert find(tmp_path / "no") is None or find(tmp_path / "no") != tmp_path / "integen.toml"


def test_what_init_writes_is_valid_as_it_is_and_without_its_comment_signs(project) -> None:
    specs = ["specs/a b.yaml", 'we"ird.json']
    assert said(project(project_text(specs))) == []
    for given in (specs, []):
        text = project_text(given)
        bare = "\n".join(
            line.removeprefix("# ") for line in text.splitlines() if not line.startswith(("# What", "# one"))
        )
        loaded = project(bare)
        assert said(loaded) == []
        assert loaded.project.integrations


def test_init_finds_documents_and_nothing_else(tmp_path: Path) -> None:
    (tmp_path / "specs").mkdir()
    (tmp_path / "specs" / "a.yaml").write_text("# hello\nopenapi: 3.1.0\n")
    (tmp_path / "specs" / "b.json").write_text('{"swagger": "2.0"}')
    (tmp_path / "specs" / "values.yaml").write_text("image: x\nmyopenapi: 1\n")
    (tmp_path / "openapi.yml").write_text('"openapi": "3.0.0"\n')
    (tmp_path / "package.json").write_text("{}")
    assert documents(tmp_path) == ["specs/a.yaml", "specs/b.json", "openapi.yml"]


def test_docs_name_every_key() -> None:
    text = (Path(__file__).parents[2] / "docs" / "configuration.md").read_text()
    tables = (keys.PROJECT, keys.INTEGRATION, keys.OPERATION, keys.ARGUMENT, keys.TOOLSET, keys.LINT)
    for key in {
        key for table in (*tables, keys.BUDGET, keys.SUPPRESSION, keys.PACKAGE, keys.LIMITS) for key in table
    }:
        assert f"`{key}`" in text, key
