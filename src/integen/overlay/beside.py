"""Overlays that lie next to a document and so belong to it: `petshop.overlay.yaml` next to `petshop.yaml`."""

from __future__ import annotations

import os
from pathlib import Path

_SUFFIXES = (".yaml", ".yml", ".json")


def beside(location: str) -> tuple[str, ...]:
    """Return the overlays next to a file, as a user would write them, in sorted order.

    They begin with the document's name without its ending and `.overlay`: `petshop.overlay.yaml`,
    `petshop.overlay-hints.yaml`. Documents from the web and from standard input have none.
    """
    if location == "-" or "://" in location[:8]:
        return ()
    folder, name = os.path.split(location)
    stem = Path(name).stem
    try:
        names = os.listdir(folder or ".")  # noqa: PTH208 (a run without a change must not wait for pathlib)
    except (OSError, ValueError):
        return ()
    found = (
        each
        for each in names
        if each != name and each.startswith(stem + ".overlay") and each.endswith(_SUFFIXES)
    )
    return tuple(os.path.join(folder, each) for each in sorted(found))  # noqa: PTH118
