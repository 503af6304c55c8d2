"""Keeps a warm process and lets a copy of it try each document, so that a trial costs no start of Python.

`python -m tests.hostile.keeper PORT` reads a line of JSON for each trial and writes one in answer. A copy is
bounded by the kernel in CPU seconds and memory, so that no document can stop the tests.
"""

from __future__ import annotations

import json
import os
import resource
import select
import signal
import sys
import time
import traceback
from pathlib import Path
from typing import Any

from . import trial

WALL = 60.0
"""Seconds; nothing that is tried waits for long."""


def preload() -> None:
    """Import what every trial needs, before any cage is closed."""
    import mcp.client  # noqa: F401

    import integen.cli.generate
    import integen.cli.inspection
    import integen.cli.listing
    import integen.diagnostics.printer
    import integen.kit.mcp.main
    import integen.kit.mcp.server
    import integen.kit.models
    import integen.kit.xml_reading
    import integen.pipeline
    import integen.render.custom
    import integen.render.environment

    for name in integen.render.custom.ours():
        if name.endswith(".jinja"):
            integen.render.environment.environment().get_template(name)


def served(asked: dict[str, Any], port: int) -> dict[str, Any]:
    """Fork, bound and wait. Returns the report of the copy, and how it ended."""
    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reader)
        _try(asked, port, writer)
    os.close(writer)
    text = _read(reader, child)
    _, status, usage = os.wait4(child, 0)
    report: dict[str, Any] = json.loads(text) if text else {}
    report["ended"] = os.waitstatus_to_exitcode(status)
    report["cpu"] = usage.ru_utime + usage.ru_stime
    report["megabytes"] = usage.ru_maxrss / 1024
    return report


def _try(asked: dict[str, Any], port: int, writer: int) -> None:
    code = 99
    try:
        os.setsid()
        resource.setrlimit(resource.RLIMIT_CPU, (asked["cpu"], asked["cpu"] + 1))
        resource.setrlimit(resource.RLIMIT_AS, (asked["memory"], asked["memory"]))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        report = trial.tried(Path(asked["folder"]), asked["spec"], port)
        _write(writer, json.dumps(report).encode())
        code = 0
    except BaseException:
        traceback.print_exc()
    finally:
        os._exit(code)


def _write(descriptor: int, data: bytes) -> None:
    rest = memoryview(data)
    while rest:
        rest = rest[os.write(descriptor, rest) :]


def _read(reader: int, child: int) -> bytes:
    deadline = time.monotonic() + WALL
    parts = []
    while select.select([reader], [], [], max(0.0, deadline - time.monotonic()))[0]:
        part = os.read(reader, 1 << 16)
        if not part:
            break
        parts.append(part)
    else:
        os.killpg(child, signal.SIGKILL)
    os.close(reader)
    return b"".join(parts)


def main() -> None:
    preload()
    port = int(sys.argv[1])
    answers = os.fdopen(os.dup(1), "w")
    os.dup2(2, 1)  # what a trial prints is no answer
    for line in sys.stdin:
        answers.write(json.dumps(served(json.loads(line), port)) + "\n")
        answers.flush()


if __name__ == "__main__":
    main()
