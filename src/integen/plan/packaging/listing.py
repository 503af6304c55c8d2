"""One server as strangers meet it: what the files for registries, desktops and containers are made of."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from integen.plan.package import Package
from integen.plan.packaging.publication import Publication
from integen.plan.packaging.variables import Variable, plan_variables
from integen.quoting import line, shorten

LISTED = 60
"""Above so many tools a server offers a search in place of a list, and so do the files about it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    package: Package
    publication: Publication
    name: str
    """In the MCP registry: `io.github.owner/github-mcp`."""
    title: str
    description: str
    """At most 100 characters, as registries want it."""
    variables: tuple[Variable, ...]
    tools: tuple[tuple[str, str], ...]
    """Name and description of each; empty where they are searched and not listed."""

    @property
    def token(self) -> str:
        """The variable with the token that clients over HTTP must send."""
        return self.variables[-1].env.removesuffix("TOOLSETS") + "AUTH_TOKEN"


def plan_listing(
    package: Package,
    integration: Mapping[str, Any],
    tools: Iterable[Mapping[str, Any]],
    publication: Publication,
) -> Listing:
    """Decide how a package with an MCP server presents itself."""
    tools = tuple(tools)
    return Listing(
        package=package,
        publication=publication,
        name=f"{publication.prefix}/{package.script}",
        title=shorten(line(package.title), 100) or package.key,
        description=shorten(line(package.summary), 100) or package.key,
        variables=plan_variables(package.credentials, integration, package.script),
        tools=tuple((tool["name"], line(tool["description"])) for tool in tools)
        if len(tools) <= LISTED
        else (),
    )
