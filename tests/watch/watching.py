"""Real commands in processes of their own, and their lines as they come."""

from __future__ import annotations

import json
import os
import queue
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import IO, Any

SOURCE = Path(__file__).parents[2] / "src"
PATIENCE = 40
"""Seconds that a machine with much to do may take."""


class Lines:
    """What a process writes, line by line; `None` in the queue is its end."""

    def __init__(self, stream: IO[str]) -> None:
        self.said: list[str] = []
        self._queue: queue.Queue[str | None] = queue.Queue()
        threading.Thread(target=self._read, args=(stream,), daemon=True).start()

    def _read(self, stream: IO[str]) -> None:
        for line in stream:
            self._queue.put(line.rstrip("\n"))
        self._queue.put(None)

    def with_words(self, *words: str) -> str:
        """Wait for a line with these words; what comes before it has been read then."""
        while True:
            try:
                line = self._queue.get(timeout=PATIENCE)
            except queue.Empty:
                raise AssertionError(f"{words} was not said: {self.said}") from None
            assert line is not None, f"it ended without saying {words}: {self.said}"
            self.said.append(line)
            if all(word in line for word in words):
                return line


class Watch:
    def __init__(self, process: subprocess.Popen[str]) -> None:
        assert process.stdout and process.stderr
        self.process = process
        self.out, self.err = Lines(process.stdout), Lines(process.stderr)

    def event(self, kind: str) -> dict[str, Any]:
        """Wait for an event of `--json`."""
        found: dict[str, Any] = json.loads(self.out.with_words(f'{{"event":"{kind}"'))
        return found


def environment(folder: Path) -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": str(SOURCE), "XDG_CACHE_HOME": str(folder / ".cache")}


@contextmanager
def started(folder: Path, *arguments: str) -> Iterator[Watch]:
    """Run a command of integen until the end of the body."""
    process = subprocess.Popen(
        [sys.executable, "-m", "integen", *arguments],
        cwd=folder,
        env=environment(folder),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        yield Watch(process)
    finally:
        process.kill()
        process.wait()


def watching(folder: Path, *arguments: str) -> AbstractContextManager[Watch]:
    """Watch, and make servers only: that takes half the time."""
    return started(folder, "watch", "--target", "mcp", *arguments)


@contextmanager
def piped() -> Iterator[tuple[IO[str], IO[str]]]:
    """A pipe as two files, to read from and to write to."""
    read, write = os.pipe()
    with os.fdopen(read) as reader, os.fdopen(write, "w") as writer:
        yield reader, writer


def save(path: Path, text: str) -> None:
    """Save as editors do: write beside it, put it in its place."""
    new = path.with_name(f".{path.name}.new")
    new.write_text(text)
    new.replace(path)
