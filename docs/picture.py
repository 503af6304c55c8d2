"""Makes docs/picture.svg of a real run on a terminal: `python docs/picture.py`. Plain text in SVG: small."""

from __future__ import annotations

import os
import pty
import re
import subprocess
import sys
import tempfile
from html import escape
from pathlib import Path

ROOT = Path(__file__).parents[1]
COMMANDS = (
    ("integen generate --spec specs/github.yaml", 8),
    ("integen serve github --list --toolset issues", 8),
    ("integen inspect --spec specs/weather.yaml", 13),
)
"""Each with how many lines of its answer are shown."""
COLUMNS, LINE, GLYPH, MARGIN = 100, 20, 8.43, 20


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "specs").symlink_to(ROOT / "specs")
        lines = [line for command, most in COMMANDS for line in shown(command, most, Path(folder))]
    (ROOT / "docs" / "picture.svg").write_text(svg(lines))


def shown(command: str, most: int, folder: Path) -> list[tuple[str, str]]:
    """Return `(class, text)` lines: the command, what it wrote, and a blank one."""
    argv = [sys.executable, "-m", "integen", *command.split()[1:]]
    lines = [line.rstrip() for line in on_a_terminal(argv, folder).splitlines()]
    more = [("dim", f"… {len(lines) - most} more lines")] if len(lines) > most else []
    return [
        ("command", f"$ {command}"),
        *(("text", line[:COLUMNS]) for line in lines[:most]),
        *more,
        ("", ""),
    ]


def on_a_terminal(argv: list[str], folder: Path) -> str:
    """Return what a terminal shows, without its colours."""
    ours, theirs = pty.openpty()
    env = {**os.environ, "PYTHONPATH": str(ROOT / "src"), "TERM": "xterm", "COLUMNS": str(COLUMNS)}
    with subprocess.Popen(argv, cwd=folder, env=env, stdin=subprocess.DEVNULL, stdout=theirs, stderr=theirs):
        os.close(theirs)
        parts = []
        try:
            while part := os.read(ours, 65536):
                parts.append(part)
        except OSError:  # how Linux tells that the other side has gone
            pass
    os.close(ours)
    return re.sub(r"\x1b\[[\d;]*m", "", b"".join(parts).decode())


def svg(lines: list[tuple[str, str]]) -> str:
    width, height = COLUMNS * GLYPH + 2 * MARGIN, len(lines) * LINE + 2 * MARGIN
    body = "\n".join(
        f'<text x="{MARGIN}" y="{MARGIN + LINE * number}" class="{kind}">{_spaced(text)}</text>'
        for number, (kind, text) in enumerate(lines, start=1)
        if text
    )
    return f"""<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:.0f} {height}" role="img">
<title>integen at work in a terminal</title>
<style>
text {{ font: 14px ui-monospace, Menlo, Consolas, monospace; fill: #d8dee9; white-space: pre }}
.command {{ fill: #a3be8c; font-weight: bold }}
.dim {{ fill: #7b879b }}
</style>
<rect width="100%" height="100%" rx="8" fill="#20242c"/>
{body}
</svg>
"""


def _spaced(text: str) -> str:
    """Return escaped text whose runs of spaces survive viewers that ignore `white-space`."""
    return re.sub(r" {2,}", lambda run: "\u00a0" * len(run[0]), escape(text))


if __name__ == "__main__":
    main()
