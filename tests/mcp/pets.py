"""A small API for the tests: its catalog, and a real server on the loopback that answers as told."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from integen.catalog.write import CatalogRecords, catalog_text
from integen.kit.catalog import Catalog

INTEGRATION = {
    "key": "pets",
    "title": "Pet shop",
    "version": "1.2.3",
    "package": "pets_api",
    "description": "Sells pets.\n\nAnd much more.",
    "servers": [{"url": "http://127.0.0.1:9"}],
    "schemes": {"token": {"kind": "http", "scheme": "bearer", "args": ["token"], "env": ["PETS_TOKEN"]}},
    "security": [{"token": ["pets:read"]}],
    "toolsets": {"pets": "Animals for sale", "orders": "What was bought", "photos": ""},
}


@dataclass(kw_only=True)
class Tool:
    name: str
    key: str
    toolset: str
    effect: str
    properties: dict[str, Any]
    required: tuple[str, ...] = ()
    record: dict[str, Any] = field(default_factory=dict)
    description: str = ""

    @property
    def wire(self) -> dict[str, Any]:
        return {
            "name": self.name,
            "title": self.name.replace("_", " ").capitalize(),
            "description": self.description or f"{self.name.replace('_', ' ').capitalize()}.",
            "inputSchema": {
                "type": "object",
                "properties": self.properties,
                **({"required": list(self.required)} if self.required else {}),
                "additionalProperties": False,
            },
            "annotations": {
                "readOnlyHint": self.effect == "read",
                "destructiveHint": self.effect == "destructive",
                "idempotentHint": self.effect != "write",
                "openWorldHint": True,
            },
        }

    @property
    def operation(self) -> dict[str, Any]:
        return {
            "resource": self.toolset,
            "name": self.name,
            "effect": self.effect,
            "tool": self.name,
            **self.record,
        }


def query(*names: str) -> dict[str, Any]:
    return {"parameters": [{"name": name, "in": "query"} for name in names]}


PET_ID = {"name": "id", "in": "path", "required": True}

TOOLS = [
    Tool(
        name="orders_create",
        key="POST /orders",
        toolset="orders",
        effect="write",
        properties={
            "pet": {"type": "integer", "description": "Which pet"},
            "labels": {"type": "array", "items": {"type": "string"}},
        },
        required=("pet",),
        record={
            "body": {
                "required": True,
                "fields": {"pet": "pet", "labels": "labels"},
                "content": [{"type": "application/json"}],
            }
        },
        description="Buy a pet.\nTakes the pet out of the shop.",
    ),
    Tool(
        name="pets_delete",
        key="DELETE /pets/{id}",
        toolset="pets",
        effect="destructive",
        properties={"id": {"type": "integer"}},
        required=("id",),
        record={"parameters": [PET_ID]},
        description="Remove a pet from the shop.",
    ),
    Tool(
        name="pets_get",
        key="GET /pets/{id}",
        toolset="pets",
        effect="read",
        properties={"id": {"type": "integer"}},
        required=("id",),
        record={"parameters": [PET_ID]},
        description="Show one pet.",
    ),
    Tool(
        name="pets_list",
        key="GET /pets",
        toolset="pets",
        effect="read",
        properties={
            "limit": {"type": "integer", "minimum": 1, "maximum": 100},
            "page": {"type": "integer"},
            "state": {"type": "string", "enum": ["sold", "available"]},
        },
        record=query("limit", "page", "state"),
        description="All pets, newest first.",
    ),
    Tool(
        name="photos_get",
        key="GET /photos/{id}",
        toolset="photos",
        effect="read",
        properties={"id": {"type": "string"}},
        required=("id",),
        record={"parameters": [PET_ID]},
        description="The picture of a pet.",
    ),
]


def many(count: int) -> list[Tool]:
    """Tools enough for discovery; every third writes, every tenth destroys."""
    effects = ["destructive" if n % 10 == 9 else "write" if n % 3 == 2 else "read" for n in range(count)]
    methods = {"read": "GET", "write": "POST", "destructive": "DELETE"}
    return [
        Tool(
            name=f"things_{n:05}",
            key=f"{methods[effect]} /things/{n}",
            toolset="things" if n % 2 else "odds",
            effect=effect,
            properties={"q": {"type": "string"}}
            | {f"p{i}": {"type": "string", "description": "x" * 60} for i in range(6)},
            record=query("q") if effect == "read" else {},
            description=f"Thing number {n}. " + "It is described at length. " * 12,
        )
        for n, effect in enumerate(effects)
    ]


def write_catalog(path: Path, tools: list[Tool], **integration: Any) -> Path:
    ordered = sorted(tools, key=lambda tool: tool.name)
    records = CatalogRecords(
        integration={**INTEGRATION, **integration},
        operations={tool.key: tool.operation for tool in ordered},
        index={tool.name: (tool.key, tool.toolset, tool.effect) for tool in ordered},
        tools=tuple(tool.wire for tool in ordered),
    )
    path.write_bytes(catalog_text(records))
    return path


def catalog(path: Path, tools: list[Tool] | None = None, **integration: Any) -> Catalog:
    return Catalog(write_catalog(path / "catalog.json", TOOLS if tools is None else tools, **integration))


@dataclass
class Answer:
    status: int = 200
    body: bytes = b'{"ok":true}'
    headers: dict[str, str] = field(default_factory=lambda: {"content-type": "application/json"})
    chunks: Iterable[bytes] | None = None
    """Sent one after the other in the place of `body`, until the client hangs up."""

    @classmethod
    def json(cls, data: Any, status: int = 200, **headers: str) -> Answer:
        body = json.dumps(data).encode()
        return cls(status, body, {"content-type": "application/json", **headers})


@dataclass
class Upstream:
    """What the API will answer, and what it was asked."""

    url: str = ""
    answer: Answer | Callable[[str, str], Answer] = field(default_factory=Answer)
    asked: list[tuple[str, str, bytes]] = field(default_factory=list)
    headers: list[dict[str, str]] = field(default_factory=list)
    hung_up: threading.Event = field(default_factory=threading.Event)
    """The client did not wait for the end of `chunks`."""


@contextmanager
def upstream() -> Iterator[Upstream]:
    state = Upstream()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def handle_any(self) -> None:
            body = self.rfile.read(int(self.headers.get("content-length", 0)))
            state.asked.append((self.command, self.path, body))
            state.headers.append({name.lower(): value for name, value in self.headers.items()})
            answer = state.answer(self.command, self.path) if callable(state.answer) else state.answer
            length = f"content-length: {len(answer.body)}" if answer.chunks is None else "connection: close"
            head = [f"HTTP/1.1 {answer.status} X", length]
            head += [f"{name}: {value}" for name, value in answer.headers.items()]
            self.wfile.write("\r\n".join(head).encode() + b"\r\n\r\n" + answer.body)
            if answer.chunks is not None:
                self.close_connection = True
                try:
                    for chunk in answer.chunks:
                        self.wfile.write(chunk)
                except OSError:
                    state.hung_up.set()

        do_GET = do_POST = do_PUT = do_PATCH = do_DELETE = handle_any

        def log_message(self, *_: Any) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    state.url = f"http://127.0.0.1:{server.server_address[1]}"
    try:
        yield state
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
