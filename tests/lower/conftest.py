from __future__ import annotations

from collections.abc import Callable
from typing import Any

import orjson
import pytest

from integen.diagnostics.diagnostic import Diagnostic, Diagnostics
from integen.ir.api import Api, Operation
from integen.ir.origin import Origin
from integen.ir.schema import Schema
from integen.lower.api import lower
from integen.source.sources import Sources


class Lowered:
    """An API and what was said about its document."""

    def __init__(self, document: dict[str, Any]) -> None:
        collected = Diagnostics()
        self.api: Api = lower(Sources.load("-", stdin=orjson.dumps(document)), collected)
        self.diagnostics: list[Diagnostic] = list(collected)

    @property
    def operation(self) -> Operation:
        (only,) = self.api.operations
        return only

    def schema(self, name: str) -> Schema:
        return self.api.schemas[Origin(f"#/components/schemas/{name}")]

    def said(self) -> list[tuple[str, str]]:
        """The code and the pointer of each diagnostic."""
        return [(item.code, str(item.origin)) for item in self.diagnostics]


@pytest.fixture
def lowered() -> Callable[..., Lowered]:
    """Lower a document of the given members; `openapi` is 3.1.0 and the title is there unless given."""

    def run(*, openapi: str = "3.1.0", **members: Any) -> Lowered:
        return Lowered({"openapi": openapi, "info": {"title": "T", "version": "1"}, "paths": {}, **members})

    return run


@pytest.fixture
def schemas(lowered: Callable[..., Lowered]) -> Callable[..., Lowered]:
    """Lower a document of the given component schemas."""

    def run(*, openapi: str = "3.1.0", **named: Any) -> Lowered:
        return lowered(openapi=openapi, components={"schemas": named})

    return run


@pytest.fixture
def one(lowered: Callable[..., Lowered]) -> Callable[..., Lowered]:
    """Lower a document of one operation: `POST /a` unless given."""

    def run(
        operation: Any,
        *,
        path: str = "/a",
        method: str = "post",
        item: dict[str, Any] | None = None,
        **members: Any,
    ) -> Lowered:
        return lowered(paths={path: {**(item or {}), method: operation}}, **members)

    return run
