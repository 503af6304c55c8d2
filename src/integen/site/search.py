"""The index that `site.js` searches: a script and no JSON, for browsers read no JSON beside a file."""

from __future__ import annotations

from typing import Any

import orjson

from integen.plan.docs.page import OperationPage, Reference
from integen.quoting import line, shorten

_ABOUT = 160


def index_script(reference: Reference) -> bytes:
    """Return the script; a row is `[name, title, address, method and path, what else is searched]`."""
    rows: list[list[Any]] = [_row(page) for page in reference.operations]
    rows += [
        [toolset.name, "Toolset", f"sets/{toolset.name}.html", "", toolset.about]
        for toolset in reference.toolsets
    ]
    rows += [
        ["Connect an account", "Credentials, scopes, redirect URIs", "connect.html", "", _scopes(reference)],
        [
            "Install in a client",
            "Configuration of MCP clients",
            "clients.html",
            "",
            "claude cursor vscode codex",
        ],
        ["Changes", "What changed for agents", "changes.html", "", "changelog history versions"],
    ]
    # JSON is JavaScript, but for what could end a script element; it is never inside one.
    data = orjson.dumps(rows).replace(b"<", b"\\u003c")
    return b"window.integenIndex=" + data + b";\n"


def _row(page: OperationPage) -> list[Any]:
    names = " ".join(argument.name for argument in page.arguments)
    more = (names, *page.aliases, page.toolset, shorten(line(page.description), _ABOUT))
    return [page.name, page.title, f"tools/{page.slug}.html", page.key, " ".join(more)]


def _scopes(reference: Reference) -> str:
    return " ".join(scope.name for grant in reference.connection.grants for scope in grant.scopes)
