"""Renders a site: a page for each operation and each toolset, and what leads to them."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import jinja2

from integen.kit.visible import visible
from integen.plan.docs.page import Reference
from integen.quoting import seen_json
from integen.render.markdown import EFFECTS, is_web, sentence
from integen.site import prose
from integen.site.clients import Entry
from integen.site.history import Version
from integen.site.search import index_script
from integen.template_folder import template_directory

_ASSETS = ("site.css", "site.js")
RELOADING = "reload.js"
_NEAR = 40
"""Operations of a toolset that the menu shows: the neighbours of the one that is looked at."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Contents:
    """Everything that a site shows."""

    reference: Reference
    clients: tuple[Entry, ...]
    versions: tuple[Version, ...]
    is_versioned: bool
    """It is known what changed, if anything did."""


def pages(contents: Contents, *, reloading: bool = False) -> dict[str, bytes]:
    """Return `{path: bytes}` of the site; `reloading` pages look anew when their server says so."""
    folder = template_directory() / "site"
    assets = (*_ASSETS, RELOADING) if reloading else _ASSETS
    found = {f"assets/{name}": (folder / name).read_bytes() for name in assets}
    found["assets/index.js"] = index_script(contents.reference)
    shared = {"contents": contents, "reference": contents.reference, "reloading": reloading}
    for path, template, told in _every(contents):
        root = "../" * path.count("/")
        text = _environment().get_template(f"site/{template}.html.jinja").render(**shared, root=root, **told)
        found[path] = text.encode()
    return found


def _every(contents: Contents) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """Yield `(path, template, what else it is given)`."""
    nowhere: dict[str, Any] = {"here": None, "near": ()}
    for name in ("index", "connect", "changes", *(("clients",) if contents.clients else ())):
        yield f"{name}.html", name, nowhere
    for toolset in contents.reference.toolsets:
        every = toolset.operations
        told = {"here": toolset, "near": every[:_NEAR], "toolset": toolset}
        yield f"sets/{toolset.name}.html", "toolset", told
        for number, page in enumerate(every):
            start = max(0, min(number - _NEAR // 2, len(every) - _NEAR))
            near = every[start : start + _NEAR]
            yield f"tools/{page.slug}.html", "operation", {"here": toolset, "near": near, "page": page}


@lru_cache(maxsize=1)
def _environment() -> jinja2.Environment:
    found = jinja2.Environment(
        loader=jinja2.FileSystemLoader(template_directory()),
        undefined=jinja2.StrictUndefined,
        autoescape=True,
        finalize=_seen,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    found.filters.update(
        block=prose.block,
        inline=prose.inline,
        sentence=sentence,
        json=_json,
        effect=EFFECTS.__getitem__,
        is_web=is_web,
    )
    return found


def _json(value: Any) -> str:
    return seen_json(json.dumps(value, indent=2, ensure_ascii=False))


def _seen(value: Any) -> Any:
    """Return what is written into a page without characters that nobody sees."""
    return visible(value) if type(value) is str else value
