"""Text of a document as Markdown that does nothing: no HTML, no image, no link but to the web.

Paragraphs, lists, code and links of descriptions survive; everything else that Markdown could make of a text
is escaped. What is kept is written anew here, so that it means the same whatever stands around it.
Source: CommonMark 0.31, sections 4.5, 6.1 and 6.3.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import lru_cache
from urllib.parse import urlsplit

from integen.kit.visible import visible
from integen.quoting import markdown

_FENCE = re.compile(r"^ {0,3}(`{3,}|~{3,})[ \t]*([\w+#.-]*)")
_INLINE = re.compile(
    r"(?P<code>(?<![`\\])`(?P<text>[^`\n]+)`(?!`))"
    r"|\*\*(?P<strong>[^*\s](?:[^*\n]{0,300}[^*\s])?)\*\*"
    r"|(?<![!\\\]])\[(?P<label>[^\[\]\n]{1,300})\]\((?P<url>[^()\s<>]{1,1000})(?:\s\"[^\"\n]{0,300}\")?\)"
)
_INDENT = re.compile(r"^[ \t]*")
_MARKER = re.compile(r"^(?:[-*+]|\d{1,9}[.)])(?=[ \t]+\S)")
_HEADING = re.compile(r"^#{1,6}[ \t]+(\S.*?)[ \t#]*$")
_CALLOUT = re.compile(r"^(> ?)\[!([A-Z]{3,12})\][ \t]*$", re.MULTILINE)
_STARTS = re.compile(r"^(?:[-+=]|\d{1,9}[.)])(?=\s|$)|^[-=*_]{2,}\s*$")
"""What a line must not begin with unless it is meant: lists, and lines below a heading."""


EFFECTS = {"read": "reads", "write": "changes", "destructive": "may destroy"}
"""What an operation does to the world, for people."""


@lru_cache(maxsize=4096)
def code_span(text: str) -> str:
    """Return text as a code span that it cannot leave, in one line."""
    plain = " ".join(visible(text).split())
    if "`" not in plain and plain:
        return f"`{plain}`"
    longest = max((len(run) for run in re.findall("`+", plain)), default=0)
    fence = "`" * (longest + 1)
    pad = " " if not plain or plain[0] in "` " or plain[-1] in "` " else ""
    return f"{fence}{pad}{plain}{pad}{fence}"


def code_cell(text: str) -> str:
    """Return text as a code span in a cell of a table. Source: GFM, section 4.10, "Tables"."""
    return code_span(text).replace("|", "\\|")


def code_block(text: str, language: str = "") -> str:
    """Return text as a fenced block that it cannot leave."""
    longest = max((len(run) for run in re.findall("`{3,}", text)), default=2) if "```" in text else 2
    fence = "`" * (longest + 1)
    return f"{fence}{language}\n{visible(text)}\n{fence}"


@lru_cache(maxsize=4096)
def blocks(text: str) -> str:
    """Return a description of several paragraphs."""
    return "\n".join(_lines(told_callouts(visible(text)).strip().split("\n"))).strip("\n")


@lru_cache(maxsize=8192)
def cell(text: str) -> str:
    """Return a description in one line, for a cell of a table: code and links survive."""
    return _inline(" ".join(visible(text).split()), code_cell)


def told_callouts(text: str) -> str:
    """Return Markdown with GitHub's `> [!NOTE]` as a word of the quotation."""
    if "[!" not in text:
        return text
    return _CALLOUT.sub(lambda found: f"{found[1]}**{found[2].capitalize()}**", text)


def sentence(text: str) -> str:
    """Return a text with a capital at its beginning and a full stop at its end, unless it has its own."""
    if not text:
        return ""
    return text[0].upper() + text[1:] + ("" if text.endswith((".", "!", "?", ":", "…")) else ".")


def _lines(lines: list[str]) -> Iterator[str]:
    at = 0
    while at < len(lines):
        fence = _FENCE.match(lines[at])
        if fence is None:
            yield _line(lines[at])
            at += 1
            continue
        end = at + 1
        while end < len(lines) and not lines[end].strip().startswith(fence[1]):
            end += 1
        yield code_block("\n".join(lines[at + 1 : end]), fence[2])
        at = end + 1


def _line(line: str) -> str:
    body = line.strip()
    if not body:
        return ""
    indent = len(_INDENT.match(line.expandtabs(4))[0])  # type: ignore[index] # it always matches
    marker = _MARKER.match(body)
    if marker is not None:
        return f"{' ' * min(indent, 8)}{marker[0]} {_inline(body[marker.end() :].strip())}"
    heading = _HEADING.match(body)
    if heading is not None:
        return f"**{_plain(heading[1])}**"
    return _unmarked(_inline(body.lstrip("> ") or body))


def _unmarked(text: str) -> str:
    """Return a line of a paragraph that begins no block."""
    return f"\\{text}" if _STARTS.match(text) and not text[0].isdigit() else text


def _inline(text: str, code: Callable[[str], str] = code_span) -> str:
    if text.isalnum():
        return text
    found, at = [], 0
    for match in _INLINE.finditer(text):
        found.append(_plain(text[at : match.start()]))
        at = match.end()
        if match["code"]:
            found.append(code(match["text"]))
        elif match["strong"]:
            found.append(f"**{_plain(match['strong'])}**")
        elif is_web(match["url"]):
            found.append(f"[{_inline(match['label'], code)}]({address(match['url'])})")
        else:
            found.append(_plain(match["label"]))
    return "".join((*found, _plain(text[at:])))


def _plain(text: str) -> str:
    if not text.strip():
        return " " if text else ""
    before, after = (" " if text[0].isspace() else ""), (" " if text[-1].isspace() else "")
    return f"{before}{_escaped(text)}{after}"


@lru_cache(maxsize=8192)
def _escaped(text: str) -> str:
    return markdown(text).replace("&", "&amp;")


def address(url: str) -> str:
    """Return an address of the web as the destination of a link, which it cannot leave."""
    quoted = re.sub(r"[\\|`*\"'<>\s]", lambda found: f"%{ord(found[0]):02X}", url)
    return f"<{quoted}>"


def is_web(url: str) -> bool:
    """Whether an address is an absolute one of the web, the only ones that are linked to."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(parts.netloc) and url.isprintable()
