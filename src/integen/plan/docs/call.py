"""One example call, which each language writes in its own way: the same arguments everywhere."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from integen.kit.records import Encoding, Integration, Operation, Scheme

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
        """Whether an argument is raw bytes, which tools take as base64 text."""
        return self._is_binary(argument) and not self._is_list(argument)

    def is_files(self, argument: str) -> bool:
        """Whether it is a list of such."""
        return self._is_binary(argument) and self._is_list(argument)

    def _is_list(self, argument: str) -> bool:
        return self.properties.get(argument, {}).get("type") == "array"

    def _is_binary(self, argument: str) -> bool:
        body = self.operation.body
        if body is None:
            return False
        if argument == body.arg:
            return body.content[0].binary
        wire = body.fields.get(argument)
        return wire is not None and body.content[0].encodings.get(wire, Encoding()).binary

    def hides_bytes(self) -> bool:
        """Whether raw bytes stand inside an object, where only a tool's caller can put them as text."""
        body = self.operation.body
        whole = self.arguments.get(body.arg) if body is not None and body.arg is not None else None
        if body is None or not isinstance(whole, dict):
            return False
        return any(each.binary and name in whole for name, each in body.content[0].encodings.items())
