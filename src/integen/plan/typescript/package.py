"""The TypeScript package: every decision about its files."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from integen.ir.api import Api
from integen.naming.legal import Key
from integen.plan.names import Names
from integen.plan.operation import PlannedOperation, resource_name
from integen.plan.python.registry import Registry
from integen.plan.records import Credential, Security
from integen.plan.typescript.declarations import Declarations, Declared
from integen.plan.typescript.names import operation_names, plan_names
from integen.plan.typescript.operations import (
    Group,
    OperationTypes,
    operation_types,
    plan_groups,
    plan_method,
)
from integen.plan.typescript.types import Trace
from integen.plan.typescript.wire import wire_record
from integen.quoting import line, shorten


@dataclass(frozen=True, slots=True, kw_only=True)
class TypeScript:
    key: Key
    title: str
    description: str
    version: str
    credentials: tuple[Credential, ...]
    models: tuple[Declared, ...]
    operations: tuple[OperationTypes, ...]
    groups: tuple[Group, ...]
    shared: Mapping[str, Any]
    """What the runtime reads of the API as a whole."""

    @property
    def name(self) -> str:
        """The package's name on npm."""
        return f"{self.key}-api"

    @property
    def example(self) -> str | None:
        """A call that can be pasted: one that needs no argument, the reading ones first."""
        found = [
            (not method.record["key"].startswith("GET "), f"{group.name}.{method.name}()")
            for group in self.groups
            for method in group.methods
            if not method.required
        ]
        return min(found)[1] if found else None


def plan_typescript(
    api: Api,
    key: Key,
    registry: Registry,
    operations: tuple[PlannedOperation, ...],
    integration: Mapping[str, Any],
    records: Mapping[str, Mapping[str, Any]],
    security: Security,
    names: Names,
) -> TypeScript:
    """Plan the package. `integration` and `records`: what the catalog holds of all, and of each operation."""
    found = plan_names(registry, names)
    declared = Declarations(registry, found)
    sent, answered = declared.inputs, declared.answers
    sent.trace = Trace()
    for planned in operations:
        for argument in planned.arguments:
            sent.write(argument.schema)
    declared.add_inputs(sent.trace, names)
    arguments = operation_names(found, operations, "Args")
    answers = operation_names(found, operations, "Responses")
    types = {
        key: operation_types(planned, arguments[key], answers[key], sent, answered)
        for key, planned in ((planned.operation.key, planned) for planned in operations)
    }
    declared.tell_apart()
    methods = (
        (planned.resource, plan_method(planned, types[key], wire_record(api, planned, records[key])))
        for key, planned in ((planned.operation.key, planned) for planned in operations)
    )
    described = {resource_name(tag.name): tag.description or tag.summary or "" for tag in api.tags}
    return TypeScript(
        key=key,
        title=shorten(line(api.title) or key, 120),
        description=shorten(line(api.description or api.title), 200),
        version=semver(integration.get("version", "")),
        credentials=security.credentials,
        models=tuple(declared.found.values()),
        operations=tuple(types.values()),
        groups=plan_groups(methods, described),
        shared=_shared(integration),
    )


def _shared(integration: Mapping[str, Any]) -> dict[str, Any]:
    schemes = {
        name: {part: scheme[part] for part in ("kind", "in", "parameter", "scheme", "args") if part in scheme}
        for name, scheme in (integration.get("schemes") or {}).items()
    }
    found = {
        "servers": integration.get("servers"),
        "schemes": schemes or None,
        "security": [list(needed) for needed in integration.get("security") or ()] or None,
    }
    return {name: value for name, value in found.items() if value is not None}


def semver(version: str) -> str:
    """Return a version that npm takes: three numbers."""
    numbers = [str(int(part[:9])) for part in re.findall(r"\d+", version)[:3]]
    return ".".join((*numbers, "0", "0", "0")[:3])
