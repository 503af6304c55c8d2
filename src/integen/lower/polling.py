"""Recognises operations that answer before they are done, and where their result will stand.

`x-ms-long-running-operation` says it; in standard terms a writing operation does that declares a 202 with a
`Location` (RFC 9110 section 15.3.3 calls it a status monitor) or an `Operation-Location` header.
"""

from __future__ import annotations

from dataclasses import replace

from integen.ir.api import Api, Operation, Polling

_LONG = "x-ms-long-running-operation"
_OPTIONS = "x-ms-long-running-operation-options"
_MONITORS = frozenset(("operation-location", "azure-asyncoperation"))
_VIA = {
    "azure-async-operation": "operation",
    "operation-location": "operation",
    "location": "location",
    "original-uri": "original",
}
_BY_METHOD = {"PUT": "original", "PATCH": "original", "POST": "location", "DELETE": "operation"}
"""Where the result stands when nothing says it."""


def polled(api: Api) -> Api:
    """Return the API with the polling of every operation that needs it."""
    readable = {operation.path for operation in api.operations if operation.method == "GET"}
    operations = tuple(
        operation if found is None else replace(operation, polling=found)
        for operation in api.operations
        for found in (_told(operation) or _declared(operation, operation.path in readable),)
    )
    return replace(api, operations=operations)


def _told(operation: Operation) -> Polling | None:
    if operation.extensions.get(_LONG) is not True or operation.method not in _BY_METHOD:
        return None
    options = operation.extensions.get(_OPTIONS)
    via = options.get("final-state-via") if isinstance(options, dict) else None
    final = _VIA.get(via) if isinstance(via, str) else None
    return Polling(final=final or _BY_METHOD[operation.method], states=True, reason=f"`{_LONG}`")


def _declared(operation: Operation, readable: bool) -> Polling | None:
    if operation.effect == "read" or _LONG in operation.extensions:
        return None
    accepted = next((item for item in operation.responses if item.status == "202"), None)
    names = {header.name.lower(): header.name for header in accepted.headers} if accepted else {}
    monitor = next((name for plain, name in names.items() if plain in _MONITORS), None)
    if monitor is None and "location" not in names:
        return None
    final = "location" if "location" in names else "operation"
    if monitor is not None and readable and operation.method in ("PUT", "PATCH"):
        final = "original"
    return Polling(final=final, reason=f"a 202 comes with `{monitor or names['location']}`")
