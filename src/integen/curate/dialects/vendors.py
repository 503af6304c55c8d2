"""Extensions that belong to one product.

* `x-speakeasy-mcp`: `disabled`, `name`, `title`, `description`, `scopes` and hints. Its scopes are groups of
  tools to choose from when a server starts, not OAuth scopes, so they are toolsets here.
  Source: speakeasy.com/docs/standalone-mcp/customize-tools.
* `x-gram`: `name`, `summary`, `description`, `confirm` (`always`, `session`, `never`). Its
  `responseFilterType` asks for a way to cut answers, which all tools have here.
  Source: speakeasy.com/docs/gram/concepts/openapi; github.com/speakeasy-api/gram, extension struct.
* `x-zuplo-route`: its member `mcp` has `type` (`tool`, `prompt`, `resource`, `graphql`), `name`,
  `description`, `enabled`, `annotations`; before, `x-zuplo-mcp-tool` had them.
  Source: zuplo.com/docs/mcp-server/tools and …/configuration-migration-guide.
* `x-kong-mcp-tool-name`, `x-kong-mcp-tool-description`, `x-kong-mcp-exclude` of operations; the others
  configure Kong's plugin. Source: docs of Kong/go-apiops, openapi2mcp.
* `x-openai-isConsequential`: a person must agree to every call, or may agree once and for all.
  Source: platform.openai.com/docs/actions/production.
* `x-ai-description`, `x-ai-name`, `x-ai-title`, `x-ai-hidden`: what a model reads in place of the people's
  text. Source: github.com/ansible/django-ansible-base, `x-ai-description`.
* `x-codegen-request-body-name`: what the argument that is the whole body is called.
  Source: openapi-generator.tech/docs/swagger-codegen-migration, body parameter name.
* `x-frontmcp`: `annotations`, `tags`, `hideFromDiscovery`. Source: agentfront's mcp-from-openapi.
"""

from __future__ import annotations

from integen.curate.dialects import mcp
from integen.curate.speaker import Speaker
from integen.ir.schema import JsonValue

_SPEAKEASY = {"name": "name", "title": "title", "description": "description", "scopes": "toolsets"}
_GRAM = {"name": "name", "summary": "title", "description": "description"}
_ZUPLO = {"enabled": "tool", "name": "name", "title": "title", "description": "description"}
_FRONT = {"name": "name", "title": "title", "description": "description", "tags": "toolsets"}
_CONFIRM = {"always": True, "session": True, "never": False}


def speakeasy(value: JsonValue, speaker: Speaker) -> None:
    told = speaker.inside(value)
    if told is None:
        return
    if told.get("disabled") is not None:
        _unless(told["disabled"], speaker, "disabled")
    speaker.say_members(told, _SPEAKEASY if speaker.near else {})
    hints = {key: told[key] for key in mcp.HINTS if key in told and key != "title"}
    mcp.hints(hints, speaker)
    if told.get("annotations") is not None:
        mcp.hints(told["annotations"], speaker, "annotations")
    speaker.unknown(told, (*_SPEAKEASY, "disabled", "annotations", *mcp.HINTS))


def gram(value: JsonValue, speaker: Speaker) -> None:
    told = speaker.inside(value)
    if told is None:
        return
    speaker.say_members(told, _GRAM)
    confirm = told.get("confirm")
    if confirm is not None:
        if isinstance(confirm, str) and confirm in _CONFIRM:
            speaker.say("confirm", _CONFIRM[confirm], "confirm")
        else:
            speaker.wrong("should be `always`, `session` or `never`", "confirm")
    if told.get("annotations") is not None:
        mcp.hints(told["annotations"], speaker, "annotations")
    speaker.unknown(told, (*_GRAM, "confirm", "confirmPrompt", "responseFilterType", "annotations"))


def zuplo_route(value: JsonValue, speaker: Speaker) -> None:
    told = speaker.inside(value)
    if told is not None and told.get("mcp") is not None:
        zuplo_tool(told["mcp"], speaker.under("mcp"))


def zuplo_tool(value: JsonValue, speaker: Speaker) -> None:
    told = speaker.inside(value)
    if told is None:
        return
    if told.get("type", "tool") != "tool":
        speaker.say("tool", False, "type")
        return
    speaker.say_members(told, _ZUPLO)
    if told.get("annotations") is not None:
        mcp.hints(told["annotations"], speaker, "annotations")
    speaker.unknown(told, (*_ZUPLO, "type", "annotations"))


def consequential(value: JsonValue, speaker: Speaker) -> None:
    speaker.say("confirm", value)


def body_name(value: JsonValue, speaker: Speaker) -> None:
    """Read a name of the body; `body` is what it is called anyway."""
    if value != "body":
        speaker.say("name", value, argument="body")


def front(value: JsonValue, speaker: Speaker) -> None:
    told = speaker.inside(value)
    if told is None:
        return
    speaker.say_members(told, _FRONT)
    if told.get("hideFromDiscovery") is True:
        speaker.say("tool", False, "hideFromDiscovery")
    if told.get("annotations") is not None:
        mcp.hints(told["annotations"], speaker, "annotations")


def _unless(value: JsonValue, speaker: Speaker, member: str) -> None:
    if isinstance(value, bool):
        speaker.say("tool", not value, member)
    else:
        speaker.wrong("should be true or false", member)
