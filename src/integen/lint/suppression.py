"""What is not reported: by settings, and by `x-integen-ignore` in the document.

A suppression that hides nothing is itself a finding, or it would hide the next one in silence.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

import orjson

from integen.diagnostics.codes import CODES
from integen.diagnostics.diagnostic import Diagnostic
from integen.errors import IntegenError
from integen.ir.origin import ROOT, Origin, child
from integen.lint.settings import Settings
from integen.lint.subject import finding
from integen.source.sources import Sources

MEMBER = "x-integen-ignore"
_ENTRY = re.compile(r"(IG\d{0,3})(?:\s+at\s+(\S*#\S*))?", re.IGNORECASE)


@dataclass(slots=True)
class _Suppression:
    code: str
    """A code or the beginning of some."""
    place: re.Pattern[str] | None
    """Origins that it holds for; None: all."""
    origin: Origin | None
    """Where the document has it; None for one from the settings."""
    shown: str
    used: bool = field(default=False)

    def matches(self, diagnostic: Diagnostic) -> bool:
        if not diagnostic.code.startswith(self.code):
            return False
        return self.place is None or self.place.fullmatch(diagnostic.origin or ROOT) is not None


def reported(diagnostics: Iterable[Diagnostic], sources: Sources, settings: Settings) -> Iterator[Diagnostic]:
    """Yield what is neither suppressed nor outside of the selection, then findings about suppressions.

    Raises IntegenError for settings that cannot be read.
    """
    select = tuple(code.upper() for code in settings.select)
    _check(select)
    own: list[Diagnostic] = []
    suppressions = [_of_settings(entry) for entry in settings.ignore] + list(_in_documents(sources, own))
    for diagnostic in diagnostics:
        hiding = [each for each in suppressions if each.matches(diagnostic)]
        for each in hiding:
            each.used = True
        if not hiding and (not select or diagnostic.code.startswith(select)):
            yield diagnostic
    for each in suppressions:
        if not each.used:
            own.append(_unused(each))
    silent = tuple(each.code for each in suppressions if each.place is None)
    for said in own:
        if not said.code.startswith(silent) and (not select or said.code.startswith(select)):
            yield said


def _check(codes: Iterable[str]) -> None:
    for code in codes:
        if not any(known.startswith(code) for known in CODES):
            raise IntegenError(f"there is no code `{code}`", hint="`integen explain` lists all of them")


def _of_settings(entry: str) -> _Suppression:
    found = _ENTRY.fullmatch(entry.strip())
    if found is None:
        raise IntegenError(
            f"`{entry}` is no suppression", hint="write `IG704` or `IG704 at #/paths/~1pets/*`"
        )
    code = found[1].upper()
    _check([code])
    place = re.compile(_pattern(found[2])) if found[2] else None
    return _Suppression(code=code, place=place, origin=None, shown=entry.strip())


def _pattern(place: str) -> str:
    """Return the expression for a place: `*` is one step, `**` any number; what lies inside belongs to it."""
    steps = re.split(r"(\*\*|\*)", place.rstrip("/"))
    known = {"*": "[^/]*", "**": ".*"}
    return "".join(known.get(step, re.escape(step)) for step in steps) + "(?:/.*)?"


def _in_documents(sources: Sources, own: list[Diagnostic]) -> Iterator[_Suppression]:
    for name, document in sources.documents.items():
        if MEMBER.encode() not in orjson.dumps(document.value):
            continue
        for holder, value in _holders(document.value, Origin(f"{name}#")):
            place = child(holder, MEMBER)
            entries = value if isinstance(value, list) else [value]
            for index, entry in enumerate(entries):
                where = child(place, index) if isinstance(value, list) else place
                code = entry.strip().upper() if isinstance(entry, str) else ""
                if re.fullmatch(r"IG\d{1,3}", code) and any(known.startswith(code) for known in CODES):
                    inside = re.compile(re.escape(holder) + "(?:/.*)?")
                    yield _Suppression(code=code, place=inside, origin=where, shown=code)
                else:
                    shown = entry if isinstance(entry, str) else orjson.dumps(entry).decode()
                    own.append(finding("IG602", f"`{shown[:40]}` is not a code", where))


def _holders(value: object, origin: Origin) -> Iterator[tuple[Origin, object]]:
    pending: list[tuple[object, Origin]] = [(value, origin)]
    while pending:
        node, place = pending.pop()
        if isinstance(node, dict):
            if MEMBER in node:
                yield place, node[MEMBER]
            pending.extend((inner, child(place, key)) for key, inner in node.items())
        elif isinstance(node, list):
            pending.extend((inner, child(place, index)) for index, inner in enumerate(node))


def _unused(suppression: _Suppression) -> Diagnostic:
    return finding(
        "IG601", f"nothing is suppressed by `{suppression.shown[:80]}`", suppression.origin or ROOT
    )
