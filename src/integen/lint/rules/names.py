"""IG710 to IG712: names that tools are made of."""

from __future__ import annotations

import re
from collections.abc import Iterator

from integen.diagnostics.diagnostic import Diagnostic
from integen.ir.origin import child
from integen.lint.subject import Subject, finding
from integen.naming.words import words

_LONGEST = 64
"""Clients refuse longer names of tools."""
_MACHINE = re.compile(
    r"(?:[0-9a-f]{16,}|^[a-z]{1,2}\d+$|(?<!\d)_\d{1,3}$|Using(?:GET|POST|PUT|DELETE|PATCH)(?:_\d+)?$)"
)


def operation_ids(subject: Subject) -> Iterator[Diagnostic]:
    """Find operations without a name, and names that are too long or that only a machine could give."""
    for planned in subject.planned:
        operation = planned.operation
        name = operation.id
        if name is None:
            message = f"`{operation.key}` has no `operationId`"
            note = f"its tool is called `{planned.tool}`, after its path"
            yield finding("IG710", message, operation.origin, note=note)
            continue
        place = child(operation.origin, "operationId")
        if len(name) > _LONGEST:
            message = f"the operationId has {len(name)} characters, more than the {_LONGEST} of a tool's name"
            yield finding("IG711", message, place, note=f"its tool is called `{planned.tool}`")
        elif _MACHINE.search(name) or not words(name):
            note = f"its tool is called `{planned.tool}`"
            yield finding("IG712", f"the operationId `{name}` says little to a model", place, note=note)
