"""Explain the code of a problem, such as IG201: why it matters, an example, and what to do."""

from __future__ import annotations

import argparse

from integen.cli import generated, terminal
from integen.errors import IntegenError

TITLE = "explain the code of a problem"


def declare(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("code", metavar="CODE", nargs="?", help="such as IG201; all of them without it")


def run(arguments: argparse.Namespace) -> int:
    from integen.diagnostics.codes import CODES

    if arguments.code is None:
        terminal.say("\n".join(f"{code.code}  {code.severity:<8} {code.title}" for code in CODES.values()))
        return 0
    code = CODES.get(arguments.code.upper())
    if code is None:
        raise IntegenError(
            f"there is no code `{arguments.code}`", hint=generated.nearest(arguments.code, CODES)
        )
    parts = [f"{code.code}: {code.title} ({code.severity})", code.why, code.example, code.fix]
    terminal.say("\n\n".join(part.strip() for part in parts if part))
    return 0
