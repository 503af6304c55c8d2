"""The only doors through which text of a document enters generated files: one for each place.

Whatever stands in a title, a description or an enum value, it stays text there and never becomes code.
"""

from __future__ import annotations

import json
import re
from functools import lru_cache
from typing import Any

from integen.kit.visible import UNSEEN, visible

_UNSEEN = re.compile(f"[{UNSEEN}]")
_BLANKS = re.compile(r"(?<![ \t])[ \t]+\n")
"""Starts at the first blank of a run only: a long run would be searched again from each of its blanks."""

_GAPS = re.compile(r"\n{3,}")
_TAGS = re.compile(
    r"</?(?:p|br|b|i|em|strong|code|ul|ol|li|a|div|span|tt|pre)(?:\s[^<>]*)?/?>", re.IGNORECASE
)
_BREAKS = re.compile(r"</?(?:p|br|ul|ol|li|div)(?:\s[^<>]*)?/?>", re.IGNORECASE)


def python_string(value: str) -> str:
    """Return a Python string literal; what cannot be seen in it is written as an escape."""
    text = repr(value)
    if not text.isascii():
        text = _UNSEEN.sub(_python_escape, text)
    if text[0] == "'" and '"' not in text:
        return f'"{text[1:-1]}"' if "\\'" not in text else text
    return text


def _python_escape(match: re.Match[str]) -> str:
    code = ord(match[0])
    return f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"


def docstring(text: str, indent: int = 0) -> str:
    """Return a Python docstring in its quotes; following lines are indented by `indent` spaces."""
    text = visible(text).strip()
    body = text.replace("\\", "\\\\").replace('"""', '\\"\\"\\"')
    if (len(text) - len(text.rstrip('"'))) % 3:  # quotes at the end that are no whole triple
        body = f'{body[:-1]}\\"'
    if "\n" not in body:
        return f'"""{body}"""'
    pad = " " * indent
    joined = "\n".join(f"{pad}{line}" if line else "" for line in body.split("\n")).lstrip()
    return f'"""{joined}\n{pad}"""'


def line(text: str) -> str:
    """Return text for one line, such as the rest of a comment or a cell of a table on a terminal."""
    return " ".join(visible(text).split())


def markdown(text: str) -> str:
    """Return text for one line of Markdown: no markup, no HTML, no table cell is opened or closed by it."""
    flat = line(text)
    return re.sub(r"([\\`*_{}\[\]<>#|!~])", r"\\\1", flat)


def ts_string(value: str) -> str:
    """Return a TypeScript string literal, which also cannot end a script that it is embedded in."""
    seen = value.isprintable() and (value.isascii() or _UNSEEN.search(value) is None)
    # JSON leaves one control character as it is.
    return json.dumps(value, ensure_ascii=not seen).replace("</", "<\\/").replace("\x7f", "\\u007f")


_TS_KEY = re.compile(r"[A-Za-z_$][A-Za-z0-9_$]*")


@lru_cache(maxsize=16384)
def ts_key(name: str) -> str:
    """Return the name of a member of a TypeScript type: as it is where it is an identifier, else quoted."""
    return name if _TS_KEY.fullmatch(name) and name != "new" else ts_string(name)


def ts_value(value: Any) -> str:
    """Return a JSON value as a TypeScript expression; `__proto__` is a member like any other."""
    text = json.dumps(value)
    if "</" in text:
        text = text.replace("</", "<\\/")
    # `{"__proto__": x}` would set the prototype. Inside a string the quotes have backslashes before them.
    return text.replace('"__proto__":', '["__proto__"]:') if "__proto__" in text else text


_TS_TAGS = re.compile(r"^([ \t*/]*)@", re.MULTILINE)
"""A tag, or a directive such as `@ts-ignore`: they have a meaning at the beginning of a line only."""


@lru_cache(maxsize=65536)
def ts_comment(text: str, indent: str = "", tags: tuple[str, ...] = ()) -> str:
    """Return a documentation comment for TypeScript, or nothing for no text.

    `indent` stands before each of its lines but the first; `tags` are lines of ours, such as `@deprecated`.
    """
    body = visible(text).strip() if text else ""
    if "@" in body:
        body = _TS_TAGS.sub(r"\1\\@", body)
    body = "\n".join(filter(None, (body, *map(line, tags))))
    if "/" in body:
        body = body.replace("*/", "*\\/").replace("</", "<\\/")
    if "\n" not in body:
        return f"/** {body} */" if body else ""
    lines = (f"{indent} * {line}" if line else f"{indent} *" for line in body.split("\n"))
    return "\n".join(("/**", *lines, f"{indent} */"))


def seen_json(text: str) -> str:
    """Return JSON in which what cannot be seen is written as an escape: the same value."""
    return text if text.isascii() else _UNSEEN.sub(_json_escape, text)


def _json_escape(match: re.Match[str]) -> str:
    return json.dumps(match[0])[1:-1]


def toml_string(text: str) -> str:
    """Return a TOML basic string. Source: TOML 1.0; its escapes are JSON's."""
    return json.dumps(line(text), ensure_ascii=False)


def dockerfile_string(text: str) -> str:
    """Return a quoted word of a Dockerfile: no variable, escape or further instruction begins in it."""
    return '"' + re.sub(r'([\\"$])', r"\\\1", line(text)) + '"'


@lru_cache(maxsize=16384)
def prose(text: str, limit: int = 1000) -> str:
    """Return a description as plain paragraphs of at most `limit` characters, cut at a sentence or a word."""
    text = visible(text)
    if "<" in text:
        text = _TAGS.sub("", _BREAKS.sub("\n", text))
    if "\n" in text:
        text = _GAPS.sub("\n\n", _BLANKS.sub("\n", text.replace("\t", "    ")))
    return shorten(text.replace("\t", "    ").strip(), limit)


def shorten(text: str, limit: int) -> str:
    """Return `text` within `limit` characters, cut after a sentence if one ends late, else after a word."""
    if len(text) <= limit:
        return text
    head = text[: limit - 1]
    at = max(head.rfind(". "), head.rfind(".\n"), head.rfind("\n\n"))
    if at >= limit // 2:
        return head[: at + 1].rstrip()
    return head[: max(head.rfind(" "), limit // 2)].rstrip(" ,;:") + "…"


@lru_cache(maxsize=16384)
def wrapped(text: str, width: int) -> str:
    """Return `text` with its long lines broken at spaces; shorter lines, lists and code stay as they are."""
    if len(text) <= width:
        return text
    return "\n".join(_wrap_line(line, width) for line in text.split("\n"))


def _wrap_line(line: str, width: int) -> str:
    if len(line) <= width:
        return line
    body = line.lstrip()
    indent = line[: len(line) - len(body)]
    pad = indent + ("  " if body.startswith(("- ", "* ")) else "")
    lines: list[str] = []
    rest, start = line, len(indent)
    while len(rest) > width:
        at = rest.rfind(" ", start, width + 1)
        at = at if at >= 0 else rest.find(" ", max(start, width))
        if at < 0:
            break
        lines.append(rest[:at].rstrip())
        rest, start = pad + rest[at:].lstrip(" "), len(pad)
    lines.append(rest.rstrip())
    return "\n".join(lines)
