"""How commands declare what they take: a parser that keeps examples as written, and shared arguments."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path
from typing import Any

TARGETS = ("mcp", "python")
OUTPUT = Path("generated")


class Parser(argparse.ArgumentParser):
    """Takes whole option names only (an abbreviation would change its meaning with the next version)."""

    def __init__(self, **options: Any) -> None:
        options.setdefault("formatter_class", argparse.RawDescriptionHelpFormatter)
        super().__init__(**options, allow_abbrev=False)


def between(least: int, most: int) -> Callable[[str], int]:
    """Return a type of argument: a whole number with bounds."""

    def number(text: str) -> int:
        if not text.isdecimal() or not least <= int(text) <= most:
            raise argparse.ArgumentTypeError(f"{text!r} is not a number from {least} to {most}")
        return int(text)

    return number


def spec(parser: argparse.ArgumentParser, *, required: bool = True) -> None:
    told = "the OpenAPI document: a file, a URL, or `-` for standard input"
    parser.add_argument("--spec", required=required, metavar="PATH|URL|-", help=told)


def output(parser: argparse.ArgumentParser) -> None:
    told = "folder of the generated packages (default: generated)"
    parser.add_argument("--output", type=Path, default=OUTPUT, metavar="DIR", help=told)


def as_json(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help="write JSON for programs")


def stdin_for(location: str) -> bytes | None:
    """Return standard input when the document is to come from it."""
    if location != "-":
        return None
    import os
    import sys

    # Not one `read()` of the stream: that would see an interrupt between two system calls at its end only.
    return b"".join(iter(lambda: os.read(sys.stdin.fileno(), 1 << 20), b""))
