"""Proposes an overlay that makes a document better for agents: for a person to read, correct and keep.

Each proposal is a member of one update per operation, with a comment that says why; where only a person can
know, the text says TODO. What the document, an extension or an overlay says already is not proposed again.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, field

from integen.ir.api import Api, Operation
from integen.ir.origin import split
from integen.ir.schema import JsonValue
from integen.naming.words import words
from integen.overlay.phrases import phrase, returned, says_nothing
from integen.overlay.target import path_to
from integen.overlay.write import Action

TODO = "TODO"
_LOOKS_LIKE_READING = frozenset("search query find lookup count preview".split())
_LOOKS_LIKE_WRITING = frozenset("create update send start stop run approve reject add import trigger".split())
_LOOKS_DESTRUCTIVE = frozenset(
    "delete remove destroy purge wipe revoke terminate uninstall drop erase reset".split()
)
_SCOPE = r"[`'\"][A-Za-z][A-Za-z0-9:._/-]{1,99}[`'\"]"
_SCOPES = rf"({_SCOPE}(?:(?: ?,| and| or)+ {_SCOPE}){{0,9}})"
_NAMED = (
    re.compile(rf"{_SCOPES} (?:OAuth )?scopes?\b", re.IGNORECASE),
    re.compile(rf"\bscopes?(?:\s?:| is| are| of)? {_SCOPES}", re.IGNORECASE),
)
"""Quoted words right before or after the word `scope`."""


@dataclass(slots=True)
class Proposal:
    """What is proposed for one operation."""

    update: dict[str, JsonValue] = field(default_factory=dict)
    tool: dict[str, JsonValue] = field(default_factory=dict)
    """Members of `x-mcp`."""
    reasons: list[str] = field(default_factory=list)


Part = Callable[[Api, Operation, Proposal], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Suggested:
    actions: tuple[Action, ...]
    todos: int
    """Texts that a person has to write."""
    elsewhere: int
    """Operations that stand in other files, which an overlay cannot change."""


def suggested(api: Api, parts: Collection[str] = ()) -> Suggested:
    """Return proposals in the order of the document; `parts` are keys of `PARTS`, empty for all."""
    wanted = [PARTS[name] for name in PARTS if not parts or name in parts]
    found = [(each, _proposal(api, each, wanted)) for each in _own(api)]
    actions = tuple(_action(operation, each) for operation, each in found if each.update)
    return Suggested(
        actions=actions,
        todos=sum(TODO in str(each.update) for _, each in found),
        elsewhere=sum(bool(split(each.origin)[0]) for each in api.operations),
    )


def _own(api: Api) -> Iterator[Operation]:
    """Yield the operations of the main document, those that share a path item once."""
    seen = set()
    for operation in api.operations:
        if not split(operation.origin)[0] and operation.origin not in seen:
            seen.add(operation.origin)
            yield operation


def _proposal(api: Api, operation: Operation, parts: Collection[Part]) -> Proposal:
    proposal = Proposal()
    for part in parts:
        part(api, operation, proposal)
    if proposal.tool and isinstance(operation.extensions.get("x-mcp", {}), dict):
        proposal.update["x-mcp"] = proposal.tool
    return proposal


def _action(operation: Operation, proposal: Proposal) -> Action:
    return Action(
        target=path_to(split(operation.origin)[1]),
        update=proposal.update,
        comments=(operation.key, *(f"- {reason}" for reason in proposal.reasons)),
    )


def _said(operation: Operation) -> set[str]:
    return {said.fact for said in operation.curation.said if said.argument is None}


def _titles(api: Api, operation: Operation, proposal: Proposal) -> None:
    if not operation.summary and "title" not in _said(operation):
        proposal.update["summary"] = phrase(operation)
        where = "operationId" if operation.id else "path"
        proposal.reasons.append(f"summary: there is none; this one is made of the {where}")


def _hints(api: Api, operation: Operation, proposal: Proposal) -> None:
    if _said(operation) & {"read_only", "destructive", "idempotent"}:
        return
    hints, reason = _annotations(operation)
    proposal.tool["annotations"] = hints
    proposal.reasons.append(f"annotations: {reason}")


def _annotations(operation: Operation) -> tuple[dict[str, JsonValue], str]:
    named = {*words(operation.id or ""), *words(operation.path.rpartition("/")[2])}
    read, destructive = operation.effect == "read", operation.effect == "destructive"
    reason = f"{operation.method} {_does(read=read, destructive=destructive)}"
    if read and (word := _first(named, _LOOKS_LIKE_WRITING | _LOOKS_DESTRUCTIVE)):
        read, destructive = False, word in _LOOKS_DESTRUCTIVE
        reason = f"`{word}` sounds as if this {operation.method} changes something; check it"
    elif not read and operation.method == "POST" and (word := _first(named, _LOOKS_LIKE_READING)):
        read, reason = True, f"`{word}` sounds as if this POST only reads; check it"
    elif not destructive and not read and (word := _first(named, _LOOKS_DESTRUCTIVE)):
        destructive, reason = True, f"`{word}` sounds as if something is lost; check it"
    if read:
        return {"readOnlyHint": True}, reason
    told = {"readOnlyHint": False, "destructiveHint": destructive, "idempotentHint": operation.idempotent}
    return dict(told), reason


def _does(*, read: bool, destructive: bool) -> str:
    return "reads" if read else "removes or replaces" if destructive else "writes"


def _first(found: set[str], known: frozenset[str]) -> str | None:
    return min(found & known, default=None)


def _descriptions(api: Api, operation: Operation, proposal: Proposal) -> None:
    if "description" in _said(operation) or not says_nothing(operation):
        return
    todo = f"{TODO}: say what it is for and when to use it."
    texts = (f"{phrase(operation)}.", returned(operation), todo)
    proposal.update["description"] = " ".join(text for text in texts if text)
    state = "only repeats the name" if operation.description or operation.summary else "is missing"
    proposal.reasons.append(f"description: it {state}")


def _scopes(api: Api, operation: Operation, proposal: Proposal) -> None:
    if "scopes" in _said(operation) or any(each for need in operation.security or () for _, each in need):
        return
    declared = {name for scheme in api.security_schemes for flow in scheme.flows for name, _ in flow.scopes}
    found = [name for name in _mentioned(operation.description or "") if name in declared or not declared]
    if found:
        proposal.tool["scopes"] = list(dict.fromkeys(found))
        proposal.reasons.append("scopes: the description names them; check whether all are needed")


def _mentioned(text: str) -> Iterator[str]:
    """Yield the scopes that a description names, in its order."""
    for pattern in _NAMED:
        for found in pattern.findall(" ".join(text.split())):
            yield from (each[1:-1] for each in re.findall(_SCOPE, found))


def _pagination(api: Api, operation: Operation, proposal: Proposal) -> None:
    pages = operation.pagination
    told_by = [name for name in operation.extensions if "pagina" in name or "pageable" in name]
    if pages is None or told_by or pages.via or "pagination" in _said(operation):
        return
    told: dict[str, JsonValue] = {"kind": pages.kind}
    told |= {"parameter": pages.parameter} if pages.parameter else {}
    told |= {"in": "body"} if pages.location == "body" else {}
    told |= {"size": pages.size} if pages.size else {}
    told |= {"start": pages.start} if pages.kind == "page" else {}
    ways = {"items": pages.items, "next": pages.next, "more": pages.more}
    told |= {name: ".".join(way) for name, way in ways.items() if way}
    proposal.update["x-integen-pagination"] = told
    proposal.reasons.append(f"pagination: {pages.reason}; saying so keeps it when names change")


PARTS: dict[str, Part] = {
    "titles": _titles,
    "hints": _hints,
    "descriptions": _descriptions,
    "scopes": _scopes,
    "pagination": _pagination,
}
"""What can be proposed, in the order in which it stands in an update."""
