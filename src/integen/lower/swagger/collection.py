"""`collectionFormat`: how the items of an array stand together."""

from __future__ import annotations

from typing import Any

from integen.ir.origin import Origin, child
from integen.lower.context import Context

_FORMATS = {
    "csv": (None, False),
    "ssv": ("spaceDelimited", False),
    "tsv": ("tabDelimited", False),
    "pipes": ("pipeDelimited", False),
    "multi": (None, True),
}
"""The style, None for the default of the place, and whether each item is sent by itself."""


def style_of(context: Context, node: dict[str, Any], origin: Origin, default: str) -> tuple[str, bool]:
    """Return the style and `explode` of a parameter or header. Source: Swagger 2.0, Parameter Object.

    `default` is the style of the place for comma-separated items.
    """
    stated = context.text(node, "collectionFormat", origin)
    found = _FORMATS.get((stated or "csv").strip().lower())
    if found is None:
        message = f"the collectionFormat `{str(stated)[:40]}` does not exist"
        context.report("IG407", message, child(origin, "collectionFormat"), note="`csv` is used")
        found = _FORMATS["csv"]
    style, explode = found
    return style or default, explode
