"""Runtime expressions: `$request.body#/url`. Source: OAS 3.2.0 section 4.20.4."""

from __future__ import annotations

import re

from integen.ir.schema import JsonValue

_WHOLE = re.compile(
    r"""\$(?: url | method | statusCode
      | (?:request|response)\.(?:
            header\.[!\#$%&'*+.^_`|~0-9A-Za-z-]+ | (?:query|path)\.[^{}]+ | body(?:\#(?:/[^{}]*)?)?
        )
    )""",
    re.VERBOSE,
)
_INSIDE = re.compile(r"\{([^{}]*)\}")


def is_malformed(value: JsonValue) -> bool:
    """Tell whether a value means to be an expression, or to hold some in braces, and is none.

    What has no `$` at its start, nor after a brace, is a constant.
    """
    if not isinstance(value, str):
        return False
    if value.startswith("$"):
        return _WHOLE.fullmatch(value) is None
    held = (found for found in _INSIDE.findall(value) if found.startswith("$"))
    return any(_WHOLE.fullmatch(found) is None for found in held)
