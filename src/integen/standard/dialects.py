"""Dialects of JSON Schema that the tables describe: 2020-12, alone or with OpenAPI's own keywords."""

from __future__ import annotations

import re

from integen.ir.schema import JsonValue

DIALECT = "$schema"
PATTERN = r"^https?://(json-schema\.org/draft/2020-12/schema|spec\.openapis\.org/oas/3\.)"


def speaks(dialect: JsonValue) -> bool:
    """Tell whether the tables describe a dialect."""
    return isinstance(dialect, str) and re.search(PATTERN, dialect) is not None
