"""Tools that have another name than before: the old one still works, and says the new one."""

from __future__ import annotations

from collections.abc import Mapping

from integen.ir.api import Api
from integen.plan.names import Names

CHOSEN, ALIASES = "tool-names", "tool-aliases"
"""Namespaces of the lock: `{operation key: the name that somebody chose}`, `{old name: operation key}`."""


def published(names: Names) -> dict[str, str]:
    """Return `{operation key: name}` as the last run left it."""
    return {**names.recorded.get("tools", {}), **names.recorded.get(CHOSEN, {})}


def record(api: Api, names: Names, before: Mapping[str, str], now: Mapping[str, str]) -> None:
    """Remember the chosen names, and the ones that they replaced. `now` is `{operation key: name}`."""
    chosen = {each.key: now[each.key] for each in api.operations if each.curation.name == now.get(each.key)}
    aliases = dict(names.recorded.get(ALIASES, {}))
    for key, name in now.items():
        old = before.get(key)
        if old is not None and old != name:
            aliases[old] = key
        aliases.pop(name, None)
    for space, found in ((CHOSEN, chosen), (ALIASES, aliases)):
        names.recorded.pop(space, None)
        if found:
            names.recorded[space] = found


def aliases_of(api: Api, names: Names, now: Mapping[str, str]) -> dict[str, str]:
    """Return `{old name: name}`, sorted; a name that a tool has now is no alias."""
    found = {old: now[key] for old, key in names.recorded.get(ALIASES, {}).items() if key in now}
    for operation in api.operations:
        found |= {old: now[operation.key] for old in operation.curation.aliases if operation.key in now}
    taken = {name.lower() for name in now.values()}
    return {old: found[old] for old in sorted(found) if old.lower() not in taken}
