"""Shows what an API answered: for a person on a terminal, as it came in a pipe."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING

from integen.cli import terminal
from integen.errors import IntegenError

if TYPE_CHECKING:
    from integen.kit.http import Response


def show(response: Response) -> None:
    """Write the body. Raises IntegenError rather than fill a terminal with bytes that are no text."""
    content: bytes = response.content
    if not terminal.is_terminal(sys.stdout):
        terminal.say_bytes(content if content.endswith(b"\n") or not _is_text(response) else content + b"\n")
    elif not content:
        terminal.say(f"{response.status_code} without a body")
    elif _is_json(response):
        _pretty(content)
    elif _is_text(response):
        terminal.say(terminal.safe(response.text, lines=True))
    else:
        raise IntegenError(
            f"the answer is {len(content):,} bytes of {_media_type(response) or 'no stated type'}",
            hint="send it to a file: integen call … > FILE",
        )


def _pretty(content: bytes) -> None:
    """Write indented, coloured JSON."""
    try:
        value = json.loads(content)
    except ValueError:
        terminal.say(terminal.safe(content.decode(errors="replace"), lines=True))
        return
    from rich.highlighter import JSONHighlighter
    from rich.text import Text

    text = Text(terminal.safe(json.dumps(value, ensure_ascii=False, indent=2), lines=True))
    JSONHighlighter().highlight(text)
    terminal.console().print(text, soft_wrap=True)


def _media_type(response: Response) -> str:
    from integen.kit.media import essence_of

    return essence_of(str(response.headers.get("content-type", "")))


def _is_json(response: Response) -> bool:
    media_type = _media_type(response)
    return media_type.endswith(("/json", "+json"))


def _is_text(response: Response) -> bool:
    media_type = _media_type(response)
    return _is_json(response) or media_type.startswith("text/") or media_type.endswith(("/xml", "+xml"))
