"""One of the two versions that are compared: a document as it would be generated, or a generated package."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import orjson

from integen.diagnostics.diagnostic import Diagnostics
from integen.errors import IntegenError
from integen.freshness import Options
from integen.ir.api import Api, Operation
from integen.ir.origin import Origin, child
from integen.ir.schema import Schema
from integen.lower.api import lower
from integen.naming.legal import Key
from integen.output.lock import read_lock
from integen.pipeline import read
from integen.plan.names import Names
from integen.plan.operation import PlannedOperation
from integen.planning import plan_all
from integen.source.sources import Sources


@dataclass(frozen=True, slots=True, kw_only=True)
class Argument:
    schema: Schema
    required: bool
    description: str
    wire: str = ""
    """Location and name of the request's part; empty where only the tool is known."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tool:
    name: str
    operation: str
    title: str
    description: str
    hints: Mapping[str, bool]
    toolset: str
    arguments: Mapping[str, Argument]
    aliases: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    label: str
    """As the user wrote it."""
    api: Api
    """What schemas refer into."""
    integration: Mapping[str, Any]
    operations: Mapping[str, Mapping[str, Any]]
    """Records of the catalog by operation key."""
    tools: Mapping[str, Tool]
    """By operation key."""
    described: Mapping[str, Operation] = field(default_factory=dict)
    """Operations of the document by key; empty for a package, which does not know the shapes of answers."""
    models: Mapping[str, str] = field(default_factory=dict)
    """`{origin: class}` of the SDK."""
    names: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    listed: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    """`{tool: as MCP sends it}`."""
    index: Mapping[str, Sequence[str]] = field(default_factory=dict)
    """`{tool: (operation key, toolset, effect)}`."""

    @property
    def is_document(self) -> bool:
        """Whether the shapes of answers are known."""
        return bool(self.described) or not self.operations


def of_document(
    options: Options, label: str, names: Mapping[str, Mapping[str, str]]
) -> tuple[Side, Sources, Diagnostics]:
    """Plan a document with names recorded before, as its next generation would. Raises DocumentError."""
    sources, api, diagnostics = read(options)
    recorded = Names.from_json(names)
    plan = plan_all(api, Key(options.name or "api"), options, recorded)
    by_key = {str(planned.operation.key): planned for planned in plan.operations}
    listed = {record["name"]: record for record in plan.catalog.tools}
    side = Side(
        label=label,
        api=api,
        integration=plan.catalog.integration,
        operations=plan.catalog.operations,
        tools={key: _tool_of(planned, listed) for key, planned in by_key.items() if planned.tool in listed},
        described={key: planned.operation for key, planned in by_key.items()},
        models=dict(recorded.recorded.get("models", {})),
        names=recorded.as_json(),
        listed=listed,
        index=plan.catalog.index,
    )
    return side, sources, diagnostics


def of_package(directory: Path, module: str, label: str) -> Side:
    """Read a generated package. Raises IntegenError when its catalog or lock is damaged."""
    path = directory / module / "catalog.json"
    lock = read_lock(directory)
    try:
        return of_catalog(path.read_bytes(), label, names=lock.names if lock else {})
    except (OSError, orjson.JSONDecodeError, KeyError, TypeError) as error:
        raise IntegenError(f"`{path}` is no catalog that can be read", hint="generate it again") from error


def of_catalog(data: bytes, label: str, *, names: Mapping[str, Mapping[str, str]]) -> Side:
    """Read a catalog. Raises JSONDecodeError, KeyError and TypeError when it is none."""
    catalog = orjson.loads(data)
    return by_listed_schemas(
        Side(
            label=label,
            api=_api_of_schemas({}),
            integration=catalog["integration"],
            operations=catalog["operations"],
            tools={},
            names=names,
            listed={record["name"]: record for record in catalog["tools"]},
            index=catalog["index"],
        )
    )


def by_listed_schemas(side: Side) -> Side:
    """Return a side with arguments as its tools list them: what packages and documents have in common."""
    api = _api_of_schemas({name: record.get("inputSchema", {}) for name, record in side.listed.items()})
    tools = {
        entry[0]: _tool_of_record(api, side.listed[name], entry)
        for name, entry in side.index.items()
        if name in side.listed
    }
    return replace(side, api=api, tools=tools, described={}, models={})


def _tool_of(planned: PlannedOperation, listed: Mapping[str, Mapping[str, Any]]) -> Tool:
    record = listed[planned.tool]
    return Tool(
        name=planned.tool,
        operation=planned.operation.key,
        title=record.get("title", ""),
        description=record.get("description", ""),
        hints=record.get("annotations", {}),
        toolset=planned.resource,
        arguments={
            argument.arg: Argument(
                schema=argument.schema,
                required=argument.required,
                description=argument.description or "",
                wire=f"{argument.location} {argument.wire}",
            )
            for argument in planned.arguments
        },
    )


def _tool_of_record(api: Api, record: Mapping[str, Any], entry: Sequence[str]) -> Tool:
    place = child(_SCHEMAS, record["name"])
    schema = record.get("inputSchema", {})
    properties = schema.get("properties", {})
    lowered = api.schemas.get(place)
    shapes = {item.name: item.schema for item in getattr(lowered, "properties", ())}
    return Tool(
        name=record["name"],
        operation=entry[0],
        title=record.get("title", ""),
        description=record.get("description", ""),
        hints=record.get("annotations", {}),
        toolset=entry[1],
        arguments={
            name: Argument(
                schema=shapes[name],
                required=name in schema.get("required", ()),
                description=str(properties[name].get("description", "")),
            )
            for name in shapes
            if not name.startswith("_") and isinstance(properties.get(name), dict)
        },
    )


_SCHEMAS = Origin("#/components/schemas")


def _api_of_schemas(schemas: Mapping[str, Any]) -> Api:
    document = {
        "openapi": "3.1.0",
        "info": {"title": "tools", "version": "1"},
        "paths": {},
        "components": {"schemas": dict(schemas)},
    }
    return lower(Sources.load("-", stdin=orjson.dumps(document)), Diagnostics())
