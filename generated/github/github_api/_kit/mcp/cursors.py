"""Cursors that hold where a call stopped, so that they outlive the process: nothing is remembered.

What a caller could say anyway, a value of the argument that pages, stands in a cursor as it is and is
checked like one. An address is sealed: a cursor that spelled it out could be made up, to send the API's
credentials to any path of its server past the filters of tools, and would show what the API wrote into it.
The key is made from the credentials; without any it is a random one, and such cursors end with the process.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import secrets
from collections.abc import Mapping
from dataclasses import replace
from functools import cached_property
from typing import Any, NamedTuple

from mcp.server.request_state import AESGCMRequestStateCodec, InvalidRequestState

from ..build import Arguments
from ..kinds import is_dict, is_list
from ..paging import at_url, moved
from ..polling import Watch
from ..records import Operation

LONGEST = 16_000
"""Characters of a cursor."""
LONGEST_VALUE = 8_000
MOST_SKIPPED = 10_000_000
_PLAIN = "p."


class CursorError(Exception):
    """The cursor is not one of ours, or belongs to another call."""


class Start(NamedTuple):
    """Where the items of a call begin: a page, and how many of its items were had before."""

    arguments: Arguments
    skip: int = 0


class Cursors:
    """Makes and reads the cursors of a server. `secret` is what only its credentials give."""

    def __init__(self, secret: bytes | None = None) -> None:
        self._secret = secret

    def of_page(self, operation: Operation, first: Arguments, start: Start) -> str:
        """Return the cursor that a call with the arguments `first` can go on with."""
        value = _value(operation, first, start.arguments)
        state = [_digest(operation, first), start.skip]
        if start.arguments == first or value is not None:
            return _PLAIN + _written([*state, value])
        later = start.arguments
        place = {"url": later.url} if later.url else {"path": later.path, "query": later.query}
        return self._sealed([*state, place])

    def page(self, operation: Operation, first: Arguments, cursor: str) -> Start:
        """Return where to go on. Raises CursorError."""
        place, skip = self._read(operation, first, cursor)
        if not cursor.startswith(_PLAIN):
            return Start(_at(operation, first, place), skip)
        if place is None:
            return Start(first, skip)
        following = moved(operation.pagination, first, place) if operation.pagination else None
        if following is None or not isinstance(place, str | int) or len(str(place)) > LONGEST_VALUE:
            raise CursorError
        return Start(following, skip)

    def of_watch(self, operation: Operation, first: Arguments, watch: Watch) -> str:
        """Return the cursor that a call can go on waiting with."""
        return self._sealed([_digest(operation, first), 0, [watch.kind, watch.url, watch.location]])

    def watch(self, operation: Operation, first: Arguments, cursor: str) -> Watch:
        """Return where to see how far the work is. Raises CursorError."""
        place, _ = self._read(operation, first, cursor)
        if cursor.startswith(_PLAIN) or not is_list(place) or len(place) != 3:
            raise CursorError
        kind, url, location = place
        return Watch(kind=kind, url=url, location=location)

    def _read(self, operation: Operation, first: Arguments, cursor: str) -> tuple[Any, int]:
        """Return the place and how much to skip of a cursor for this call."""
        try:
            if len(cursor) > LONGEST:
                raise CursorError
            text = _plain(cursor) if cursor.startswith(_PLAIN) else self._codec.unseal(cursor)
            digest, skip, place = json.loads(text)
        except (ValueError, TypeError, RecursionError, InvalidRequestState) as error:
            raise CursorError from error
        if not isinstance(digest, str) or not hmac.compare_digest(
            digest.encode(errors="replace"), _digest(operation, first).encode()
        ):
            raise CursorError
        if type(skip) is not int or not 0 <= skip <= MOST_SKIPPED or isinstance(place, bool):
            raise CursorError
        return place, skip

    def _sealed(self, state: list[Any]) -> str:
        return self._codec.seal(json.dumps(state, separators=(",", ":"), default=str).encode())

    @cached_property
    def _codec(self) -> AESGCMRequestStateCodec:
        """Costs 40 ms with credentials: a password must not be found by trying out keys."""
        if self._secret is None:
            return AESGCMRequestStateCodec([secrets.token_bytes(32)])
        key = hashlib.scrypt(self._secret, salt=b"integen cursor", n=2**14, r=8, p=1, dklen=32)
        return AESGCMRequestStateCodec([key])


def _value(operation: Operation, first: Arguments, later: Arguments) -> Any:
    """Return what the argument that pages is, if nothing else is different; None otherwise."""
    pagination = operation.pagination
    if pagination is None or pagination.parameter is None:
        return None
    places: Mapping[str, Any] = later.body if pagination.location == "body" else later.query
    value = places.get(pagination.parameter) if is_dict(places) else None
    fits = isinstance(value, str | int) and len(str(value)) <= LONGEST_VALUE
    return value if fits and later == moved(pagination, first, value) else None


def _at(operation: Operation, first: Arguments, place: Any) -> Arguments:
    """Return the arguments of a page at a place that was sealed."""
    if not is_dict(place):
        raise CursorError
    if "url" in place:
        there = at_url(operation, first, place["url"])
        if there is None:
            raise CursorError
        return there
    via = operation.pagination.via if operation.pagination else None
    if via is None:
        raise CursorError
    return replace(first, via=via, path=place["path"], query=place["query"])


def _digest(operation: Operation, arguments: Arguments) -> str:
    """Return a word for a call, whatever its arguments hold."""
    said = [arguments.path, arguments.query, arguments.headers, arguments.cookies, arguments.body]
    text = json.dumps([operation.key, said], sort_keys=True, default=repr)
    return base64.urlsafe_b64encode(hashlib.sha256(text.encode()).digest()[:12]).decode()


def _written(state: list[Any]) -> str:
    text = json.dumps(state, separators=(",", ":"))
    return base64.urlsafe_b64encode(text.encode()).decode().rstrip("=")


def _plain(cursor: str) -> bytes:
    text = cursor.removeprefix(_PLAIN)
    return base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)
