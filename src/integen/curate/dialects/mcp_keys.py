"""`x-mcp-…` and `x-tool-…`: a key of its own for each fact.

* `x-mcp-tool`: true or false, the tool's name, or an object of `enabled`, `name`, `category` and `priority`.
  Sources: apievangelist.com, "Windmill And The First Collision In The MCP Vocabulary" (2026-09-17), for the
  flag and the name; github.com/flyingbag/openapi-generator-mcp, MCP_EXTENSIONS.md, for the object.
* `x-mcp-tool-name`, `x-mcp-tool-description`, `x-mcp-tool-enabled` of an operation and `x-mcp-instructions`
  of `info`: github.com/ouvreboite/openapi-to-mcp, README. On an operation `x-mcp-instructions` is what the
  model is told of it (windmill.dev).
* `x-mcp-group`: a list of groups on a path item, or one on an operation: toolsets. `x-mcp-scope`: the OAuth
  scope of a tool. Sources: apievangelist.com, "The MCP Layer Is Being Built Outside The Contract"
  (2026-08-19), for lists on path items; servers made with openapi-mcp-generator for texts on operations.
* `x-mcp-category` of a tag: the toolset's `name` and `description` (openapi-generator-mcp).
* `x-tool-name`, `x-tool-description`, `x-tool-disable` of an operation (vovk.dev).
* `x-mcp-integration`: an object with `tool` and `resource`. No public description was found; `tool` is read
  as a flag, a name, or an object of them, and a `resource` alone is no tool.
"""

from __future__ import annotations

from integen.curate.dialects import mcp
from integen.curate.speaker import Speaker
from integen.ir.schema import JsonValue

_TOOL = {
    "enabled": "tool",
    "name": "name",
    "title": "title",
    "description": "description",
    "category": "toolsets",
    "priority": "priority",
}


def tool(value: JsonValue, speaker: Speaker) -> None:
    """Read a flag, a name or an object of a tool."""
    if isinstance(value, bool):
        speaker.say("tool", value)
    elif isinstance(value, str):
        speaker.say("name", value)
    elif (told := speaker.inside(value)) is not None:
        speaker.say_members(told, _TOOL)
        if told.get("annotations") is not None:
            mcp.hints(told["annotations"], speaker, "annotations")
        speaker.unknown(told, (*_TOOL, "annotations"))


def name(value: JsonValue, speaker: Speaker) -> None:
    speaker.say("name", value)


def title(value: JsonValue, speaker: Speaker) -> None:
    speaker.say("title", value)


def description(value: JsonValue, speaker: Speaker) -> None:
    speaker.say("description", value)


def enabled(value: JsonValue, speaker: Speaker) -> None:
    speaker.say("tool", value)


def disabled(value: JsonValue, speaker: Speaker) -> None:
    """Read a flag that takes the tool away; false says nothing."""
    if isinstance(value, bool):
        if value:
            speaker.say("tool", False)
    else:
        speaker.wrong("should be true or false")


def group(value: JsonValue, speaker: Speaker) -> None:
    speaker.say("toolsets", value)


def scope(value: JsonValue, speaker: Speaker) -> None:
    """Read scopes; in one text they stand between blanks, as OAuth writes them."""
    speaker.say("scopes", value.split() if isinstance(value, str) else value)


def category(value: JsonValue, speaker: Speaker) -> None:
    """Read the group of a tag; its description is taken where toolsets are described."""
    if isinstance(value, str):
        speaker.say("toolsets", value)
    elif (told := speaker.inside(value)) is not None:
        speaker.say_members(told, {"name": "toolsets"})


def integration(value: JsonValue, speaker: Speaker) -> None:
    told = speaker.inside(value)
    if told is None:
        return
    if told.get("tool") is not None:
        tool(told["tool"], speaker.under("tool"))
    elif told.get("resource") not in (None, False):
        speaker.say("tool", False, "resource")
