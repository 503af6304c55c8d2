"""Text of a document stays text in TypeScript, whatever it is and wherever it stands."""

from __future__ import annotations

import json
import subprocess
from typing import Any

import pytest
from tests.generate.test_hostile_text import ATTACKS, document

from integen.quoting import ts_comment, ts_key, ts_string, ts_value

from .conftest import NODE, complaints_of_all, typescript

pytestmark = pytest.mark.heavy

MORE = {
    "comment end": "*/ process.exit(3); /*",
    "comment end in lines": "first\n*/\nprocess.exit(3);\n/*",
    "comment end twice": "**//*/ */ /* */",
    "directive": "@ts-nocheck",
    "directive of an error": "all is well\n@ts-expect-error",
    "directive with a star": "x\n * @ts-ignore",
    "script": "</script><script>process.exit(3)</script><!--",
    "template literal": "`${process.exit(3)}`",
    "separators": "a\u2028process.exit(3)\u2029b",
    "line comment": "x // y\n// @ts-nocheck",
    "reference": '/// <reference path="../../../../etc/passwd" />',
    "regular expression": "/(/",
    "prototype": "__proto__",
    "constructor": "constructor",
    "then": "then",
    "new": "new",
    "get": "get",
    "keyword": "import",
    "global": "Blob",
    "promise": "Promise",
    "type keyword": "keyof any",
    "backslash at the end": "x\\",
    "astral": "\U0001f600 \U000e0041 \ufdd0",
    "lone surrogate": "\ud800x",
    "type": "x: string; [key: string]: never; y",
}
TEXTS = {**ATTACKS, **MORE}
_SENT = {name: text for name, text in TEXTS.items() if name != "lone surrogate"}
"""Documents with a lone surrogate are refused."""


@pytest.fixture(scope="module")
def compiled(tmp_path_factory: pytest.TempPathFactory) -> tuple[list[str], list[int]]:
    """Return what the compiler says of all packages, and how many resources each client has in Node."""
    folder = tmp_path_factory.mktemp("hostile")
    packages = []
    for name, text in _SENT.items():
        own = folder / name.replace(" ", "-")
        own.mkdir()
        packages.append(typescript(document(text), own))
    told = complaints_of_all(packages, folder)
    built = [str(folder / "dist" / package.folder.relative_to(folder) / "index.js") for package in packages]
    program = f"""
const sizes = [];
for (const path of {json.dumps(built)}) {{
  const {{ createClient }} = await import(path);
  sizes.push(Object.keys(createClient({{ baseUrl: "http://localhost" }})).length);
}}
process.stdout.write(JSON.stringify(sizes));
"""
    (folder / "program.mjs").write_text(program)
    assert NODE is not None
    ran = subprocess.run(
        [NODE, folder / "program.mjs"], cwd=folder, capture_output=True, text=True, timeout=60
    )
    assert ran.returncode == 0, ran.stderr[-2000:]
    assert not list(folder.rglob("CANARY"))
    return told, json.loads(ran.stdout)


@pytest.mark.parametrize("index", range(len(_SENT)), ids=_SENT)
def test_text_in_every_place_leaves_a_client_that_compiles_and_starts(
    index: int, compiled: tuple[list[str], list[int]]
) -> None:
    name = list(_SENT)[index].replace(" ", "-")
    told, sizes = compiled
    assert [line for line in told if f"{name}/" in line] == []
    assert sizes[index] > 0


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_a_comment_ends_where_it_should(text: str) -> None:
    comment = ts_comment(text, "  ")
    assert comment == "" or (comment.startswith("/**") and comment.find("*/") == len(comment) - 2)
    assert "</script" not in comment
    assert not any(line.lstrip(" *").startswith("@ts-") for line in comment.split("\n"))


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_a_string_stands_on_one_line_and_is_what_it_was(text: str) -> None:
    literal = ts_string(text)
    assert json.loads(literal.replace("<\\/", "</")) == text
    assert literal.isprintable()
    assert "</" not in literal


@pytest.mark.parametrize(
    ("name", "expected"),
    [("a", "a"), ("$ref", "$ref"), ("a-b", '"a-b"'), ("1a", '"1a"'), ("new", '"new"'), ("", '""')],
)
def test_names_of_members_are_quoted_where_they_must_be(name: str, expected: str) -> None:
    assert ts_key(name) == expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ({"__proto__": {"a": 1}}, '{["__proto__"]: {"a": 1}}'),
        ('"__proto__":', '"\\"__proto__\\":"'),
        (["</script>", None, True, 1.5], '["<\\/script>", null, true, 1.5]'),
    ],
)
def test_values_are_expressions_without_surprises(value: Any, expected: str) -> None:
    assert ts_value(value) == expected
