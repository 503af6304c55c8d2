"""Documentation of a package, from what its catalog, its `oauth.json` and the facts beside them say.

Only JSON values are read, so that the generator and `integen docs`, which has a package and no document,
show the same.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any, Protocol

from integen.kit.errors import error_class
from integen.kit.records import Integration, Operation
from integen.plan.docs.arguments import arguments
from integen.plan.docs.call import Call
from integen.plan.docs.connection import connection, kind_of
from integen.plan.docs.examples import examples
from integen.plan.docs.page import Answer, Carried, Demand, OperationPage, Reference, ToolsetPage
from integen.plan.mcp.cost import tokens
from integen.plan.mcp.tools import CONFIRM


class Records(Protocol):
    """What a catalog holds, as `catalog/write.py` describes it."""

    @property
    def integration(self) -> Mapping[str, Any]: ...
    @property
    def operations(self) -> Mapping[str, Mapping[str, Any]]: ...
    @property
    def index(self) -> Mapping[str, Any]: ...
    @property
    def tools(self) -> Collection[Mapping[str, Any]]: ...


def reference(
    records: Records,
    facts: Mapping[str, Mapping[str, Any]],
    oauth: Mapping[str, Any] | None,
    targets: Iterable[str],
) -> Reference:
    """Return all pages: toolsets sorted by name, their operations in the order of the document.

    `facts` are those of `facts.operation_facts` by key; operations without them are left out.
    """
    header = records.integration
    pages = list(_Pages(records, facts, oauth, frozenset(targets)).each())
    grouped: dict[str, list[OperationPage]] = {}
    for page in pages:
        grouped.setdefault(page.toolset, []).append(page)
    about = header.get("toolsets", {})
    return Reference(
        key=header["key"],
        title=header["title"] or header["key"],
        version=header["version"],
        description=header.get("description", ""),
        module=header["package"],
        servers=tuple(server["url"] for server in header.get("servers", ())),
        targets=frozenset(targets),
        toolsets=tuple(
            ToolsetPage(name=name, about=about.get(name, ""), operations=tuple(members))
            for name, members in sorted(grouped.items())
        ),
        connection=connection(header, oauth),
        instructions=header.get("instructions") or "",
    )


class _Pages:
    """Makes the pages of operations."""

    def __init__(
        self,
        records: Records,
        facts: Mapping[str, Mapping[str, Any]],
        oauth: Mapping[str, Any] | None,
        targets: frozenset[str],
    ) -> None:
        self._records, self._facts, self._targets = records, facts, targets
        self._integration = Integration.from_json(records.integration)
        self._tools = {tool["name"]: tool for tool in records.tools}
        self._toolsets = {entry[0]: entry[1] for entry in records.index.values()}
        self._names = {entry[0]: name for name, entry in records.index.items()}
        self._needed = oauth["operations"] if oauth else {}
        self._aliases: dict[str, list[str]] = {}
        for old, name in records.integration.get("aliases", {}).items():
            self._aliases.setdefault(name, []).append(old)
        self._slugs: set[str] = set()

    def each(self) -> Iterator[OperationPage]:
        for key, record in self._records.operations.items():
            if key in self._facts:
                yield self._page(key, record, self._facts[key])

    def _page(self, key: str, record: Mapping[str, Any], facts: Mapping[str, Any]) -> OperationPage:
        tool_name = self._names.get(key)
        tool = self._tools.get(tool_name or "", {})
        operation = Operation.from_json(key, {**record, "tool": tool_name})
        schema = tool.get("inputSchema") or facts.get("input") or {}
        name = tool_name or f"{operation.resource}.{operation.name}"
        summary = str(facts.get("summary", ""))
        return OperationPage(
            name=name,
            slug=self._slug(name),
            is_tool=bool(tool),
            toolset=self._toolsets.get(key, operation.resource),
            title=tool.get("title") or summary.rstrip(".") or name,
            description=str(facts.get("description", "")),
            told=tool.get("description", ""),
            key=key,
            effect=operation.effect,
            hints=tool.get("annotations", {}),
            tokens=tokens(tool) if tool else 0,
            deprecated=operation.deprecated,
            confirm=CONFIRM in tool.get("_meta", {}),
            aliases=tuple(self._aliases.get(name, ())),
            docs_url=facts.get("docs_url"),
            arguments=tuple(arguments(schema, facts.get("told", {}))),
            **self._security(key, operation),
            examples=tuple(self._examples(operation, facts, schema.get("properties", {}))),
            answers=tuple(_answers(facts, record)),
            paged=operation.pagination is not None,
            polled=operation.polling is not None,
            call=f"client.{operation.resource}.{operation.name}",
            returns=facts.get("returns", ""),
        )

    def _slug(self, name: str) -> str:
        """Return the name of a file, one that differs in more than capitals from all others."""
        plain = slug = re.sub(r"[^A-Za-z0-9_-]+", "-", name)[:80].strip("-") or "operation"
        number = 2
        while slug.lower() in self._slugs:
            slug, number = f"{plain}-{number}", number + 1
        self._slugs.add(slug.lower())
        return slug

    def _security(self, key: str, operation: Operation) -> dict[str, Any]:
        needed = self._needed.get(key, {}).get("any_of")
        stated: Any = operation.security if needed is None else needed
        if stated is None:
            stated = self._integration.security
        schemes = self._records.integration.get("schemes", {})
        alternatives = tuple(
            tuple(
                Demand(scheme=name, kind=kind_of(schemes[name]), scopes=tuple(scopes))
                for name, scopes in option.items()
                if name in schemes
            )
            for option in stated
        )
        says_nothing = operation.security is None and needed is None and not self._integration.security
        return {"demands": alternatives, "says_nothing": says_nothing}

    def _examples(
        self, operation: Operation, facts: Mapping[str, Any], properties: Mapping[str, Any]
    ) -> Iterator[Any]:
        given = facts.get("example", {})
        if given is None:
            return
        call = Call(
            integration=self._integration,
            operation=operation,
            arguments=given,
            properties=properties,
            python=facts.get("python", {}),
            returns=facts.get("returns", ""),
        )
        yield from examples(call, self._targets)


def _answers(facts: Mapping[str, Any], record: Mapping[str, Any]) -> Iterator[Answer]:
    models = record.get("responses", {})
    for status, description, carried in facts.get("answers", ()):
        named = models.get(status, {})
        yield Answer(
            status=status,
            description=description,
            carried=tuple(
                Carried(type=media, model=named.get(media), sample=sample) for media, sample in carried
            ),
            error=_error(status),
        )


def _error(status: str) -> str | None:
    """Return the class of the SDK that a status is raised as; None for a success, and for all others."""
    if status.isdigit() and int(status) >= 400:
        return error_class(int(status)).__name__
    return {"4XX": "APIStatusError", "5XX": "InternalServerError"}.get(status.upper())
