"""A network that only remembers what was sent, and credentials for it."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import httpx2

import github_api

HOST = "https://api.example"
SECRET = "s3cret"
COUNTED: Counter[str] = Counter()
"""What was tried, for the summary."""


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


class Switch(httpx2.BaseTransport, httpx2.AsyncBaseTransport):
    """Hands every request to the network of the test that runs, so that a client is made once."""

    network = Network()

    def handle_request(self, request: httpx2.Request) -> httpx2.Response:
        return self.network.handle_request(request)

    async def handle_async_request(self, request: httpx2.Request) -> httpx2.Response:
        return await self.network.handle_async_request(request)


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
