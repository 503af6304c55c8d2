"""Which tools a server shows, and which it answers to.

One function decides both, so a tool cannot be hidden from the list and yet be callable where it must not be.
On the front's path: only light imports (a dataclass would cost it 8 ms of `inspect`, hence the named tuples).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from ..catalog import Catalog, Entry

DISCOVERY_ABOVE = 60
"""With more tools than this, models choose worse and hosts start to truncate: search is offered instead."""

MODES = ("auto", "all", "discovery")


NO_ALIASES: Mapping[str, str] = {}


class FilterError(Exception):
    """A name that was asked for does not exist; the message lists the nearest ones."""


class ServeOptions(NamedTuple):
    """What the person who starts a server decides."""

    tools_mode: str = "auto"
    """`auto`, `all` or `discovery`."""
    toolsets: tuple[str, ...] = ()
    """With `auto` and `all` only these are served; with `discovery` these are listed beside the search."""
    tools: tuple[str, ...] = ()
    """Added to the toolsets, one by one. Listed beside the search in `auto` too."""
    exclude_tools: tuple[str, ...] = ()
    read_only: bool = False
    """Only tools that read; wins over everything else."""
    max_result_chars: int = 100_000
    max_answer_bytes: int = 50_000_000
    """Of an answer of the API, decompressed: more is not read."""
    telemetry: bool = False
    """Keep the SDK's OpenTelemetry middleware."""
    cache_scope: str = "public"
    """Of lists at 2026-07-28; `private` when they depend on who asks."""
    reload: bool = False
    """The catalog may be replaced while the server runs."""


class Selection(NamedTuple):
    listed: tuple[str, ...]
    """API tools in `tools/list`, in the catalog's order; the discovery tools stand before them."""
    callable: dict[str, Entry]
    """Every tool that may be called or found, listed or not, in the catalog's order."""
    discovery: bool


def selected(catalog: Catalog, options: ServeOptions) -> Selection:
    """Apply the filters to a catalog. Raises FilterError for a name that does not exist."""
    header = catalog.header
    return select(catalog.index(), options, header.get("toolsets", {}), catalog.aliases)


def select(
    index: Mapping[str, Entry],
    options: ServeOptions,
    toolsets: Iterable[str] = (),
    aliases: Mapping[str, str] = NO_ALIASES,
) -> Selection:
    """Apply the filters to the catalog's index.

    `toolsets` are the names declared beside those in use, `aliases` what tools were called before. Raises
    FilterError for a name that does not exist.
    """
    options = options._replace(
        tools=tuple(aliases.get(name, name) for name in options.tools),
        exclude_tools=tuple(aliases.get(name, name) for name in options.exclude_tools),
    )
    _check_names(index, options, toolsets)
    allowed = {name: entry for name, entry in index.items() if _allowed(name, entry, options)}
    picked = {name: entry for name, entry in allowed.items() if _picked(name, entry, options)}
    filtered = bool(options.toolsets or options.tools)
    if options.tools_mode == "discovery":
        shown = picked if filtered else {name: entry for name, entry in allowed.items() if entry.pinned}
        return Selection(tuple(shown), allowed, True)
    scope = picked if filtered else allowed
    if options.tools_mode == "auto" and len(scope) > DISCOVERY_ABOVE:
        pinned = tuple(name for name, entry in scope.items() if name in options.tools or entry.pinned)
        return Selection(pinned, scope, True)
    return Selection(tuple(scope), scope, False)


def _allowed(name: str, entry: Entry, options: ServeOptions) -> bool:
    return name not in options.exclude_tools and (entry.effect == "read" or not options.read_only)


def _picked(name: str, entry: Entry, options: ServeOptions) -> bool:
    return name in options.tools or not {entry.toolset, *entry.more}.isdisjoint(options.toolsets)


def _check_names(index: Mapping[str, Entry], options: ServeOptions, toolsets: Iterable[str]) -> None:
    if options.tools_mode not in MODES:
        raise FilterError(f"unknown tools mode `{options.tools_mode}`: {', '.join(MODES)}")
    known = {name for entry in index.values() for name in (entry.toolset, *entry.more)}.union(toolsets)
    for kind, asked, names in (
        ("toolset", options.toolsets, known),
        ("tool", (*options.tools, *options.exclude_tools), index),
    ):
        for name in asked:
            if name not in names:
                raise FilterError(f"unknown {kind} `{name}`{nearest(name, names)}")


def nearest(name: str, names: Iterable[str]) -> str:
    """Return `: did you mean a, b?`, or nothing when no name is close."""
    from difflib import get_close_matches  # 5 ms, on the error path only

    close = get_close_matches(name[:100], sorted(names), n=3, cutoff=0.6)
    return f": did you mean {' or '.join(f'`{match}`' for match in close)}?" if close else ""
