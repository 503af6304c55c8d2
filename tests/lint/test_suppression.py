from __future__ import annotations

import pytest
from tests.lint.conftest import GOOD, codes, linted

from integen.errors import IntegenError
from integen.lint.settings import Settings

BAD = GOOD.replace(", description: The number on its collar", "").replace("  license: {name: MIT}\n", "")
"""IG704 at the parameter, IG806 at the info."""
PLACE = "#/paths/~1pets~1{petId}/parameters/0"


def test_both_are_found_when_nothing_is_suppressed():
    assert codes(BAD) == ["IG704", "IG806"]


@pytest.mark.parametrize(
    "entry",
    [
        "IG704",
        "ig704",
        "IG70",
        "IG704 at #",
        f"IG704 at {PLACE}",
        "IG704 at #/paths/~1pets~1{petId}",
        "IG704 at #/paths/*/parameters",
        "IG704 at #/paths/~1pets~1*",
        "IG704 at **/parameters/0",
    ],
)
def test_settings_suppress_a_code_everywhere_or_at_a_place(entry):
    if "**" in entry:
        entry = entry.replace("**", "#/**")
    assert codes(BAD, Settings(ignore=(entry,))) == ["IG806"]


@pytest.mark.parametrize(
    "entry", ["IG705", "IG704 at #/components", "IG704 at #/paths/~1pe", "IG806 at #/paths"]
)
def test_a_suppression_that_hides_nothing_is_a_finding(entry):
    assert codes(BAD, Settings(ignore=(entry,))) == ["IG601", "IG704", "IG806"]


def test_a_selection_leaves_only_what_begins_so():
    assert codes(BAD, Settings(select=("IG7",))) == ["IG704"]
    assert codes(BAD, Settings(select=("IG8", "IG704"))) == ["IG704", "IG806"]


@pytest.mark.parametrize(
    "settings",
    [Settings(select=("IG999",)), Settings(ignore=("IG704 in paths",)), Settings(ignore=("IG999",))],
)
def test_settings_that_mean_nothing_are_refused(settings):
    with pytest.raises(IntegenError):
        codes(BAD, settings)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("{name: petId,", "{x-integen-ignore: [IG704], name: petId,"),
        ("    parameters:\n", "    x-integen-ignore: [IG704]\n    parameters:\n"),
        ("openapi:", "x-integen-ignore: [IG70]\nopenapi:"),
        ("openapi:", "x-integen-ignore: IG704\nopenapi:"),
    ],
)
def test_a_document_suppresses_at_a_node_and_all_that_is_in_it(old, new):
    assert codes(BAD.replace(old, new, 1)) == ["IG806"]


def test_a_document_suppresses_nothing_beside_the_node():
    text = BAD.replace("info:\n", "info:\n  x-integen-ignore: [IG704]\n", 1)
    found = [each for each in linted(text).diagnostics if each.code == "IG601"]
    assert [each.origin for each in found] == ["#/info/x-integen-ignore/0"]


def test_what_is_no_code_is_said_where_it_stands():
    text = GOOD.replace("info:\n", "info:\n  x-integen-ignore: [IG806x, 7]\n", 1)
    assert [(each.code, each.origin) for each in linted(text).diagnostics] == [
        ("IG602", "#/info/x-integen-ignore/0"),
        ("IG602", "#/info/x-integen-ignore/1"),
    ]


def test_errors_can_be_suppressed_too():
    text = GOOD.replace("  title: Pets\n", "")
    assert codes(text) == ["IG108", "IG902"]
    assert codes(text, Settings(ignore=("IG902 at #/info", "IG108"))) == []
