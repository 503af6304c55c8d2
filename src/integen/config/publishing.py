"""Reads `[integrations.<key>.package]`: who publishes a package, and where."""

from __future__ import annotations

from typing import Any

from integen.config import keys
from integen.config.section import Section
from integen.plan.packaging.publication import Publication, over, problem

_LIST = "privacy_policies"


def published(section: Section, base: Publication) -> Publication:
    """Return what a table says of publishing, and of the rest what `base` does."""
    table = section.table("package")
    if table is None:
        return base
    table.only(keys.PACKAGE)
    found: dict[str, Any] = {name: _checked(table, name) for name in keys.PACKAGE if name != _LIST}
    found[_LIST] = tuple(_all_checked(table))
    return over(Publication(**found), base)


def _checked(table: Section, name: str) -> str | None:
    text = table.text(name)
    wrong = problem(name, text) if text is not None else None
    if wrong is None:
        return text
    table.wrong(name, wrong[0], hint=wrong[1])
    return None


def _all_checked(table: Section) -> list[str]:
    good = []
    for number, text in enumerate(table.texts(_LIST)):
        wrong = problem(_LIST, text)
        if wrong is None:
            good.append(text)
        else:
            table.wrong(_LIST, wrong[0], number, hint=wrong[1])
    return good
