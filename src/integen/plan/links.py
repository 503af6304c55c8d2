"""What an answer says about the next call, for the catalog and for docstrings."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from integen.ir.api import Operation
from integen.ir.link import Link
from integen.ir.schema import _Missing
from integen.quoting import line, shorten


def link_records(operation: Operation) -> dict[str, dict[str, Any]]:
    """Return `{name: record}` of the links of an operation's answers; each says of which statuses it is."""
    found: dict[str, dict[str, Any]] = {}
    for status, link in _links(operation):
        record = _record(link)
        known = found.setdefault(link.name, {"status": [], **record})
        if {**record, "status": known["status"]} == known:
            known["status"].append(status)
        else:  # the same name leads elsewhere from another answer
            found[f"{link.name} ({status})"] = {"status": [status], **record}
    return found


def _links(operation: Operation) -> Iterator[tuple[str, Link]]:
    for response in operation.responses:
        for link in response.links:
            yield response.status, link


def _record(link: Link) -> dict[str, Any]:
    record = {
        "operation": link.operation or link.target,
        "parameters": dict(link.parameters) or None,
        "server": link.server,
    }
    body = {} if isinstance(link.body, _Missing) else {"body": link.body}
    return {**{name: value for name, value in record.items() if value is not None}, **body}


def link_docs(operation: Operation, methods: Mapping[str, str]) -> list[str]:
    """Return a line for each link that can be followed; `methods` is `{operation key: how it is called}`."""
    lines: dict[str, None] = {}
    for _, link in _links(operation):
        method = methods.get(link.operation or "")
        if method is not None:
            given = ", ".join(f"{line(name)}={line(str(value))}" for name, value in link.parameters)
            text = line(link.description or "")
            lines[shorten(f"{method}({given})" + (f": {text}" if text else ""), 300)] = None
    return list(lines)
