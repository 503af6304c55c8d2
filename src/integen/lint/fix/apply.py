"""Makes edits in texts, and takes back each that does not parse to exactly what it means."""

from __future__ import annotations

import copy
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from integen.diagnostics.diagnostic import Diagnostic, DocumentError
from integen.diagnostics.edit import Change, Edit
from integen.diagnostics.json_positions import JsonPositions
from integen.diagnostics.yaml_positions import YamlPositions
from integen.ir.origin import split
from integen.lint.fix.enact import enacted
from integen.lint.fix.splice import Splice, span, splice
from integen.source.document import Document
from integen.source.parse import parse
from integen.source.sources import Sources


@dataclass(frozen=True, slots=True, kw_only=True)
class Fixed:
    """One document before and after its edits."""

    before: Document
    text: bytes
    edits: tuple[Edit, ...]
    """Those that were made."""


def fixed(sources: Sources, diagnostics: Iterable[Diagnostic]) -> list[Fixed]:
    """Return the documents that the fixes of findings change; the others are left out."""
    wanted: dict[str, list[Edit]] = {}
    for edit in edits_of(diagnostics):
        home = sources.provenance.home(edit.origin)
        wanted.setdefault(home.partition("#")[0], []).append(replace(edit, origin=home))
    changed = (_document(_as_written(sources, name), edits) for name, edits in wanted.items())
    return [each for each in changed if each.edits]


def _as_written(sources: Sources, name: str) -> Document:
    """Return a document with the value of its text, whatever overlays have made of it."""
    document = sources.documents[name]
    if name or not sources.laid:
        return document
    return replace(document, value=parse(document.text, document.name).value)


def edits_of(diagnostics: Iterable[Diagnostic]) -> list[Edit]:
    """Return the edits, each once; new keys last, because others name their place by the old ones."""
    edits: list[Edit] = []
    known: set[str] = set()
    for fix in (item.fix for item in diagnostics if item.fix is not None):
        if repr(fix) not in known:
            known.add(repr(fix))
            edits.append(fix)
    appended = [edit for edit in edits if edit.change is Change.APPEND]
    others = [edit for edit in edits if edit.change is not Change.APPEND]
    # Each item is put before the others, so the last one first.
    return sorted([*others, *reversed(appended)], key=lambda edit: edit.change is Change.RENAME)


def _document(document: Document, edits: Sequence[Edit]) -> Fixed:
    """Make as many edits at once as do not touch each other, until all are made or given up."""
    current, done = document, list[Edit]()
    for batch in _batches(edits):
        after = _made(current, batch)
        if after is not None:
            current, done = after, [*done, *batch]
            continue
        for edit in batch:
            after = _made(current, [edit])
            if after is not None:
                current, done = after, [*done, edit]
    return Fixed(before=document, text=current.text, edits=tuple(done))


def _batches(edits: Sequence[Edit]) -> Iterator[list[Edit]]:
    """Yield edits of which no two change the same object, in order."""
    left = list(edits)
    while left:
        batch: list[Edit] = []
        places: set[tuple[str, bool]] = set()
        for edit in left:
            place = (edit.origin, edit.change in (Change.ADD, Change.APPEND))
            if place not in places and (edit.change is Change.RENAME) == (left[0].change is Change.RENAME):
                places.add(place)
                batch.append(edit)
        left = [edit for edit in left if edit not in batch]
        yield batch


def _made(document: Document, edits: Sequence[Edit]) -> Document | None:
    """Return the document with the edits; None unless its text then parses to what they mean."""
    text = document.text.decode()
    is_json = document.format == "json"
    positions = (JsonPositions if is_json else YamlPositions)(document.text)
    splices: list[Splice] = []
    for edit in edits:
        site = positions.site(split(edit.origin)[1])
        change = splice(text, edit, site, is_json=is_json) if site is not None else None
        if change is None:
            return None
        splices.append(_with_line_ends(text, change))
    new = _spliced(text, splices)
    meant = copy.deepcopy(document.value)
    if new is None or not all(
        enacted(meant, edit, text[change.start : change.end])
        for edit, change in zip(edits, splices, strict=True)
    ):
        return None
    try:
        parsed = parse(new.encode(), document.name)
    except DocumentError:
        return None
    if parsed.value != meant or parsed.format != document.format:
        return None
    return replace(document, value=parsed.value, text=new.encode())


def _with_line_ends(text: str, change: Splice) -> Splice:
    """Let new lines end as those of the text do."""
    if "\n" not in change.new or "\r\n" not in text:
        return change
    return replace(change, new=change.new.replace("\r\n", "\n").replace("\n", "\r\n"))


def raw(document: Document, edit: Edit) -> str:
    """Return how the scalar that an edit is about is written in its text; empty when it is not there."""
    positions = (JsonPositions if document.format == "json" else YamlPositions)(document.text)
    site = positions.site(split(edit.origin)[1])
    text = document.text.decode()
    return "" if site is None else text[site.value : span(text, site)]


def _spliced(text: str, splices: Sequence[Splice]) -> str | None:
    """Return the text with all changes; None when two of them touch."""
    end = len(text)
    parts: list[str] = []
    for each in sorted(splices, key=lambda item: (item.start, item.end), reverse=True):
        if each.end > end:
            return None
        parts += (text[each.end : end], each.new)
        end = each.start
    parts.append(text[:end])
    return "".join(reversed(parts))
