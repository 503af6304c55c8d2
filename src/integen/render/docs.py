"""Renders the Markdown of a package: a page for each toolset, and what leads to them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any

import orjson

from integen.plan.docs.page import Reference, ToolsetPage
from integen.quoting import seen_json
from integen.render.custom import Custom
from integen.render.environment import environment

FOLDER = "docs"
FACTS = f"{FOLDER}/reference.jsonl"
"""What `integen docs` reads beside the catalog."""
LLMS = "llms.txt"
_MOST = 60
"""Operations of one file: GitHub shows no Markdown beyond half a megabyte."""
_TAKEN = frozenset(("readme", "connect"))


def docs_texts(reference: Reference, custom: Custom | None = None) -> dict[str, bytes]:
    """Return `{path: text}` of all pages."""
    jinja = environment(custom)
    parts = list(_parts(reference))
    files = [(toolset, tuple(name for name, _ in members)) for toolset, members in parts]

    def text(template: str, **context: Any) -> bytes:
        written = jinja.get_template(f"docs/{template}.jinja").render(reference=reference, **context)
        return f"{written.rstrip()}\n".encode()

    found = {
        f"{FOLDER}/README.md": text("README.md", files=files),
        f"{FOLDER}/connect.md": text("connect.md"),
        LLMS: text("llms.txt", files=files, folder=f"{FOLDER}/"),
    }
    for _, members in parts:
        for number, (name, part) in enumerate(members, 1):
            told = {"toolset": part, "part": number, "parts": len(members)}
            found[f"{FOLDER}/{name}"] = text("toolset.md", **told)
    return found


def docs_data(facts: Iterable[Mapping[str, Any]]) -> dict[str, bytes]:
    """Return `{path: bytes}` of what a site is made from beside the catalog."""
    lines = (seen_json(orjson.dumps(each).decode()) for each in facts)
    return {FACTS: "".join(f"{line}\n" for line in lines).encode()}


def _parts(reference: Reference) -> Iterator[tuple[ToolsetPage, list[tuple[str, ToolsetPage]]]]:
    """Yield each toolset with its files: `(name, part of it)`."""
    for toolset in reference.toolsets:
        stem = f"{toolset.name}_tools" if toolset.name.lower() in _TAKEN else toolset.name
        starts = range(0, len(toolset.operations), _MOST)
        yield (
            toolset,
            [
                (
                    f"{stem}{f'-{number}' if number > 1 else ''}.md",
                    replace(toolset, operations=toolset.operations[start : start + _MOST]),
                )
                for number, start in enumerate(starts, 1)
            ],
        )
