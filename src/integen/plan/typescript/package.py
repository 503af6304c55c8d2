"""The TypeScript package: every decision about its files."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from integen.ir.api import Api
from integen.naming.legal import Key
from integen.plan.names import Names
from integen.plan.operation import PlannedOperation
from integen.plan.operation_names import resource_name
from integen.plan.python.registry import Registry
from integen.plan.records import Credential, Security
from integen.plan.typescript.declarations import Declarations, Declared
from integen.plan.typescript.member import Interface, Member
from integen.plan.typescript.names import TypeNames, operation_names, plan_names
from integen.plan.typescript.operations import (
    Group,
    OperationTypes,
    operation_types,
    plan_groups,
    plan_method,
)
from integen.plan.typescript.types import Trace, TypeWriter
from integen.plan.typescript.wire import wire_record
from integen.plan.webhook import PlannedWebhook
from integen.quoting import line, prose, shorten


@dataclass(frozen=True, slots=True, kw_only=True)
class TypeScript:
    key: Key
    title: str
    description: str
    version: str
    credentials: tuple[Credential, ...]
    models: tuple[Declared, ...]
    operations: tuple[OperationTypes, ...]
    webhooks: Interface | None
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Basis:
    """What is decided already when TypeScript is planned."""

    api: Api
    key: Key
    registry: Registry
    operations: tuple[PlannedOperation, ...]
    webhooks: tuple[PlannedWebhook, ...]
    security: Security
    integration: Mapping[str, Any]
    """The catalog's record of the API."""
    records: Mapping[str, Mapping[str, Any]]
    """The catalog's records of operations, by key."""


def plan_typescript(basis: Basis, names: Names) -> TypeScript:
    """Plan the package; names are allocated and recorded."""
    api, integration = basis.api, basis.integration
    found = plan_names(basis.registry, names)
    declared = Declarations(basis.registry, found)
    declared.add_inputs(_sent(basis, declared.inputs), names)
    types = _operation_types(basis, declared, found)
    webhooks = _webhooks(basis.webhooks, declared.answers, found)
    declared.tell_apart()
    methods = (
        (planned.resource, plan_method(planned, types[key], wire_record(api, planned, basis.records[key])))
        for key, planned in ((planned.operation.key, planned) for planned in basis.operations)
    )
    described = {resource_name(tag.name): tag.description or tag.summary or "" for tag in api.tags}
    return TypeScript(
        key=basis.key,
        title=shorten(line(api.title) or basis.key, 120),
        description=shorten(line(api.description or api.title), 200),
        version=semver(integration.get("version", "")),
        credentials=basis.security.credentials,
        models=tuple(declared.found.values()),
        operations=tuple(types.values()),
        webhooks=webhooks,
        groups=plan_groups(methods, described),
        shared=_shared(integration),
    )


def _sent(basis: Basis, inputs: TypeWriter) -> Trace:
    """Return what the arguments of operations refer to."""
    inputs.trace = Trace()
    for planned in basis.operations:
        for argument in planned.arguments:
            inputs.write(argument.schema)
    return inputs.trace


def _operation_types(basis: Basis, declared: Declarations, names: TypeNames) -> dict[str, OperationTypes]:
    arguments = operation_names(names, basis.operations, "Args")
    answers = operation_names(names, basis.operations, "Responses")
    return {
        key: operation_types(planned, arguments[key], answers[key], declared.inputs, declared.answers)
        for key, planned in ((planned.operation.key, planned) for planned in basis.operations)
    }


def _webhooks(
    webhooks: tuple[PlannedWebhook, ...], answers: TypeWriter, names: TypeNames
) -> Interface | None:
    """Return what the API sends by itself: the type of each body."""
    members = {
        planned.name: Member(
            name=planned.name,
            type="unknown" if planned.schema is None else answers.write(planned.schema, "  "),
            doc=prose(planned.webhook.operation.summary or "", 200),
            tags=("@deprecated",) if planned.webhook.operation.deprecated else (),
        )
        for planned in webhooks
    }
    name = "WebhookBodies" if "webhooks" in names.taken else "Webhooks"
    return Interface(name=name, doc="Bodies of what the API sends.", members=members) if members else None


_SCHEME = ("kind", "in", "parameter", "scheme", "deprecated", "args")


def _shared(integration: Mapping[str, Any]) -> dict[str, Any]:
    schemes = {
        name: {part: scheme[part] for part in _SCHEME if part in scheme}
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
