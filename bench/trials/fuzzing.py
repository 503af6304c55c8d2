"""Generates mutants in copies of a warm process, each bounded by the kernel, and says what went wrong."""

from __future__ import annotations

import gc
import os
import resource
import signal
import sys
import traceback
from pathlib import Path

CPU, MEMORY = 20, 2_000_000_000
"""Seconds and bytes of address space for one mutant."""


def tried(data: bytes, folder: Path, *, imported: bool) -> str:
    """Return what went wrong with a mutant, in one line or a traceback; empty when all is well."""
    report = folder / "report.txt"
    report.write_text("")
    spec = folder / "spec.json"
    spec.write_bytes(data)
    child = os.fork()
    if child == 0:
        _try(spec, report, imported=imported)
    _, status, usage = os.wait4(child, 0)
    code = os.waitstatus_to_exitcode(status)
    if code in (-signal.SIGXCPU, -signal.SIGKILL, -signal.SIGALRM):
        return f"hang: {usage.ru_utime + usage.ru_stime:.0f} CPU seconds"
    return report.read_text() or (f"ended with {code}" if code else "")


def _try(spec: Path, report: Path, *, imported: bool) -> None:
    resource.setrlimit(resource.RLIMIT_CPU, (CPU, CPU + 1))
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    signal.alarm(10 * CPU)
    gc.disable()
    try:
        _generate(spec, imported=imported)
    except BaseException:
        report.write_text(traceback.format_exc()[-6000:])
    finally:
        os._exit(0)


def _generate(spec: Path, *, imported: bool) -> None:
    """Do everything but write, which costs ten times as much; write what is imported."""
    from integen.diagnostics import printer
    from integen.diagnostics.diagnostic import DocumentError
    from integen.pipeline import Options, generate, prepare

    options = Options(spec=str(spec), name="x", output=spec.parent / "out", force=True)
    try:
        prepared = prepare(options, lambda step: None)
    except DocumentError as error:
        printer.full([error.diagnostic], error)
        return
    printer.full(list(prepared.diagnostics), prepared.sources)
    if prepared.api.skipped and not prepared.diagnostics.has_errors:
        raise AssertionError(f"{prepared.api.skipped} operations were left out in silence")
    for path, text in prepared.tree.rendered.items():
        if path.endswith(".py"):
            compile(text, path, "exec", dont_inherit=True)
    if imported:
        _import(generate(options).directory)


def _import(directory: Path) -> None:
    from trials.importing import _import as imports

    sys.path.insert(0, str(directory))
    sys.dont_write_bytecode = True
    found: dict[str, object] = {"modules": 0, "models": 0, "failed": None}
    imports("x_api", found)
    if found["failed"]:
        raise AssertionError(str(found["failed"]))


def kind_of(trouble: str) -> str:
    """Return what two troubles of one cause have in common: the last place of ours, and the exception."""
    lines = trouble.strip().splitlines()
    places = [line.strip() for line in lines if "/integen/" in line or "/x_api/" in line]
    last = places[-1].rpartition("/")[2] if places else ""
    return f"{lines[-1][:120]} [{last}]" if lines else ""
