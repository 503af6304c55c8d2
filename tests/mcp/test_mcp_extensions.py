"""What `extensions.py` does to a server: seen by clients of both eras, and by the API."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import anyio
import mcp_types as types
import mcp_wire as wire
import pets
import pytest
from mcp.server.streamable_http import EventMessage

from integen.kit.http import Request, Response
from integen.kit.mcp.content import ToolError, ToolResult, image
from integen.kit.mcp.context import Context, roots, sampling
from integen.kit.mcp.extended import ExtendedCatalog
from integen.kit.mcp.extension import Extension, ExtensionError, Proceed
from integen.kit.mcp.filters import ServeOptions
from integen.kit.mcp.recent_events import RecentEvents
from integen.kit.mcp.server import create_server
from integen.pipeline import Options, generate
from mcp import Client, MCPError, StdioServerParameters

ROOT = Path(__file__).parents[2]
ERAS = ["legacy", "2026-07-28"]
NAME_FORM = {"type": "object", "properties": {"name": {"type": "string"}}, "required": ["name"]}

Extend = Callable[[Extension], None]


@pytest.fixture
def serve(tmp_path: Path, upstream: pets.Upstream) -> Callable[..., Any]:
    def server(extend: Extend, tools: list[pets.Tool] | None = None, **options: Any) -> Any:
        catalog = pets.catalog(tmp_path, tools)
        extension = Extension(catalog.index())
        extend(extension)
        extended = ExtendedCatalog(catalog.path, extension)
        return create_server(extended, ServeOptions(**options), base_url=upstream.url)

    return server


async def names(client: Client) -> list[str]:
    return [tool.name for tool in (await client.list_tools()).tools]


def text_of(result: Any) -> str:
    return "\n".join(block.text for block in result.content)


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The petshop with the extension that the documentation shows."""
    page = (ROOT / "docs" / "extensions.md").read_text()
    found = re.search(r"^```python\n(.*?)^```$", page, re.MULTILINE | re.DOTALL)
    assert found
    output = tmp_path_factory.mktemp("generated")
    directory = generate(Options(spec=str(ROOT / "specs" / "petshop.yaml"), output=output)).directory
    (directory / "petshop_api" / "extensions.py").write_text(found[1])
    return directory


def petshop_command(package: Path, *arguments: str) -> tuple[list[str], dict[str, str]]:
    environment = {**os.environ, "PYTHONPATH": str(package), "PETSHOP_API_KEY": "k"}
    return [sys.executable, "-m", "petshop_api.server", *arguments], environment


@pytest.mark.anyio
@pytest.mark.parametrize("mode", ERAS)
async def test_the_example_of_the_documentation_works(
    mode: str, package: Path, upstream: pets.Upstream
) -> None:
    upstream.answer = lambda method, path: (
        pets.Answer(204, b"", {})
        if method == "DELETE"
        else pets.Answer.json({"items": [{"id": 1, "price": 9}, {"id": 2, "price": 5}], "next": None})
    )
    command, environment = petshop_command(package, "--base-url", upstream.url)
    parameters = StdioServerParameters(command=command[0], args=command[1:], env=environment)
    sure = {"sure": False}

    async def answer(context: Any, params: Any) -> types.ElicitResult:
        return types.ElicitResult(action="accept", content=dict(sure))

    async with Client(parameters, mode=mode, elicitation_callback=answer) as client:
        listed = await names(client)
        assert "cheapest_pet" in listed
        assert "replace_prices" not in listed
        cheapest = await client.call_tool("cheapest_pet", {})
        assert cheapest.structured_content == {"id": 2, "price": 5}
        assert upstream.headers[-1]["x-shop"] == "Main street"
        refused = await client.call_tool("delete_pet", {"id": 7})
        assert text_of(refused) == "Nothing was deleted."
        assert [method for method, _, _ in upstream.asked] == ["GET"]
        sure["sure"] = True
        assert "204" in text_of(await client.call_tool("delete_pet", {"id": 7}))
        assert upstream.asked[-1][:2] == ("DELETE", "/pets/7")
        hours = (await client.read_resource("petshop://hours")).contents[0]
        assert isinstance(hours, types.TextResourceContents)
        assert hours.text.startswith("Monday")
        advice = (await client.get_prompt("advise", {"who": "Ada"})).messages[0].content
        assert isinstance(advice, types.TextContent)
        assert "Ada" in advice.text


def test_generating_again_keeps_the_file(package: Path) -> None:
    kept = (package / "petshop_api" / "extensions.py").read_bytes()
    options = Options(spec=str(ROOT / "specs" / "petshop.yaml"), output=package.parent, force=True)
    assert not generate(options).up_to_date
    assert (package / "petshop_api" / "extensions.py").read_bytes() == kept


@pytest.mark.parametrize(
    ("source", "line", "said"),
    [
        ("def extend(extension):\n    extension.hide('list_pet')\n", 2, "did you mean `list_pets`"),
        ("def extend(extension):\n    1 / 0\n", 2, "ZeroDivisionError"),
        ("x = 1\ndef extend(:\n", 2, "SyntaxError"),
        ("import nothing_of_this_name\n", 1, "ModuleNotFoundError"),
        ("x = 1\n", 1, "no function `extend(extension)`"),
    ],
)
def test_a_mistake_is_one_line_with_its_place(source: str, line: int, said: str, tmp_path: Path) -> None:
    directory = generate(Options(spec=str(ROOT / "specs" / "petshop.yaml"), output=tmp_path)).directory
    path = directory / "petshop_api" / "extensions.py"
    path.write_text(source)
    command, environment = petshop_command(directory, "--list")
    done = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=60)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith(f"error: {path}:{line}: ")
    assert said in done.stderr
    assert done.stderr.count("\n") == 1


@pytest.mark.anyio
@pytest.mark.parametrize("mode", ERAS)
async def test_a_renamed_tool_is_listed_once_and_answers_to_both_names(
    mode: str, serve: Callable[..., Any], upstream: pets.Upstream
) -> None:
    async with Client(serve(lambda extension: extension.rename("pets_get", "show_pet")), mode=mode) as client:
        assert [name for name in await names(client) if name in ("show_pet", "pets_get")] == ["show_pet"]
        for name in ("show_pet", "pets_get"):
            assert not (await client.call_tool(name, {"id": 3})).is_error
    assert [path for _, path, _ in upstream.asked] == ["/pets/3", "/pets/3"]


@pytest.mark.anyio
@pytest.mark.parametrize("mode", ERAS)
async def test_a_hidden_tool_is_unknown_to_clients_and_known_to_the_extension(
    mode: str, serve: Callable[..., Any], upstream: pets.Upstream
) -> None:
    def extend(extension: Extension) -> None:
        extension.hide("pets_list")

        @extension.tool("count_pets", description="Counts.", read_only=True)
        async def count(context: Context, arguments: dict[str, Any]) -> str:
            return f"{len((await context.call('pets_list')).data)} pets"

    upstream.answer = pets.Answer.json(["x" * 1000] * 500)
    async with Client(serve(extend, max_result_chars=500), mode=mode) as client:
        assert text_of(await client.call_tool("count_pets", {})) == "500 pets"
        with pytest.raises(MCPError, match="Unknown tool"):
            await client.call_tool("pets_list", {})


@pytest.mark.anyio
async def test_a_read_only_server_keeps_reading_tools_only_and_lends_no_others(
    serve: Callable[..., Any], upstream: pets.Upstream
) -> None:
    def extend(extension: Extension) -> None:
        @extension.tool("peek", description="Reads.", read_only=True)
        async def peek(context: Context, arguments: dict[str, Any]) -> ToolResult:
            return await context.call("pets_delete", {"id": 1})

        @extension.tool("poke", description="Writes.")
        async def poke(context: Context, arguments: dict[str, Any]) -> str:
            return "poked"

    async with Client(serve(extend, read_only=True)) as client:
        assert {"peek", "poke"} & set(await names(client)) == {"peek"}
        refused = await client.call_tool("peek", {})
        assert refused.is_error
        assert "There is no tool 'pets_delete'" in text_of(refused)
    assert upstream.asked == []


@pytest.mark.anyio
async def test_hand_written_tools_are_listed_beside_the_search_and_found_by_it(
    serve: Callable[..., Any],
) -> None:
    def extend(extension: Extension) -> None:
        @extension.tool("zebra_weigh", description="Weighs a zebra.", read_only=True)
        async def weigh(context: Context, arguments: dict[str, Any]) -> str:
            return "300 kg"

    async with Client(serve(extend, pets.many(80))) as client:
        assert (await names(client))[-1] == "zebra_weigh"
        found = json.loads(text_of(await client.call_tool("search_tools", {"query": "weigh a zebra"})))
        assert found["tools"][0]["name"] == "zebra_weigh"
        result = await client.call_tool("call_read", {"name": "zebra_weigh", "arguments": {}})
        assert text_of(result) == "300 kg"


@pytest.mark.anyio
@pytest.mark.parametrize("mode", ERAS)
async def test_arguments_are_checked_and_failures_say_no_more_than_they_should(
    mode: str, serve: Callable[..., Any]
) -> None:
    schema = {"type": "object", "properties": {"count": {"type": "integer"}}, "required": ["count"]}

    def extend(extension: Extension) -> None:
        @extension.tool("divide", description="Divides.", input_schema=schema)
        async def divide(context: Context, arguments: dict[str, Any]) -> Any:
            if arguments["count"] < 0:
                raise ToolError("Only what is positive can be divided.")
            return {"each": 10 // arguments["count"]}

        @extension.resource("shop://broken")
        async def broken(context: Context) -> str:
            raise RuntimeError("the password is hunter2")

    async with Client(serve(extend), mode=mode) as client:
        assert (await client.call_tool("divide", {"count": "5"})).structured_content == {"each": 2}
        assert "`count`" in text_of(await client.call_tool("divide", {}))
        assert text_of(await client.call_tool("divide", {"count": -1})).startswith("Only what is positive")
        failed = await client.call_tool("divide", {"count": 0})
        assert failed.is_error
        assert "ivision" not in text_of(failed)
        with pytest.raises(MCPError) as refused:
            await client.read_resource("shop://broken")
        assert "hunter2" not in str(refused.value)


@pytest.mark.anyio
async def test_wrappers_stand_around_each_other_and_may_change_arguments_and_answers(
    serve: Callable[..., Any], upstream: pets.Upstream
) -> None:
    def extend(extension: Extension) -> None:
        @extension.wrap("pets_get")
        async def inner(context: Context, arguments: dict[str, Any], proceed: Proceed) -> Any:
            return {"inner": (await proceed({"id": arguments["id"] + 1})).data}

        @extension.wrap("pets_get")
        async def outer(context: Context, arguments: dict[str, Any], proceed: Proceed) -> Any:
            return {"outer": (await proceed({"id": arguments["id"] * 10})).data}

    async with Client(serve(extend)) as client:
        result = await client.call_tool("pets_get", {"id": 4})
    assert result.structured_content == {"outer": {"inner": {"ok": True}}}
    assert [path for _, path, _ in upstream.asked] == ["/pets/41"]


@pytest.mark.anyio
async def test_hooks_see_what_goes_to_the_api_and_nothing_of_where_a_redirect_leads(
    serve: Callable[..., Any], upstream: pets.Upstream
) -> None:
    def extend(extension: Extension) -> None:
        @extension.before_request
        async def sign(request: Request) -> None:
            request.headers["x-signed"] = "yes"

        @extension.after_answer
        async def unwrap(response: Response) -> Response | None:
            data = response.json() if response.is_success else {}
            return Response(200, json=data["data"], request=response.request) if "data" in data else None

    with pets.upstream() as other:
        other.answer = pets.Answer.json({"data": "of the other"})
        upstream.answer = lambda method, path: (
            pets.Answer(302, b"", {"location": f"{other.url}/away".replace("127.0.0.1", "localhost")})
            if path == "/pets/2"
            else pets.Answer.json({"data": {"id": 1}})
        )
        async with Client(serve(extend)) as client:
            assert (await client.call_tool("pets_get", {"id": 1})).structured_content == {"id": 1}
            away = await client.call_tool("pets_get", {"id": 2})
            assert away.structured_content == {"data": "of the other"}
        assert [asked.get("x-signed") for asked in upstream.headers] == ["yes", "yes"]
        assert "x-signed" not in other.headers[0]


@pytest.mark.anyio
@pytest.mark.parametrize("mode", ERAS)
async def test_several_questions_of_one_tool_reach_the_user_one_after_the_other(
    mode: str, serve: Callable[..., Any]
) -> None:
    def extend(extension: Extension) -> None:
        @extension.tool("greet", description="Asks twice.")
        async def greet(context: Context, arguments: dict[str, Any]) -> str:
            first = await context.elicit("First name?", NAME_FORM, key="first")
            last = await context.elicit("Last name?", NAME_FORM, key="last")
            return f"{first.values['name']} {last.values['name']}"

    asked: list[str] = []

    async def answer(context: Any, params: Any) -> types.ElicitResult:
        asked.append(params.message)
        return types.ElicitResult(action="accept", content={"name": params.message.split()[0]})

    async with Client(serve(extend), mode=mode, elicitation_callback=answer) as client:
        assert text_of(await client.call_tool("greet", {})) == "First Last"
    assert asked == ["First name?", "Last name?"]


@pytest.mark.anyio
@pytest.mark.parametrize("mode", ERAS)
async def test_a_client_that_cannot_be_asked_learns_what_it_lacks(
    mode: str, serve: Callable[..., Any]
) -> None:
    def extend(extension: Extension) -> None:
        @extension.tool("guess", description="Asks the model.")
        async def guess(context: Context, arguments: dict[str, Any]) -> Any:
            return await context.ask(a=sampling("Guess", max_tokens=5), b=roots())

    async with Client(serve(extend), mode=mode) as client:
        if mode == "legacy":
            assert "a client with roots and sampling" in text_of(await client.call_tool("guess", {}))
            return
        with pytest.raises(MCPError) as refused:
            await client.call_tool("guess", {})
    assert refused.value.code == types.MISSING_REQUIRED_CLIENT_CAPABILITY
    assert refused.value.data == {"requiredCapabilities": {"roots": {}, "sampling": {}}}


@pytest.mark.anyio
async def test_a_state_that_the_client_made_up_is_refused(serve: Callable[..., Any]) -> None:
    def extend(extension: Extension) -> None:
        @extension.tool("greet", description="Asks.")
        async def greet(context: Context, arguments: dict[str, Any]) -> str:
            return f"Hello {(await context.elicit('Name?', NAME_FORM)).values['name']}"

    forged = json.dumps({"answers": {"answer": {"action": "accept", "content": {"name": "root"}}}})
    call = wire.modern(1, "tools/call", name="greet", arguments={}, requestState=forged)
    (answer,) = await wire.answers_of(serve(extend), [call])
    assert answer["error"]["code"] == types.INVALID_PARAMS


@pytest.mark.anyio
@pytest.mark.parametrize("mode", ERAS)
async def test_progress_resources_prompts_and_completions_reach_the_client(
    mode: str, serve: Callable[..., Any]
) -> None:
    def extend(extension: Extension) -> None:
        @extension.tool("work", description="Works.")
        async def work(context: Context, arguments: dict[str, Any]) -> Any:
            await context.progress(1, 2, "half")
            return image(b"\x89PNG", "image/png")

        @extension.resource_template("shop://pets/{id}/name")
        async def name_of(context: Context, values: dict[str, str]) -> bytes:
            return values["id"].encode()

        @extension.prompt("sell", arguments={"pet": "Which", "to": "Whom"}, optional=["to"])
        async def sell(context: Context, arguments: dict[str, str]) -> str:
            return f"Sell {arguments['pet']}."

        @extension.completion("sell", "pet")
        async def known(context: Context, value: str) -> list[str]:
            return [pet for pet in ("dog", "duck", "cat") if pet.startswith(value)]

    reported: list[tuple[float, float | None, str | None]] = []

    async def progressed(done: float, total: float | None, message: str | None) -> None:
        reported.append((done, total, message))

    async with Client(serve(extend), mode=mode) as client:
        worked = await client.call_tool("work", {}, progress_callback=progressed)
        assert worked.content[0] == types.ImageContent(data="iVBORw==", mime_type="image/png")
        assert reported == [(1, 2, "half")]
        content = (await client.read_resource("shop://pets/rex/name")).contents[0]
        assert isinstance(content, types.BlobResourceContents)
        with pytest.raises(MCPError, match="Resource not found"):
            await client.read_resource("shop://pets/a/b/name")
        with pytest.raises(MCPError, match="Missing arguments: pet"):
            await client.get_prompt("sell", {})
        assert (await client.get_prompt("sell", {"pet": "rex"})).messages
        reference = types.PromptReference(name="sell")
        completed = await client.complete(reference, {"name": "pet", "value": "d"})
        assert completed.completion.values == ["dog", "duck"]


@pytest.mark.parametrize(
    ("register", "said"),
    [
        (lambda extension: extension.hide("pets_gte"), "did you mean `pets_get`"),
        (lambda extension: extension.rename("pets_get", "pets_list"), "already"),
        (lambda extension: extension.rename("pets_get", "a b"), "no name"),
        (lambda extension: extension.tool("search_tools", description=""), "already"),
        (lambda extension: extension.tool("t", description="", input_schema={}), "`object`"),
        (lambda extension: extension.wrap("nothing"), "no tool `nothing`"),
        (lambda extension: extension.resource_template("a://{x}/{x}")(None), "twice"),
    ],
)
def test_what_is_impossible_is_refused_where_it_is_registered(register: Any, said: str) -> None:
    with pytest.raises(ExtensionError, match=re.escape(said)):
        register(Extension(["pets_get", "pets_list"]))


@pytest.mark.anyio
async def test_a_wrapper_that_a_client_reaches_by_the_new_name_still_stands(
    serve: Callable[..., Any], upstream: pets.Upstream
) -> None:
    def extend(extension: Extension) -> None:
        extension.rename("pets_delete", "sell_pet")

        @extension.wrap("pets_delete")
        async def never(context: Context, arguments: Mapping[str, Any], proceed: Proceed) -> str:
            return "not today"

    async with Client(serve(extend)) as client:
        for name in ("sell_pet", "pets_delete"):
            assert text_of(await client.call_tool(name, {"id": 1})) == "not today"
    assert upstream.asked == []


@pytest.mark.anyio
@pytest.mark.filterwarnings("ignore::mcp.shared.exceptions.MCPDeprecationWarning")
@pytest.mark.parametrize("watching", [True, False])
async def test_a_client_of_2025_is_told_of_the_resources_that_it_watches_and_no_others(
    watching: bool, serve: Callable[..., Any]
) -> None:
    def extend(extension: Extension) -> None:
        @extension.resource("shop://stock")
        async def stock(context: Context) -> str:
            return "12"

        @extension.tool("sell", description="Sells.")
        async def sell(context: Context, arguments: dict[str, Any]) -> str:
            await context.changed("shop://stock")
            await context.changed("prompts")
            return "sold"

    told: list[Any] = []
    all_told = anyio.Event()

    async def note(message: Any) -> None:
        told.append(message)
        if isinstance(message, types.PromptListChangedNotification):
            all_told.set()

    async with Client(serve(extend), mode="legacy", message_handler=note) as client:
        if watching:
            await client.subscribe_resource("shop://stock")
        await client.call_tool("sell", {})
        with anyio.fail_after(20):
            await all_told.wait()
    updated = [
        message.params.uri for message in told if isinstance(message, types.ResourceUpdatedNotification)
    ]
    assert updated == (["shop://stock"] if watching else [])


@pytest.mark.anyio
async def test_the_last_events_of_a_stream_are_sent_again_and_those_of_others_are_not() -> None:
    store = RecentEvents(kept=4)
    messages = [types.JSONRPCNotification(jsonrpc="2.0", method=f"m{n}") for n in range(4)]
    ids = [await store.store_event("ab"[n % 2], message) for n, message in enumerate(messages)]
    sent: list[Any] = []

    async def send(event: EventMessage) -> None:
        sent.append(event.message)

    assert await store.replay_events_after(ids[0], send) == "a"
    assert sent == [messages[2]]
    await store.store_event("a", None)
    assert await store.replay_events_after(ids[0], send) is None
