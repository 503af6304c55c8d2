"""What operations are called: their resource, their method, their tool."""

from __future__ import annotations

import hashlib

from integen.ir.api import Api, Operation
from integen.naming.allocate import Request
from integen.naming.legal import PyIdent, avoiding, snake, tool_name
from integen.naming.words import singular, words
from integen.plan import renames
from integen.plan.names import Names

_FILLERS = frozenset("for by of in to from with on at and or".split())

RESERVED_METHODS = "dict str int float bool bytes object None True False print models dt builtins".split()
"""Names that annotations of a class of operations use: type checkers look for them in the class first."""


def resources_of(api: Api, names: Names) -> dict[str, str]:
    """Return `{operation key: resource}`: its first tag, or the first plain segment of its path.

    Tags that differ in case and signs only are one resource.
    """
    groups = {operation.key: resource_name(_group(operation)) for operation in api.operations}
    allocated = names.allocate(
        "resources", [Request(group, (group,)) for group in dict.fromkeys(groups.values())]
    )
    return {key: allocated[group] for key, group in groups.items()}


def resource_name(tag: str) -> PyIdent:
    """Return the attribute of the client that holds the operations of a tag."""
    return avoiding(snake(words(tag), fallback="api"), _RESOURCE_TAKEN)


_RESOURCE_TAKEN = frozenset(
    """request with_options close base_url package in_mode timeout max_retries headers auth credentials
    options raw_response streamed_response catalog integration""".split()
)
"""What clients have, or may have, themselves."""


def _group(operation: Operation) -> str:
    if operation.tags and words(operation.tags[0]):
        return operation.tags[0]
    plain = [part for part in operation.path.split("/") if part and "{" not in part and words(part)]
    versions = [
        part
        for part in plain
        if not (part[0] in "vV" and part[1:].replace(".", "").isdigit()) and part != "api"
    ]
    return (versions or plain or ["api"])[0]


def operation_words(operation: Operation) -> tuple[str, ...]:
    """Return the words that name an operation: those of its id, or of its method and path."""
    if operation.id and words(operation.id):
        return words(operation.id)
    return _path_words(operation)


def _path_words(operation: Operation) -> tuple[str, ...]:
    found = list(words(operation.method))  # OpenAPI 3.2 lets a document make methods up
    for part in operation.path.split("/"):
        if part.startswith("{"):
            found += ["by", *words(part)]
        else:
            found += words(part)
    return tuple(found)


def method_candidates(operation: Operation, resource: str) -> tuple[str, ...]:
    full = operation_words(operation)
    group = words(resource)
    stems = {singular(word) for word in group}
    rest = full[len(group) :] if full[: len(group)] == group else full
    short = tuple(word for word in rest if singular(word) not in stems)
    if not short or short[-1] in _FILLERS:
        short = rest or full
    path = _path_words(operation)
    return tuple(dict.fromkeys(snake(parts) for parts in (short, rest or full, full, path)))


RESERVED_TOOLS = ("search_tools", "describe_tools", "call_read", "call_write", "call_destructive")
"""What servers offer beside the tools of an API."""


def tools_of(api: Api, names: Names, limit: int) -> dict[str, str]:
    """Return `{operation key: tool}`; a name that somebody chose goes before one that was recorded."""
    chosen = {
        operation.key: operation.curation.name for operation in api.operations if operation.curation.name
    }
    names.give_up("tools", {name: key for key, name in chosen.items()})
    requests = []
    for operation in api.operations:
        if operation.key in chosen:
            continue
        spoken, path = operation_words(operation), _path_words(operation)
        candidates = (
            tool_name(spoken, limit),
            tool_name((*_own_words(operation), *spoken), limit),
            tool_name(path, limit),
            f"{tool_name(spoken, limit - 7)}_{hashlib.sha256(operation.key.encode()).hexdigest()[:6]}",
        )
        requests.append(
            Request(operation.key, tuple(dict.fromkeys(candidates)), rank=0 if operation.id else 1)
        )
    reserved = (*RESERVED_TOOLS, *chosen.values(), *names.recorded.get(renames.ALIASES, {}))
    derived = names.allocate("tools", requests, reserved=reserved)
    return {
        operation.key: chosen.get(operation.key) or derived[operation.key] for operation in api.operations
    }


def _own_words(operation: Operation) -> tuple[str, ...]:
    return words(operation.tags[0]) if operation.tags else ()
