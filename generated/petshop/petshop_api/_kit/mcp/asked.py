"""What a call of a tool says beside the tool's own arguments: how much of the answer, and for how long."""

from __future__ import annotations

import json
import math
from collections.abc import Collection, Mapping
from typing import Any, NamedTuple

from ..kinds import is_list
from ..media import essence_of
from ..records import Operation
from ..sequences import reader_of

FIELDS = "_fields"
"""The argument that every tool takes: which parts of the answer to return."""

ITEMS, CURSOR = "_max_items", "_cursor"
"""The arguments that every tool with pages takes: how many items to gather, and where to go on."""

WAIT = "_wait"
"""The argument of tools that take long: seconds for work to be done, or for the items of a stream."""

DEFAULT_ITEMS, MAX_ITEMS = 100, 1000
DEFAULT_WAIT, MAX_WAIT = 50.0, 600.0
"""Seconds. Clients give up after a minute unless they are told of progress."""


class Asked(NamedTuple):
    fields: Any = None
    most: Any = None
    cursor: Any = None
    wait: Any = None


NOTHING = Asked()


class AskedError(Exception):
    """The call says something that cannot be meant; the text is for the model."""


def streams(operation: Operation) -> bool:
    """Tell whether an answer of the operation may be a sequence of items that arrive one by one."""
    return any(
        reader_of(essence_of(name)) is not None
        for answer in operation.answers
        if answer.status[:1] in "2dD"
        for name in answer.content
    )


def beside(operation: Operation, own: Collection[str]) -> dict[str, str]:
    """Return `{argument: member of Asked}` that a tool takes, but for names that are its own."""
    names = {FIELDS: "fields"}
    if operation.pagination is not None or streams(operation):
        names[ITEMS] = "most"
    if operation.pagination is not None or operation.polling is not None:
        names[CURSOR] = "cursor"
    if operation.polling is not None or streams(operation):
        names[WAIT] = "wait"
    return {name: member for name, member in names.items() if name not in own}


def taken(
    arguments: Mapping[str, Any], asked: Asked, names: Mapping[str, str]
) -> tuple[dict[str, Any], Asked]:
    """Take out of the arguments what is not the tool's."""
    values = dict(arguments)
    ours = {member: values.pop(name) for name, member in names.items() if name in values}
    return (values, asked._replace(**ours)) if ours else (values, asked)


def count_of(value: Any, default: int = DEFAULT_ITEMS) -> int:
    """Return how many items are asked for. Raises AskedError."""
    if value is None:
        return default
    try:
        count = int(value)
    except (TypeError, ValueError, OverflowError):
        count = 0
    if count < 1:
        raise AskedError(f"`{ITEMS}` is a number from 1 to {MAX_ITEMS}; nothing was sent.")
    return min(count, max(default, MAX_ITEMS))


def seconds_of(value: Any) -> float:
    """Return how long to wait. Raises AskedError."""
    if value is None:
        return DEFAULT_WAIT
    try:
        seconds = float(value)
    except (TypeError, ValueError, OverflowError):
        seconds = -1.0
    if math.isnan(seconds) or seconds < 0:
        raise AskedError(f"`{WAIT}` is a number of seconds from 0 to {MAX_WAIT:g}; nothing was sent.")
    return min(seconds, MAX_WAIT)


def paths_of(fields: Any) -> tuple[str, ...]:
    """Accept an array, an array as JSON text, or names between commas."""
    if isinstance(fields, str):
        try:
            fields = json.loads(fields)
        except ValueError:
            fields = fields.split(",")
    if not is_list(fields):
        return ()
    return tuple(field.strip() for field in fields if isinstance(field, str))
