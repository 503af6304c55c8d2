"""`x-mcp`: three meanings under one key, told apart by its place and its type.

* true or false at the root, a path item or an operation: whether there are tools.
  Source: github.com/harsha-iiiv/openapi-mcp-generator, README.
* an object at the root with `protocolVersion`: a server that exists already, for its documentation; nothing
  of it concerns what is generated. Source: redocly.com/docs/realm/content/api-docs/openapi-extensions/x-mcp.
* any other object: how a tool is named, described and annotated. No two of those who write it agree on every
  member, so what they have in common is read, and `skip`, `hidden` and `disabled` as what they say. It is
  integen's own form too, the one that `integen overlay export` writes.

At the root the object may hold `instructions` and `toolsets`; at a parameter what is said of that argument.
"""

from __future__ import annotations

from integen.curate.dialects import retries
from integen.curate.speaker import Speaker
from integen.ir.schema import JsonValue

TOOL = {
    "enabled": "tool",
    "name": "name",
    "title": "title",
    "description": "description",
    "toolsets": "toolsets",
    "toolset": "toolsets",
    "group": "toolsets",
    "tags": "toolsets",
    "alsoIn": "also_in",
    "scopes": "scopes",
    "confirm": "confirm",
    "outputSchema": "output_schema",
    "priority": "priority",
    "aliases": "aliases",
    "pagination": "pagination",
}
"""`{member: fact}`, each fact's own spelling first."""
HINTS = {
    "title": "title",
    "readOnlyHint": "read_only",
    "destructiveHint": "destructive",
    "idempotentHint": "idempotent",
    "openWorldHint": "open_world",
}
"""`{member of annotations: fact}`. Source: MCP 2026-07-28, ToolAnnotations."""
ARGUMENT = {"hidden": "hidden", "name": "name", "description": "description", "value": "value"}
_OF_ALL = {"enabled": "tool"}
"""What a root says of every operation."""
_OFF = ("skip", "hidden", "disabled")
_OTHERS = ("annotations", "arguments", "instructions", "protocolVersion", "retries", *_OFF)


def read(value: JsonValue, speaker: Speaker) -> None:
    """Read `x-mcp` of a root, a tag, a path item or an operation."""
    if value is None:
        return
    if isinstance(value, bool | str):
        speaker.say("tool", value)
        return
    told = speaker.inside(value)
    if told is None or "protocolVersion" in told:
        return
    speaker.say_members(told, TOOL if speaker.near else _OF_ALL)
    for member in _OFF:
        if isinstance(told.get(member), bool) and told[member]:
            speaker.say("tool", False, member)
    if told.get("annotations") is not None:
        hints(told["annotations"], speaker, "annotations")
    if told.get("retries") is not None:
        retries.speakeasy(told["retries"], speaker.under("retries"))
    if told.get("arguments") is not None:
        _arguments(told["arguments"], speaker)
    speaker.unknown(told, (*TOOL, *_OTHERS))


def hints(value: JsonValue, speaker: Speaker, *members: str) -> None:
    """Read hints as MCP writes them."""
    told = speaker.inside(value, *members)
    if told is not None:
        speaker.say_members(told, HINTS, *members)
        speaker.unknown(told, HINTS, *members)


def parameter(value: JsonValue, speaker: Speaker, argument: str) -> None:
    """Read `x-mcp` of a parameter; false hides it."""
    if isinstance(value, bool):
        speaker.say("hidden", not value, argument=argument)
    else:
        _argument(value, speaker, argument)


def _arguments(value: JsonValue, speaker: Speaker) -> None:
    for name, told in (speaker.inside(value, "arguments") or {}).items():
        _argument(told, speaker, name, "arguments", name)


def _argument(value: JsonValue, speaker: Speaker, argument: str, *members: str) -> None:
    told = speaker.inside(value, *members)
    if told is None:
        return
    for member, fact in ARGUMENT.items():
        if member in told:
            speaker.say(fact, told[member], *members, member, argument=argument)
    speaker.unknown(told, ARGUMENT, *members)
