"""Every key of `integen.toml` with what it says; `docs/configuration.md` names each of them."""

from __future__ import annotations

from dataclasses import fields

from integen.curate.facts import ARGUMENT_FACTS, FACTS
from integen.lint.settings import Budget
from integen.plan.packaging.publication import Publication
from integen.source.limits import Limits

PROJECT = ("output", "templates", "parallel", "defaults", "lint", "integrations")
READING = ("overlays", "headers", "allow_private", "allow_origins", "limits")
CURATION = ("include", "exclude", "instructions", "operations", "toolsets")
SHARED = (
    "targets",
    "tool_name_limit",
    "output_schemas",
    "output",
    "templates",
    *READING,
    *CURATION,
    "lint",
    "repairs",
    "package",
    "hooks",
)
"""Of an integration, and of `[defaults]` for all of them."""
INTEGRATION = ("spec", *SHARED)
OPERATION = ("include", *(fact for fact in FACTS if fact != "included"), "arguments")
ARGUMENT = tuple(ARGUMENT_FACTS)
TOOLSET = ("description", "operations")
LINT = ("select", "ignore", "fail_on", "budget")
BUDGET = tuple(each.name for each in fields(Budget))
SUPPRESSION = ("code", "at", "reason")
PACKAGE = tuple(each.name for each in fields(Publication))
HOOKS = ("before", "after")
LIMITS = tuple(each.name for each in fields(Limits))
