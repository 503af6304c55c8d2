"""What is decided about an operation beyond what the standard says, and who decided it.

One meaning for every source: the method, the document, the extensions of other tools, `integen.toml`, flags.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import IntEnum

from integen.ir.origin import Origin
from integen.ir.schema import MISSING, JsonValue, _Missing


class Level(IntEnum):
    """Who says it; the higher one wins."""

    METHOD = 0
    """Nobody: what follows from the HTTP method."""
    DOCUMENT = 1
    """The standard members of the document."""
    EXTENSION = 2
    """`x-` members of the document."""
    PROJECT = 3
    """`integen.toml`."""
    FLAG = 4
    """The command line."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """One statement about an operation, or about one of its arguments."""

    fact: str
    """A name of `FACTS` in `curate.facts`, or of `ARGUMENT_FACTS` when it is about an argument."""
    value: JsonValue
    level: Level
    by: str
    """For people: `x-speakeasy-mcp`, `integen.toml`, `--exclude`."""
    origin: Origin | None = None
    """Where it stands in a document."""
    place: str | None = None
    """Where it stands in `integen.toml`, for people only: `../integen.toml:7`."""
    argument: str | None = None
    """Its name on the wire, alone or after its place: `page`, `query.page`."""
    near: int = 0
    """How near it stands: root 0, tag 1, path item 2, operation 3; the nearer wins within a level."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ArgumentCuration:
    """What tools make of one argument; methods of the SDK keep it as it is."""

    hidden: bool = False
    name: str | None = None
    description: str | None = None
    value: JsonValue | _Missing = MISSING
    """What is sent when the caller says nothing; when hidden, what is always sent."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Retries:
    """Whether and how fast a failed request is repeated; how often is the caller's to say."""

    off: bool = False
    first_delay: float = 0.5
    """Seconds."""
    longest_delay: float = 60.0
    """Seconds."""
    exponent: float = 1.5
    statuses: tuple[str, ...] = ()
    """`503`, `5XX`; empty: those that the kit repeats anyway."""
    connections: bool = True
    """Also when no answer came at all."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Curation:
    """Everything is unset, and as if there were no curation, unless somebody said it."""

    tool: bool = True
    """Agents get a tool of it; without one it is still a method of the SDK."""
    name: str | None = None
    """Of the tool."""
    aliases: tuple[str, ...] = ()
    """Names that the tool had."""
    title: str | None = None
    description: str | None = None
    """For agents."""
    open_world: bool = True
    """The tool reaches beyond a closed set of things, as nearly all APIs do."""
    toolsets: tuple[str, ...] = ()
    """The first is the one that it belongs to; empty: its resource."""
    also_in: tuple[str, ...] = ()
    """Further toolsets, from every rule that names it."""
    scopes: tuple[str, ...] | None = None
    """OAuth scopes that it needs, where the document does not say or is wrong."""
    confirm: bool | None = None
    """A person must agree before each call."""
    output_schema: bool | None = None
    priority: int = 0
    """Higher ones stand first; those above zero are listed beside the search."""
    retries: Retries | None = None
    arguments: Mapping[str, ArgumentCuration] = field(default_factory=dict)
    """By the name on the wire, alone or after its place."""
    said: tuple[Said, ...] = ()
    """What is in effect and who said it, in the order of the facts."""

    def of_argument(self, location: str, wire: str) -> ArgumentCuration:
        """Return what is decided about one argument; the place with the name wins over the name alone."""
        return self.arguments.get(f"{location}.{wire}") or self.arguments.get(wire) or _AS_IT_IS


_AS_IT_IS = ArgumentCuration()
UNCURATED = Curation()


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftOut:
    """An operation that a filter took out."""

    key: str
    origin: Origin
    by: str
    """The filter, as written: `--exclude deprecated`."""
