"""IG802 and IG803: hints that say what a tool does to the world."""

from __future__ import annotations

from collections.abc import Iterator

from integen.diagnostics.diagnostic import Diagnostic
from integen.ir.api import Effect, Operation
from integen.ir.schema import Enum
from integen.lint.subject import Subject, finding
from integen.naming.words import words

_CHANGES = frozenset(
    """add approve archive cancel create delete deactivate destroy disable enable insert modify purge put
    reject remove rename reset restore revoke send set submit update upload""".split()
)
_READS = frozenset("get list read fetch retrieve find show view count search query describe check".split())
_NOUNS = frozenset({"count", "list", "query", "search", "view"})
"""Of the reads, words that are as often what is deleted."""
_ENDINGS = frozenset({"create", "delete", "destroy", "disable", "remove", "revoke", "update"})
"""Of the changes, words that are seldom nouns."""
_HTTP = frozenset({"get", "head", "post", "put", "patch", "delete", "options", "trace"})
_SWITCHES = frozenset({"action", "method", "operation", "command", "op", "verb", "func", "function"})


def effects(subject: Subject) -> Iterator[Diagnostic]:
    """Find operations whose name says something else than their hints."""
    for operation in subject.api.operations:
        verb = _verb(operation)
        if operation.effect is Effect.READ and verb in _CHANGES:
            message = f"`{operation.key}` is hinted as read-only, and its name says `{verb}`"
            yield finding("IG802", message, operation.origin)
        elif operation.effect is Effect.DESTRUCTIVE and verb in _READS - _NOUNS:
            message = f"`{operation.key}` is hinted as destructive, and its name says `{verb}`"
            yield finding("IG802", message, operation.origin)


def catch_all(subject: Subject) -> Iterator[Diagnostic]:
    """Find tools that do safe and unsafe things, as an argument chooses."""
    for planned in subject.planned:
        for argument in planned.arguments:
            if argument.wire.lower() not in _SWITCHES or not isinstance(argument.schema, Enum):
                continue
            verbs = {word for value in argument.schema.values for word in words(str(value))[:1]}
            if verbs & _CHANGES and verbs & _READS and not verbs <= _HTTP:
                name = argument.wire[:40]
                message = f"`{name}` of the tool `{planned.tool}` chooses between reading and changing"
                yield finding("IG803", message, planned.operation.origin)


def _verb(operation: Operation) -> str:
    """Return the verb of the name: its first word, or the last as in `auth_revoke`."""
    found = words(operation.id or "")
    if found and (found[0] in _CHANGES or found[0] in _READS):
        return found[0]
    return found[-1] if found and found[-1] in _ENDINGS else ""
