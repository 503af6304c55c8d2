"""The report: bounded, and text from outside stays text in it."""

from __future__ import annotations

import re

from integen.ci.comparison import Compared, Standing
from integen.ci.report import MOST, Row, marker, plain, report
from integen.difference.change import Change
from integen.difference.compare import Difference

HOSTILE = "`` ``` ```` </details>\x1b[31m<script> | @everyone [x](javascript:1)"


def changed(key: str, changes: int, text: str = "x", kind: str = "argument-removed") -> Compared:
    found = tuple(
        Change(kind=kind, subject=f"argument {text}", operations=(f"GET /{number}",), before=text)
        for number in range(changes)
    )
    difference = Difference(old="then", new="now", changes=found, whole=True)
    return Compared(key=key, standing=Standing.CHANGED, difference=difference)


def test_the_worst_comes_first() -> None:
    rows = [Row(name="lint", passed=True), Row(name="diff", passed=True)]
    text = report(rows, [changed("a", 1, kind="tool-added"), changed("b", 2)], "abc", ".")
    assert text.splitlines()[:2] == [
        marker("."),
        "### integen: 2 breaking, 1 safe changes; suggested version bump: major",
    ]
    assert text.index("#### `b`") < text.index("#### `a`")


def test_any_number_of_anything_fits_a_comment() -> None:
    rows = [
        Row(name=f"test {n}", passed=False, remark="r" * 500, lines=("l" * 500,) * 500) for n in range(300)
    ]
    compared = [changed(f"integration-{number}", 400, "y" * 150) for number in range(120)]
    text = report(rows, compared, "abc", ".")
    assert len(text) <= MOST < 65_536
    assert "more integrations are left out here" in text
    assert text.count("<details") == text.count("</details>")
    one = report([], [changed("a", 3000, "y" * 150)], "abc", ".")
    assert 50_000 < len(one) <= MOST
    assert "further changes are left out here" in one
    assert one.count("<details") == one.count("</details>")


def test_text_from_outside_stays_in_its_code() -> None:
    rows = [Row(name="test shop", passed=False, remark=HOSTILE, lines=(HOSTILE, "````", HOSTILE))]
    text = report(rows, [changed("shop", 1, HOSTILE)], "abc", "a--><b>")
    assert "\x1b" not in text
    outside = []
    fence = None
    for line in text.splitlines():
        opened = re.match("(`{3,})text$", line)
        if fence is None and opened:
            fence = opened[1]
        elif fence and len(line) >= len(fence) and not line.strip("`"):
            fence = None
        elif fence is None:
            outside.append(re.sub(r"(?<!`)(`+)(?!`).*?(?<!`)\1(?!`)", "", line))
    assert fence is None
    for hostile in ("<script", "@everyone", "javascript:", "<b>"):
        assert hostile not in "\n".join(outside)
    (row,) = [line for line in text.splitlines() if line.startswith("| `test shop`")]
    assert len(re.findall(r"(?<!\\)\|", row)) == 4


def test_annotations_read_as_people_write_them() -> None:
    line = "::error file=specs/a.yaml,line=3,col=1,title=IG101%3A no%2C really::it is 100%25 wrong%0Amend it"
    assert plain(line) == "specs/a.yaml:3:1: error: IG101: no, really: it is 100% wrong mend it"
    assert plain("::error title=IG101::from the web") == ": error: IG101: from the web"
    assert plain("nothing special") == "nothing special"


def test_what_is_the_same_takes_one_line() -> None:
    compared = [Compared(key=f"k{number}", standing=Standing.SAME) for number in range(50)]
    text = report([Row(name="diff", passed=True)], compared, "abc", ".")
    assert "| 50 others | same |" in text
    assert len(text.splitlines()) < 20
