"""Words a failed call so that a model knows what to do next: correct it, repeat it, or tell its user."""

from __future__ import annotations

from typing import Any

from ..errors import APIConnectionError, APIError, APIResponseError, APIStatusError, APITimeoutError
from ..kinds import is_dict, is_list
from ..statuses import phrase
from .budget import cut, dumped
from .handshake import one_line

MESSAGE = 500
"""Characters of a server's message."""
BODY = 2_000
"""Characters of the rest of a server's answer: validation errors by field and the like."""

_HINTS = {
    401: "Not authenticated: {credentials}.",
    403: "Not permitted: the credential may lack a scope or a permission for this{scopes}.",
    404: "Check the identifiers. Some APIs also answer 404 for what a credential may not see.",
    409: "It conflicts with the present state: read it again before another try.",
    422: "The API rejects the values: correct the arguments it names.",
    429: "Too many requests: wait{wait} before another call.",
}
_TEXT_KEYS = ("message", "error_description", "detail", "title", "error", "reason", "description", "msg")


def explained(error: APIError, *, credentials: tuple[str, ...] = (), scopes: tuple[str, ...] = ()) -> str:
    """Return the text for a failed call; `credentials` are the environment variables that hold one."""
    if isinstance(error, APIStatusError):
        return _status(error, credentials, scopes)
    if isinstance(error, APITimeoutError):
        return "The API did not answer in time. It may have done what was asked: check before you repeat it."
    if isinstance(error, APIConnectionError):
        return f"The API cannot be reached: {one_line(error.message, MESSAGE)}"
    if isinstance(error, APIResponseError):
        return f"The API's answer ({error.status_code}) cannot be read: {one_line(error.message, MESSAGE)}"
    return one_line(str(error), MESSAGE)


def _status(error: APIStatusError, credentials: tuple[str, ...], scopes: tuple[str, ...]) -> str:
    said = server_message(error.body)
    head = f"{error.status_code} {phrase(error.status_code)}".strip()
    lines = [f"{head}: {said}" if said else head]
    if rest := _details(error.body, said):
        lines.append(rest)
    if hint := error.action or _HINTS.get(error.status_code):
        lines.append(hint if error.action else hint.format(**_hint_values(error, credentials, scopes)))
    if error.request_id:
        lines.append(f"Request id: {one_line(error.request_id, 200)}")
    return "\n".join(lines)


def _hint_values(
    error: APIStatusError, credentials: tuple[str, ...], scopes: tuple[str, ...]
) -> dict[str, str]:
    return {
        "credentials": f"set {' or '.join(credentials)} in the environment of this server, or check its value"
        if credentials
        else "this server has no valid credential for the API",
        "scopes": f" ({', '.join(scopes)})" if scopes else "",
        "wait": f" {error.retry_after:.0f} seconds" if error.retry_after is not None else "",
    }


def server_message(body: Any) -> str:
    """Return the sentence that a server says, wherever it puts it; empty when there is none."""
    if isinstance(body, str):
        return "" if body.lstrip().startswith("<") else one_line(body, MESSAGE)
    if is_list(body) and body:
        return server_message(body[0])
    if is_dict(body):
        for key in _TEXT_KEYS:
            if said := server_message(body.get(key)):
                return said
        errors = body.get("errors")
        return server_message(errors) if errors is not None else ""
    return ""


def _details(body: Any, said: str) -> str:
    """Return the body itself when it says more than its message."""
    if not isinstance(body, dict | list) or not body:
        return ""
    if is_dict(body) and all(value == said for value in body.values()):
        return ""
    return dumped(cut(body, BODY)[0])
