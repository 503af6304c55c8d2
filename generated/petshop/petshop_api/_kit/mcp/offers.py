"""Answers what clients ask about the resources and prompts of an extension."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable, Sequence
from typing import Any

import mcp_types as types
from mcp.server.context import ServerRequestContext
from mcp.shared.exceptions import MCPError

from .announcements import Announcements
from .content import Block, ToolError, resource_content, text
from .context import Context, InputRequired, Refused
from .extension import Extension
from .handshake import one_line

Request = ServerRequestContext[Any, Any]
ContextOf = Callable[[Request, Any], Context]

MAX_COMPLETIONS = 100
"""Values of one answer; the protocol allows no more."""

logger = logging.getLogger(__name__)


class Offers:
    """The handlers that an extension needs, and no others: each one is a capability that clients see."""

    def __init__(self, extension: Extension, context: ContextOf, announcements: Announcements) -> None:
        self._extension, self._context, self._announcements = extension, context, announcements

    def handlers(self) -> dict[str, Any]:
        """Return the arguments of `Server` by their names."""
        found: dict[str, Any] = {}
        if self._extension.resources or self._extension.templates:
            found |= {
                "on_list_resources": self._list_resources,
                "on_list_resource_templates": self._list_templates,
                "on_read_resource": self._read,
                "on_subscribe_resource": self._announcements.watch,
                "on_unsubscribe_resource": self._announcements.unwatch,
            }
        if self._extension.prompts:
            found |= {"on_list_prompts": self._list_prompts, "on_get_prompt": self._prompt}
        if self._extension.completions:
            found["on_completion"] = self._complete
        return found

    async def _list_resources(self, request: Request, params: Any) -> dict[str, Any]:
        return _complete_result(resources=[resource.wire for resource in self._extension.resources.values()])

    async def _list_templates(self, request: Request, params: Any) -> dict[str, Any]:
        templates = [template.wire for template in self._extension.templates.values()]
        return _complete_result(resourceTemplates=templates)

    async def _list_prompts(self, request: Request, params: Any) -> dict[str, Any]:
        return _complete_result(prompts=[prompt.wire for prompt in self._extension.prompts.values()])

    async def _read(self, request: Request, params: types.ReadResourceRequestParams) -> dict[str, Any]:
        uri = str(params.uri)
        context = self._context(request, params)

        async def contents(reading: Awaitable[str | bytes], mime_type: str) -> dict[str, Any]:
            return _complete_result(contents=[resource_content(uri, await reading, mime_type)])

        resource = self._extension.resources.get(uri)
        if resource is not None:
            return await _answered(contents(resource.reader(context), resource.wire["mimeType"]), uri)
        for template in self._extension.templates.values():
            if match := template.pattern.fullmatch(uri):
                reading = template.reader(context, match.groupdict())
                return await _answered(contents(reading, template.wire["mimeType"]), uri)
        raise MCPError(code=types.INVALID_PARAMS, message="Resource not found", data={"uri": uri})

    async def _prompt(self, request: Request, params: types.GetPromptRequestParams) -> dict[str, Any]:
        prompt = self._extension.prompts.get(params.name)
        if prompt is None:
            raise MCPError(code=types.INVALID_PARAMS, message=f"Unknown prompt: {params.name[:100]}")
        given = params.arguments or {}
        missing = [
            takes["name"]
            for takes in prompt.wire["arguments"]
            if takes["required"] and takes["name"] not in given
        ]
        if missing:
            raise MCPError(code=types.INVALID_PARAMS, message=f"Missing arguments: {', '.join(missing)}")

        async def messages() -> dict[str, Any]:
            written = await prompt.writer(self._context(request, params), given)
            about = {"description": prompt.wire["description"]} if "description" in prompt.wire else {}
            return _complete_result(messages=_messages(written), **about)

        return await _answered(messages(), params.name)

    async def _complete(self, request: Request, params: types.CompleteRequestParams) -> dict[str, Any]:
        of = params.ref.name if isinstance(params.ref, types.PromptReference) else str(params.ref.uri)
        completer = self._extension.completions.get((of, params.argument.name))

        async def completion() -> dict[str, Any]:
            context = self._context(request, params)
            values = list(await completer(context, params.argument.value)) if completer else []
            shown = values[:MAX_COMPLETIONS]
            more = {"total": len(values), "hasMore": len(values) > len(shown)}
            return _complete_result(completion={"values": shown, **more})

        return await _answered(completion(), of)


async def _answered(answering: Awaitable[dict[str, Any]], name: str) -> dict[str, Any]:
    """Await a handler of the extension. What it raises must not reach the client as it is."""
    try:
        return await answering
    except InputRequired as question:
        return question.result
    except Refused as refused:
        raise refused.error from None
    except ToolError as error:
        raise MCPError(code=types.INVALID_PARAMS, message=str(error)) from error
    except MCPError:
        raise
    except Exception as error:  # the boundary to the protocol, as in `calls`
        logger.exception("%s failed", one_line(name, 200))
        reason = "This failed inside the server; its log has the reason."
        raise MCPError(code=types.INTERNAL_ERROR, message=reason) from error


def _messages(written: str | Sequence[str | Block]) -> list[dict[str, Any]]:
    parts = [written] if isinstance(written, str | Block) else written
    return [{"role": "user", "content": text(part) if isinstance(part, str) else part} for part in parts]


def _complete_result(**members: Any) -> dict[str, Any]:
    return {**members, "resultType": "complete"}
