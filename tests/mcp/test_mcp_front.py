"""The front must say what the SDK's server would have said, and leave the rest to it."""

from __future__ import annotations

import json
from pathlib import Path

import mcp_wire as wire
import pets
import pytest
from mcp_wire import INITIALIZED, initialize, lines, modern, request

from integen.kit.mcp.filters import ServeOptions

pytestmark = pytest.mark.anyio

OPTIONS = {
    "everything": (pets.TOOLS, ServeOptions()),
    "read only": (pets.TOOLS, ServeOptions(read_only=True)),
    "pages": (pets.many(1223), ServeOptions(tools_mode="all")),
    "discovery with a pinned tool": (
        pets.many(80),
        ServeOptions(tools=("things_00003",), tools_mode="discovery"),
    ),
    "nothing": (pets.TOOLS, ServeOptions(toolsets=("photos",), exclude_tools=("photos_get",))),
}


@pytest.fixture(params=list(OPTIONS))
def case(request: pytest.FixtureRequest) -> tuple[list[pets.Tool], ServeOptions]:
    return OPTIONS[request.param]


@pytest.mark.parametrize("version", ["2024-11-05", "2025-03-26", "2025-06-18", "2025-11-25"])
async def test_front_and_sdk_answer_alike_after_a_handshake(
    version: str, case: tuple[list[pets.Tool], ServeOptions], tmp_path: Path
) -> None:
    tools, options = case
    catalog = pets.catalog(tmp_path, tools)
    messages = [initialize(version), INITIALIZED, request("p", "ping"), request(2, "tools/list")]
    messages += [request(3, "tools/list", cursor="1")] if len(tools) > 1000 else []
    answers, handover = wire.front_answers(catalog, options, lines(messages), tmp_path)
    assert handover is None
    assert answers == await wire.server_answers(catalog, options, messages)
    assert answers[0]["result"]["protocolVersion"] == version


async def test_front_and_sdk_answer_alike_without_a_handshake(
    case: tuple[list[pets.Tool], ServeOptions], tmp_path: Path
) -> None:
    tools, options = case
    catalog = pets.catalog(tmp_path, tools)
    messages = [modern(1, "server/discover"), modern("two", "tools/list")]
    messages += [modern(3, "tools/list", cursor="1")] if len(tools) > 1000 else []
    answers, handover = wire.front_answers(catalog, options, lines(messages), tmp_path)
    assert handover is None
    assert answers == await wire.server_answers(catalog, options, messages)
    assert answers[1]["result"]["cacheScope"] == "public"


async def test_sdk_accepts_the_replay_and_goes_on(tmp_path: Path) -> None:
    catalog = pets.catalog(tmp_path)
    call = modern(2, "tools/call", name="pets_get", arguments={"id": "x"})
    _, handover = wire.front_answers(
        catalog, ServeOptions(), lines([modern(1, "tools/list"), call]), tmp_path
    )
    assert handover is not None
    messages = [*map(json.loads, handover.replay), json.loads(handover.rest)]
    answers = await wire.server_answers(catalog, ServeOptions(), messages)
    assert [answer["id"] for answer in answers] == ["integen-front", 2]
    assert answers[1]["result"]["isError"] is True


async def test_the_server_lists_nothing_before_the_handshake(tmp_path: Path) -> None:
    catalog = pets.catalog(tmp_path)
    (answer,) = await wire.server_answers(catalog, ServeOptions(), [request(1, "tools/list")])
    assert answer["error"]["code"] == -32602


HANDED_OVER = {
    "a call": [initialize("2025-11-25"), INITIALIZED, request(2, "tools/call", name="pets_list")],
    "a list before the handshake": [request(2, "tools/list")],
    "a second handshake": [initialize("2025-11-25"), initialize("2025-11-25", id=2)],
    "an unknown revision": [initialize("2031-01-01")],
    "a handshake without a client": [initialize("2025-11-25", clientInfo={})],
    "a capability of a wrong shape": [initialize("2025-11-25", capabilities={"sampling": True})],
    "a cursor that is not ours": [initialize("2025-11-25"), request(2, "tools/list", cursor="7")],
    "a cursor that is a number": [initialize("2025-11-25"), request(2, "tools/list", cursor=1)],
    "an envelope after a handshake": [initialize("2025-11-25"), modern(2, "tools/list")],
    "a handshake after an envelope": [modern(1, "tools/list"), initialize("2025-11-25")],
    "an envelope of another revision": [
        request(
            1, "tools/list", _meta={**wire.ENVELOPE, "io.modelcontextprotocol/protocolVersion": "2099-01-01"}
        )
    ],
    "an envelope without capabilities": [
        request(1, "tools/list", _meta={"io.modelcontextprotocol/protocolVersion": "2026-07-28"})
    ],
    "an id that is true": [initialize("2025-11-25", id=True)],
    "a batch": [[initialize("2025-11-25")]],
    "a number": [7],
}


@pytest.mark.parametrize("name", HANDED_OVER)
def test_what_the_front_cannot_judge_goes_to_the_sdk_unread(name: str, tmp_path: Path) -> None:
    messages = HANDED_OVER[name]
    rest = b'{"half of the next'
    answers, handover = wire.front_answers(
        pets.catalog(tmp_path), ServeOptions(), lines(messages) + rest, tmp_path
    )
    assert handover is not None
    assert handover.rest == lines(messages[-1:]) + rest
    assert len(answers) == len([m for m in messages[:-1] if "id" in m])


@pytest.mark.parametrize("sent", [b"not json\n", b"[" * 100_000 + b"\n", b"\xff\xfe\n"])
def test_unreadable_lines_go_to_the_sdk(sent: bytes, tmp_path: Path) -> None:
    _, handover = wire.front_answers(pets.catalog(tmp_path), ServeOptions(), sent, tmp_path)
    assert handover is not None
    assert handover.rest == sent


def test_a_line_longer_than_a_chunk_is_one_message(tmp_path: Path) -> None:
    message = initialize("2025-11-25", capabilities={"experimental": {"long": {"x": "y" * 300_000}}})
    answers, handover = wire.front_answers(pets.catalog(tmp_path), ServeOptions(), lines([message]), tmp_path)
    assert handover is None
    assert answers[0]["result"]["serverInfo"]["name"] == "pets"


def test_instructions_fit_what_clients_show(tmp_path: Path) -> None:
    catalog = pets.catalog(
        tmp_path,
        [
            pets.Tool(name=f"t{n}", key=f"GET /{n}", toolset=f"sét{n}", effect="read", properties={})
            for n in range(99)
        ],
        title="Ünïcode " * 50,
        description="\x1b[31m" + "über alles " * 100,
        toolsets={f"sét{n}": "x" * 90 for n in range(99)},
    )
    answers, _ = wire.front_answers(catalog, ServeOptions(), lines([initialize("2025-11-25")]), tmp_path)
    instructions = answers[0]["result"]["instructions"]
    assert len(instructions.encode()) <= 2000
    assert "search_tools" in instructions
    assert "\x1b" not in instructions
