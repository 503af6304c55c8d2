"""What a hand-written tool can do beside answering: progress, logs, questions, calls of other tools.

A question reaches clients of both eras from the same line. Before 2026-07-28 the server asks while the call
waits. At 2026-07-28 the call ends with the question, the client calls again with the answer, and the handler
runs again from its start, this time with the answer; answers of earlier rounds travel in the request state,
which the server seals. So whatever stands before a question may run more than once.
"""

from __future__ import annotations

import json
import warnings
from collections.abc import Awaitable, Callable, Mapping
from typing import Any, Literal, NamedTuple, cast

import mcp_types as types
from mcp.server.context import ServerRequestContext
from mcp.server.subscriptions import (
    PromptsListChanged,
    ResourcesListChanged,
    ResourceUpdated,
    ServerEvent,
    SubscriptionBus,
    ToolsListChanged,
)
from mcp.shared.exceptions import MCPError
from mcp.shared.message import ServerMessageMetadata
from mcp_types.version import MODERN_PROTOCOL_VERSIONS

from .calls import Passed
from .content import ToolError, ToolResult
from .log_levels import LogLevels

CallTool = Callable[[str, Mapping[str, Any]], Awaitable[ToolResult]]

_KINDS: Mapping[str, tuple[str, Any, Any]] = {
    "elicitation/create": ("elicitation", types.ElicitRequest, types.ElicitResult),
    "sampling/createMessage": ("sampling", types.CreateMessageRequest, types.CreateMessageResult),
    "roots/list": ("roots", types.ListRootsRequest, types.ListRootsResult),
}
"""`{method: (capability of the client, request, answer)}`."""


_LISTS: Mapping[str, Callable[[], ServerEvent]] = {
    "tools": ToolsListChanged,
    "prompts": PromptsListChanged,
    "resources": ResourcesListChanged,
}


class Elicited(NamedTuple):
    """What a user said to a form."""

    accepted: bool
    values: dict[str, Any]
    action: str
    """`accept`, `decline` or `cancel`."""


class InputRequired(Passed):
    """Ends a call of 2026-07-28 with questions; `result` is what is sent."""

    def __init__(self, requests: Mapping[str, Any], answered: Mapping[str, Any]) -> None:
        super().__init__("input required")
        state = json.dumps({"answers": answered})
        self.result = {"resultType": "input_required", "inputRequests": dict(requests), "requestState": state}


class Refused(Passed):
    """Ends a request with an error of the protocol."""

    def __init__(self, error: MCPError) -> None:
        super().__init__(str(error))
        self.error = error


def elicitation(message: str, schema: Mapping[str, Any]) -> dict[str, Any]:
    """Return a question to the user: a form of the flat object that `schema` describes."""
    params = {"mode": "form", "message": message, "requestedSchema": dict(schema)}
    return {"method": "elicitation/create", "params": params}


def sampling(prompt: str, *, max_tokens: int) -> dict[str, Any]:
    """Return a question to the client's model."""
    message = {"role": "user", "content": {"type": "text", "text": prompt}}
    return {"method": "sampling/createMessage", "params": {"messages": [message], "maxTokens": max_tokens}}


def roots() -> dict[str, Any]:
    """Return the question which folders the client works on."""
    return {"method": "roots/list", "params": {}}


class Context:
    """One request to a hand-written tool, resource or prompt."""

    def __init__(
        self,
        request: ServerRequestContext[Any, Any],
        params: Any,
        call: CallTool,
        bus: SubscriptionBus,
        levels: LogLevels,
    ) -> None:
        self._request, self._call, self._bus, self._levels = request, call, bus, levels
        self.modern = request.protocol_version in MODERN_PROTOCOL_VERSIONS
        self._answers = _earlier(params) | _given(params)

    async def call(self, tool: str, arguments: Mapping[str, Any] | None = None) -> ToolResult:
        """Call another tool of this server; hidden ones too. A failure is a result with `is_error`."""
        return await self._call(tool, arguments or {})

    async def progress(self, done: float, total: float | None = None, message: str | None = None) -> None:
        """Tell how far the call is, if the client wants to know."""
        await self._request.session.report_progress(done, total, message)

    async def log(self, message: Any, level: types.LoggingLevel = "info") -> None:
        """Send a line to the client's log, if it wants lines of this level; any JSON."""
        if not self._levels.admit(self._request, level):
            return
        session: Any = self._request.session  # deprecated from 2026-07-28 on, and what clients before have
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            sending = session.send_log_message(level, message, related_request_id=self._request.request_id)
        await sending

    def can(self, capability: str) -> bool:
        """Tell whether the client has a capability: `elicitation`, `sampling` or `roots`."""
        return getattr(self._request.session.client_capabilities, capability, None) is not None

    async def elicit(self, message: str, schema: Mapping[str, Any], *, key: str = "answer") -> Elicited:
        """Ask the user; several questions of one handler need a `key` each."""
        answer = (await self.ask(**{key: elicitation(message, schema)}))[key]
        action = answer.get("action", "cancel")
        return Elicited(action == "accept", answer.get("content") or {}, action)

    async def ask(self, **questions: Mapping[str, Any]) -> dict[str, dict[str, Any]]:
        """Ask several questions at once; return `{key: answer}`, each as MCP writes it.

        A client that cannot be asked gets an error that says which capability is missing.
        """
        open_ones = {key: question for key, question in questions.items() if key not in self._answers}
        self._require(open_ones)
        if self.modern and open_ones:
            raise InputRequired(open_ones, self._answers)
        for key, question in open_ones.items():
            self._answers[key] = await self._push(question)
        return {key: self._answers[key] for key in questions}

    async def changed(self, what: Literal["tools", "prompts", "resources"] | str) -> None:
        """Tell every client that a list has changed, or the resource of a URI, to those that watch it."""
        event = _LISTS.get(what)
        await self._bus.publish(event() if event else ResourceUpdated(uri=what))

    async def hang_up(self) -> None:
        """Close the stream of a long call over HTTP of 2025; the client comes back for the answer."""
        if self._request.close_sse_stream is not None:
            await self._request.close_sse_stream()

    def _require(self, questions: Mapping[str, Mapping[str, Any]]) -> None:
        needed = {_KINDS[question["method"]][0] for question in questions.values()}
        missing = sorted(name for name in needed if not self.can(name))
        if not missing:
            return
        message = f"This needs a client with {' and '.join(missing)}"
        if not self.modern:
            raise ToolError(f"{message}.")
        data: dict[str, Any] = {"requiredCapabilities": {name: {} for name in missing}}
        code = types.MISSING_REQUIRED_CLIENT_CAPABILITY
        raise Refused(MCPError(code=code, message=message, data=data))

    async def _push(self, question: Mapping[str, Any]) -> dict[str, Any]:
        _, request, answer = _KINDS[question["method"]]
        try:
            said = await self._request.session.send_request(
                request.model_validate(question, by_name=False),
                answer,
                metadata=ServerMessageMetadata(related_request_id=self._request.request_id),
            )
        except MCPError as error:
            raise ToolError(f"The client does not answer the question: {error.error.message}") from error
        return _plain(said)


def _plain(model: Any) -> dict[str, Any]:
    return cast("dict[str, Any]", model.model_dump(mode="json", by_alias=True, exclude_none=True))


def _earlier(params: Any) -> dict[str, Any]:
    """Return the answers of earlier rounds; the seal has been checked, so they are ours."""
    state = getattr(params, "request_state", None)
    answers: dict[str, Any] = json.loads(state)["answers"] if state else {}
    return answers


def _given(params: Any) -> dict[str, Any]:
    responses: dict[str, Any] = getattr(params, "input_responses", None) or {}
    return {key: _plain(answer) for key, answer in responses.items()}
