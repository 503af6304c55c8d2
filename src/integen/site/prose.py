"""Descriptions as HTML: what Markdown makes of them, without HTML or images, with links to the web only."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.token import Token
from markupsafe import Markup, escape

from integen.kit.visible import visible
from integen.render.markdown import is_web, told_callouts

_PLAIN = re.compile(r"[^\\`*_\[\]<>&\n#|~!+=]*")
"""Text that Markdown makes nothing of, when it is no list."""
_LISTS = re.compile(r"\s*([-+*]|\d+[.)])\s")


@lru_cache(maxsize=1)
def _parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"html": False, "linkify": False}).enable("table").disable("image")
    parser.validateLink = is_web  # type: ignore[method-assign] # how the library is told
    return parser


@lru_cache(maxsize=8192)
def block(text: str) -> Markup:
    """Return the paragraphs, lists, tables and code of a description."""
    text = told_callouts(visible(text)).strip()
    if _PLAIN.fullmatch(text) and not _LISTS.match(text):
        return Markup(f"<p>{escape(text)}</p>") if text else Markup("")
    parser = _parser()
    tokens = parser.parse(text)
    for token in tokens:
        _tame(token)
    written = parser.renderer.render(tokens, parser.options, {})
    # What scrolls has to be reached without a mouse; in a text this stands with `&lt;`.
    return Markup(written.replace("<pre>", '<pre tabindex="0">'))


@lru_cache(maxsize=16384)
def inline(text: str) -> Markup:
    """Return a description in one line: code, emphasis and links."""
    text = " ".join(visible(text).split())
    if _PLAIN.fullmatch(text):
        return escape(text)
    parser = _parser()
    tokens = parser.parseInline(text)
    for token in tokens:
        _tame(token)
    return Markup(parser.renderer.render(tokens, parser.options, {}))


def _tame(token: Token) -> None:
    """Headings are those of the page only; links tell nobody where they were followed."""
    if token.type in ("heading_open", "heading_close"):
        token.tag = "p"
    if token.type == "heading_open":
        token.attrSet("class", "heading")
    if token.type == "link_open":
        token.attrSet("rel", "noopener noreferrer")
    children: Sequence[Any] = token.children or ()
    for child in children:
        _tame(child)
