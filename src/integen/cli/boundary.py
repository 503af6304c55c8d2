"""The one place that turns what went wrong into a message and an exit code."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path

from typer import Abort, TyperException

from integen.cli import misuse, terminal
from integen.errors import IntegenError

PROBLEM, BUG, INTERRUPTED = 1, 70, 130


def guarded(command: Callable[[], int]) -> int:
    """Return the command's exit code, or that of its failure; tracebacks are shown only when asked for."""
    _with_streams()
    try:
        code = command()
        sys.stdout.flush()
    except IntegenError as error:
        terminal.complain(str(error), hint=error.hint)
        return PROBLEM
    except TyperException as error:
        message, hint = misuse.told(error)
        terminal.complain(message, hint=hint)
        return error.exit_code
    except (KeyboardInterrupt, Abort):
        return INTERRUPTED
    except BrokenPipeError:
        return _quietly_closed()
    except Exception as error:
        return own_fault(error)
    return code


def _with_streams() -> None:
    """A process may be started without standard streams (`>&-`): then nobody reads what is written."""
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:
            setattr(sys, name, Path(os.devnull).open("w"))  # noqa: SIM115  # open as long as the process


def _quietly_closed() -> int:
    """The reader, such as `head`, has gone: also keep the interpreter's last flush from complaining."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return 0


def own_fault(error: Exception) -> int:
    """Say that integen itself has failed."""
    if os.environ.get("INTEGEN_DEBUG"):
        import traceback

        traceback.print_exc()
    else:
        kind = type(error).__name__
        terminal.complain(
            f"this is a bug in integen: {kind}: {error}",
            hint="run it again with INTEGEN_DEBUG=1 and report the traceback",
        )
    return BUG
