"""IG705 to IG707: what tools cost of an agent's context."""

from __future__ import annotations

from collections.abc import Iterator

from integen.diagnostics.diagnostic import Diagnostic
from integen.ir.origin import ROOT
from integen.lint.subject import Subject, finding


def tools(subject: Subject) -> Iterator[Diagnostic]:
    """Find tools that are larger, or take more arguments, than the budget allows."""
    budget = subject.settings.budget
    for planned in subject.planned:
        operation = planned.operation
        tokens, count = subject.tokens[operation.key], len(planned.arguments)
        if tokens > budget.tool:
            message = f"the tool `{planned.tool}` takes about {tokens:,} tokens, more than {budget.tool:,}"
            yield finding("IG705", message, operation.origin)
        if count > budget.arguments:
            message = f"the tool `{planned.tool}` takes {count} arguments, more than {budget.arguments}"
            yield finding("IG707", message, operation.origin)


def whole_list(subject: Subject) -> Iterator[Diagnostic]:
    """Find a list of tools that fills a context before anything is asked."""
    total, budget = sum(subject.tokens.values()), subject.settings.budget.tools
    if total > budget:
        count = len(subject.planned)
        message = f"the list of {count:,} tools takes about {total:,} tokens, more than {budget:,}"
        yield finding("IG706", message, ROOT)
