"""An answer that is not a success to the error that it is raised as."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Mapping
from http import HTTPStatus
from typing import Any

from .auth import Credentials
from .errors import APIStatusError, error_class
from .http import Response
from .media import essence_of, is_json
from .messages import server_message
from .records import Answer, Operation
from .retry import RETRYABLE, is_harmless, retry_after

REQUEST_ID_HEADERS = (
    "x-request-id",
    "request-id",
    "x-github-request-id",
    "x-amzn-requestid",
    "x-amz-request-id",
    "x-ms-request-id",
    "x-goog-request-id",
    "x-correlation-id",
    "x-trace-id",
    "cf-ray",
)

_READABLE_ID = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_.:/=+")


def request_id(headers: Mapping[str, str]) -> str | None:
    """Return what the server calls this exchange, to tell its support."""
    found = next((headers[name] for name in REQUEST_ID_HEADERS if headers.get(name)), None)
    return found if found and len(found) <= 200 and _READABLE_ID.issuperset(found) else None


def status_error(
    operation: Operation,
    response: Response,
    *,
    credentials: Credentials,
    action: str | None = None,
    decode: Callable[[Response, str], Any] | None = None,
) -> APIStatusError:
    """Return the error of a response that was read. `decode` turns it into the model of a given name."""
    body = error_body(response)
    asked = retry_after(response.headers, time.time())
    identifier = request_id(response.headers)
    harmless = is_harmless(
        operation.method, idempotent=operation.idempotent, header_names=response.request.headers
    )
    model = declared_model(operation, response)
    return error_class(response.status_code)(
        _sentence(operation, response, credentials.redact(server_message(body)), identifier),
        operation=operation.key,
        response=response,
        body=body,
        request_id=identifier,
        retryable=response.status_code in RETRYABLE and (harmless or response.status_code == 429),
        retry_after=asked,
        action=action,
        resolve=(lambda: decode(response, model)) if decode and model else None,
    )


def error_body(response: Response) -> Any:
    """Return the parsed JSON, whatever the server calls it; else the text; None when there is nothing."""
    if not response.content:
        return None
    try:
        return json.loads(response.content)
    except (ValueError, RecursionError):
        return response.text


def _sentence(operation: Operation, response: Response, said: str, identifier: str | None) -> str:
    status = f"{response.status_code} {phrase(response.status_code)}".rstrip()
    text = f"{operation.key} answered {status}"
    if said and said.lower() != phrase(response.status_code).lower():
        text += f": {said}"
    return f"{text} (request {identifier})" if identifier else text


def phrase(status_code: int) -> str:
    """Return the reason phrase of a status, or nothing for one that HTTP does not know."""
    try:
        return HTTPStatus(status_code).phrase
    except ValueError:
        return ""


def answer_of(operation: Operation, status_code: int) -> Answer | None:
    """Return what the API declares for a status: exactly, by its class (`4XX`), or by `default`."""
    answers = {answer.status.upper(): answer for answer in operation.answers}
    for key in (str(status_code), f"{status_code // 100}XX", "DEFAULT"):
        if key in answers:
            return answers[key]
    return None


def declared_model(operation: Operation, response: Response) -> str | None:
    """Return the name of the model that the body of an error should be."""
    answer = answer_of(operation, response.status_code)
    if answer is None:
        return None
    essence = essence_of(response.headers.get("content-type", ""))
    by_type = {essence_of(media_type): model for media_type, model in answer.content.items()}
    if essence in by_type:
        return by_type[essence]
    return next((model for media_type, model in by_type.items() if model and is_json(media_type)), None)
