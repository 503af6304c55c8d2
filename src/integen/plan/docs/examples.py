"""The same call in every language that a package speaks."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

import orjson

from integen.plan.docs.call import Call
from integen.plan.docs.command_call import command_call
from integen.plan.docs.curl_call import curl_call
from integen.plan.docs.python_call import python_call
from integen.plan.docs.typescript_call import typescript_call
from integen.quoting import seen_json


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    key: str
    title: str
    language: str
    """As highlighters call it."""
    text: str


def mcp_call(call: Call) -> str | None:
    """Return the message of a client that calls the tool. Source: MCP, `tools/call`."""
    if call.operation.tool is None:
        return None
    params = {"name": call.operation.tool, "arguments": dict(call.arguments)}
    message = {"jsonrpc": "2.0", "id": 1, "method": "tools/call", "params": params}
    return seen_json(orjson.dumps(message, option=orjson.OPT_INDENT_2).decode())


@dataclass(frozen=True, slots=True)
class _Language:
    title: str
    highlighter: str
    write: Callable[[Call], str | None]
    needs: tuple[str, ...]
    """Targets, one of which the package must have."""
    nests_bytes: bool = True
    """It can say bytes that stand inside an object."""


_LANGUAGES: Mapping[str, _Language] = {
    "mcp": _Language("MCP", "json", mcp_call, ("mcp",)),
    "python": _Language("Python", "python", python_call, ("python",), nests_bytes=False),
    "typescript": _Language("TypeScript", "ts", typescript_call, ("typescript",), nests_bytes=False),
    "curl": _Language("curl", "sh", curl_call, ()),
    "cli": _Language("integen call", "sh", command_call, ("mcp", "python")),
}


def examples(call: Call, targets: frozenset[str]) -> Iterator[Example]:
    """Yield the examples of a call, those of the package's own languages."""
    hides_bytes = call.hides_bytes()
    for key, language in _LANGUAGES.items():
        if language.needs and not targets.intersection(language.needs):
            continue
        if hides_bytes and not language.nests_bytes:
            continue
        text = language.write(call)
        if text is not None:
            yield Example(key=key, title=language.title, language=language.highlighter, text=text)
