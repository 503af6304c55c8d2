"""`integen generate --check`: says how the generated tree differs from what would be generated now."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from itertools import islice
from typing import TYPE_CHECKING, Any

from integen.cli import progress, reporting, terminal

if TYPE_CHECKING:
    from integen.freshness import Options
    from integen.output.drift import Drift
    from integen.pipeline import Checked

SHOWN = 400
"""Lines of the diff that people are shown; `--all` shows every one."""
_COLOURS = {"+": "32", "-": "31", "@": "36"}


def checked(options: Options, manner: reporting.Manner) -> int:
    """Return 0 when nothing differs, 1 when something does or the document is at fault."""
    from integen.diagnostics.diagnostic import DocumentError
    from integen.pipeline import check

    try:
        with progress.shown(quiet=manner.quiet) as stage:
            found = check(options, stage)
    except DocumentError as error:
        reporting.document_failed(error, manner)
        return 1
    if manner.as_json:
        terminal.say_json(_record(found))
    else:
        reporting.written(list(found.diagnostics), found.sources, manner)
        _show(found, everything=manner.everything)
    return 1 if found.drift or found.diagnostics.has_errors else 0


def _show(found: Checked, *, everything: bool) -> None:
    if not found.drift:
        terminal.say(f"{found.key} in {terminal.safe(str(found.directory))} is what would be generated")
        return
    lines = _lines(found.drift)
    for line in lines if everything else islice(lines, SHOWN):
        terminal.say(line)
    left = sum(1 for _ in lines)
    if left:
        terminal.say(f"… {left:,} more lines (--all shows them)")
    terminal.say()
    for each in found.drift:
        terminal.say(f"{each.kind}: {terminal.safe(each.path)}")
    files = "file differs" if len(found.drift) == 1 else "files differ"
    terminal.complain(
        f"{len(found.drift):,} {files} from what would be generated in {found.directory}",
        hint="run the same without --check; what was edited by hand is kept unless --force is given",
    )


def _lines(drift: tuple[Drift, ...]) -> Iterator[str]:
    for each in drift:
        for line in each.unified():
            yield terminal.painted(terminal.safe(line), _COLOURS.get(line[:1], "0"), sys.stdout)


def _record(found: Checked) -> dict[str, Any]:
    return {
        "key": found.key,
        "directory": str(found.directory),
        "drift": [
            {"path": each.path, "kind": each.kind.value, "diff": "\n".join(each.unified())}
            for each in found.drift
        ],
        "diagnostics": reporting.records(list(found.diagnostics), found.sources),
    }
