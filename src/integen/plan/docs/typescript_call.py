"""An example call in TypeScript."""

from __future__ import annotations

from typing import Any

from integen.kit.errors import ArgumentError
from integen.kit.servers import base_url_of
from integen.naming.legal import PyIdent
from integen.plan.docs.call import Call
from integen.plan.typescript.operations import camel
from integen.quoting import ts_key, ts_value

_WIDTH = 88
_BLOB = 'new Blob(["hello"])'


def typescript_call(call: Call) -> str:
    """Return a module that can be pasted."""
    operation = call.operation
    method = f"client.{camel(PyIdent(operation.resource))}.{camel(PyIdent(operation.name))}"
    return "\n".join(
        (
            f'import {{ createClient, unwrap }} from "{call.integration.key}-api";',
            "",
            f"const client = createClient({_settings(call)});",
            f"const data = await unwrap({method}({_arguments(call, len(method) + 29)}));",
            "console.log(data);",
        )
    )


def _settings(call: Call) -> str:
    members = []
    try:
        base_url_of(call.operation, call.integration)
    except ArgumentError:
        members.append('baseUrl: "https://api.example.com"')
    auth = [
        f"{ts_key(arg)}: process.env.{env}"
        for scheme in call.schemes
        for arg, env in zip(scheme.args, scheme.env, strict=False)
    ]
    if auth:
        members.append(f"auth: {{ {', '.join(auth)} }}")
    return f"{{ {', '.join(members)} }}" if members else ""


def _arguments(call: Call, beside: int) -> str:
    """Return the object of arguments, in one line where that leaves room for what stands beside it."""
    if not call.arguments:
        return ""
    members = [f"{ts_key(name)}: {_value(call, name, value)}" for name, value in call.arguments.items()]
    line = f"{{ {', '.join(members)} }}"
    if len(line) + beside <= _WIDTH:
        return line
    return "\n".join(("{", *(f"  {each}," for each in members), "}"))


def _value(call: Call, name: str, value: Any) -> str:
    if call.is_file(name):
        return _BLOB
    return f"[{_BLOB}]" if call.is_files(name) else ts_value(value)
