"""`integen explain`."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Annotated

import typer

from integen.cli import generated, terminal
from integen.errors import IntegenError

TITLE = "Explain the code of a problem."


def command(
    code: Annotated[
        str | None, typer.Argument(metavar="CODE", help="Such as IG201; all of them without it.")
    ] = None,
) -> Callable[[], int]:
    """Explain the code of a problem, such as IG201: why it matters, an example, and what to do."""
    return partial(_run, code)


def _run(wanted: str | None) -> int:
    from integen.diagnostics.codes import CODES

    if wanted is None:
        terminal.say("\n".join(f"{code.code}  {code.severity:<8} {code.title}" for code in CODES.values()))
        return 0
    code = CODES.get(wanted.upper())
    if code is None:
        raise IntegenError(f"there is no code `{wanted}`", hint=generated.nearest(wanted, CODES))
    parts = [f"{code.code}: {code.title} ({code.severity})", code.why, code.example, code.fix]
    terminal.say("\n\n".join(part.strip() for part in parts if part))
    return 0
