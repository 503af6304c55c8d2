from __future__ import annotations

import errno
import json
from pathlib import Path

import orjson
import pytest
import yaml12
from hypothesis import given
from hypothesis import settings as limits
from hypothesis import strategies as st

from integen.errors import IntegenError
from integen.freshness import Options
from integen.lint.fix.apply import fixed
from integen.lint.fix.overlay import overlay
from integen.lint.fix.rounds import repaired
from integen.lint.run import examine
from integen.lint.settings import Settings
from integen.lint.writing import replace_file
from integen.source.parse import parse
from integen.source.reading import Reading
from integen.source.sources import Sources

HEAD = 'openapi: 3.0.4\ninfo: {title: T, version: "1"}\n'

CASES = [
    (
        "a number becomes the text that it was",
        "info:\n  title: T\n  version: 1.10 # keep\n",
        'info:\n  title: T\n  version: "1.10" # keep\n',
    ),
    ("a number inside of braces", "info: {title: T, version: 2024}\n", 'info: {title: T, version: "2024"}\n'),
    ("a path gets its slash", "paths:\n  # pets\n  pets: {}\n", "paths:\n  # pets\n  /pets: {}\n"),
    ("a quoted path gets its slash", "paths:\n  'pets/all': {}\n", "paths:\n  /pets/all: {}\n"),
    (
        "a variable is declared in a list that is there",
        "paths:\n  /a/{b}:\n    get:\n      parameters:\n      # all of them\n"
        "      - {name: q, in: query, schema: {}}\n"
        "      responses: {'200': {description: O}}\n",
        "paths:\n  /a/{b}:\n    get:\n      parameters:\n      # all of them\n"
        "      - {name: b, in: path, required: true, schema: {type: string}}\n"
        "      - {name: q, in: query, schema: {}}\n"
        "      responses: {'200': {description: O}}\n",
    ),
    (
        "variables are declared in their order in a new list",
        "paths:\n  /a/{b}/{c}:\n    get:\n      responses: {'200': {description: O}}\n",
        "paths:\n  /a/{b}/{c}:\n    get:\n"
        "      parameters: [{name: b, in: path, required: true, schema: {type: string}}, "
        "{name: c, in: path, required: true, schema: {type: string}}]\n"
        "      responses: {'200': {description: O}}\n",
    ),
    (
        "words of other languages",
        "components: {schemas: {A: {type: str}, B: {type: Integer}}}\n",
        "components: {schemas: {A: {type: string}, B: {type: integer}}}\n",
    ),
    (
        "a truth value in quotes",
        "components:\n  schemas:\n    A: {nullable: 'true'}\n",
        "components:\n  schemas:\n    A: {nullable: true}\n",
    ),
    (
        "a default in quotes",
        "components: {schemas: {A: {type: integer, default: '5'}}}\n",
        "components: {schemas: {A: {type: integer, default: 5}}}\n",
    ),
    (
        "a path parameter is required",
        "components:\n  parameters:\n    a:\n      name: a\n      in: path\n      # any\n      schema: {}\n",
        "components:\n  parameters:\n    a:\n      name: a\n      required: true\n      in: path\n"
        "      # any\n      schema: {}\n",
    ),
    (
        "an answer gets a description",
        "components: {responses: {a: {}}}\n",
        "components: {responses: {a: {description: An answer}}}\n",
    ),
    (
        "an answer is called what HTTP calls it",
        "paths: {/a: {get: {responses: {'404': {content: {}}}}}}\n",
        "paths: {/a: {get: {responses: {'404': {description: Not Found, content: {}}}}}}\n",
    ),
    (
        "invisible characters go",
        'tags:\n- name: a\n  description: "a\\u200bb\\u00adc \\u00e4"\n',
        'tags:\n- name: a\n  description: "abc \\u00e4"\n',
    ),
    (
        "invisible characters go from blocks",
        "tags:\n- name: a\n  description: |\n    a\u200bb\n    c\n- name: b\n",
        "tags:\n- name: a\n  description: |\n    ab\n    c\n- name: b\n",
    ),
    (
        "scopes may be none",
        "components: {securitySchemes: {a: {type: oauth2, flows: {password: {tokenUrl: 'https://e.com/t'}}}}}\n",
        "components: {securitySchemes: {a: {type: oauth2, flows: {password: {scopes: {}, tokenUrl: "
        "'https://e.com/t'}}}}}\n",
    ),
]


def whole(members: str) -> str:
    head = "openapi: 3.0.4\n" if members.startswith("info") else HEAD
    return head + members + ("" if members.startswith("paths") else "paths: {}\n")


def after(text: str, name: str, folder: Path) -> str:
    file = folder / name
    file.write_text(text)
    options = Options(spec=str(file), reading=Reading(offline=True))
    (change,) = repaired(examine(options, Settings()), options, Settings())
    return change.text.decode()


@pytest.mark.parametrize(
    ("before", "expected"), [case[1:] for case in CASES], ids=[case[0] for case in CASES]
)
def test_a_fix_changes_what_it_must_and_nothing_else(before, expected, tmp_path):
    assert after(whole(before), "a.yaml", tmp_path) == whole(expected)


@pytest.mark.parametrize("indent", [None, 2])
@pytest.mark.parametrize("before", [case[1] for case in CASES], ids=[case[0] for case in CASES])
def test_json_is_fixed_in_its_own_layout(before, indent, tmp_path):
    value = yaml12.parse_yaml(whole(before))
    text = json.dumps(value, indent=indent)
    fixed_text = after(text, "a.json", tmp_path)
    yaml_value = yaml12.parse_yaml(after(whole(before), "b.yaml", tmp_path))
    if "1.10" not in before:  # JSON has lost the zero already
        assert json.loads(fixed_text) == yaml_value
    assert (indent is None) == ("\n" not in fixed_text)


def faults() -> st.SearchStrategy[str]:
    return st.lists(st.sampled_from([case[1] for case in CASES]), min_size=1, max_size=4, unique=True)


@limits(max_examples=60, deadline=None)
@given(chosen=faults(), as_json=st.booleans(), style=st.integers(0, 3))
def test_several_faults_at_once_are_fixed_and_then_nothing_is_left_to_fix(
    tmp_path_factory, chosen, as_json, style
):
    folder = tmp_path_factory.mktemp("fix")
    merged: dict[str, object] = {"openapi": "3.0.4", "info": {"title": "T", "version": "1"}, "paths": {}}
    for members in chosen:
        for key, value in yaml12.parse_yaml(members).items():
            known = merged.get(key)
            merged[key] = {**known, **value} if isinstance(known, dict) else value
    text = json.dumps(merged, indent=style or None) if as_json else yaml12.format_yaml(merged)
    name = "a.json" if as_json else "a.yaml"
    first = after(text, name, folder)
    (folder / name).write_text(first)
    options = Options(spec=str(folder / name))
    assert repaired(examine(options, Settings()), options, Settings()) == []


@pytest.mark.parametrize("before", [case[1] for case in CASES], ids=[case[0] for case in CASES])
def test_the_overlay_of_the_repairs_makes_the_same_document(before, tmp_path):
    from integen.overlay.lay import lay_over

    file = tmp_path / "a.yaml"
    file.write_text(whole(before))
    report = examine(Options(spec=str(file)), Settings())
    (change,) = fixed(report.sources, report.diagnostics)
    text = overlay(change.before, change.edits)
    assert text is not None
    (tmp_path / "repairs.yaml").write_text(text)
    reading = Reading(overlays=(str(tmp_path / "repairs.yaml"),))
    laid = Sources.load(str(file), reading=reading, amend=lay_over)
    made = parse(change.text, "a.yaml").value
    for value in (laid.main.value, made):
        for item in value["paths"].values():
            for operation in item.values():
                operation.get("parameters", []).sort(key=orjson.dumps)
    assert laid.main.value == made


def test_files_that_are_referred_to_are_fixed_too(tmp_path):
    (tmp_path / "a.yaml").write_text(HEAD + "paths:\n  /a:\n    $ref: parts/a.yaml\n")
    (tmp_path / "parts").mkdir()
    (tmp_path / "parts" / "a.yaml").write_text("get:\n  responses:\n    '200': {}\n")
    options = Options(spec=str(tmp_path / "a.yaml"))
    (change,) = repaired(examine(options, Settings()), options, Settings())
    assert change.before.uri.endswith("/parts/a.yaml")
    assert change.text == b"get:\n  responses:\n    '200': {description: OK}\n"


def test_what_stands_behind_an_alias_is_left_alone(tmp_path):
    text = HEAD + (
        "paths: {}\nx-parts: {a: &a {name: a, in: path, schema: {}}}\ncomponents: {parameters: {a: *a}}\n"
    )
    (tmp_path / "a.yaml").write_text(text)
    options = Options(spec=str(tmp_path / "a.yaml"))
    assert repaired(examine(options, Settings()), options, Settings()) == []


def test_a_suppressed_finding_is_not_fixed(tmp_path):
    text = whole(CASES[1][1])
    (tmp_path / "a.yaml").write_text(text)
    options, silent = Options(spec=str(tmp_path / "a.yaml")), Settings(ignore=("IG107", "IG901"))
    assert repaired(examine(options, silent), options, silent) == []


def test_a_full_disk_leaves_the_file_as_it_was(tmp_path, monkeypatch):
    file = tmp_path / "a.yaml"
    file.write_text("old")

    def full(descriptor: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(IntegenError, match="no space left"):
        replace_file(file, b"new")
    assert file.read_text() == "old"
    assert list(tmp_path.iterdir()) == [file]


def test_a_link_stays_a_link_and_permissions_stay(tmp_path):
    file, link = tmp_path / "a.yaml", tmp_path / "link.yaml"
    file.write_text("old")
    file.chmod(0o640)
    link.symlink_to(file)
    replace_file(link, b"new")
    assert link.is_symlink()
    assert (file.read_text(), file.stat().st_mode & 0o777) == ("new", 0o640)
