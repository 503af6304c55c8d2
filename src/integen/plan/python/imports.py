"""Where the names that generated modules use come from."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

_MODULES = {"builtins": "import builtins", "dt": "import datetime as dt"}
_STANDARD = {
    "Any": "typing",
    "Annotated": "typing",
    "Final": "typing",
    "Literal": "typing",
    "TYPE_CHECKING": "typing",
    "Required": "typing",
    "TypeAlias": "typing",
    "TypedDict": "typing",
    "Callable": "collections.abc",
    "Mapping": "collections.abc",
    "Sequence": "collections.abc",
    "Decimal": "decimal",
    "UUID": "uuid",
}
_KIT = {
    "CamelModel": "models",
    "Heirs": "models",
    "Model": "models",
    "TextDecimal": "models",
    "Variants": "models",
    "Wire": "models",
    "OMIT": "omit",
    "Omit": "omit",
    "FileInput": "files",
    "RequestOptions": "options",
    "Resource": "client",
    "AsyncResource": "client",
    "Stream": "streams",
    "AsyncStream": "streams",
    "Event": "webhooks",
    "Payload": "webhooks",
    "WebhookError": "webhooks",
    "read": "webhooks",
    "recognise": "webhooks",
}


def standard_imports(uses: Iterable[str]) -> tuple[str, ...]:
    """Return the import lines of the standard library, sorted as ruff sorts them."""
    wanted = set(uses)
    whole = tuple(line for name, line in _MODULES.items() if name in wanted)
    return whole + _from_lines(wanted, _STANDARD, "")


def kit_imports(uses: Iterable[str], prefix: str) -> tuple[str, ...]:
    """Return the import lines of the vendored kit; `prefix` is `.._kit.` inside a package of the package."""
    return _from_lines(set(uses), _KIT, prefix)


def _from_lines(wanted: set[str], table: dict[str, str], prefix: str) -> tuple[str, ...]:
    grouped: dict[str, list[str]] = defaultdict(list)
    for name in wanted & table.keys():
        grouped[table[name]].append(name)
    return tuple(
        f"from {prefix}{module} import {', '.join(sorted(names, key=_sort_key))}"
        for module, names in sorted(grouped.items())
    )


def _sort_key(name: str) -> tuple[bool, bool, str]:
    return not name.isupper(), not name[0].isupper(), name
