"""The five tools that stand for all others when there are too many to list.

Safe and unsafe calls have a tool each, because a host decides by a tool's hints whether to ask its user, and
directories refuse one tool that does both. On the front's path: data only.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

SEARCH, DESCRIBE = "search_tools", "describe_tools"
CALLS = {"read": "call_read", "write": "call_write", "destructive": "call_destructive"}
"""`{effect of a tool: the tool that calls it}`."""

NAMES = frozenset((SEARCH, DESCRIBE, *CALLS.values()))

DEFAULT_LIMIT, MAX_LIMIT = 8, 25
MAX_DESCRIBED = 10

FIELDS_SCHEMA: Mapping[str, Any] = {
    "type": "array",
    "items": {"type": "string"},
    "description": (
        "Return only these parts of the answer: dotted paths that reach through arrays, such as "
        '["id", "items.name"].'
    ),
}

PAGES_SCHEMA: Mapping[str, Any] = {
    "max_items": {
        "type": "integer",
        "minimum": 1,
        "description": "Follow the pages of a list and return as many items.",
    },
}
LONG_SCHEMA: Mapping[str, Any] = {
    "cursor": {"type": "string", "description": "Where to go on, from an earlier answer."},
    "wait": {"type": "number", "minimum": 0, "description": "Seconds for what takes long; 50 by default."},
}

_CALL_TEXT = {
    "read": ("Call a reading tool", "Calls a tool of {title} that only reads."),
    "write": ("Call a writing tool", "Calls a tool of {title} that creates or changes something."),
    "destructive": (
        "Call a destructive tool",
        "Calls a tool of {title} that deletes or overwrites something, which may be impossible to undo.",
    ),
}


def definitions(title: str, *, read_only: bool, open_world: bool = True) -> list[dict[str, Any]]:
    """Return the tools as MCP sends them; with `read_only` those that change something do not exist."""
    calls = ("read",) if read_only else tuple(CALLS)
    return [_search(title, calls), _describe(title), *(_call(title, effect, open_world) for effect in calls)]


def _search(title: str, effects: tuple[str, ...]) -> dict[str, Any]:
    described = (
        "Finds tools of {} by what they do. Returns names, one-line descriptions and effects, best first."
    )
    return {
        "name": SEARCH,
        "title": "Search tools",
        "description": described.format(title),
        "inputSchema": {
            "type": "object",
            "properties": {
                "query": {
                    "type": "string",
                    "description": "A few words: verb and object, such as `create pull request`.",
                },
                "toolset": {"type": "string", "description": "Search only in this group of tools."},
                "effect": {
                    "type": "string",
                    "enum": list(effects),
                    "description": "Only tools of this effect.",
                },
                "limit": {"type": "integer", "minimum": 1, "maximum": MAX_LIMIT, "default": DEFAULT_LIMIT},
            },
            "required": ["query"],
            "additionalProperties": False,
        },
        "annotations": _hints(reads=True, destroys=False, open_world=False),
    }


def _describe(title: str) -> dict[str, Any]:
    return {
        "name": DESCRIBE,
        "title": "Describe tools",
        "description": f"Returns full descriptions and input schemas of tools of {title} by their names.",
        "inputSchema": {
            "type": "object",
            "properties": {
                "names": {
                    "type": "array",
                    "items": {"type": "string"},
                    "minItems": 1,
                    "maxItems": MAX_DESCRIBED,
                    "description": f"Names from {SEARCH}.",
                }
            },
            "required": ["names"],
            "additionalProperties": False,
        },
        "annotations": _hints(reads=True, destroys=False, open_world=False),
    }


def _call(title: str, effect: str, open_world: bool) -> dict[str, Any]:
    heading, text = _CALL_TEXT[effect]
    return {
        "name": CALLS[effect],
        "title": heading,
        "description": f"{text.format(title=title)} Find it with {SEARCH}, read its schema with {DESCRIBE}.",
        "inputSchema": {
            "type": "object",
            "properties": {
                "name": {"type": "string", "description": "The tool to call."},
                "arguments": {"type": "object", "description": f"Its arguments, as {DESCRIBE} says."},
                "fields": FIELDS_SCHEMA,
                **(PAGES_SCHEMA if effect == "read" else {}),
                **LONG_SCHEMA,
            },
            "required": ["name"],
            "additionalProperties": False,
        },
        "annotations": _hints(
            reads=effect == "read", destroys=effect == "destructive", open_world=open_world
        ),
    }


def _hints(*, reads: bool, destroys: bool, open_world: bool) -> dict[str, bool]:
    return {
        "readOnlyHint": reads,
        "destructiveHint": destroys,
        "idempotentHint": reads,
        "openWorldHint": open_world,
    }
