"""An example call on the command line of integen."""

from __future__ import annotations

import json
from typing import Any

from integen.kit.errors import ArgumentError
from integen.kit.servers import base_url_of
from integen.plan.docs.call import BINARY_FILE, Call
from integen.plan.docs.shell import command, word


def command_call(call: Call) -> str:
    """Return the `integen call` of it; `cli/values.py` reads the arguments back."""
    operation = call.operation
    words = [f"integen call {word(call.integration.key)} {word(operation.tool or operation.key)}"]
    try:
        base_url_of(operation, call.integration)
    except ArgumentError:
        words.append("--base-url https://api.example.com")
    return command([*words, *(word(_argument(call, name, value)) for name, value in call.arguments.items())])


def _argument(call: Call, name: str, value: Any) -> str:
    if call.is_file(name) or call.is_files(name):
        return f"{name}=@{BINARY_FILE}"
    types = _types(call.properties.get(name))
    if isinstance(value, str) and types == {"string"}:
        return f"{name}={'@' if value.startswith('@') else ''}{value}"
    is_plain = isinstance(value, int | float) and "string" not in types and "array" not in types
    return f"{name}{'' if is_plain else ':'}={json.dumps(value, ensure_ascii=False)}"


def _types(schema: Any) -> set[str]:
    stated = schema.get("type", []) if isinstance(schema, dict) else []
    return {stated} if isinstance(stated, str) else set(stated)
