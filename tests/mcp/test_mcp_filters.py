from __future__ import annotations

import pytest

from integen.kit.catalog import Entry
from integen.kit.mcp.filters import FilterError, ServeOptions, select
from integen.kit.mcp.listing import MAX_PAGES, SINGLE_PAGE, Listing, paged

INDEX = {f"r{n}": Entry(f"GET /r{n}", "reading", "read") for n in range(70)}
INDEX |= {f"w{n}": Entry(f"POST /w{n}", "writing", "write") for n in range(3)}
INDEX |= {"d0": Entry("DELETE /d0", "writing", "destructive")}
FEW = {name: INDEX[name] for name in ("r0", "r1", "w0", "w1", "d0")}


def test_few_tools_are_all_listed() -> None:
    selection = select(FEW, ServeOptions())
    assert selection.listed == tuple(selection.callable) == ("r0", "r1", "w0", "w1", "d0")
    assert not selection.discovery


def test_many_tools_are_searched_and_stay_callable() -> None:
    selection = select(INDEX, ServeOptions())
    assert selection.discovery
    assert selection.listed == ()
    assert len(selection.callable) == len(INDEX)


def test_many_tools_are_listed_when_asked_for() -> None:
    selection = select(INDEX, ServeOptions(tools_mode="all"))
    assert not selection.discovery
    assert len(selection.listed) == len(INDEX)


def test_a_toolset_restricts_and_a_tool_is_added_to_it() -> None:
    selection = select(INDEX, ServeOptions(toolsets=("writing",), tools=("r7",)))
    assert selection.listed == ("r7", "w0", "w1", "w2", "d0")
    assert set(selection.callable) == set(selection.listed)


def test_a_large_toolset_is_searched_with_the_named_tool_beside_it() -> None:
    selection = select(INDEX, ServeOptions(toolsets=("reading",), tools=("w1",)))
    assert selection.discovery
    assert selection.listed == ("w1",)
    assert "w0" not in selection.callable


def test_discovery_pins_toolsets_and_hides_nothing() -> None:
    selection = select(INDEX, ServeOptions(tools_mode="discovery", toolsets=("writing",)))
    assert selection.listed == ("w0", "w1", "w2", "d0")
    assert len(selection.callable) == len(INDEX)


def test_an_excluded_tool_is_gone_even_when_it_is_named() -> None:
    selection = select(FEW, ServeOptions(tools=("w0", "r0"), exclude_tools=("w0",)))
    assert tuple(selection.callable) == ("r0",)


@pytest.mark.parametrize("mode", ["auto", "all", "discovery"])
def test_read_only_wins_over_everything(mode: str) -> None:
    options = ServeOptions(tools_mode=mode, toolsets=("writing",), tools=("w0", "r0"), read_only=True)
    selection = select(INDEX, options)
    assert {entry.effect for entry in selection.callable.values()} == {"read"}
    assert selection.listed == ("r0",)


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (ServeOptions(toolsets=("writting",)), "unknown toolset `writting`: did you mean `writing`?"),
        (ServeOptions(tools=("r700",)), "unknown tool `r700`: did you mean"),
        (ServeOptions(exclude_tools=("zebra",)), "unknown tool `zebra`"),
        (ServeOptions(tools_mode="some"), "unknown tools mode `some`: auto, all, discovery"),
    ],
)
def test_an_unknown_name_is_refused_with_the_nearest(options: ServeOptions, said: str) -> None:
    with pytest.raises(FilterError) as error:
        select(INDEX, options)
    assert str(error.value).startswith(said)


def test_pages_hold_every_tool_once_in_order_within_their_size() -> None:
    tools = [b'{"name":"%d","x":"%s"}' % (n, b"x" * (n % 7) * 400) for n in range(2000)]
    pages = paged(tools)
    assert 1 < len(pages) <= MAX_PAGES
    assert all(len(page) <= 600_000 for page in pages)
    assert b",".join(pages) == b",".join(tools)


def test_one_page_is_kept_as_long_as_possible() -> None:
    assert len(paged([b"x" * (SINGLE_PAGE // 10 - 1)] * 10)) == 1


def test_there_are_never_more_pages_than_clients_follow() -> None:
    assert len(paged([b"x" * 10_000] * 9_000)) <= MAX_PAGES


def test_a_tool_larger_than_a_page_has_its_own() -> None:
    pages = paged([b"a" * 500_000, b"b" * 700_000, b"c" * 100])
    assert [page[:1] for page in pages] == [b"a", b"b", b"c"] or len(pages) == 2


@pytest.mark.parametrize("cursor", ["0", "2", "x", "-1", "", "1.0", " 1", 1, [], "١"])
def test_a_cursor_that_was_not_given_out_is_none(cursor: object) -> None:
    assert Listing([b"x" * 500_000] * 2, {}).number(cursor) is None
