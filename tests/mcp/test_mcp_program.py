"""The program as a client starts it: a process with two pipes, or one that listens."""

from __future__ import annotations

import contextlib
import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import mcp_wire as wire
import pets
import pytest
from mcp_wire import INITIALIZED, initialize, lines, modern, request

from integen.kit.http import Client as HTTPClient
from integen.kit.http import Response
from mcp import Client, StdioServerParameters

SOURCE = Path(__file__).parents[2] / "src"
PROGRAM = "import sys; from integen.kit.mcp.main import main; sys.exit(main(sys.argv[1], sys.argv[2:]))"


def command(catalog: Path, *arguments: str) -> list[str]:
    return [sys.executable, "-c", PROGRAM, str(catalog), *arguments]


def environment(**more: str) -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": str(SOURCE), **more}


def run(catalog: Path, *arguments: str, sent: bytes = b"", **more: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        command(catalog, *arguments), input=sent, capture_output=True, env=environment(**more), timeout=60
    )


@pytest.fixture
def shop(tmp_path: Path) -> Path:
    return pets.write_catalog(tmp_path / "catalog.json", pets.TOOLS)


@pytest.mark.anyio
@pytest.mark.parametrize("mode", ["legacy", "auto", "2026-07-28"])
async def test_a_client_lists_and_calls_over_stdio(mode: str, shop: Path, upstream: pets.Upstream) -> None:
    program, *arguments = command(shop, "--base-url", upstream.url)
    parameters = StdioServerParameters(command=program, args=arguments, env=environment())
    async with Client(parameters, mode=mode) as client:
        assert len((await client.list_tools()).tools) == len(pets.TOOLS)
        for page in range(3):
            result = await client.call_tool("pets_list", {"page": page})
            assert result.structured_content == {"ok": True}
        assert len((await client.list_tools()).tools) == len(pets.TOOLS)
    assert [path for _, path, _ in upstream.asked] == [f"/pets?page={page}" for page in range(3)]


@pytest.mark.parametrize("era", ["2025", "2026"])
def test_requests_sent_at_once_are_all_answered_once(era: str, shop: Path, upstream: pets.Upstream) -> None:
    ask = request if era == "2025" else modern
    start = [initialize("2025-06-18", id="a"), INITIALIZED] if era == "2025" else []
    calls = [ask(n, "tools/call", name="pets_get", arguments={"id": n}) for n in range(20)]
    done = run(shop, "--base-url", upstream.url, sent=lines([*start, ask("l", "tools/list"), *calls]))
    assert done.returncode == 0, done.stderr
    answers = [json.loads(line) for line in done.stdout.splitlines()]
    expected = (["a"] if era == "2025" else []) + ["l", *range(20)]
    assert sorted(str(answer["id"]) for answer in answers) == sorted(map(str, expected))
    assert all(answer["result"] for answer in answers)


def test_a_message_of_a_megabyte_arrives_and_so_does_its_answer(shop: Path, upstream: pets.Upstream) -> None:
    upstream.answer = pets.Answer(200, b"y" * 1_500_000, {"content-type": "text/plain"})
    labels = ["x" * 1_000_000]
    call = modern(1, "tools/call", name="orders_create", arguments={"pet": 1, "labels": labels})
    done = run(shop, "--base-url", upstream.url, "--max-result-chars", "2000000", sent=lines([call]))
    assert len(json.loads(done.stdout)["result"]["content"][0]["text"]) == 1_500_000
    assert len(upstream.asked[0][2]) > 1_000_000


def test_standard_input_may_be_a_file_and_output_too(
    shop: Path, tmp_path: Path, upstream: pets.Upstream
) -> None:
    call = modern(2, "tools/call", name="pets_get", arguments={"id": 5})
    (tmp_path / "sent").write_bytes(lines([modern(1, "tools/list"), call]))
    with (tmp_path / "sent").open("rb") as sent, (tmp_path / "got").open("wb") as got:
        done = subprocess.run(
            command(shop, "--base-url", upstream.url), stdin=sent, stdout=got, env=environment(), timeout=60
        )
    assert done.returncode == 0
    ids = [json.loads(line)["id"] for line in (tmp_path / "got").read_bytes().splitlines()]
    assert ids == [1, 2]


def test_nothing_but_the_protocol_comes_out(shop: Path) -> None:
    broken = b"not json\n" + lines([modern(1, "no/such"), modern(2, "tools/call", name="nope")])
    done = run(shop, sent=broken)
    assert [json.loads(line)["jsonrpc"] for line in done.stdout.splitlines()].count("2.0") >= 2
    assert b"Traceback" not in done.stdout


@pytest.mark.parametrize("sent", [b"", lines([initialize("2025-11-25"), request(2, "tools/list")])])
def test_a_client_that_hangs_up_ends_the_program_quietly(sent: bytes, shop: Path) -> None:
    done = run(shop, sent=sent)
    assert (done.returncode, done.stderr) == (0, b"")


@pytest.mark.parametrize("calls", [False, True])
def test_a_client_that_does_not_read_ends_the_program_quietly(calls: bool, shop: Path) -> None:
    process = subprocess.Popen(
        command(shop),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=environment(),
    )
    assert process.stdin and process.stdout and process.stderr
    process.stdout.close()
    messages = [
        modern(n, "tools/call", name="pets_get") if calls else modern(n, "tools/list") for n in range(9)
    ]
    with contextlib.suppress(BrokenPipeError):
        process.stdin.write(lines(messages))
        process.stdin.close()
    assert process.wait(60) == 0
    assert process.stderr.read() == b""
    process.stderr.close()


@pytest.mark.parametrize("arguments", [["--list"], ["--list", "--json"], ["--help"]])
@pytest.mark.parametrize("count", [5, 2000])
def test_a_reader_who_has_had_enough_is_no_error(arguments: list[str], count: int, tmp_path: Path) -> None:
    """Few tools fill no buffer, so they meet the broken pipe at the end; many meet it while printing."""
    catalog = pets.write_catalog(tmp_path / "catalog.json", pets.many(count))
    reading, writing = os.pipe()
    os.close(reading)
    try:
        done = subprocess.run(
            command(catalog, *arguments),
            stdout=writing,
            stderr=subprocess.PIPE,
            env=environment(),
            timeout=60,
        )
    finally:
        os.close(writing)
    assert (done.returncode, done.stderr) == (0, b"")


def test_the_front_imports_nothing_heavy(shop: Path) -> None:
    seen = PROGRAM.replace("sys.exit(", "code = (") + "; print(*sorted(sys.modules), file=sys.stderr)"
    asked = lines([initialize("2025-11-25"), INITIALIZED])
    done = subprocess.run(
        [sys.executable, "-c", seen, str(shop)],
        input=asked,
        capture_output=True,
        env=environment(),
        timeout=60,
    )
    heavy = {
        "mcp",
        "pydantic",
        "asyncio",
        "httpx2",
        "anyio",
        "dataclasses",
        "inspect",
        "threading",
        "pathlib",
    }
    assert heavy.isdisjoint(done.stderr.decode().split())


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--toolset", "pet"], b"error: unknown toolset `pet`: did you mean `pets`?\n"),
        (
            ["--tool", "pets_lst"],
            b"error: unknown tool `pets_lst`: did you mean `pets_list`",
        ),
        (["--transport", "pigeon"], b"error: argument --transport: invalid choice"),
        (["--port", "99999", "--transport", "http"], b"error: --port: 99999 is no port\n"),
        (["--transport", "http", "--host", "0.0.0.0"], b"error: `0.0.0.0` is reachable by others"),
        (
            ["--transport", "http", "--auth-token-env", "NO_SUCH"],
            b"error: --auth-token-env: the variable `NO_SUCH`",
        ),
        (["--base-url", "ftp://x"], b"error: --base-url: `ftp://x` is no http or https address\n"),
        (["--max-result-chars", "-1"], b"error: --max-result-chars: at least 500\n"),
        (["--nonsense"], b"error: unrecognized arguments: --nonsense\n"),
    ],
)
def test_a_wrong_command_is_one_line_and_code_2(arguments: list[str], said: bytes, shop: Path) -> None:
    done = run(shop, *arguments)
    assert done.returncode == 2
    assert done.stderr.startswith(said)
    assert done.stderr.count(b"\n") == 1
    assert done.stdout == b""


def test_a_file_that_is_no_catalog_is_one_line(tmp_path: Path) -> None:
    (tmp_path / "x.json").write_text("{}")
    for path in (tmp_path / "x.json", tmp_path / "missing.json"):
        done = run(path)
        assert (done.returncode, done.stderr.count(b"\n")) == (2, 1)


def test_list_prints_tools_and_their_effects(shop: Path) -> None:
    printed = run(shop, "--list", "--read-only").stdout.decode().splitlines()
    assert [line.split() for line in printed] == [
        ["pets_get", "read", "pets"],
        ["pets_list", "read", "pets"],
        ["photos_get", "read", "photos"],
    ]
    rows = json.loads(run(shop, "--list", "--json", PETS_MCP_TOOLSETS="orders, photos").stdout)
    assert [(row["name"], row["effect"], row["listed"]) for row in rows] == [
        ("orders_create", "write", True),
        ("photos_get", "read", True),
    ]


@pytest.mark.parametrize(("value", "count"), [("1", 3), ("yes", 3), ("0", 5), ("", 5)])
def test_the_environment_can_make_a_server_read_only(value: str, count: int, shop: Path) -> None:
    assert len(run(shop, "--list", PETS_MCP_READ_ONLY=value).stdout.splitlines()) == count


@contextlib.contextmanager
def serving(catalog: Path, *arguments: str, **more: str) -> Iterator[str]:
    process = subprocess.Popen(
        command(catalog, "--transport", "http", "--port", "0", *arguments),
        stderr=subprocess.PIPE,
        env=environment(**more),
    )
    assert process.stderr
    try:
        line = process.stderr.readline().decode()
        assert line.startswith("Serving MCP on http://"), line
        yield line.split()[-1]
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(60)
        process.stderr.close()


@pytest.mark.anyio
@pytest.mark.parametrize("mode", ["legacy", "auto", "2026-07-28"])
async def test_a_client_lists_and_calls_over_http(mode: str, shop: Path, upstream: pets.Upstream) -> None:
    with serving(shop, "--base-url", upstream.url) as url:
        async with Client(url, mode=mode) as client:
            told = client.server_capabilities.tools  # nothing is asked of a server whose revision is known
            assert told is None if mode == "2026-07-28" else told.list_changed is False
            assert len((await client.list_tools()).tools) == len(pets.TOOLS)
            result = await client.call_tool("pets_get", {"id": 3})
    assert result.structured_content == {"ok": True}
    assert [path for _, path, _ in upstream.asked] == ["/pets/3"]


def post(client: HTTPClient, url: str, **headers: str) -> Response:
    fields = {
        "accept": "application/json, text/event-stream",
        "mcp-protocol-version": "2026-07-28",
        "mcp-method": "tools/list",
        **headers,
    }
    return client.post(url, json=modern(1, "tools/list"), headers=fields)


def test_http_is_guarded_by_a_token_and_against_rebinding(shop: Path) -> None:
    with serving(shop, "--auth-token-env", "MY_TOKEN", MY_TOKEN="sesame") as url, HTTPClient() as client:
        anonymous = post(client, url)
        assert (anonymous.status_code, anonymous.headers["www-authenticate"]) == (401, 'Bearer realm="mcp"')
        for wrong in ("Bearer sesam", "Bearer sesame1", "Bearer", "Basic sesame", "sesame"):
            assert post(client, url, authorization=wrong).status_code == 401
        assert (
            'error="invalid_token"'
            in post(client, url, authorization="Bearer no").headers["www-authenticate"]
        )
        right = {"authorization": "bearer sesame"}
        assert len(post(client, url, **right).json()["result"]["tools"]) == len(pets.TOOLS)
        assert post(client, url, host="evil.example", **right).status_code == 421
        assert post(client, url, origin="http://evil.example", **right).status_code == 403
        assert client.get(url.replace("/mcp", "/healthz")).json() == {"status": "ok"}


def test_an_address_in_use_is_one_line(shop: Path) -> None:
    with serving(shop) as url:
        port = url.rsplit(":", 1)[1].partition("/")[0]
        done = run(shop, "--transport", "http", "--port", port)
    assert done.returncode == 2
    assert done.stderr.startswith(f"error: cannot listen on 127.0.0.1 port {port}".encode())


def test_the_helper_of_these_tests_asks_as_the_program_is_asked(shop: Path, tmp_path: Path) -> None:
    """What `wire` reads of the front is what comes out of the process."""
    from integen.kit.catalog import Catalog
    from integen.kit.mcp.filters import ServeOptions

    sent = lines([initialize("2025-11-25"), INITIALIZED, request(2, "tools/list")])
    answers: list[Any] = [json.loads(line) for line in run(shop, sent=sent).stdout.splitlines()]
    assert answers == wire.front_answers(Catalog(shop), ServeOptions(), sent, tmp_path)[0]
