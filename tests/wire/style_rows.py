"""Every style in every place it may stand, exploded or not, with every kind of value.

The columns `text`, `list` and `object` are the table of OAS 3.2 section 4.12.3 "Style Examples"; the others
follow from RFC 6570 section 3.2. Written by hand: nothing here is computed by integen.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from .row import Row, parameter

RESERVED = "a b&c=d/e?f#g%h+i,j;k"
UNICODE = "café ☕"

VALUES: dict[str, tuple[Any, Any]] = {
    "empty text": ("", {"type": "string"}),
    "text": ("blue", {"type": "string"}),
    "reserved characters": (RESERVED, {"type": "string"}),
    "unicode": (UNICODE, {"type": "string"}),
    "integer": (7, {"type": "integer"}),
    "negative": (-7, {"type": "integer"}),
    "fraction": (1.5, {"type": "number"}),
    "boolean": (True, {"type": "boolean"}),
    "null": (None, {"type": ["string", "null"]}),
    "empty list": ([], {"type": "array", "items": {"type": "string"}}),
    "list of one": (["blue"], {"type": "array", "items": {"type": "string"}}),
    "list": (["blue", "black", "brown"], {"type": "array", "items": {"type": "string"}}),
    "list of numbers": ([1, -2, 3], {"type": "array", "items": {"type": "integer"}}),
    "list with delimiters": (["a,b", "c d|e"], {"type": "array", "items": {"type": "string"}}),
    "object": (
        {"R": 100, "G": 200, "B": 150},
        {"type": "object", "additionalProperties": {"type": "integer"}},
    ),
    "nested": ({"R": {"x": 1}, "G": [1, 2]}, {"type": "object"}),
}

ABSENT = None
REFUSED = "!"
R = "a%20b%26c%3Dd%2Fe%3Ff%23g%25h%2Bi%2Cj%3Bk"
U = "caf%C3%A9%20%E2%98%95"
X, G = "%7B%22x%22%3A1%7D", "%5B1%2C2%5D"

# fmt: off
TABLE: dict[tuple[str, str, bool], tuple[str | None, ...]] = {
    ("path", "simple", False): (
        REFUSED, "blue", R, U, "7", "-7", "1.5", "true", REFUSED, REFUSED, "blue", "blue,black,brown",
        "1,-2,3",
        "a%2Cb,c%20d%7Ce", "R,100,G,200,B,150", f"R,{X},G,{G}",
    ),
    ("path", "simple", True): (
        REFUSED, "blue", R, U, "7", "-7", "1.5", "true", REFUSED, REFUSED, "blue", "blue,black,brown",
        "1,-2,3",
        "a%2Cb,c%20d%7Ce", "R=100,G=200,B=150", f"R={X},G={G}",
    ),
    ("path", "label", False): (
        REFUSED, ".blue", f".{R}", f".{U}", ".7", ".-7", ".1.5", ".true", REFUSED, REFUSED, ".blue",
        ".blue,black,brown", ".1,-2,3", ".a%2Cb,c%20d%7Ce", ".R,100,G,200,B,150", f".R,{X},G,{G}",
    ),
    ("path", "label", True): (
        REFUSED, ".blue", f".{R}", f".{U}", ".7", ".-7", ".1.5", ".true", REFUSED, REFUSED, ".blue",
        ".blue.black.brown", ".1.-2.3", ".a%2Cb.c%20d%7Ce", ".R=100.G=200.B=150", f".R={X}.G={G}",
    ),
    ("path", "matrix", False): (
        ";color", ";color=blue", f";color={R}", f";color={U}", ";color=7", ";color=-7", ";color=1.5",
        ";color=true",
        REFUSED, REFUSED, ";color=blue", ";color=blue,black,brown", ";color=1,-2,3", ";color=a%2Cb,c%20d%7Ce",
        ";color=R,100,G,200,B,150", f";color=R,{X},G,{G}",
    ),
    ("path", "matrix", True): (
        ";color", ";color=blue", f";color={R}", f";color={U}", ";color=7", ";color=-7", ";color=1.5",
        ";color=true",
        REFUSED, REFUSED, ";color=blue", ";color=blue;color=black;color=brown", ";color=1;color=-2;color=3",
        ";color=a%2Cb;color=c%20d%7Ce", ";R=100;G=200;B=150", f";R={X};G={G}",
    ),
    ("query", "form", True): (
        "color=", "color=blue", f"color={R}", f"color={U}", "color=7", "color=-7", "color=1.5", "color=true",
        ABSENT,
        ABSENT, "color=blue", "color=blue&color=black&color=brown", "color=1&color=-2&color=3",
        "color=a%2Cb&color=c%20d%7Ce", "R=100&G=200&B=150", f"R={X}&G={G}",
    ),
    ("query", "form", False): (
        "color=", "color=blue", f"color={R}", f"color={U}", "color=7", "color=-7", "color=1.5", "color=true",
        ABSENT,
        ABSENT, "color=blue", "color=blue,black,brown", "color=1,-2,3", "color=a%2Cb,c%20d%7Ce",
        "color=R,100,G,200,B,150", f"color=R,{X},G,{G}",
    ),
    ("query", "spaceDelimited", False): (
        "color=", "color=blue", f"color={R}", f"color={U}", "color=7", "color=-7", "color=1.5", "color=true",
        ABSENT,
        ABSENT, "color=blue", "color=blue%20black%20brown", "color=1%20-2%203", "color=a%2Cb%20c%20d%7Ce",
        "color=R%20100%20G%20200%20B%20150", f"color=R%20{X}%20G%20{G}",
    ),
    ("query", "spaceDelimited", True): (
        "color=", "color=blue", f"color={R}", f"color={U}", "color=7", "color=-7", "color=1.5", "color=true",
        ABSENT,
        ABSENT, "color=blue", "color=blue&color=black&color=brown", "color=1&color=-2&color=3",
        "color=a%2Cb&color=c%20d%7Ce", "R=100&G=200&B=150", f"R={X}&G={G}",
    ),
    ("query", "pipeDelimited", False): (
        "color=", "color=blue", f"color={R}", f"color={U}", "color=7", "color=-7", "color=1.5", "color=true",
        ABSENT,
        ABSENT, "color=blue", "color=blue%7Cblack%7Cbrown", "color=1%7C-2%7C3", "color=a%2Cb%7Cc%20d%7Ce",
        "color=R%7C100%7CG%7C200%7CB%7C150", f"color=R%7C{X}%7CG%7C{G}",
    ),
    ("query", "pipeDelimited", True): (
        "color=", "color=blue", f"color={R}", f"color={U}", "color=7", "color=-7", "color=1.5", "color=true",
        ABSENT,
        ABSENT, "color=blue", "color=blue&color=black&color=brown", "color=1&color=-2&color=3",
        "color=a%2Cb&color=c%20d%7Ce", "R=100&G=200&B=150", f"R={X}&G={G}",
    ),
    ("query", "deepObject", True): (
        "color=", "color=blue", f"color={R}", f"color={U}", "color=7", "color=-7", "color=1.5", "color=true",
        ABSENT,
        ABSENT, "color%5B%5D=blue", "color%5B%5D=blue&color%5B%5D=black&color%5B%5D=brown",
        "color%5B%5D=1&color%5B%5D=-2&color%5B%5D=3", "color%5B%5D=a%2Cb&color%5B%5D=c%20d%7Ce",
        "color%5BR%5D=100&color%5BG%5D=200&color%5BB%5D=150",
        "color%5BR%5D%5Bx%5D=1&color%5BG%5D%5B%5D=1&color%5BG%5D%5B%5D=2",
    ),
    ("header", "simple", False): (
        "", "blue", RESERVED, "caf\xc3\xa9 \xe2\x98\x95", "7", "-7", "1.5", "true", ABSENT, ABSENT, "blue",
        "blue,black,brown", "1,-2,3", "a,b,c d|e", "R,100,G,200,B,150", 'R,{"x":1},G,[1,2]',
    ),
    ("header", "simple", True): (
        "", "blue", RESERVED, "caf\xc3\xa9 \xe2\x98\x95", "7", "-7", "1.5", "true", ABSENT, ABSENT, "blue",
        "blue,black,brown", "1,-2,3", "a,b,c d|e", "R=100,G=200,B=150", 'R={"x":1},G=[1,2]',
    ),
    ("cookie", "form", True): (
        "color=", "color=blue", f"color={R}", f"color={U}", "color=7", "color=-7", "color=1.5", "color=true",
        ABSENT,
        ABSENT, "color=blue", "color=blue; color=black; color=brown", "color=1; color=-2; color=3",
        "color=a%2Cb; color=c%20d%7Ce", "R=100; G=200; B=150", f"R={X}; G={G}",
    ),
    ("cookie", "form", False): (
        "color=", "color=blue", f"color={R}", f"color={U}", "color=7", "color=-7", "color=1.5", "color=true",
        ABSENT,
        ABSENT, "color=blue", "color=blue,black,brown", "color=1,-2,3", "color=a%2Cb,c%20d%7Ce",
        "color=R,100,G,200,B,150", f"color=R,{X},G,{G}",
    ),
    ("cookie", "cookie", True): (
        "color=", "color=blue", REFUSED, "color=caf\xc3\xa9 \xe2\x98\x95", "color=7", "color=-7", "color=1.5",
        "color=true", ABSENT, ABSENT, "color=blue", "color=blue; color=black; color=brown",
        "color=1; color=-2; color=3", "color=a,b; color=c d|e", "R=100; G=200; B=150", 'R={"x":1}; G=[1,2]',
    ),
    ("cookie", "cookie", False): (
        "color=", "color=blue", REFUSED, "color=caf\xc3\xa9 \xe2\x98\x95", "color=7", "color=-7", "color=1.5",
        "color=true", ABSENT, ABSENT, "color=blue", "color=blue,black,brown", "color=1,-2,3",
        "color=a,b,c d|e",
        "color=R,100,G,200,B,150", 'color=R,{"x":1},G,[1,2]',
    ),
}
# fmt: on

SILENT = {
    "spaceDelimited": "n/a in OAS 3.2; OAS 3.0.3: explode of a delimited style is form's",
    "pipeDelimited": "n/a in OAS 3.2; OAS 3.0.3: explode of a delimited style is form's",
    "deepObject": "OAS 3.2 leaves lists and nesting open; PHP, Rails, qs (Express) read `a[b][c]` and `a[]`",
    "form": "OAS 3.2 appendix D: `&` would break a cookie; RFC 6265 section 4.2.1: pairs stand between `; `",
}


def rows() -> Iterator[Row]:
    for (where, style, explode), expected in TABLE.items():
        for (kind, (value, schema)), text in zip(VALUES.items(), expected, strict=True):
            silent = style in SILENT and not (style == "form" and where == "query")
            yield Row(
                rule=f"{where} {style}{' exploded' if explode else ''}: {kind}",
                source=SILENT[style] if silent else "OAS 3.2 section 4.12.3; RFC 6570 section 3.2",
                operation=parameter(_name(where), where, schema, style=style, explode=explode),
                path="/{color}" if where == "path" else "",
                arguments={_name(where): value},
                **_expected(where, text),
            )


def _name(where: str) -> str:
    return "X-Color" if where == "header" else "color"


def _expected(where: str, text: str | None) -> dict[str, Any]:
    if text == REFUSED:
        return {"refused": "color"}
    if where == "path":
        return {"target": f"/{text}"}
    if where == "query":
        return {"target": "" if text is None else f"?{text}"}
    return {"headers": {"x-color" if where == "header" else "cookie": text}}


ROWS = list(rows())
