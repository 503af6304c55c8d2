"""Reads every record of a catalog, as a server does one by one when it is asked."""

from __future__ import annotations

import json
from collections.abc import Mapping

from ..catalog import Catalog, CatalogError
from ..kinds import is_dict


def examined(catalog: Catalog) -> None:
    """Raises CatalogError for a catalog that some call would fail with: cut off, merged, made by hand.

    The records that were read are kept by this catalog; hand in one that is not served.
    """
    try:
        json.loads(catalog.content)  # first: what is cut off has no end that the lines could be read to
        header = catalog.header
        _ = catalog.integration, catalog.webhooks(), header["title"], header["version"], header["key"]
        operations = {key: catalog.operation(key) for key in catalog.operation_keys()}
        for (name, entry), line in zip(catalog.index().items(), catalog.tool_lines(), strict=True):
            _check_tool(name, json.loads(line))
            operations[entry.operation]
    except CatalogError:
        raise
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError) as error:
        reason = f"{type(error).__name__}: {error}"
        raise CatalogError(f"`{catalog.path}` is damaged: {reason}") from error


def _check_tool(name: str, tool: Mapping[str, object]) -> None:
    schema = tool["inputSchema"]
    if tool["name"] != name or not is_dict(schema) or schema.get("type") != "object":
        raise ValueError(f"the tool {name} is not what its entry says")
