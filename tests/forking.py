"""Runs commands in copies of one process that has loaded integen, which takes a third of the time.

How a process starts, and what it loads, is tested where processes are started (tests/cli/test_boundary.py).
"""

from __future__ import annotations

import atexit
import json
import os
import signal
import socket
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import IO

ROOT = Path(__file__).parents[1]
_PARTS = 65_536


def run(
    arguments: Sequence[str], *, cwd: Path, env: Mapping[str, str], stdin: str = "", timeout: float = 60
) -> subprocess.CompletedProcess[str]:
    """Return what `integen` with these arguments ends with, as `subprocess.run` does."""
    with tempfile.TemporaryFile() as given, tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
        given.write(stdin.encode())
        given.seek(0)
        code = _mother().child(arguments, cwd, env, (given, out, err), timeout)
        return subprocess.CompletedProcess(
            ["integen", *arguments], code, stdout=_text(out), stderr=_text(err)
        )


def _text(file: IO[bytes]) -> str:
    file.seek(0)
    return file.read().decode().replace("\r\n", "\n")


class _Mother:
    """The process that has loaded everything, and the socket that it is asked by."""

    def __init__(self) -> None:
        self._asking, theirs = socket.socketpair()
        with theirs:
            self._process = subprocess.Popen(
                [sys.executable, __file__, str(theirs.fileno())],
                pass_fds=[theirs.fileno()],
                env={**os.environ, "PYTHONPATH": str(ROOT / "src")},
            )
        atexit.register(self.ends)

    def child(
        self,
        arguments: Sequence[str],
        cwd: Path,
        env: Mapping[str, str],
        files: Sequence[IO[bytes]],
        timeout: float,
    ) -> int:
        wanted = json.dumps({"argv": list(arguments), "cwd": str(cwd), "env": dict(env)}).encode()
        socket.send_fds(self._asking, [len(wanted).to_bytes(4, "big")], [file.fileno() for file in files])
        self._asking.sendall(wanted)
        pid = int.from_bytes(self._asking.recv(4), "big")
        self._asking.settimeout(timeout)
        try:
            return int.from_bytes(self._asking.recv(4), "big", signed=True)
        except TimeoutError:
            os.kill(pid, signal.SIGKILL)
            self._asking.settimeout(None)
            self._asking.recv(4)
            raise subprocess.TimeoutExpired(["integen", *arguments], timeout) from None
        finally:
            self._asking.settimeout(None)

    def ends(self) -> None:
        self._asking.close()
        self._process.wait(timeout=10)


_MOTHERS: list[_Mother] = []


def _mother() -> _Mother:
    if not _MOTHERS:
        _MOTHERS.append(_Mother())
    return _MOTHERS[0]


def _serve(asked: socket.socket) -> None:
    """Answer until nobody asks any more: the child's process id, then its exit code."""
    while True:
        head, files, _, _ = socket.recv_fds(asked, 4, 3)
        if not head:
            return
        left = int.from_bytes(head, "big")
        text = b""
        while len(text) < left:
            text += asked.recv(min(_PARTS, left - len(text)))
        pid = os.fork()
        if pid == 0:
            asked.close()
            _become(json.loads(text), files)
        for file in files:
            os.close(file)
        asked.sendall(pid.to_bytes(4, "big"))
        _, status = os.waitpid(pid, 0)
        asked.sendall(os.waitstatus_to_exitcode(status).to_bytes(4, "big", signed=True))


def _become(wanted: Mapping[str, object], files: Sequence[int]) -> None:
    """Be the command: never returns."""
    code = 70
    try:
        for number, file in enumerate(files):
            os.dup2(file, number)
        os.environ.clear()
        os.environ.update(wanted["env"])  # type: ignore[call-overload]
        os.chdir(str(wanted["cwd"]))
        sys.argv = ["integen", *wanted["argv"]]  # type: ignore[misc]
        sys.stdin = open(0, encoding="utf-8")  # noqa: SIM115
        sys.stdout = open(1, "w", encoding="utf-8")  # noqa: SIM115
        sys.stderr = open(2, "w", encoding="utf-8", errors="backslashreplace", buffering=1)  # noqa: SIM115
        from integen.cli.app import main

        try:
            code = main()
        except SystemExit as ended:
            code = ended.code if isinstance(ended.code, int) else int(ended.code is not None)
        sys.stdout.flush()
        sys.stderr.flush()
    except BaseException:
        import traceback

        traceback.print_exc()
    finally:
        os._exit(code or 0)


def _load() -> None:
    import integen.cli.app
    import integen.config.load
    import integen.diagnostics.printer
    import integen.difference.compare
    import integen.lint.run
    import integen.pipeline
    import integen.plan.oauth.minimise
    import integen.site.build  # noqa: F401
    from integen.render.custom import SUFFIX, ours
    from integen.render.environment import environment

    for name in ours():
        if name.endswith(SUFFIX):
            environment().get_template(name)


if __name__ == "__main__":
    _load()
    _serve(socket.socket(fileno=int(sys.argv[1])))
