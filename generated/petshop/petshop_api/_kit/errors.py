"""What a call can raise.

    APIError
    ├── APIConnectionError          no answer came
    │   └── APITimeoutError         no answer came in time
    ├── APIResponseError            an answer came, and it cannot be read as what was promised
    └── APIStatusError              an answer came, and it says no
        ├── OperationFailedError    a long-running operation was accepted, and failed later
        ├── BadRequestError 400 · AuthenticationError 401 · PermissionDeniedError 403 · NotFoundError 404
        ├── ConflictError 409 · UnprocessableEntityError 422 · RateLimitError 429
        └── InternalServerError 5xx
    ArgumentError (a ValueError)    nothing was sent: the arguments make no request

No message holds a credential, a query string or a body.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from typing import Any

from .http import Response


class ArgumentError(ValueError):
    """The arguments make no request; nothing was sent."""

    def __init__(self, message: str, *, names: tuple[str, ...] = ()) -> None:
        super().__init__(message)
        self.names = names
        """The arguments at fault."""


class APIError(Exception):
    """A call failed. `str()` is one sentence or two that say which call, and why."""

    code: str = "api_error"
    """A stable name for programs."""

    def __init__(
        self, message: str, *, operation: str, retryable: bool = False, action: str | None = None
    ) -> None:
        super().__init__(f"{message}. {action}" if action else message)
        self.message = message
        self.operation = operation
        """Method and path template: `GET /pets/{id}`."""
        self.retryable = retryable
        """The same call may succeed later, and repeating it does no harm."""
        self.retry_after: float | None = None
        """Seconds to wait, where the server said so."""
        self.action = action
        """What to do about it, where that is known."""


class APIConnectionError(APIError):
    """No answer came."""

    code = "connection_error"


class APITimeoutError(APIConnectionError):
    """No answer came in time."""

    code = "timeout"


class APIResponseError(APIError):
    """The answer cannot be read as what the API promises."""

    code = "unreadable_answer"

    def __init__(self, message: str, *, operation: str, response: Response) -> None:
        super().__init__(message, operation=operation)
        self.response = response
        self.status_code: int = response.status_code


class APIStatusError(APIError):
    """The server answered with a status that is not a success."""

    code = "status_error"

    def __init__(
        self,
        message: str,
        *,
        operation: str,
        response: Response,
        body: Any,
        request_id: str | None = None,
        retryable: bool = False,
        retry_after: float | None = None,
        action: str | None = None,
        resolve: Callable[[], Any] | None = None,
    ) -> None:
        super().__init__(message, operation=operation, retryable=retryable, action=action)
        self.response = response
        self.status_code: int = response.status_code
        self.body: Any = body
        """The parsed JSON; the text when it is not JSON; None when there is none."""
        self.request_id = request_id
        self.retry_after = retry_after
        self._resolve = resolve

    @cached_property
    def error(self) -> Any:
        """The body as the model that the API declares for this status; `body` itself when it declares
        none.
        """
        return self._resolve() if self._resolve is not None else self.body


class BadRequestError(APIStatusError):
    code = "bad_request"


class AuthenticationError(APIStatusError):
    code = "unauthenticated"


class PermissionDeniedError(APIStatusError):
    code = "permission_denied"


class NotFoundError(APIStatusError):
    code = "not_found"


class ConflictError(APIStatusError):
    code = "conflict"


class UnprocessableEntityError(APIStatusError):
    code = "unprocessable"


class RateLimitError(APIStatusError):
    code = "rate_limited"


class InternalServerError(APIStatusError):
    code = "server_error"


class OperationFailedError(APIStatusError):
    """A long-running operation was accepted, and failed or was cancelled later.

    The status is that of the answer which says so, so usually 200; `body` is what it says.
    """

    code = "operation_failed"


_BY_STATUS: dict[int, type[APIStatusError]] = {
    400: BadRequestError,
    401: AuthenticationError,
    403: PermissionDeniedError,
    404: NotFoundError,
    409: ConflictError,
    422: UnprocessableEntityError,
    429: RateLimitError,
}


def error_class(status_code: int) -> type[APIStatusError]:
    """Return the class that a status is raised as."""
    return InternalServerError if status_code >= 500 else _BY_STATUS.get(status_code, APIStatusError)
