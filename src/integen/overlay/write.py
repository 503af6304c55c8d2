"""Overlay documents as text for people to read, edit and review.

Whoever proposes changes to a document (`overlay suggest`, `overlay diff`, and the curation with
`overlay export`) makes `Action`s and calls `write_overlay`:

    write_overlay(
        [Action(
            target=path_to(["paths", "/pets", "get"]),
            update={"x-mcp": {"title": "List pets"}},
            comments=("the operation has no title",),
        )],
        title="Hints for Pet Shop",
        extends="petshop.yaml",
    )

`path_to` is in `overlay.target`. The text is an Overlay 1.0 document unless an action copies or changes a
single value, which only 1.1 knows; `version` can ask for one of the two.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Literal

from integen.ir.schema import JsonValue
from integen.overlay.yaml_writing import block, comment, scalar


class Absent(Enum):
    """No `update` at all; `null` is a value."""

    ABSENT = "absent"


ABSENT = Absent.ABSENT


@dataclass(frozen=True, slots=True, kw_only=True)
class Action:
    """One change; it has exactly one of `update`, `remove` and `copy`."""

    target: str
    """An RFC 9535 query."""
    update: JsonValue | Absent = ABSENT
    remove: bool = False
    copy: str | None = None
    """A query for the one node to copy; Overlay 1.1."""
    description: str | None = None
    comments: tuple[str, ...] = ()
    """Lines above the action, such as why it is proposed; each ends up on one line."""

    @property
    def needs_1_1(self) -> bool:
        """Whether only Overlay 1.1 has it: copies, and updates that are certainly of a single value."""
        return self.copy is not None or self.update is None or isinstance(self.update, bool | int | float)


def write_overlay(
    actions: Iterable[Action],
    *,
    title: str,
    version: str = "1.0.0",
    extends: str | None = None,
    standard: Literal["1.0.0", "1.1.0"] | None = None,
    comments: Sequence[str] = (),
) -> str:
    """Return an overlay document in YAML.

    `version` is the overlay's own; `standard` the specification's, found from the actions where None.
    `extends` names the document that it is for, relative to where the text will be kept. `comments` stand at
    the top. A document needs an action to be valid, so without any the list is written as empty.
    """
    listed = tuple(actions)
    found = standard or ("1.1.0" if any(action.needs_1_1 for action in listed) else "1.0.0")
    lines = [comment(each) for each in comments]
    lines += [f"overlay: {found}", "info:"]
    lines += block({"title": title, "version": version}, 2)
    if extends is not None:
        lines.append(f"extends: {scalar(extends)}")
    lines.append("actions:" if listed else "actions: []")
    for action in listed:
        lines += _lines(action)
    return "\n".join(lines) + "\n"


def _lines(action: Action) -> Iterator[str]:
    for each in action.comments:
        yield comment(each, 2)
    members: dict[str, JsonValue] = {"target": action.target}
    if action.description is not None:
        members["description"] = action.description
    if action.remove:
        members["remove"] = True
    elif action.copy is not None:
        members["copy"] = action.copy
    elif action.update is not ABSENT:
        members["update"] = action.update
    yield from block([members], 2)
