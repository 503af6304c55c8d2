"""Takes statements from one source, checks each, and reports what makes no sense with its place."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from difflib import get_close_matches

from integen.curate.facts import ARGUMENT_FACTS, FACTS, Unfit
from integen.diagnostics.diagnostic import Diagnostics
from integen.ir.curation import Level, Said
from integen.ir.origin import Origin, child
from integen.ir.schema import JsonValue

_ALIKE = 0.78
"""How like a known name an unknown one is before it is taken for a slip of the pen."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Speaker:
    """One extension at one place; what it says goes to `statements`."""

    by: str
    """The extension's key."""
    origin: Origin
    near: int
    level: Level = Level.EXTENSION
    diagnostics: Diagnostics
    statements: list[Said] = field(default_factory=list)

    def say(self, fact: str, value: JsonValue, *members: str, argument: str | None = None) -> None:
        """State a fact; `members` lead from the extension to the value. A wrong value is reported."""
        readers = FACTS if argument is None else ARGUMENT_FACTS
        try:
            taken = readers[fact](value)
        except Unfit as error:
            self.wrong(f"should be {error}", *members)
            return
        self.statements.append(
            Said(
                fact=fact,
                value=taken,
                level=self.level,
                by=self.by,
                origin=self._at(members),
                argument=argument,
                near=self.near,
            )
        )

    def say_members(self, value: Mapping[str, JsonValue], facts: Mapping[str, str], *members: str) -> None:
        """State the fact of each member that is there: `{member: fact}`."""
        for member, fact in facts.items():
            if member in value and value[member] is not None:
                self.say(fact, value[member], *members, member)

    def wrong(self, problem: str, *members: str) -> None:
        """Report that the extension, or a member of it, cannot be read."""
        named = ".".join((self.by, *members))
        message = f"`{named[:120]}` {problem}"
        self.diagnostics.report("IG520", message, self._at(members), note="it is ignored")

    def unknown(self, value: Mapping[str, JsonValue], known: Iterable[str], *members: str) -> None:
        """Report members that look like slips of the pen; others are somebody else's."""
        names = list(known)
        for member in value:
            near = get_close_matches(member[:60], names, n=1, cutoff=_ALIKE) if member not in names else []
            if near:
                self.wrong(f"is not known: is `{near[0]}` meant?", *members, member)

    def inside(self, value: JsonValue, *members: str) -> dict[str, JsonValue] | None:
        """Return an object; None, reported, for anything else."""
        if isinstance(value, dict):
            return value
        self.wrong("should be an object", *members)
        return None

    def under(self, member: str) -> Speaker:
        """Return the speaker for a member that is an extension of its own."""
        return replace(self, origin=child(self.origin, member), by=f"{self.by}.{member}")

    def _at(self, members: Iterable[str]) -> Origin:
        place = self.origin
        for member in members:
            place = child(place, member)
        return place
