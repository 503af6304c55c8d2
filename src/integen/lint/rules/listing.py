"""IG801, IG806 to IG808: what directories of MCP servers want to know."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from integen.diagnostics.diagnostic import Diagnostic
from integen.ir.origin import ROOT, child
from integen.lint.subject import Subject, finding


def titles(subject: Subject) -> Iterator[Diagnostic]:
    """Find tools whose title is made of their name."""
    for planned, listed in subject.tools:
        operation = planned.operation
        if not (operation.summary or "").strip() and not operation.curation.title:
            note = f"its title is `{listed['title']}`"
            yield finding("IG801", f"`{operation.key}` has no summary", operation.origin, note=note)


def about(subject: Subject) -> Iterator[Diagnostic]:
    """Find a document that does not say who offers the API, and on which terms."""
    stated = subject.sources.main.value.get("info")
    info: dict[str, Any] = stated if isinstance(stated, dict) else {}
    place = child(ROOT, "info") if info else ROOT
    if not info.get("license"):
        yield finding("IG806", "nothing says under which license the API is offered", place)
    if not info.get("contact"):
        yield finding("IG807", "nothing says whom to contact about the API", place)
    if not info.get("termsOfService") and not any("privacy" in key.lower() for key in info):
        message = "there are neither terms of service nor a privacy policy"
        yield finding("IG808", message, place)
