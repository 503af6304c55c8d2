"""Server objects."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import urljoin

from integen.ir.api import Server, Variable
from integen.ir.origin import Origin, child
from integen.lower.context import Context
from integen.source.address import is_url

_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:|\{")


def servers(context: Context, node: dict[str, Any], origin: Origin) -> tuple[Server, ...]:
    """Lower the member `servers` of `node`; relative URLs are resolved against the document's own."""
    lowered = (_server(context, item, place) for place, item in context.objects(node, "servers", origin))
    return tuple(server for server in lowered if server is not None)


def _server(context: Context, node: dict[str, Any], origin: Origin) -> Server | None:
    url = context.text(node, "url", origin)
    if url is None or not url.strip():
        context.report("IG412", "a server without `url`", origin)
        return None
    declared = context.mapping(node, "variables", origin)
    place = child(origin, "variables")
    return Server(
        url=_absolute(context, url.strip(), origin),
        name=context.text(node, "name", origin),
        description=context.text(node, "description", origin),
        variables=tuple(
            _variable(context, name, value if isinstance(value, dict) else {}, child(place, name))
            for name, value in declared.items()
        ),
    )


def _absolute(context: Context, url: str, origin: Origin) -> str:
    base = context.sources.documents[origin.partition("#")[0]].uri
    if not is_url(base) or _SCHEME.match(url):
        return url
    try:
        return urljoin(base, url)
    except ValueError:
        return url


def default_servers(context: Context) -> tuple[Server, ...]:
    """Return the server of a document that names none: `/` on its own host. Source: OAS section 4.8.1."""
    base = context.sources.main.uri
    return (Server(url=urljoin(base, "/")),) if is_url(base) else ()


def _variable(context: Context, name: str, node: dict[str, Any], origin: Origin) -> Variable:
    values = [
        value for value in context.sequence(node, "enum", origin) if isinstance(value, str | int | float)
    ]
    choices = tuple(str(value) for value in values)
    default = context.text(node, "default", origin)
    return Variable(
        name=name,
        default=default if default is not None else (choices[0] if choices else ""),
        enum=choices,
        description=context.text(node, "description", origin),
    )
