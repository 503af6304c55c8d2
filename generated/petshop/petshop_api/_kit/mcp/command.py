"""The command line of a server, and its twins in the environment."""

from __future__ import annotations

import argparse
import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple, NoReturn

from .filters import MODES, ServeOptions

LEAST_RESULT = 500
"""Characters: room for one element and the marker that says what was cut."""


class UsageError(Exception):
    """The command line or the environment asks for something impossible."""


class Command(NamedTuple):
    options: ServeOptions
    transport: str = "stdio"
    host: str = "127.0.0.1"
    port: int = 8000
    base_url: str | None = None
    token: str | None = None
    list: bool = False
    json: bool = False
    streams: bool = False
    """Answer over HTTP with streams, which progress needs and which cost time."""

    def __repr__(self) -> str:
        return f"Command(transport={self.transport!r}, host={self.host!r}, port={self.port})"


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        raise UsageError(message)


def parse(arguments: Sequence[str], environment: Mapping[str, str], *, program: str, version: str) -> Command:
    """Return what is asked for; flags win over the environment. Raises UsageError."""
    parsed = _parser(program, version).parse_args(arguments)
    twins = _Environment(environment, program)
    return Command(
        options=ServeOptions(
            tools_mode=parsed.tools or twins.text("TOOLS_MODE") or "auto",
            toolsets=tuple(parsed.toolset) or twins.names("TOOLSETS"),
            tools=tuple(parsed.tool) or twins.names("TOOLS"),
            exclude_tools=tuple(parsed.exclude_tool) or twins.names("EXCLUDE_TOOLS"),
            read_only=parsed.read_only or twins.flag("READ_ONLY"),
            max_result_chars=_size(parsed.max_result_chars or twins.number("MAX_RESULT_CHARS")),
            max_answer_bytes=_megabytes(parsed.max_answer_mb or twins.number("MAX_ANSWER_MB")),
            reload=parsed.reload or twins.flag("RELOAD"),
        ),
        transport=parsed.transport,
        host=parsed.host or twins.text("HOST") or "127.0.0.1",
        port=_port(parsed.port if parsed.port is not None else twins.number("PORT")),
        base_url=_url(parsed.base_url),
        token=_token(parsed.auth_token_env, environment),
        list=parsed.list,
        json=parsed.json,
        streams=parsed.streams or twins.flag("STREAMS"),
    )


def _parser(program: str, version: str) -> argparse.ArgumentParser:
    prefix = _prefix(program)
    parser = _Parser(
        prog=program,
        allow_abbrev=False,
        description="MCP server. Without options it talks to one client on standard input and output.",
        epilog=f"Also from the environment: {prefix}TOOLSETS, {prefix}TOOLS, {prefix}EXCLUDE_TOOLS (names "
        f"between commas), {prefix}READ_ONLY=1, {prefix}TOOLS_MODE, {prefix}MAX_RESULT_CHARS, "
        f"{prefix}MAX_ANSWER_MB, {prefix}HOST, {prefix}PORT, {prefix}STREAMS=1, {prefix}RELOAD=1.",
    )
    add = parser.add_argument
    add("--transport", choices=("stdio", "http"), default="stdio")
    add("--host", metavar="H", help="address for http (default: 127.0.0.1)")
    add("--port", type=int, metavar="P", help="port for http (default: 8000; 0 takes a free one)")
    add("--streams", action="store_true", help="answer over http with streams, so that clients see progress")
    add("--reload", action="store_true", help="serve what is generated anew, without losing a client")
    add("--toolset", action="append", default=[], metavar="NAME", help="serve only this group; repeatable")
    add("--tool", action="append", default=[], metavar="NAME", help="serve this tool; repeatable")
    add(
        "--exclude-tool",
        action="append",
        default=[],
        metavar="NAME",
        help="never serve this tool; repeatable",
    )
    add(
        "--read-only", action="store_true", help="only tools that change nothing; wins over all other choices"
    )
    add("--tools", choices=MODES, help="list all tools, or search them (default: search above 60)")
    add("--list", action="store_true", help="print the tools and exit")
    add("--json", action="store_true", help="with --list: as JSON")
    add("--base-url", metavar="URL", help="where the API is")
    add(
        "--max-result-chars",
        type=int,
        metavar="N",
        help="characters of an answer to the client (default: 100000)",
    )
    add(
        "--max-answer-mb",
        type=int,
        metavar="N",
        help="megabytes of an answer that are read at most (default: 50)",
    )
    add(
        "--auth-token-env",
        metavar="VARIABLE",
        help="variable that holds the bearer token clients of http must send",
    )
    add("--version", action="version", version=f"{program} {version}")
    return parser


def _prefix(program: str) -> str:
    return re.sub(r"\W+", "_", program, flags=re.ASCII).upper() + "_"


def _token(variable: str | None, environment: Mapping[str, str]) -> str | None:
    if variable is None:
        return None
    token = environment.get(variable, "").strip()
    if not token:
        raise UsageError(f"--auth-token-env: the variable `{variable}` is not set")
    return token


def _size(characters: int | None) -> int:
    if characters is not None and characters < LEAST_RESULT:
        raise UsageError(f"--max-result-chars: at least {LEAST_RESULT}")
    return characters or ServeOptions().max_result_chars


def _megabytes(number: int | None) -> int:
    if number is not None and number < 1:
        raise UsageError("--max-answer-mb: at least 1")
    return number * 1_000_000 if number else ServeOptions().max_answer_bytes


def _url(url: str | None) -> str | None:
    if url is not None and not re.match(r"https?://[^/\s]", url):
        raise UsageError(f"--base-url: `{url}` is no http or https address")
    return url


def _port(port: int | None) -> int:
    if port is not None and not 0 <= port <= 65535:
        raise UsageError(f"--port: {port} is no port")
    return 8000 if port is None else port


class _Environment:
    def __init__(self, environment: Mapping[str, str], program: str) -> None:
        self._environment, self._prefix = environment, _prefix(program)

    def text(self, name: str) -> str | None:
        return self._environment.get(self._prefix + name, "").strip() or None

    def names(self, name: str) -> tuple[str, ...]:
        return tuple(item.strip() for item in (self.text(name) or "").split(",") if item.strip())

    def flag(self, name: str) -> bool:
        """Anything but an explicit no is a yes: a typing error must not open a read-only server."""
        return (self.text(name) or "0").lower() not in ("0", "false", "no", "off")

    def number(self, name: str) -> int | None:
        text = self.text(name)
        if text is not None and not text.isdecimal():
            raise UsageError(f"{self._prefix}{name}: `{text}` is no number")
        return int(text) if text else None
