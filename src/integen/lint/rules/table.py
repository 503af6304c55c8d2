"""All rules, in the order in which they run."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TypeAlias

from integen.diagnostics.diagnostic import Diagnostic
from integen.lint.rules import (
    addressing,
    connecting,
    descriptions,
    listing,
    names,
    safety,
    schemas,
    security,
    sizes,
    twins,
)
from integen.lint.subject import Subject

Rule: TypeAlias = Callable[[Subject], Iterator[Diagnostic]]

RULES: tuple[Rule, ...] = (
    descriptions.operations,
    descriptions.arguments,
    names.operation_ids,
    sizes.tools,
    sizes.whole_list,
    twins.same_description,
    twins.same_words,
    schemas.values,
    schemas.required,
    schemas.answers,
    addressing.commands,
    addressing.invisible,
    listing.titles,
    listing.about,
    safety.effects,
    safety.catch_all,
    security.servers,
    security.schemes,
    security.operations,
    connecting.retired,
    connecting.undeclared,
)
