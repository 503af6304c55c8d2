"""One example call, which each language writes in its own way: the same arguments everywhere."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from integen.kit.records import Integration, Operation, Scheme

BINARY_FILE = "file.bin"
"""What examples call a file whose name nobody knows."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    integration: Integration
    operation: Operation
    arguments: Mapping[str, Any]
    """By the names that tools have; bytes are base64 text."""
    properties: Mapping[str, Mapping[str, Any]]
    """Of the schema of the arguments."""
    python: Mapping[str, str]
    """`{argument: name in Python}` where they differ."""
    returns: str = ""
    """The annotation of the SDK method."""

    @property
    def schemes(self) -> tuple[Scheme, ...]:
        """What the first way to authenticate takes; nothing where that is to be anonymous."""
        stated = self.operation.security
        alternatives = self.integration.security if stated is None else stated
        known = self.integration.schemes
        first = next(iter(alternatives), ())
        return tuple(known[key] for key in first if key in known)

    def is_file(self, argument: str) -> bool:
        """Whether an argument is bytes, which tools take as base64 text."""
        return _carries_bytes(self.properties.get(argument, {}))

    def is_files(self, argument: str) -> bool:
        """Whether it is a list of such."""
        return _carries_bytes(self.properties.get(argument, {}).get("items"))

    def hides_bytes(self) -> bool:
        """Whether bytes stand inside an object, where only a tool's caller can put them as text."""
        return any(
            _somewhere(self.properties.get(name)) and not (self.is_file(name) or self.is_files(name))
            for name, value in self.arguments.items()
            if isinstance(value, dict | list)
        )


def _carries_bytes(schema: Any) -> bool:
    return isinstance(schema, dict) and schema.get("contentEncoding") == "base64"


def _somewhere(schema: Any) -> bool:
    if isinstance(schema, dict):
        return _carries_bytes(schema) or any(_somewhere(each) for each in schema.values())
    return isinstance(schema, list) and any(map(_somewhere, schema))
