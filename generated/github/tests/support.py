"""What the tests of this package share: the cases, and a network that only remembers what was sent."""

from __future__ import annotations

import json
import os
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache
from operator import attrgetter
from pathlib import Path
from typing import Any

import httpx2
from values import with_bytes

import github_api
from github_api._kit.errors import APIError

HERE = Path(__file__).parent
HOST = "https://api.example"
SECRET = "s3cret"
COUNTED: Counter[str] = Counter()
"""What was tried, for the summary."""


@dataclass(frozen=True)
class Case:
    """One operation: how it is called, and with what."""

    key: str
    call: str
    tool: str | None
    arguments: tuple[tuple[str, str, str, str], ...]
    """Name in tools, name in Python, place and name on the wire."""
    required: tuple[str, ...]
    """Names in tools."""
    tries: tuple[dict[str, Any], ...]
    answers: tuple[tuple[str, str | None, Any, str | None], ...]
    """Status, media type, value, and the model that it becomes."""
    reads: bool = False
    """It changes nothing."""
    server: str | None = None
    """Who is asked unless another is named."""
    pages: dict[str, Any] | None = None

    def __str__(self) -> str:
        return self.key

    def expected(self, given: dict[str, Any]) -> dict[str, dict[str, Any]]:
        """Return `{place: {name on the wire: value}}` of given arguments."""
        found: dict[str, dict[str, Any]] = {}
        for arg, _, place, wire in self.arguments:
            if arg in given:
                found.setdefault(place, {})[wire] = with_bytes(given[arg])
        return found


@dataclass
class Network(httpx2.BaseTransport, httpx2.AsyncBaseTransport):
    """Remembers requests and answers all of them alike."""

    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    content: bytes = b""
    sent: list[httpx2.Request] = field(default_factory=list)

    def handle_request(self, request: httpx2.Request) -> httpx2.Response:
        request.read()
        return self._answer(request)

    async def handle_async_request(self, request: httpx2.Request) -> httpx2.Response:
        await request.aread()
        return self._answer(request)

    def _answer(self, request: httpx2.Request) -> httpx2.Response:
        self.sent.append(request)
        COUNTED["requests"] += 1
        return httpx2.Response(self.status, headers=self.headers, content=self.content)


def _case(line: str) -> Case:
    record = json.loads(line)
    return Case(
        key=record["key"],
        call=record["call"],
        tool=record.get("tool"),
        arguments=tuple(tuple(each) for each in record["arguments"]),
        required=tuple(record["required"]),
        tries=tuple(record["tries"]),
        answers=tuple(tuple(each) for each in record["answers"]),
        reads=record.get("reads", False),
        server=record.get("server"),
        pages=record.get("pages"),
    )


def _cases() -> list[Case]:
    wanted = os.environ.get("INTEGEN_TEST_OPERATION")
    lines = (HERE / "cases.jsonl").read_text(encoding="utf-8").splitlines()
    cases = [_case(line) for line in lines]
    return [case for case in cases if wanted in (None, case.key)]


CASES = _cases()


@cache
def integration() -> dict[str, Any]:
    """Return what the catalog says of the whole API."""
    catalog = Path(github_api.__file__).parent / "catalog.json"
    record: dict[str, Any] = json.loads(catalog.read_text(encoding="utf-8"))["integration"]
    return record


def credentials() -> dict[str, str]:
    """Return a credential for every argument of the client that takes one."""
    schemes = integration().get("schemes", {})
    return {
        name: f"{SECRET}-{name}" for scheme in schemes.values() for name in scheme.get("args", ())
    }


def arguments_of(case: Case, given: dict[str, Any]) -> dict[str, Any]:
    """Return arguments by their Python names, with real bytes."""
    names = {arg: python for arg, python, _, _ in case.arguments}
    return {names[arg]: with_bytes(value) for arg, value in given.items()}


def call(
    case: Case, given: dict[str, Any], network: Network, held: dict[str, str] | None = None
) -> Any:
    """Call the operation through the SDK, with every credential unless some are named."""
    arguments = arguments_of(case, given)
    with github_api.Client(
        base_url=HOST, transport=network, max_retries=0, **(credentials() if held is None else held)
    ) as client:
        method: Callable[..., Any] = attrgetter(case.call)(client)
        return method(**arguments)


def sent_by_call(
    case: Case, given: dict[str, Any], held: dict[str, str] | None = None
) -> httpx2.Request:
    """Return what the SDK sends; the answer is of no interest."""
    network = Network(status=204)
    try:
        call(case, given, network, held)
    except APIError:
        pass
    assert len(network.sent) == 1, "nothing, or more than once, was sent"
    return network.sent[0]
