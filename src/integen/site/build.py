"""Builds a site of a generated package."""

from __future__ import annotations

from integen import git
from integen.site.clients import entries
from integen.site.history import MOST, history
from integen.site.package import Place, header, markdown_pages, read
from integen.site.pages import Contents, pages


def build(place: Place, *, versions: int = MOST, reloading: bool = False) -> dict[str, bytes]:
    """Return `{path: bytes}`. The same package and history give the same bytes. Raises IntegenError."""
    reference = read(place)
    contents = Contents(
        reference=reference,
        clients=entries(header(place), place.key) if "mcp" in reference.targets else (),
        versions=history(place, versions),
        is_versioned=versions > 0 and git.root_of(place.directory) is not None,
    )
    return pages(contents, reloading=reloading) | markdown_pages(place)
