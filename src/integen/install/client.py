"""What is known of a client: where its configuration is, and what a server looks like in it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class Format(StrEnum):
    JSON = "json"
    """JSON, with comments and trailing commas where the client allows them."""
    TOML = "toml"
    YAML = "yaml"


class Shape(StrEnum):
    """What the entry of a server looks like; `entries.SHAPES` builds it."""

    PLAIN = "plain"
    TYPED = "typed"
    CODEX = "codex"
    COPILOT = "copilot"
    GOOSE = "goose"
    OPENCODE = "opencode"


class Passing(StrEnum):
    """How a secret reaches the server without standing in the file."""

    REFERENCE = "reference"
    """The entry names an environment variable, which the client looks up."""
    NAMES = "names"
    """The entry lists the variables that are handed on."""
    PROMPT = "prompt"
    """The client asks for it once, and keeps it."""
    INHERITED = "inherited"
    """The server sees the environment of the client."""
    NONE = "none"
    """There is no way: the value has to stand in the file."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Secrets:
    passing: Passing
    reference: str = ""
    """Of REFERENCE: `${env:NAME}` with NAME in the place of the variable's name."""


INHERITED = Secrets(passing=Passing.INHERITED)
NAMES = Secrets(passing=Passing.NAMES)
PROMPT = Secrets(passing=Passing.PROMPT)
NONE = Secrets(passing=Passing.NONE)


def reference(text: str) -> Secrets:
    """Return that the client looks up what is written like `text`."""
    return Secrets(passing=Passing.REFERENCE, reference=text)


@dataclass(frozen=True, slots=True, kw_only=True)
class Client:
    key: str
    """What people type."""
    title: str
    user: Mapping[str, tuple[str, ...]]
    """Files by platform (`linux`, `darwin`, `win32`, or `*` for all): the first that exists, else the first.

    `{home}`, `{config}` (where programs of that platform keep their settings) and `{NAME|default}`, an
    environment variable, are filled in.
    """
    project: str | None
    """The file in a project's folder, for clients that have one."""
    container: tuple[str, ...]
    """Names on the way to the object that holds the servers."""
    shape: Shape = Shape.PLAIN
    format: Format = Format.JSON
    comments: bool = False
    """Its JSON may hold comments and trailing commas."""
    secrets: Secrets = NONE
    project_secrets: Secrets | None = None
    """Where a project's file is read otherwise than the user's."""
    extra: Mapping[str, object] | None = None
    """Members that every new entry gets."""
    then: str
    """What the person does for the change to take effect, a sentence without its full stop."""
    sources: tuple[str, ...]
    """Where the format was looked up."""
    as_of: str = "2026-11-20"
