"""`integen explain`."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import partial
from typing import TYPE_CHECKING, Annotated

import typer

from integen.cli import generated, terminal
from integen.errors import IntegenError

if TYPE_CHECKING:
    from integen.diagnostics.codes.entry import Code

TITLE = "Explain the code of a problem."
_BEGINNING = re.compile(r"IG\d{1,2}")
_REPAIRS = "repairs"


def command(
    code: Annotated[
        str | None,
        typer.Argument(metavar="CODE", help="Such as IG201; IG2 for all that begin so; `repairs`."),
    ] = None,
) -> Callable[[], int]:
    """Explain the code of a problem, such as IG201: why it matters, an example, and what to do.

    Without a code all are listed by what they are about; `repairs` are what integen mends by itself.
    """
    return partial(_run, code)


def _run(wanted: str | None) -> int:
    from integen.diagnostics.codes import BANDS, CODES

    named = (wanted or "").upper()
    if wanted is None or _BEGINNING.fullmatch(named):
        listed = {code: entry for code, entry in CODES.items() if code.startswith(named)}
        if not listed:
            raise IntegenError(f"no code begins with `{wanted}`", hint="`integen explain` lists all of them")
        _list(listed.values(), BANDS)
    elif wanted.lower() == _REPAIRS:
        _repairs()
    elif named in CODES:
        _explain(CODES[named])
    else:
        raise IntegenError(f"there is no code `{wanted}`", hint=generated.nearest(wanted, CODES))
    return 0


def _list(codes: Iterable[Code], bands: dict[str, str]) -> None:
    last = ""
    for code in codes:
        band = code.code[:3]
        if band != last:
            terminal.say(("\n" if last else "") + f"{band}  {bands[band]}")
            last = band
        terminal.say(f"  {code.code}  {code.severity:<8} {code.title}")


def _explain(code: Code) -> None:
    parts = [f"{code.code}: {code.title} ({code.severity})", code.why, code.example, code.fix]
    parts += (_of_repair(name, does) for name, mends, does in _all_repairs() if mends == code.code)
    terminal.say("\n\n".join(part.strip() for part in parts if part))


def _of_repair(name: str, does: str) -> str:
    return f"Repair `{name}`: {does}. `repairs = {{ {name} = false }}` in integen.toml switches it off."


def _repairs() -> None:
    terminal.say("What integen mends; `repairs = { NAME = false }` in integen.toml switches one off.\n")
    rows = [(code, name, does) for name, code, does in _all_repairs()]
    terminal.table([("code", "repair", "what is done"), *rows])


def _all_repairs() -> list[tuple[str, str, str]]:
    from integen.lower.repairs import REPAIRS

    return [(repair.name, repair.code, repair.does) for repair in REPAIRS.values()]
