"""One entry changes; everything else of the text stays as it is, to the character."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.install.configurations import EXISTING

from integen.install.broken import BrokenError, DelicateError
from integen.install.client import Client, Format
from integen.install.clients import CLIENTS
from integen.install.edit import servers, values, with_server, without_server
from integen.install.entries import entry
from integen.install.launch import Launch

LAUNCH = Launch(
    name="shop",
    title='The "Shop"',
    command="/opt/it's here/integen",
    args=("serve", "shop", "--toolset", 'a "b" \\ é'),
    variables=("SHOP_TOKEN", "SHOP_KEY"),
)

each_client = pytest.mark.parametrize("client", CLIENTS.values(), ids=lambda client: client.key)


def test_every_client_has_a_configuration_to_be_tried_on() -> None:
    assert set(EXISTING) == set(CLIENTS)


@each_client
@pytest.mark.parametrize("kind", ["existing", "empty"])
def test_a_server_stands_in_the_configuration_as_the_client_reads_it(client: Client, kind: str) -> None:
    text = EXISTING[client.key] if kind == "existing" else ""
    before = servers(client, text)
    after = with_server(client, text, LAUNCH, client.secrets)
    assert servers(client, after) == {**before, "shop": entry(client, LAUNCH, client.secrets)}
    rest = {
        name: value
        for name, value in values(client, text).items()
        if name not in (client.container[0], "inputs")
    }
    assert {name: values(client, after)[name] for name in rest} == rest


@each_client
def test_taking_a_server_out_gives_back_the_very_text(client: Client) -> None:
    text = EXISTING[client.key]
    if not values(client, text).get(client.container[0]):
        pytest.skip("an object that was empty is written in other words")
    installed = with_server(client, text, LAUNCH, client.secrets)
    assert installed != text
    assert without_server(client, installed, "shop") == text


@each_client
def test_a_second_time_changes_nothing(client: Client) -> None:
    once = with_server(client, EXISTING[client.key], LAUNCH, client.secrets)
    assert with_server(client, once, LAUNCH, client.secrets) == once
    assert without_server(client, EXISTING[client.key], "shop") == EXISTING[client.key]


@each_client
def test_no_line_that_was_there_is_lost(client: Client) -> None:
    text = EXISTING[client.key]
    after = with_server(client, text, LAUNCH, client.secrets)
    for fragment in (
        "// mine",
        "# mine",
        "# keep",
        "/* here */",
        "// other",
        "/* end */",
        "# yes",
        "# after",
        "// k",
    ):
        assert (fragment in text) == (fragment in after)
    if "\r\n" in text:
        assert "\n" not in after.replace("\r\n", "")


@each_client
def test_an_entry_keeps_what_people_added_to_it(client: Client) -> None:
    text = with_server(client, EXISTING[client.key], LAUNCH, client.secrets)
    own = {
        Format.JSON: ('"shop": {', '"shop": {"mine": [1, true], '),
        Format.TOML: ("[mcp_servers.shop]\n", "[mcp_servers.shop]\nmine = [1, true]\n"),
        Format.YAML: ("  shop:\n", "  shop:\n    mine: [1, true]\n"),
    }[client.format]
    assert own[0] in text
    moved = Launch(name="shop", title="Shop", command="/elsewhere", variables=LAUNCH.variables)
    after = with_server(client, text.replace(*own), moved, client.secrets)
    found = servers(client, after)["shop"]
    assert found["mine"] == [1, True]
    assert "/elsewhere" in str(found)
    assert "it's here" not in after


@each_client
def test_a_value_that_somebody_wrote_into_the_file_stays(client: Client) -> None:
    with_values = Launch(
        name="shop", title="Shop", command="x", variables=("SHOP_TOKEN",), values={"SHOP_TOKEN": "s3cret"}
    )
    text = with_server(client, EXISTING[client.key], with_values, client.secrets)
    assert "s3cret" in text
    without = Launch(name="shop", title="Shop", command="y", variables=("SHOP_TOKEN",))
    assert "s3cret" in with_server(client, text, without, client.secrets)


@each_client
def test_no_value_is_written_unless_it_was_given(client: Client) -> None:
    text = with_server(client, "", LAUNCH, client.secrets)
    assert not LAUNCH.values
    named = "SHOP_TOKEN" in text
    assert named == (client.secrets.passing.value in ("reference", "names", "prompt"))


BROKEN = [
    ("cursor", '{\n  "mcpServers": {\n    "a": 1\n    "b": 2\n  }\n}', (4, 5), "`,` or `}` is missing"),
    ("cursor", '{\n  "mcpServers": {', (2, 18), "a key in double quotes or `}` is missing"),
    ("claude-desktop", "{\n  // no\n}", (2, 3), "a comment stands where the client allows none"),
    ("claude-desktop", '{"a": 1,\n}', (1, 8), "a comma stands before `}`"),
    ("claude-desktop", "[]", (1, 1), "it is no JSON object"),
    ("vscode", '{"servers": {}, "servers": {}}', (1, 17), "the key `servers` stands twice"),
    ("vscode", "{'servers': {}}", (1, 2), "a key in double quotes or `}` is missing"),
    ("vscode", '{"servers": {}} x', (1, 17), "there is more after the end"),
    ("cursor", '{"a": ' + "[" * 300, (1, 207), "it is nested too deeply"),
    ("codex", "a = 1\nb = \n", (2, 5), "invalid value"),
    ("goose", "a: [1\nb: 2\n", None, ""),
]


@pytest.mark.parametrize(("key", "text", "place", "message"), BROKEN)
def test_a_broken_configuration_is_refused_at_its_place(key, text, place, message) -> None:
    with pytest.raises(BrokenError) as caught:
        with_server(CLIENTS[key], text, LAUNCH, CLIENTS[key].secrets)
    assert message in str(caught.value)
    if place:
        assert (caught.value.line, caught.value.column) == place


DELICATE = [
    ("codex", 'mcp_servers = { other = { command = "x" } }\n'),
    ("codex", '[mcp_servers]\nshop = { command = "x" }\n'),
    ("goose", "extensions: {developer: {enabled: true}}\n"),
    ("cursor", '{"mcpServers": []}'),
    ("vscode", '{"servers": {}, "inputs": {}}'),
]


@pytest.mark.parametrize(("key", "text"), DELICATE)
def test_what_cannot_be_edited_without_risk_is_left_alone(key, text) -> None:
    with pytest.raises(DelicateError):
        with_server(CLIENTS[key], text, LAUNCH, CLIENTS[key].secrets)


def test_text_in_a_string_that_looks_like_a_table_does_not_mislead() -> None:
    text = 'note = """\n[mcp_servers.shop]\ncommand = "fake"\n"""\n'
    codex = CLIENTS["codex"]
    try:
        after = with_server(codex, text, LAUNCH, codex.secrets)
    except DelicateError:
        return
    assert values(codex, after)["note"] == values(codex, text)["note"]


blanks = st.sampled_from(["", " ", "\n", "\n  ", "\t", "\r\n", " // c\n", "/* c */"])
scalars = st.one_of(
    st.none(), st.booleans(), st.integers(-9, 9), st.sampled_from(['"a"', '"}"', '"// no"', '"é\\n"'])
)


@st.composite
def documents(draw, depth: int = 2) -> str:
    """Draw JSON with comments that has servers, or has none."""

    def value(level: int) -> str:
        if level and draw(st.booleans()):
            names = draw(st.lists(st.sampled_from(["a", "b", "shop", "mcpServers"]), unique=True, max_size=3))
            return members([(name, value(level - 1)) for name in names], "{}")
        return str({None: "null", True: "true", False: "false"}.get(found := draw(scalars), found))

    def members(items, signs: str) -> str:
        text = signs[0]
        for index, (name, item) in enumerate(items):
            comma = "," if index + 1 < len(items) or draw(st.booleans()) else ""
            text += f'{draw(blanks)}"{name}"{draw(blanks)}:{draw(blanks)}{item}{draw(blanks)}{comma}'
        return text + draw(blanks) + signs[1]

    names = draw(st.lists(st.sampled_from(["a", "b", "c"]), unique=True, max_size=2))
    items = [(name, value(depth)) for name in names]
    if draw(st.booleans()):
        inner = draw(st.lists(st.sampled_from(["x", "y", "shop"]), unique=True, max_size=3))
        items.insert(
            draw(st.integers(0, len(items))),
            ("mcpServers", members([(n, "null" if n == "shop" else value(1)) for n in inner], "{}")),
        )
    return draw(blanks) + members(items, "{}") + draw(blanks)


@settings(max_examples=300, deadline=None)
@given(documents())
def test_whatever_the_layout_nothing_but_the_entry_changes(text: str) -> None:
    cursor = CLIENTS["cursor"]
    before = values(cursor, text)
    after = with_server(cursor, text, LAUNCH, cursor.secrets)
    expected = servers(cursor, after)["shop"]
    assert expected["command"] == LAUNCH.command
    assert values(cursor, after) == {
        **before,
        "mcpServers": {**before.get("mcpServers", {}), "shop": expected},
    }
    assert after.count("// c") == text.count("// c")
    gone = without_server(cursor, after, "shop")
    left = {name: value for name, value in before.get("mcpServers", {}).items() if name != "shop"}
    assert servers(cursor, gone) == left
