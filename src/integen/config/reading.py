"""Reads one integration: its document, how that is got, what is made of it, how it is judged."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from integen.config import keys
from integen.config.curation import curation, under
from integen.config.hooks import hooked
from integen.config.project import Header, Integration
from integen.config.publishing import published
from integen.config.section import Section
from integen.freshness import TARGETS
from integen.lint.settings import FAIL_ON, Budget
from integen.lint.settings import Settings as LintSettings
from integen.lower.repairs import REPAIRS
from integen.source.limits import Limits

SHORTEST_NAME, LONGEST_NAME = 16, 64
"""Below 16 tool names lose their meaning; clients refuse more than 64."""
_VALUE = re.compile(r"(?:(?P<scheme>[A-Za-z][A-Za-z0-9-]*) )?env:(?P<variable>[A-Za-z_][A-Za-z0-9_]*)")
_HEADER = re.compile(r"[A-Za-z0-9!#$%&'*+.^_`|~-]{1,100}")
_CODE = re.compile(r"IG\d{0,3}")
_MOST = 2**50

Placing = Callable[[str], str]
"""Makes a path of the file one that the command can open."""


def integration(key: str, section: Section, shared: Integration, placing: Placing) -> Integration | None:
    """Return an integration with what `shared` says where it is silent; None, reported, without a spec."""
    section.only(keys.INTEGRATION)
    spec = section.text("spec")
    if spec is None or not spec.strip():
        if "spec" not in section.data:
            section.report("IG539", f"the integration `{key}` has no `spec`", "spec", at_key=True)
        elif spec is not None:
            section.wrong("spec", "should be a path or a URL")
        return None
    return read_shared(section, replace(shared, key=key, spec=placing(spec)), placing)


def read_shared(section: Section, base: Integration, placing: Placing) -> Integration:
    """Return `base` with what a table says of the keys that integrations and `[defaults]` share."""
    return replace(
        base,
        overlays=(*base.overlays, *map(placing, section.texts("overlays"))),
        headers=(*base.headers, *_headers(section)),
        allow_private=_or(section.flag("allow_private"), base.allow_private),
        allow_origins=(*base.allow_origins, *section.texts("allow_origins")),
        limits=_limits(section, base.limits),
        targets=section.chosen("targets", TARGETS) or base.targets,
        tool_name_limit=_or(
            section.number("tool_name_limit", SHORTEST_NAME, LONGEST_NAME), base.tool_name_limit
        ),
        output_schemas=_or(section.flag("output_schemas"), base.output_schemas),
        output=_output(section, base.output, placing),
        templates=templates(section, base.templates, placing),
        curation=under(base.curation, curation(section)),
        lint=_lint(section, base.lint),
        publication=published(section, base.publication),
        hooks=hooked(section, base.hooks),
    )


def _or(value: Any, otherwise: Any) -> Any:
    return otherwise if value is None else value


def _output(section: Section, base: Path, placing: Placing) -> Path:
    stated = section.text("output")
    return Path(placing(stated)) if stated and stated.strip() else base


def templates(section: Section, base: Path | None, placing: Placing) -> Path | None:
    """Return the folder that a table names; `false` says that there is none."""
    stated = section.data.get("templates")
    if stated is None:
        return base
    if stated is False:
        return None
    if isinstance(stated, str) and stated.strip():
        return Path(placing(stated))
    section.wrong("templates", "should be a folder, or false")
    return base


def _headers(section: Section) -> Iterator[Header]:
    table = section.table("headers")
    for name, value in table.data.items() if table else ():
        match = _VALUE.fullmatch(value) if isinstance(value, str) else None
        if table is None or not _HEADER.fullmatch(name):
            section.wrong("headers", "has a name that no header can have")
        elif match is None:
            # The value is what must not be shown: neither the message nor the hint says it.
            message = f"the value of the header `{name}` stands in the file"
            table.report("IG540", message, name, at_key=True)
        else:
            yield Header(name=name, scheme=match["scheme"] or "", variable=match["variable"])


def _limits(section: Section, base: Limits) -> Limits:
    table = section.table("limits")
    if table is None:
        return base
    table.only(keys.LIMITS)
    found = {name: table.number(name, 1, _MOST) for name in keys.LIMITS}
    return replace(base, **{name: value for name, value in found.items() if value is not None})


def _lint(section: Section, base: LintSettings) -> LintSettings:
    repairs = dict(base.repairs)
    switches = section.table("repairs")
    for name in switches.data if switches else ():
        if switches is not None and name not in REPAIRS:
            switches.wrong(name, "is no repair", hint="`integen explain repairs` lists them")
            continue
        wanted = switches.flag(name) if switches else None
        if wanted is not None:
            repairs[name] = wanted
    table = section.table("lint")
    return replace(lint(table, base) if table else base, repairs=repairs)


def lint(table: Section, base: LintSettings) -> LintSettings:
    """Return the settings of a `[lint]` table laid over others; what they ignore stays ignored."""
    table.only(keys.LINT)
    fail_on = table.text("fail_on")
    if fail_on is not None and fail_on not in FAIL_ON:
        table.wrong("fail_on", f"should be {', '.join(f'`{each}`' for each in FAIL_ON)}")
        fail_on = None
    return replace(
        base,
        select=tuple(_codes(table, "select")) or base.select,
        ignore=(*base.ignore, *_suppressions(table)),
        fail_on=fail_on or base.fail_on,
        budget=_budget(table, base.budget),
    )


def _budget(table: Section, base: Budget) -> Budget:
    inner = table.table("budget")
    if inner is None:
        return base
    inner.only(keys.BUDGET)
    found = {name: inner.number(name, 1, _MOST) for name in keys.BUDGET}
    return replace(base, **{name: value for name, value in found.items() if value is not None})


def _codes(table: Section, key: str) -> Iterator[str]:
    for number, written in enumerate(table.texts(key)):
        if _CODE.fullmatch(written):
            yield written
        else:
            table.wrong(key, f"has no code in `{written[:60]}`", number, hint="write `IG704`, or `IG7`")


def _suppressions(table: Section) -> Iterator[str]:
    """Yield `IG704 at #/paths/~1pets/*`, also from `{code = …, at = …, reason = …}`."""
    members = table.data.get("ignore", [])
    if not isinstance(members, list):
        table.wrong("ignore", "should be a list")
        return
    for number, member in enumerate(members):
        told = {"code": member} if isinstance(member, str) else member
        if not isinstance(told, dict) or not told.keys() <= set(keys.SUPPRESSION):
            table.wrong("ignore", "should hold codes, or tables of `code`, `at` and `reason`", number)
            continue
        code, at = str(told.get("code", "")), told.get("at")
        text = f"{code} at {at}" if at is not None else code
        if _CODE.fullmatch(text.partition(" at ")[0].strip()):
            yield text
        else:
            hint = "write `IG704`, or `IG704 at #/paths/~1pets/*`"
            table.wrong("ignore", f"has no code in `{text[:60]}`", number, hint=hint)


def relative_to(folder: Path) -> Placing:
    """Return how paths of a file in `folder` are opened from the working directory; URLs stay."""

    def placed(written: str) -> str:
        if re.match(r"[A-Za-z][A-Za-z0-9+.-]+://", written) or written == "-":
            return written
        return os.path.relpath(folder / Path(written).expanduser())

    return placed
