"""`integen scopes`."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from integen.cli import project, terminal, usage
from integen.errors import IntegenError

if TYPE_CHECKING:
    from integen.plan.oauth.explain import Answer, Asked
    from integen.plan.oauth.needs import Needs

TITLE = "Tell the least scopes to ask for."

NAMED = 3
"""Tools that people are shown for each scope; `--json` has them all."""
DROPPED = 8
"""Alternatives that people are shown."""
_OAUTH = ("oauth2", "openIdConnect")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Asked:
    key: str
    output: Path
    toolsets: tuple[str, ...]
    tools: tuple[str, ...]
    without: tuple[str, ...]
    read_only: bool
    as_json: bool


def command(
    key: Annotated[str, typer.Argument(metavar="KEY", help="Which integration; `integen list` shows them.")],
    toolset: Annotated[
        list[str] | None,
        typer.Option("--toolset", metavar="NAME", help="For this group of tools; may be repeated."),
    ] = None,
    tool: Annotated[
        list[str] | None, typer.Option("--tool", metavar="NAME", help="For this tool; may be repeated.")
    ] = None,
    exclude_tool: Annotated[
        list[str] | None,
        typer.Option("--exclude-tool", metavar="NAME", help="Not for this tool; may be repeated."),
    ] = None,
    read_only: Annotated[
        bool, typer.Option("--read-only", help="Only for tools that change nothing.")
    ] = False,
    output: usage.Output = usage.OUTPUT,
    as_json: usage.AsJson = False,
) -> Callable[[], int]:
    """Tell the least scopes that let the chosen tools be called, and why each is needed.

    Without a choice: for all tools. The flags are those of the server, so both see the same tools.
    """
    asked = _Asked(
        key=key,
        output=output,
        toolsets=tuple(toolset or ()),
        tools=tuple(tool or ()),
        without=tuple(exclude_tool or ()),
        read_only=read_only,
        as_json=as_json,
    )
    return partial(_run, asked)


def _run(asked: _Asked) -> int:
    package = project.package(asked.output, asked.key)
    catalog = package.opened()
    schemes = catalog.header.get("schemes", {})
    if not any(scheme["kind"] in _OAUTH for scheme in schemes.values()):
        return _without_oauth(asked)
    from integen.plan.oauth.explain import explained
    from integen.plan.oauth.needs import read_needs
    from integen.plan.oauth.record import NAME

    needs = read_needs(package.directory / NAME)
    wanted = _chosen(catalog, needs, asked)
    answer = explained(needs, wanted)
    if asked.as_json:
        terminal.say_json(_record(asked.key, needs, answer, len(wanted)))
    else:
        _show(asked.key, needs, answer, len(wanted))
    return 0


def _without_oauth(asked: _Asked) -> int:
    if asked.as_json:
        terminal.say_json({"key": asked.key, "grants": {}, "exact": True})
    else:
        terminal.say(f"{asked.key} takes no scopes: its document declares no OAuth 2.0 and no OpenID Connect")
    return 0


def _chosen(catalog: Any, needs: Needs, asked: _Asked) -> frozenset[str]:
    """Return the keys of the operations that are asked about. Raises Misuse for a name that is none."""
    from integen.cli.misuse import Misuse
    from integen.kit.mcp.filters import FilterError, ServeOptions, selected

    if not catalog.index():  # generated without a server: there is no tool to name
        every = needs.operations
        return frozenset(each.operation for each in every if each.effect == "read" or not asked.read_only)
    options = ServeOptions(
        tools_mode="all",
        toolsets=asked.toolsets,
        tools=asked.tools,
        exclude_tools=asked.without,
        read_only=asked.read_only,
    )
    try:
        entries = selected(catalog, options).callable
    except FilterError as error:
        raise Misuse(str(error), hint=f"see `integen serve {asked.key} --list`") from error
    if not entries:
        raise IntegenError("no tool is left by these filters", hint="ask for fewer restrictions")
    return frozenset(entry.operation for entry in entries.values())


def _record(key: str, needs: Needs, answer: Answer, tools: int) -> dict[str, Any]:
    grants: dict[str, dict[str, Any]] = {
        grant: {"scope": "", "scopes": []} for grant in needs.separators if _is_used(grant, needs, answer)
    }
    for each in answer.asked:
        grants[each.scope[0]]["scopes"].append(_scope_record(each))
    for grant, record in grants.items():
        record["scope"] = needs.separators[grant].join(each["scope"] for each in record["scopes"])
    return {
        "key": key,
        "tools": tools,
        "grants": grants,
        "not_asked_for": [
            {
                "scopes": [scope for _, scope in each.scopes],
                "alternative_for": list(each.tools),
                "would_also_allow": {"changing": each.changing, "reading": each.reading},
            }
            for each in answer.dropped
        ],
        "also_allowed": {"changing": answer.changing, "reading": answer.reading},
        "without_scopes": list(answer.without_scopes),
        "open": list(answer.open),
        "not_by_oauth": list(answer.elsewhere),
        "also_needed": list(answer.besides),
        "exact": answer.is_exact,
    }


def _is_used(grant: str, needs: Needs, answer: Answer) -> bool:
    return len(needs.separators) == 1 or any(each.scope[0] == grant for each in answer.asked)


def _scope_record(asked: Asked) -> dict[str, Any]:
    return {
        "scope": asked.scope[1],
        "description": asked.description,
        "forced_by": list(asked.forced_by),
        "chosen_for": list(asked.chosen_for),
        "brings": [scope for _, scope in asked.brings],
        "declared": asked.declared,
    }


def _show(key: str, needs: Needs, answer: Answer, tools: int) -> None:
    noun = "scope" if len(answer.asked) == 1 else "scopes"
    terminal.say(f"{key}: {len(answer.asked)} {noun} for {_counted(tools, 'tool')}")
    for grant, separator in needs.separators.items():
        scopes = [each.scope[1] for each in answer.asked if each.scope[0] == grant]
        if scopes:
            terminal.say(f"{terminal.safe(grant)}: {terminal.safe(separator.join(scopes))}")
    if answer.asked:
        terminal.say()
        terminal.table([("scope", "needed by", "what it allows"), *map(_row, answer.asked)])
    if answer.dropped:
        _show_dropped(answer)
    for line in _remarks(answer):
        terminal.say(line)


def _row(asked: Asked) -> tuple[str, str, str]:
    words = [_some(asked.forced_by)] if asked.forced_by else []
    if asked.chosen_for:
        words.append(f"{_some(asked.chosen_for)} (by choice)")
    if asked.brings:
        words.append("brings " + _some(tuple(scope for _, scope in asked.brings)))
    text = asked.description or ("" if asked.declared else "the document does not declare it")
    return asked.scope[1], "; ".join(words), text


def _show_dropped(answer: Answer) -> None:
    """The narrowest come first, so the list is cut where it stops being of interest."""
    terminal.say()
    rows = [
        (
            " + ".join(scope for _, scope in each.scopes),
            _some(each.tools),
            _allowed(each.changing, each.reading),
        )
        for each in answer.dropped[:DROPPED]
    ]
    terminal.table([("not asked for", "would do for", "would also allow"), *rows])
    if len(answer.dropped) > DROPPED:
        terminal.say(f"and {len(answer.dropped) - DROPPED:,} more")


def _remarks(answer: Answer) -> list[str]:
    lines = []
    if answer.changing or answer.reading:
        lines.append(
            f"These scopes also allow {_allowed(answer.changing, answer.reading)} that you did not choose."
        )
    if answer.without_scopes:
        lines.append(f"Signing in is enough for {_some(answer.without_scopes)}.")
    if answer.open:
        lines.append(f"Nothing is needed, or nothing is said, for {_some(answer.open)}.")
    if answer.elsewhere:
        lines.append(f"OAuth does not help with {_some(answer.elsewhere)}.")
    if answer.besides:
        lines.append(f"Beside OAuth: {_some(answer.besides)}.")
    if not answer.is_exact:
        lines.append("The search was cut short: fewer scopes may do.")
    return ["", *map(terminal.safe, lines)] if lines else []


def _allowed(changing: int, reading: int) -> str:
    parts = [f"{_counted(changing, 'operation')} that change something"] if changing else []
    if reading:
        parts.append(f"{_counted(reading, 'operation')} that read")
    return " and ".join(parts) or "nothing more"


def _counted(count: int, noun: str) -> str:
    return f"{count:,} {noun}{'' if count == 1 else 's'}"


def _some(names: tuple[str, ...]) -> str:
    more = f" and {len(names) - NAMED:,} more" if len(names) > NAMED else ""
    return ", ".join(names[:NAMED]) + more
