"""Speaks JSON-RPC to the front and to the SDK's server, without a client between."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import anyio
from mcp.server.lowlevel import NotificationOptions, Server
from mcp.shared.message import SessionMessage
from mcp_types import jsonrpc_message_adapter

from integen.kit.catalog import Catalog
from integen.kit.mcp.filters import ServeOptions
from integen.kit.mcp.front import Front, Handover
from integen.kit.mcp.server import create_server

ENVELOPE = {
    "io.modelcontextprotocol/protocolVersion": "2026-07-28",
    "io.modelcontextprotocol/clientCapabilities": {},
    "io.modelcontextprotocol/clientInfo": {"name": "test", "version": "1"},
}
INITIALIZED = {"jsonrpc": "2.0", "method": "notifications/initialized"}


def request(id: int | str, method: str, **params: Any) -> dict[str, Any]:
    return {"jsonrpc": "2.0", "id": id, "method": method, "params": params}


def modern(id: int | str, method: str, **params: Any) -> dict[str, Any]:
    return request(id, method, _meta=ENVELOPE, **params)


def initialize(version: str, id: int | str = 1, **more: Any) -> dict[str, Any]:
    client = {"name": "test", "version": "1"}
    params = {"protocolVersion": version, "capabilities": {}, "clientInfo": client, **more}
    return request(id, "initialize", **params)


def lines(messages: list[Any]) -> bytes:
    return b"".join(json.dumps(message).encode() + b"\n" for message in messages)


def front_answers(
    catalog: Catalog, options: ServeOptions, sent: bytes, folder: Path
) -> tuple[list[dict[str, Any]], Handover | None]:
    """Run the front on files in the place of pipes."""
    (folder / "in").write_bytes(sent)
    source = os.open(folder / "in", os.O_RDONLY)
    sink = os.open(folder / "out", os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
    try:
        handover = Front(catalog, options, source=source, sink=sink).run(lambda: None)
    finally:
        os.close(source)
        os.close(sink)
    return [json.loads(line) for line in (folder / "out").read_bytes().splitlines()], handover


async def server_answers(
    catalog: Catalog, options: ServeOptions, messages: list[Any]
) -> list[dict[str, Any]]:
    """Send messages one after the other to the SDK's server; return what it answered."""
    return await answers_of(create_server(catalog, options), messages)


async def answers_of(server: Server[Any], messages: list[Any]) -> list[dict[str, Any]]:
    to_server, incoming = anyio.create_memory_object_stream[SessionMessage | Exception](0)
    outgoing, from_server = anyio.create_memory_object_stream[SessionMessage](0)
    answers = []
    async with anyio.create_task_group() as tasks:
        start = server.create_initialization_options(NotificationOptions(tools_changed=True))
        tasks.start_soon(server.run, incoming, outgoing, start)
        for message in messages:
            await to_server.send(
                SessionMessage(jsonrpc_message_adapter.validate_python(message, by_name=False))
            )
            if "id" in message:
                answer = (await from_server.receive()).message
                answers.append(json.loads(answer.model_dump_json(by_alias=True, exclude_unset=True)))
        to_server.close()
    return answers
