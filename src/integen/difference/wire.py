"""What changed on the wire: requests, answers, credentials, servers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from integen.difference.change import Change
from integen.difference.schemas import Direction, SchemaComparer
from integen.difference.side import Side
from integen.ir.api import Media, Operation, Response

Record = Mapping[str, Any]
Alternatives = Sequence[Mapping[str, Sequence[str]]]


def record_changes(old: Record, new: Record) -> Iterator[Change]:
    """Yield what differs between two versions of an operation's record in the catalog."""
    yield from _parameters(old.get("parameters", ()), new.get("parameters", ()))
    yield from _bodies(old.get("body"), new.get("body"))
    yield from _statuses(old.get("responses", {}), new.get("responses", {}))
    if bool(old.get("deprecated")) != bool(new.get("deprecated")):
        yield Change(kind="deprecated" if new.get("deprecated") else "undeprecated", subject="operation")


def security_changes(old: Alternatives, new: Alternatives) -> Iterator[Change]:
    """Yield whether what was enough still is. Source: OAS 3.1 section 4.8.30, an OR of ANDs."""
    if _enough(old, new):
        if not _enough(new, old):
            kind = "scope-removed" if _schemes(old) == _schemes(new) else "security-looser"
            yield Change(kind=kind, subject="security", before=_told(old), after=_told(new))
        return
    kind = "scope-added" if _schemes(old) == _schemes(new) else "security-stricter"
    yield Change(kind=kind, subject="security", before=_told(old), after=_told(new))


def answer_changes(old: Operation, new: Operation, schemas: SchemaComparer) -> Iterator[Change]:
    """Yield how the shapes of answers differ, where both documents describe them."""
    before = {response.status: response for response in old.responses}
    for response in new.responses:
        if response.status in before:
            yield from _answers(before[response.status], response, schemas)


def server_changes(old: Side, new: Side) -> Iterator[Change]:
    """Yield how the servers of the whole API differ."""
    before = [server["url"] for server in old.integration.get("servers", ())]
    after = [server["url"] for server in new.integration.get("servers", ())]
    if before and after and before[0] != after[0]:
        yield Change(kind="server-default", subject="servers", before=before[0], after=after[0])
    for url in after:
        if url not in before and url != after[0]:
            yield Change(kind="server-added", subject="servers", after=url)
    for url in before:
        if url not in after and url != before[0]:
            yield Change(kind="server-removed", subject="servers", before=url)


def _parameters(old: Sequence[Record], new: Sequence[Record]) -> Iterator[Change]:
    """Parameters that come and go are told as arguments; here is what becomes of those that stay."""
    before = {(item["name"], item["in"]): item for item in old}
    after = {(item["name"], item["in"]): item for item in new}
    gone = {name: place for name, place in before if (name, place) not in after}
    for (name, place), item in after.items():
        was = before.get((name, place))
        if was is None:
            if name in gone:
                yield Change(
                    kind="parameter-moved", subject=f"parameter {name}", before=gone[name], after=place
                )
        elif _style(was) != _style(item):
            yield Change(
                kind="parameter-style",
                subject=f"parameter {name}",
                before=_style(was),
                after=_style(item),
            )


def _style(item: Record) -> str:
    parts = [str(item.get("content") or item.get("style") or "default style")]
    if "explode" in item:
        parts.append("exploded" if item["explode"] else "not exploded")
    if item.get("allowReserved"):
        parts.append("reserved characters as they are")
    return ", ".join(parts)


def _bodies(old: Record | None, new: Record | None) -> Iterator[Change]:
    if old is None or new is None:
        if new is not None:
            yield Change(kind="body-added-required" if new.get("required") else "body-added", subject="body")
        elif old is not None:
            yield Change(kind="body-removed", subject="body")
        return
    if bool(old.get("required")) != bool(new.get("required")):
        yield Change(kind="body-required" if new.get("required") else "body-optional", subject="body")
    before = [item["type"] for item in old.get("content", ())]
    after = [item["type"] for item in new.get("content", ())]
    yield from _come_and_gone(before, after, "body-media-added", "body-media-removed", "body")


def _statuses(old: Mapping[str, Record], new: Mapping[str, Record]) -> Iterator[Change]:
    for status in new:
        if status not in old:
            yield Change(kind="status-added", subject=f"answer {status}", after=status)
    for status in old:
        if status not in new:
            kind = "success-removed" if status.startswith("2") else "status-removed"
            yield Change(kind=kind, subject=f"answer {status}", before=status)
        elif old[status] and new[status]:
            yield from _come_and_gone(
                list(old[status]),
                list(new[status]),
                "answer-media-added",
                "answer-media-removed",
                f"answer {status}",
            )


def _come_and_gone(
    before: Sequence[str], after: Sequence[str], come: str, gone: str, subject: str
) -> Iterator[Change]:
    for item in after:
        if item not in before:
            yield Change(kind=come, subject=subject, after=item)
    for item in before:
        if item not in after:
            yield Change(kind=gone, subject=subject, before=item)


def _answers(old: Response, new: Response, schemas: SchemaComparer) -> Iterator[Change]:
    before = {media.type: media for media in old.media}
    for media in new.media:
        was = before.get(media.type)
        if was is not None:
            yield from _media(was, media, f"answer {new.status}", schemas)
    headers = {item.name.lower(): item for item in old.headers}
    for header in new.headers:
        kept = headers.get(header.name.lower())
        if kept is not None:
            subject = f"answer {new.status} header {header.name}"
            yield from schemas.changes(kept.schema, header.schema, Direction.ANSWER, subject)


def _media(old: Media, new: Media, subject: str, schemas: SchemaComparer) -> Iterator[Change]:
    for before, after in ((old.schema, new.schema), (old.item_schema, new.item_schema)):
        if before is not None and after is not None:
            yield from schemas.changes(before, after, Direction.ANSWER, subject)


def _enough(held: Alternatives, needed: Alternatives) -> bool:
    """Whether whoever fulfils any alternative of `held` fulfils one of `needed`."""
    return not needed or all(any(_covers(mine, theirs) for theirs in needed) for mine in (held or ({},)))


def _covers(mine: Mapping[str, Sequence[str]], theirs: Mapping[str, Sequence[str]]) -> bool:
    return all(key in mine and set(scopes) <= set(mine[key]) for key, scopes in theirs.items())


def _schemes(alternatives: Alternatives) -> set[frozenset[str]]:
    return {frozenset(each) for each in alternatives}


def _told(alternatives: Alternatives) -> str:
    return (
        " or ".join(
            " and ".join(f"{key} ({', '.join(scopes)})" if scopes else key for key, scopes in each.items())
            or "nothing"
            for each in alternatives
        )
        or "nothing"
    )
