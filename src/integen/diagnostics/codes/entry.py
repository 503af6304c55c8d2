"""What is known of one code, and the tables that say it."""

from __future__ import annotations

from dataclasses import dataclass

from integen.diagnostics.diagnostic import Severity

ERROR, WARNING, INFO = Severity.ERROR, Severity.WARNING, Severity.INFO


@dataclass(frozen=True, slots=True, kw_only=True)
class Code:
    """What `integen explain` shows of one code."""

    code: str
    title: str
    severity: Severity
    why: str
    """Why it matters, in a sentence or two."""
    example: str
    """The smallest text that brings it about."""
    fix: str


def table(*rows: tuple[str, Severity, str, str, str, str]) -> dict[str, Code]:
    """Return the codes of a band; each row is code, severity, title, why, example, fix."""
    return {
        code: Code(code=code, severity=severity, title=title, why=why, example=example, fix=fix)
        for code, severity, title, why, example, fix in rows
    }
