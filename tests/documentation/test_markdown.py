"""What descriptions keep in the Markdown of a package, and in its site."""

from __future__ import annotations

import pytest
from markdown_it import MarkdownIt

from integen.render.markdown import blocks, cell, code_block, code_cell, code_span
from integen.site.prose import block, inline


def html(markdown: str) -> str:
    return MarkdownIt("commonmark").enable("table").render(markdown).strip()


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("One.\n\nTwo.", "<p>One.</p>\n<p>Two.</p>"),
        ("Use `a_b` or **this**.", "<p>Use <code>a_b</code> or <strong>this</strong>.</p>"),
        ("- a\n- b", "<ul>\n<li>a</li>\n<li>b</li>\n</ul>"),
        ("See [it](https://example.com/a_b).", '<p>See <a href="https://example.com/a_b">it</a>.</p>'),
        ("[`x`](https://example.com)", '<p><a href="https://example.com"><code>x</code></a></p>'),
        ("```json\n{}\n```", '<pre><code class="language-json">{}\n</code></pre>'),
        ("## Notes", "<p><strong>Notes</strong></p>"),
        ("a < b & c > d, snake_case * 2", "<p>a &lt; b &amp; c &gt; d, snake_case * 2</p>"),
        ("&lt;b&gt;", "<p>&amp;lt;b&amp;gt;</p>"),
        ("<b>x</b>", "<p>&lt;b&gt;x&lt;/b&gt;</p>"),
        ("![x](https://example.com/x.png)", "<p>![x](https://example.com/x.png)</p>"),
        ("[x](javascript:alert`1`)", "<p>x</p>"),
        ("> [!NOTE]\n> Careful.", "<p><strong>Note</strong>\nCareful.</p>"),
        ("Title\n=====\nText\n---", "<p>Title\n=====\nText\n---</p>"),
    ],
)
def test_descriptions_keep_what_is_harmless(text: str, shown: str) -> None:
    assert html(blocks(text)) == shown


def test_a_cell_of_a_table_holds_whatever_a_text_says() -> None:
    text = "a | b `c | d` \\| e\n\nf"
    row = html(f"| x |\n|---|\n| {cell(text)} |")
    assert "<td>a | b <code>c | d</code> \\| e f</td>" in row
    assert row.count("<td>") == 1


@pytest.mark.parametrize("text", ["`", "``", "a`b", "` `", "`a``b```", "|", " x ", "a\nb"])
def test_code_is_never_left(text: str) -> None:
    assert html(f"{code_span(text)} after").endswith("</code> after</p>")
    assert html(f"| x |\n|---|\n| {code_cell(text)} |").count("<code>") == 1
    assert html(code_block(f"{text}\n```\n````\n", "sh") + "\nafter").endswith("</code></pre>\n<p>after</p>")


def test_a_site_shows_lists_code_and_links_to_the_web_and_nothing_else() -> None:
    assert "<li>a</li>" in block("- a")
    assert 'rel="noopener noreferrer"' in block("[x](https://example.com)")
    assert "<a" not in block("[x](javascript:alert(1)) [y](//evil.example) [z](data:text/html,x)")
    assert "<img" not in block("![x](https://example.com/x.png)")
    assert inline("a <b>x</b> `c`") == "a &lt;b&gt;x&lt;/b&gt; <code>c</code>"
    assert block("# Big") == '<p class="heading">Big</p>\n'
