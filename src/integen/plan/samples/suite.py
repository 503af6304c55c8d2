"""What a package's own tests read: the contract, the cases, and the list of tools as it was generated."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from integen.ir.api import Api
from integen.plan.contract.document import contract
from integen.plan.mcp.cost import CHARACTERS_A_TOKEN, read
from integen.plan.operation import PlannedOperation
from integen.plan.package import Package
from integen.plan.samples.cases import case
from integen.plan.samples.validity import Validity

_LIST = re.compile(r"list\[models\.(\w+)\]")


class Records(Protocol):
    """What a catalog holds (`catalog/write.py`), as far as tests are made of it."""

    @property
    def integration(self) -> Mapping[str, Any]: ...
    @property
    def operations(self) -> Mapping[str, Mapping[str, Any]]: ...
    @property
    def tools(self) -> tuple[Mapping[str, Any], ...]: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Suite:
    package: Package
    contract: Mapping[str, Any]
    """An OpenAPI 3.1 document."""
    cases: tuple[Mapping[str, Any], ...]
    """One for each operation, in document order."""
    tools: tuple[str, ...]
    """A line for each tool in the order of the list, then their sum."""


def plan_suite(
    api: Api,
    package: Package,
    operations: Iterable[PlannedOperation],
    catalog: Records,
) -> Suite:
    """Return the suite of what a catalog holds."""
    document, records = contract(api), catalog.operations
    if not api.security_schemes:
        _secure(document, catalog)
    lists = dict(_lists(package))
    listed, validity = list(catalog.tools), Validity.of(document)
    tools = {each["name"]: each for each in listed}
    return Suite(
        package=package,
        contract=document,
        cases=tuple(
            case(
                api,
                planned,
                validity,
                tool=tools.get(planned.tool) if planned.has_tool else None,
                models=_named(records[planned.operation.key], lists.get(planned.operation.key)),
            )
            for planned in operations
        ),
        tools=(*map(tool_line, listed), _sum(listed)),
    )


def _secure(document: Mapping[str, Any], catalog: Records) -> None:
    """Add the token of an API that asks for it in a parameter `Authorization`, and declares nothing."""
    schemes = catalog.integration.get("schemes", {})
    document["components"]["securitySchemes"].update(
        (name, {"type": "http", "scheme": "bearer"})
        for name, scheme in schemes.items()
        if scheme.get("scheme") == "bearer"
    )
    for path, item in document["paths"].items():
        for method, operation in item.items():
            record = catalog.operations.get(f"{method.upper()} {path}", {})
            alternatives = record.get("security", catalog.integration.get("security"))
            if alternatives:
                operation["security"] = alternatives


def _lists(package: Package) -> Iterator[tuple[str, str]]:
    """Yield `(operation key, model)` of methods that give a list of one."""
    for resource in package.resources:
        for method in resource.methods:
            found = _LIST.fullmatch(str(method.cast))
            if found:
                yield method.key, found[1]


def _named(record: Mapping[str, Any], items: str | None) -> dict[str, dict[str, str | None]]:
    """Return what each answer becomes: the catalog's models, and `[model]` for a list of them."""
    responses = record.get("responses", {})
    if items is None:
        return dict(responses)
    return {
        status: {
            media: model or (f"[{items}]" if status[0] == "2" and "json" in media else None)
            for media, model in content.items()
        }
        for status, content in responses.items()
    }


def tool_line(tool: Mapping[str, Any]) -> str:
    """Return what is remembered of a tool. `templates/tests/test_tools.py.jinja` writes the same line."""
    hints = " ".join(sorted(name for name, said in tool.get("annotations", {}).items() if said is True))
    arguments = " ".join(tool["inputSchema"].get("properties", {}))
    text = read(tool)
    digest = hashlib.sha256(text.encode()).hexdigest()[:12]
    return f"{tool['name']} ({arguments}) {hints}, ~{len(text) // CHARACTERS_A_TOKEN} tokens, {digest}"


def _sum(tools: list[Mapping[str, Any]]) -> str:
    return f"{len(tools)} tools, ~{sum(len(read(each)) for each in tools) // CHARACTERS_A_TOKEN} tokens"
