"""IG717 and IG718: texts that talk to the model, and characters that only a model sees.

Descriptions are shown to models as data. What addresses the model there is a mistake at best.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from integen.diagnostics.diagnostic import Diagnostic
from integen.diagnostics.edit import Change, Edit
from integen.diagnostics.invisible import HIDDEN
from integen.lint.subject import Subject, finding

_ORDERS = re.compile(
    r"""
    \b(?:ignore|disregard|forget|override)\s+(?:\w+\s+){0,3}(?:previous|prior|above|earlier|preceding|other)\s+
        (?:\w+\s+)?(?:instructions?|prompts?|rules|directions|messages|context)
    | \b(?:system|developer)\s+(?:prompt|message|instructions?)\b
    | \byou\s+are\s+(?:now\s+)?an?\s+(?:\w+\s+)?(?:assistant|agent|ai|chatbot|language\s+model)\b
    | \b(?:as\s+an?|dear|attention,?|note\s+to)\s+(?:the\s+)?
        (?:ai|llm|(?:language\s+)?model|assistant|agent)s?\b[,:]
    | \b(?:do\s+not|don't|never)\s+(?:tell|inform|mention|reveal|show|disclose)\b[^.\n]{0,40}\bthe\s+user\b
    | \bwithout\s+(?:telling|informing|asking|notifying)\s+the\s+user\b
    | \bbefore\s+(?:using|calling|invoking)\s+(?:this|any|other)\s+tools?\b
    | \b(?:always|must)\s+(?:call|invoke|use)\s+this\s+tool\s+(?:first|before|instead)\b
    | <important>(?!\s*(?:<p>|</)) | </?\s*(?:system|instructions?|secret|hidden|assistant|tool_call)\s*>
    | \[/?inst\] | <\|[a-z_]+\|>
    | \b(?:exfiltrate|send|forward|post|upload)\b[^.\n]{0,60}
        \b(?:conversation|chat\s+history|api\s+keys?|secrets?|passwords?|credentials)\b[^.\n]{0,60}https?://
    """,
    re.IGNORECASE | re.VERBOSE,
)
_LONG_COMMENT = 40

_NAMES = {
    "\u200b": "zero-width space",
    "\ufeff": "byte order mark",
    "\u00ad": "soft hyphen",
}


def commands(subject: Subject) -> Iterator[Diagnostic]:
    """Find texts that tell the model what to do, and comments that only the model reads."""
    for origin, text in subject.texts:
        found = _ORDERS.search(text)
        if found is not None:
            shown = " ".join(found[0].split())[:80]
            yield finding("IG717", f"the text speaks to the model: `{shown}`", origin)
            continue
        comments = (" ".join(each.split()) for each in _comments(text))
        comment = next((each for each in comments if len(each) > _LONG_COMMENT), None)
        if comment is not None:
            message = f"the text has a comment that people do not see: `{comment[:60]}`"
            yield finding("IG717", message, origin)


def _comments(text: str) -> Iterator[str]:
    """Yield what stands in comments of HTML; one that never ends is none."""
    end = 0
    while (start := text.find("<!--", end)) >= 0 and (end := text.find("-->", start)) >= 0:
        yield text[start + 4 : end]


def invisible(subject: Subject) -> Iterator[Diagnostic]:
    """Find characters that people do not see."""
    for origin, text in subject.texts:
        if text.isascii() and text.isprintable():
            continue
        found = HIDDEN.findall(text)
        if found:
            name = _NAMES.get(found[0], f"U+{ord(found[0]):04X}")
            more = f" and {len(found) - 1} more" if len(found) > 1 else ""
            message = f"the text has invisible characters: {name}{more}"
            yield finding("IG718", message, origin, fix=Edit(change=Change.CLEAN, origin=origin))
