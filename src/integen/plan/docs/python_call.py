"""An example call in Python."""

from __future__ import annotations

from typing import Any

from integen.kit.errors import ArgumentError
from integen.kit.servers import base_url_of
from integen.plan.docs.call import Call
from integen.quoting import python_string

_WIDTH = 88


def python_call(call: Call) -> str:
    """Return a program that can be pasted."""
    operation = call.operation
    module, method = call.integration.package, f"client.{operation.resource}.{operation.name}"
    names = "Client, items" if operation.pagination else "Client"
    lines = [f"from {module} import {names}", "", f"with Client({_settings(call)}) as client:"]
    if operation.pagination:
        called = _called(f"items({method})", call, "    for item in ", ":")
        lines += [*called, "        print(item)"]
    elif call.returns.startswith("Stream["):
        lines += [*_called(method, call, "    for item in ", ":"), "        print(item)"]
    elif call.returns in ("None", ""):
        lines += _called(method, call, "    ")
    else:
        lines += [*_called(method, call, "    answer = "), "    print(answer)"]
    return "\n".join(lines)


def _settings(call: Call) -> str:
    """Return what the client has to be told because the document does not say it."""
    try:
        base_url_of(call.operation, call.integration)
    except ArgumentError:
        return 'base_url="https://api.example.com"'
    return ""


def _called(function: str, call: Call, before: str, after: str = "") -> list[str]:
    """Return the call in one line where it fits, else an argument a line."""
    given = [
        f"{call.python.get(name, name)}={_value(call, name, value)}" for name, value in call.arguments.items()
    ]
    line = f"{before}{function}({', '.join(given)}){after}"
    if len(line) <= _WIDTH:
        return [line]
    pad = " " * (len(before) - len(before.lstrip()))
    return [f"{before}{function}(", *(f"{pad}    {each}," for each in given), f"{pad}){after}"]


def _value(call: Call, name: str, value: Any) -> str:
    if call.is_file(name):
        return 'b"hello"'
    return '[b"hello"]' if call.is_files(name) else literal(value)


def literal(value: Any) -> str:
    """Return a JSON value as a Python expression."""
    match value:
        case str():
            return python_string(value)
        case dict():
            members = (f"{python_string(name)}: {literal(each)}" for name, each in value.items())
            return f"{{{', '.join(members)}}}"
        case list():
            return f"[{', '.join(map(literal, value))}]"
    return repr(value)
