"""Forms in which problems are written, and the places in them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import settings as limits
from hypothesis import strategies as st

from integen.diagnostics.codes import CODES
from integen.diagnostics.diagnostic import Diagnostic, Severity
from integen.diagnostics.formats import FORMATS
from integen.diagnostics.locate import Locator
from integen.diagnostics.sarif import united
from integen.freshness import Options
from integen.ir.origin import ROOT, Origin, child
from integen.lint.run import examine
from integen.lint.settings import Settings
from integen.source.sources import Sources

TEXT = """\
openapi: 3.1.2
info: {title: T, version: 1}
paths:
  /a:
    get: {summary: "50%: a,\\tb", responses: {'200': {}}}
"""


@pytest.fixture
def report(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    Path("sub").mkdir()
    Path("sub/a b.yaml").write_text(TEXT)
    return examine(Options(spec="sub/a b.yaml"), Settings(select=("IG902", "IG107")))


def written(report, form):
    return FORMATS[form](report.diagnostics, report.sources)


def test_annotations_escape_what_ends_a_property_or_a_line(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    Path("a,b:c%.yaml").write_text(TEXT)
    sources = Sources.load("a,b:c%.yaml")
    diagnostic = Diagnostic(
        code="IG902", message="`a%`: x\r\ny", severity=Severity.INFO, origin=Origin("#/info"), hint="do"
    )
    assert FORMATS["github"]([diagnostic], sources) == (
        "::notice file=a%2Cb%3Ac%25.yaml,line=2,col=1,title=IG902%3A a required member is missing"
        "::`a%25`: x%0D%0Ay%0Ado\n"
    )


def test_annotations_are_at_lines_of_files(report):
    first, second = written(report, "github").splitlines()
    assert first.startswith(
        "::error file=sub/a b.yaml,line=2,col=27,title=IG107%3A a member has the wrong type::"
    )
    assert second.startswith(
        "::error file=sub/a b.yaml,line=5,col=46,title=IG902%3A a required member is missing::"
    )


def test_a_document_from_the_web_has_no_file_to_annotate(report):
    text = FORMATS["github"](
        [Diagnostic(code="IG003", message="m", severity=Severity.ERROR, source="https://e.com/a.yaml")],
        report.sources,
    )
    assert text.startswith("::error title=IG003%3A ")


def test_json_is_an_object_per_line(report):
    first, second = map(json.loads, written(report, "json").splitlines())
    assert (first["code"], first["line"], first["column"], first["pointer"]) == (
        "IG107",
        2,
        27,
        "/info/version",
    )
    assert second["severity"] == "error"


def test_sarif_says_what_each_rule_is_and_where_each_result(report):
    (run,) = json.loads(written(report, "sarif"))["runs"]
    rules = run["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in rules] == ["IG107", "IG902"]
    assert all(rule["shortDescription"]["text"] == CODES[rule["id"]].title for rule in rules)
    for result in run["results"]:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
        (location,) = result["locations"]
        assert location["physicalLocation"]["artifactLocation"]["uri"] == "sub/a%20b.yaml"
    assert run["results"][0]["locations"][0]["physicalLocation"]["region"] == {
        "startLine": 2,
        "startColumn": 27,
    }


def test_fingerprints_stay_when_lines_above_change(report):
    def prints(examined):
        (run,) = json.loads(written(examined, "sarif"))["runs"]
        return [result["partialFingerprints"] for result in run["results"]]

    Path("sub/a b.yaml").write_text("# new\n# lines\n" + TEXT)
    again = examine(Options(spec="sub/a b.yaml"), Settings(select=("IG902", "IG107")))
    assert prints(again) == prints(report)
    assert len({json.dumps(each) for each in prints(report)}) == 2


def test_several_logs_become_one(report):
    log = written(report, "sarif")
    assert len(json.loads(united([log, log, log]))["runs"]) == 3


def test_a_log_of_nothing_is_a_log():
    class Nothing:
        def __init__(self) -> None:
            self.documents: dict[str, object] = {}

    assert json.loads(FORMATS["sarif"]([], Nothing()))["runs"][0]["results"] == []  # type: ignore[arg-type]


SCALARS = st.integers(-9, 99) | st.sampled_from(
    ["a", "b c", "yes", "'", '"', "x: y", "# z", "ä€", "-", "{", ""]
)
KEYS = st.sampled_from(["a", "b c", "/d/{e}", "200", "é", "x-y", "'q'", "k:l", "#m", "~n"])
TREES = st.recursive(
    SCALARS,
    lambda inner: (
        st.lists(inner, min_size=1, max_size=3) | st.dictionaries(KEYS, inner, min_size=1, max_size=3)
    ),
    max_leaves=14,
)


def by_the_other_parser(node: yaml.Node, origin: Origin):
    """Yield where PyYAML sees each scalar that stands on the line of its key."""
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            yield from by_the_other_parser(value, child(origin, key.value))
    elif isinstance(node, yaml.SequenceNode):
        for index, value in enumerate(node.value):
            yield from by_the_other_parser(value, child(origin, index))
    else:
        yield origin, node.start_mark.line + 1, node.start_mark.column + 1


@limits(max_examples=200, deadline=None)
@given(
    tree=st.dictionaries(KEYS, TREES, min_size=1, max_size=3),
    flow=st.sampled_from([None, True, False]),
    form=st.sampled_from(["yaml", "json", "indented json"]),
    inside=st.booleans(),
)
def test_every_scalar_of_any_layout_is_located_where_another_parser_sees_it(
    tmp_path_factory, tree, flow, form, inside
):
    value = {"openapi": "3.1.2", "info": {"title": "T", "version": "1"}, "paths": {}, "x-tree": tree}
    if form == "yaml":
        text = yaml.safe_dump(
            tree if inside else value, default_flow_style=flow, allow_unicode=True, width=1000
        )
    else:
        text = json.dumps(tree if inside else value, indent=2 if "in" in form else None, ensure_ascii=False)
    folder = tmp_path_factory.mktemp("places")
    (folder / "other.yaml").write_text(text)
    if inside:
        main = {**value, "x-tree": {}, "components": {"schemas": {"A": {"$ref": "other.yaml"}}}}
        (folder / "main.yaml").write_text(json.dumps(main))
        sources = Sources.load(str(folder / "main.yaml"))
        sources.resolve(Origin("#/components/schemas/A/$ref"), "other.yaml")
        start = Origin("other.yaml#")
    else:
        sources = Sources.load(str(folder / "other.yaml"))
        start = ROOT
    locator = Locator(sources)
    for origin, line, column in by_the_other_parser(yaml.compose(text), start):
        position = locator.locate(origin)
        assert (origin, position.line, position.column) == (origin, line, column)


STYLE = "a lower-case start, no full stop"


def in_style(text: str) -> bool:
    first = text.split()[0] if text else ""
    name = first.isupper() or first in ("OpenAPI", "Overlay", "Swagger")
    return bool(text) and (name or not first[:1].isupper()) and not text.endswith((".", "!"))


@pytest.mark.parametrize("code", CODES)
def test_the_words_of_a_code_are_in_style(code):
    entry = CODES[code]
    assert in_style(entry.title), STYLE
    assert in_style(entry.fix), STYLE
    assert entry.why.endswith("."), "a sentence or two"
    assert entry.why[:1].isupper() or entry.why[:1] == "`"
    assert entry.title.count("`") % 2 == entry.fix.count("`") % 2 == 0


def test_every_message_that_a_case_shows_is_in_style():
    folder = Path(__file__).parents[1] / "negative"
    heads = [
        line.partition("] ")[2]
        for file in folder.glob("*/expected.txt")
        for line in file.read_text().splitlines()
        if "[IG" in line and "] " in line
    ]
    assert len(heads) > 100
    assert [head for head in heads if not in_style(head)] == []
