"""Forbids a process what a generator, and a client of one API, have no business to do.

An audit hook cannot be taken off again, and every way out of pure Python passes one. Namespaces and filters
of system calls would also hold native code; but no text of a document ever becomes native code, they need
privileges that not every machine gives, and they cannot tell which text was compiled.
"""

from __future__ import annotations

import ast
import os
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

MARK = "CANARY"
"""In every attack: the name that would be called, or the file that would be written."""

_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND
_NEVER = (
    "os.system os.exec os.posix_spawn os.spawn os.fork os.forkpty os.startfile os.chown os.setxattr "
    "os.symlink os.putenv pty.spawn webbrowser.open ftplib.connect smtplib.connect urllib.Request "
    "http.client.connect telnetlib.Telnet.open socket.bind socket.sendto "
    "pickle.find_class sqlite3.connect winreg.OpenKey"
).split()
_CHANGING = (
    "os.remove os.rename os.rmdir os.mkdir os.chmod os.link os.truncate os.utime "
    "shutil.rmtree shutil.copyfile shutil.copymode shutil.copystat shutil.copytree shutil.move"
).split()
_EVALUABLE = (
    ast.Expression, ast.Name, ast.Load, ast.Constant, ast.Subscript, ast.Tuple, ast.List, ast.BinOp,
    ast.BitOr, ast.Attribute, ast.UnaryOp, ast.USub,
)  # fmt: skip
"""What an annotation may consist of. A call is no part of it, but for the names below."""
CALLABLE = frozenset(("Wire", "Variants", "Heirs"))


@dataclass(slots=True, kw_only=True)
class Cage:
    """What is allowed, and what was tried in spite of it."""

    writable: Path
    readable: tuple[str, ...]
    """Prefixes of paths."""
    port: int
    """Of the one server on the loopback that may be reached."""
    violations: list[str] = field(default_factory=list)
    _busy: bool = False

    def close(self) -> None:
        """Shut the door: from now on, to the end of the process."""
        checks: dict[str, Callable[..., str | None]] = {
            "open": self._open,
            "subprocess.Popen": _popen,
            "socket.connect": self._connect,
            "socket.getaddrinfo": _resolve,
            "compile": _compiled,
            **dict.fromkeys(_NEVER, lambda *given: "is forbidden"),
            **dict.fromkeys(_CHANGING, self._changed),
        }
        sys.addaudithook(lambda event, given: self._judge(checks, event, given))

    @contextmanager
    def opened(self) -> Iterator[None]:
        """Let the tests' own parsers look at what was generated: they compile it and run nothing."""
        self._busy = True
        yield
        self._busy = False

    def _judge(
        self, checks: Mapping[str, Callable[..., str | None]], event: str, given: tuple[Any, ...]
    ) -> None:
        check = checks.get(event)
        if check is None or self._busy:
            return
        self._busy = True
        try:
            complaint = check(*given)
        finally:
            self._busy = False
        if complaint:
            self.violations.append(f"{event} {complaint}: {given!r:.300}")
            raise PermissionError(f"{event} {complaint}")

    def _open(self, path: Any, mode: Any, flags: int) -> str | None:
        if isinstance(path, int) or path is None:
            return None
        place = _absolute(path)
        if flags & _WRITING:
            return None if self._writable(place) or place in ("/dev/null", "/dev/tty") else "writes elsewhere"
        return None if place.startswith(self.readable) or self._writable(place) else "reads elsewhere"

    def _changed(self, *given: Any) -> str | None:
        # The last argument may be the descriptor of the folder that the name is in.
        folder = _folder(given[-1]) if isinstance(given[-1], int) and given[-1] >= 0 else None
        paths = [_absolute(item, folder) for item in given if isinstance(item, str | bytes | os.PathLike)]
        return None if all(map(self._writable, paths)) else "changes what is elsewhere"

    def _writable(self, place: str) -> bool:
        return place == str(self.writable) or place.startswith(f"{self.writable}{os.sep}")

    def _connect(self, _: Any, address: Any) -> str | None:
        return None if address == ("127.0.0.1", self.port) else "leaves the machine"


def _absolute(path: Any, folder: str | None = None) -> str:
    text = os.fsdecode(path)
    # Links are followed: it is the target that would be read or written.
    return os.path.realpath(text if os.path.isabs(text) else os.path.join(folder or os.getcwd(), text))


def _folder(descriptor: int) -> str | None:
    try:
        return os.readlink(f"/proc/self/fd/{descriptor}")
    except OSError:
        return None


def _popen(executable: Any, args: Any, cwd: Any, env: Any) -> str | None:
    words = [os.fsdecode(word) for word in args]
    known = Path(words[0]).name in ("ruff", "ruff.exe") and words[1] == "format"
    return None if known and not any(MARK in word for word in words) else "starts a program"


def _resolve(host: Any, *rest: Any) -> str | None:
    return None if host in ("127.0.0.1", b"127.0.0.1") else "asks for a name"


def _compiled(source: Any, filename: Any) -> str | None:
    """Annotations are evaluated by pydantic: they may name types, and quote values of the document."""
    if source is None or os.path.isabs(os.fsdecode(filename) if filename else ""):
        return None  # a module or a template, which are judged as files
    try:
        tree = source if isinstance(source, ast.AST) else ast.parse(source, mode="eval")
    except (SyntaxError, ValueError):
        return "compiles statements" if MARK in str(source) else None
    return unsafe(ast.walk(tree)) if MARK in ast.dump(tree) else None


def unsafe(nodes: Iterable[ast.AST]) -> str | None:
    """Say what else than a type an annotation is."""
    for node in nodes:
        if isinstance(node, ast.Call):
            if not (isinstance(node.func, ast.Name) and node.func.id in CALLABLE):
                return "calls something in an annotation"
        elif not isinstance(node, (*_EVALUABLE, ast.keyword)):
            return f"evaluates {type(node).__name__}"
        elif isinstance(node, ast.Name) and MARK in node.id:
            return "names what the document wrote"
    return None
