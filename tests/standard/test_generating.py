"""What generating says of departures from the standard, and what `--strict` makes of them."""

from __future__ import annotations

import sys

import orjson
import pytest
from tests.standard.conftest import document

from integen.diagnostics.diagnostic import Diagnostics, Severity
from integen.errors import IntegenError
from integen.freshness import Options
from integen.pipeline import read
from integen.source.sources import Sources
from integen.standard.check import MOST, remark, second_opinion


def said(version: str, members: str, *, strict: bool = False) -> list[tuple[str, Severity]]:
    stdin = orjson.dumps(document(version, members))
    _, _, diagnostics = read(Options(spec="-", stdin=stdin, strict=strict))
    return [(each.code, each.severity) for each in diagnostics]


def test_a_departure_is_a_warning():
    assert said("3.0", "tags: [{}]") == [("IG902", Severity.WARNING)]


def test_with_strict_it_is_an_error_and_the_other_validator_agrees():
    codes = said("3.0", "tags: [{}]", strict=True)
    assert codes[0] == ("IG902", Severity.ERROR)
    assert {code for code, _ in codes[1:]} == {"IG920"}


def test_strict_says_nothing_of_a_valid_document():
    assert said("3.0", "tags: [{name: a}]", strict=True) == []


def test_of_many_departures_a_few_are_shown():
    codes = [code for code, _ in said("3.0", f"tags: [{', '.join(['{}'] * 50)}]")]
    assert codes == ["IG902"] * MOST + ["IG915"]


def test_what_reading_has_said_is_not_said_again():
    assert [code for code, _ in said("3.0", "info: {title: T, version: 1}")] == ["IG107"]


def test_without_the_extra_strict_says_what_to_install(monkeypatch):
    monkeypatch.setitem(sys.modules, "integen.standard.second_opinion", None)
    sources = Sources.load("-", stdin=orjson.dumps(document("3.0", "")))
    with pytest.raises(IntegenError) as caught:
        second_opinion(sources)
    assert caught.value.hint == "install it with `pip install 'integen[strict]'`"


@pytest.mark.parametrize(
    "scheme", ["file:///etc/passwd", "http://127.0.0.1:9/x.json", "ftp://127.0.0.1/x", "data:,{}"]
)
def test_the_other_validator_reads_nothing_that_we_have_not_read(scheme, monkeypatch):
    remark(Sources.load("-", stdin=orjson.dumps(document("3.0", ""))), Diagnostics(), strict=True)
    opened: list[object] = []  # not its own schemas, which it has read now
    monkeypatch.setattr(
        "urllib.request.OpenerDirector.open", lambda self, *given, **more: opened.append(given)
    )
    members = f"components: {{schemas: {{A: {{properties: {{a: {{$ref: '{scheme}'}}}}}}}}}}"
    sources = Sources.load("-", stdin=orjson.dumps(document("3.0", members)))
    diagnostics = Diagnostics()
    remark(sources, diagnostics, strict=True)
    assert opened == []
    assert "IG202" in {each.code for each in diagnostics}


def test_strict_does_not_speak_of_what_breaks_nothing():
    members = "components: {schemas: {A: {type: object}, B: {$ref: '#/components/schemas/A', title: B}}}"
    assert said("3.0", members, strict=True) == []


def test_the_other_validator_is_quoted_in_a_line():
    stdin = orjson.dumps(document("3.0", "tags: [{}]"))
    _, _, diagnostics = read(Options(spec="-", stdin=stdin, strict=True))
    quoted = {each.message for each in diagnostics if each.code == "IG920"}
    assert len(quoted) == 1
    assert "required property" in quoted.pop()
