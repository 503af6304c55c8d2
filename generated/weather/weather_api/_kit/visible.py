"""Which characters nobody sees: they hide text from reviewers, and a model reads what a person does not.

Source: Unicode 17, general categories Cc, Cf, Cs and Co, Default_Ignorable_Code_Point, and blanks that are
letters or symbols (Hangul fillers, the empty Braille pattern). Spaces, tabs and line feeds are left alone.
"""

from __future__ import annotations

import re

UNSEEN = (
    "\x00-\x08\x0b-\x1f\x7f-\x9f"  # control characters: escape sequences of terminals, carriage returns
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u2800\u3164\uffa0"
    "\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff0-\ufffb"  # zero-width, line ends, bidirectional
    "\ufe00-\ufe0f\ufdd0-\ufdef\ufffe\uffff\ud800-\udfff\ue000-\uf8ff"  # variation, no characters, private
    "\U00013430-\U0001343f\U0001bca0-\U0001bca3\U0001d173-\U0001d17a"
    "\U000e0000-\U000e0fff\U000f0000-\U0010ffff"  # tags, which spell text in hiding; private use
    + "".join(f"{chr(plane | 0xFFFE)}{chr(plane | 0xFFFF)}" for plane in range(0x10000, 0xF0000, 0x10000))
)
"""The inside of a character class."""

_UNSEEN = re.compile(f"[{UNSEEN}]")


def visible(text: str) -> str:
    """Return `text` without characters that cannot be seen; line ends become `\\n`."""
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    return text if text.isascii() and text.isprintable() else _UNSEEN.sub("", text)
