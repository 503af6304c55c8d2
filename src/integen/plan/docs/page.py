"""Documentation as data: what pages show. Texts are as the document has them; templates make them safe."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from integen.plan.docs.examples import Example


@dataclass(frozen=True, slots=True, kw_only=True)
class Argument:
    name: str
    type: str
    """For people: `integer`, `list of text`, `one of 3 values`."""
    required: bool
    description: str
    limits: tuple[str, ...] = ()
    """What else is asked of it, a phrase each: `at least 1`."""
    values: tuple[str, ...] = ()
    """What it is one of, texts as they are; empty where it is not limited to some."""
    default: str | None = None
    schema: Mapping[str, Any] | None = None
    """Of what has members; None where `type` says all."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Carried:
    """One media type of an answer."""

    type: str
    model: str | None
    """The class of the SDK."""
    sample: Any = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    status: str
    description: str
    carried: tuple[Carried, ...]
    error: str | None
    """The class of the SDK that it is raised as; None for a success."""

    @property
    def models(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(each.model for each in self.carried if each.model))


@dataclass(frozen=True, slots=True, kw_only=True)
class Demand:
    """What one scheme is asked for, as one part of an alternative."""

    scheme: str
    kind: str
    """`OAuth`, `token`, `API key`, ..."""
    scopes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class OperationPage:
    name: str
    """The tool's, or `resource.method` where there is none."""
    slug: str
    """The name of its file: letters, digits, `_` and `-`."""
    is_tool: bool
    toolset: str
    title: str
    description: str
    told: str
    """What agents read, where that is not the description."""
    key: str
    """`GET /pets/{id}`."""
    effect: str
    """`read`, `write` or `destructive`."""
    hints: Mapping[str, bool]
    tokens: int
    deprecated: bool
    confirm: bool
    """A person must agree to each call."""
    aliases: tuple[str, ...]
    docs_url: str | None
    arguments: tuple[Argument, ...]
    demands: tuple[tuple[Demand, ...], ...]
    """Alternatives; an empty one: no credentials are needed."""
    says_nothing: bool
    """The document does not say what is needed."""
    examples: tuple[Example, ...]
    answers: tuple[Answer, ...]
    paged: bool
    polled: bool
    call: str
    """`client.pets.get`."""
    returns: str

    @property
    def anchor(self) -> str:
        """Where a heading of its name is on GitHub, which leaves out what is no letter, digit, `_` or `-`."""
        return re.sub(r"[^a-z0-9_-]", "", self.name.lower())

    @property
    def method(self) -> str:
        return self.key.partition(" ")[0]

    @property
    def path(self) -> str:
        return self.key.partition(" ")[2]


@dataclass(frozen=True, slots=True, kw_only=True)
class ToolsetPage:
    name: str
    about: str
    operations: tuple[OperationPage, ...]

    @property
    def tokens(self) -> int:
        return sum(each.tokens for each in self.operations)


@dataclass(frozen=True, slots=True, kw_only=True)
class Credential:
    scheme: str
    kind: str
    argument: str
    variable: str
    deprecated: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ScopeRow:
    name: str
    description: str
    brings: tuple[str, ...]
    """What is granted with it."""
    declared: bool
    operations: int
    """How many name it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    name: str
    value: str
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Grant:
    """One consent that a user is asked for."""

    key: str
    provider: str
    """Its title; empty where it is not known."""
    as_of: str
    flows: tuple[Fact, ...]
    """Each flow with its addresses."""
    redirects: bool
    """Some flow sends the user back to a redirect URI."""
    scopes: tuple[ScopeRow, ...]
    facts: tuple[Fact, ...]
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Connection:
    credentials: tuple[Credential, ...]
    grants: tuple[Grant, ...]
    open: bool
    """No credentials are needed at all."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    key: str
    title: str
    version: str
    description: str
    module: str
    servers: tuple[str, ...]
    targets: frozenset[str]
    toolsets: tuple[ToolsetPage, ...]
    connection: Connection
    instructions: str

    @property
    def operations(self) -> tuple[OperationPage, ...]:
        return tuple(page for toolset in self.toolsets for page in toolset.operations)

    @property
    def tools(self) -> int:
        return sum(page.is_tool for page in self.operations)

    @property
    def tokens(self) -> int:
        return sum(toolset.tokens for toolset in self.toolsets)
