"""Servers of Swagger 2.0: `schemes`, `host` and `basePath`, or Azure's parameterized host."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

from integen.ir.api import Server, Variable
from integen.ir.origin import ROOT, Origin, child
from integen.lower.context import Context, Unusable, extensions
from integen.source.address import is_url

_HOST = "x-ms-parameterized-host"
_KNOWN = ("https", "http")


def document_servers(context: Context, document: dict[str, Any]) -> tuple[Server, ...]:
    """Return a server for each scheme, `https` before `http`; none when nothing says the host."""
    return _servers(context, document, document, ROOT)


def operation_servers(
    context: Context, document: dict[str, Any], node: dict[str, Any], origin: Origin
) -> tuple[Server, ...]:
    """Return the servers of an operation that has schemes of its own, else none."""
    return _servers(context, document, node, origin) if node.get("schemes") else ()


def _servers(
    context: Context, document: dict[str, Any], node: dict[str, Any], origin: Origin
) -> tuple[Server, ...]:
    host, variables, prefixed = _host(context, document)
    if not host:
        return ()
    base = (context.text(document, "basePath", ROOT) or "").strip()
    path = f"/{base.strip('/')}" if base.strip("/") else ""
    prefixes = [f"{scheme}://" for scheme in _schemes(context, node, origin)] if prefixed else [""]
    return tuple(Server(url=f"{prefix}{host}{path}", variables=variables) for prefix in prefixes)


def _schemes(context: Context, node: dict[str, Any], origin: Origin) -> tuple[str, ...]:
    """Return the schemes that can be called: as stated, or as the document was fetched, or `https`."""
    stated = {
        item.strip().lower() for item in context.sequence(node, "schemes", origin) if isinstance(item, str)
    }
    fetched = urlsplit(context.sources.main.uri).scheme
    found = tuple(scheme for scheme in _KNOWN if scheme in stated)
    return found or ((fetched,) if fetched in _KNOWN else ("https",))


def _host(context: Context, document: dict[str, Any]) -> tuple[str, tuple[Variable, ...], bool]:
    """Return the host, its variables, and whether a scheme stands before it."""
    template = context.mapping(document, _HOST, ROOT)
    place = child(ROOT, _HOST)
    stated = (context.text(template, "hostTemplate", place) or "").strip()
    if stated:
        prefixed = context.flag(template, "useSchemePrefix", place, default=True)
        return stated, _variables(context, template, place), prefixed
    host = (context.text(document, "host", ROOT) or "").strip().rstrip("/")
    if host:
        return host.rpartition("://")[2], (), True
    base = context.sources.main.uri
    return (urlsplit(base).netloc.rpartition("@")[2] if is_url(base) else ""), (), True


def _variables(context: Context, template: dict[str, Any], origin: Origin) -> tuple[Variable, ...]:
    place = child(origin, "parameters")
    found: list[Variable] = []
    for index, value in enumerate(context.sequence(template, "parameters", origin)):
        try:
            node, where = context.follow(value, child(place, index))
        except Unusable as error:
            context.pass_on(error.diagnostic)
            continue
        name = context.text(node, "name", where)
        if name:
            found.append(_variable(context, name, node, where))
    return tuple(found)


def _variable(context: Context, name: str, node: dict[str, Any], origin: Origin) -> Variable:
    values = tuple(value for value in context.sequence(node, "enum", origin) if isinstance(value, str))
    stated = context.text(node, "default", origin) or extensions(node).get("x-ms-client-default")
    default = stated if isinstance(stated, str) else next(iter(values), "")
    return Variable(
        name=name, default=default, enum=values, description=context.text(node, "description", origin)
    )
