"""Clients of 2025 say from which level on they want logs, and get those only."""

from __future__ import annotations

import warnings
from pathlib import Path
from typing import Any

import mcp_types as types
import mcp_wire as wire
import pets
import pytest

from integen.kit.mcp.context import Context
from integen.kit.mcp.extended import ExtendedCatalog
from integen.kit.mcp.extension import Extension
from integen.kit.mcp.server import create_server
from mcp import Client

pytestmark = pytest.mark.anyio


@pytest.fixture
def server(tmp_path: Path) -> Any:
    """A server with a tool that says one thing at three levels."""
    catalog = pets.catalog(tmp_path)
    extension = Extension(catalog.index())

    @extension.tool("speak", description="Speaks.")
    async def speak(context: Context, arguments: dict[str, Any]) -> str:
        await context.log("a detail", "debug")
        await context.log("a fact")
        await context.log("a failure", "error")
        return "said"

    return create_server(ExtendedCatalog(catalog.path, extension))


class Ear:
    """What one client heard."""

    def __init__(self) -> None:
        self.levels: list[str] = []

    async def __call__(self, params: types.LoggingMessageNotificationParams) -> None:
        self.levels.append(params.level)


async def set_level(client: Client, level: Any) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        await client.set_logging_level(level)


async def test_only_what_is_as_grave_as_the_level_is_sent_and_the_last_level_counts(server: Any) -> None:
    ear = Ear()
    async with Client(server, mode="legacy", logging_callback=ear) as client:
        await client.call_tool("speak", {})
        assert ear.levels == ["debug", "info", "error"]
        for level, heard in (("warning", ["error"]), ("info", ["info", "error"]), ("emergency", [])):
            ear.levels.clear()
            await set_level(client, level)
            await client.call_tool("speak", {})
            assert ear.levels == heard


async def test_the_level_of_one_client_is_not_that_of_another(server: Any) -> None:
    quiet, curious = Ear(), Ear()
    async with (
        Client(server, mode="legacy", logging_callback=quiet) as first,
        Client(server, mode="legacy", logging_callback=curious) as second,
    ):
        await set_level(first, "critical")
        await first.call_tool("speak", {})
        await second.call_tool("speak", {})
    assert quiet.levels == []
    assert curious.levels == ["debug", "info", "error"]


@pytest.mark.parametrize("level", ["loud", "", None, 3])
async def test_a_level_that_there_is_not_is_refused(level: Any, server: Any) -> None:
    asked = wire.request(2, "logging/setLevel", level=level)
    answers = await wire.answers_of(server, [wire.initialize("2025-11-25"), wire.INITIALIZED, asked])
    assert answers[-1]["error"]["code"] == types.INVALID_PARAMS
