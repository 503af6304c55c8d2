"""IG701 to IG704: whether an agent is told what a tool and its arguments do."""

from __future__ import annotations

from collections.abc import Iterator

from integen.diagnostics.diagnostic import Diagnostic
from integen.ir.api import Operation, Parameter
from integen.ir.origin import Origin
from integen.lint.subject import Subject, finding
from integen.naming.words import singular, words
from integen.plan.operation_names import operation_words

_EMPTY = frozenset(
    """a all an and api array by call calls data endpoint entity for from get gets given id in into item
    items its list lists method object of on one operation perform performs post put record request
    resource response result return returns retrieve retrieves single specific specified that the this
    to use used value will with xml json""".split()
)
"""Words that say nothing of what a tool is for beyond its name and method."""
_VERBS = {
    "add": "create",
    "find": "get",
    "fetch": "get",
    "insert": "create",
    "modify": "update",
    "patch": "update",
    "put": "update",
    "read": "get",
    "remove": "delete",
    "search": "list",
    "show": "get",
    "view": "get",
}
_PLAIN = frozenset("create delete get list update".split())
_GUESSED = frozenset(
    """cursor fields filter id ids include limit name offset order page page_size per_page q query search
    sort since until""".split()
)
"""Arguments that every model knows by their names."""


def operations(subject: Subject) -> Iterator[Diagnostic]:
    """Find operations that say nothing, only repeat their name, or say too much."""
    for operation in subject.api.operations:
        text = _said(operation)
        if not text:
            yield finding("IG701", f"nothing says what `{operation.key}` does", operation.origin)
        elif _only_repeats(operation, text):
            message = f"the description of `{operation.key}` only repeats its name: `{text[:80]}`"
            yield finding("IG702", message, operation.origin)
        elif len(text) > subject.settings.budget.description:
            message = f"the description of `{operation.key}` has {len(text):,} characters"
            yield finding("IG703", message, operation.origin, note="tools show the first of them")


def arguments(subject: Subject) -> Iterator[Diagnostic]:
    """Find parameters without a word of description, each shared one once."""
    seen: set[Origin] = set()
    for operation in subject.api.operations:
        for parameter in operation.parameters:
            if parameter.origin not in seen and not _is_told(parameter):
                seen.add(parameter.origin)
                message = (
                    f"nothing says what the {parameter.location} parameter `{parameter.name[:60]}` means"
                )
                yield finding("IG704", message, parameter.origin)


def _said(operation: Operation) -> str:
    told = operation.curation.description
    if told:
        return told
    return " ".join(text.strip() for text in (operation.summary, operation.description) if text).strip()


def _is_told(parameter: Parameter) -> bool:
    if (parameter.description or parameter.schema.notes.description or "").strip():
        return True
    return parameter.name.lower() in _GUESSED


def _only_repeats(operation: Operation, text: str) -> bool:
    """Tell whether a text has no word that the name, the path or the method does not say already."""
    if len(text) > 120:
        return False
    known = {_stem(word) for word in (*operation_words(operation), *words(operation.path), *_tags(operation))}
    told = {_stem(word) for word in words(text)}
    return not told - known - _EMPTY - _PLAIN and len(told) <= len(known) + 4


def _tags(operation: Operation) -> tuple[str, ...]:
    return tuple(word for tag in operation.tags for word in words(tag))


def _stem(word: str) -> str:
    found = singular(word)
    return _VERBS.get(found, found)
