"""One table of `integen.toml` being read: every wrong key or value is reported where it stands."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from difflib import get_close_matches
from typing import Any

from integen.config.positions import Path, Positions
from integen.curate.settings import Place
from integen.diagnostics.diagnostic import Diagnostics

_SHOWN = 60


@dataclass(frozen=True, slots=True)
class Section:
    """A table and the place where it stands. Readers return None for what is absent or, reported, wrong."""

    data: Mapping[str, Any]
    path: Path
    source: str
    positions: Positions
    diagnostics: Diagnostics

    def only(self, known: Collection[str]) -> None:
        """Report keys that nobody knows."""
        for key in self.data:
            if key not in known:
                near = get_close_matches(key[:_SHOWN], known, n=1, cutoff=0.5)
                listed = ", ".join(f"`{each}`" for each in sorted(known))
                hint = f"did you mean `{near[0]}`?" if near else f"known here are {listed}"
                self.report("IG536", f"`{self._named(key)}` is not known", key, hint=hint, at_key=True)

    def text(self, key: str) -> str | None:
        value = self._of(key, str, "a text")
        return value if isinstance(value, str) else None

    def flag(self, key: str) -> bool | None:
        value = self._of(key, bool, "true or false")
        return value if isinstance(value, bool) else None

    def number(self, key: str, least: int, most: int) -> int | None:
        value = self._of(key, int, "a whole number")
        if not isinstance(value, int):
            return None
        if not least <= value <= most:
            self.wrong(key, f"should be from {least:,} to {most:,}")
            return None
        return value

    def texts(self, key: str) -> tuple[str, ...]:
        """Return a list of texts; one text is a list of one."""
        return tuple(text for text, _ in self.placed_texts(key))

    def placed_texts(self, key: str) -> Iterator[tuple[str, Place]]:
        """Yield each text of a list with its place."""
        value = self.data.get(key)
        if value is None:
            return
        members = [value] if isinstance(value, str) else value
        if not isinstance(members, list):
            self.wrong(key, "should be a list of texts")
            return
        for number, member in enumerate(members):
            steps = () if isinstance(value, str) else (number,)
            if isinstance(member, str) and member.strip():
                yield member, self.place(key, *steps)
            else:
                self.wrong(key, "should be a list of texts", *steps)

    def chosen(self, key: str, known: Collection[str]) -> tuple[str, ...]:
        """Return a list of texts that are all known."""
        found = []
        for number, text in enumerate(self.texts(key)):
            if text in known:
                found.append(text)
            else:
                near = get_close_matches(text[:_SHOWN], known, n=1)
                listed = ", ".join(f"`{each}`" for each in known)
                hint = f"did you mean `{near[0]}`?" if near else f"there are {listed}"
                self.wrong(key, f"has nothing called `{text[:_SHOWN]}`", number, hint=hint)
        return tuple(found)

    def table(self, key: str) -> Section | None:
        """Return a table inside of this one."""
        value = self.data.get(key)
        if value is None:
            return None
        if not isinstance(value, dict):
            self.wrong(key, "should be a table")
            return None
        return replace(self, data=value, path=(*self.path, key))

    def tables(self, key: str) -> Iterator[tuple[str, Section]]:
        """Yield each table of a table of tables, with its key."""
        outer = self.table(key)
        for name in outer.data if outer else ():
            inner = outer.table(name) if outer else None
            if inner is not None:
                yield name, inner

    def wrong(self, key: str, problem: str, *steps: int, hint: str | None = None) -> None:
        """Report a value that does not fit."""
        self.report("IG537", f"`{self._named(key)}` {problem}", key, *steps, hint=hint)

    def report(
        self, code: str, message: str, key: str, *steps: int, hint: str | None = None, at_key: bool = False
    ) -> None:
        place = self.place(key, *steps, at_key=at_key)
        self.diagnostics.report(code, message, position=place.position, source=place.source, hint=hint)

    def place(self, key: str, *steps: int, at_key: bool = False) -> Place:
        """Return where a value stands, or its key."""
        path = (*self.path, key, *steps)
        find = self.positions.of_key if at_key else self.positions.of_value
        return Place(source=self.source, position=find(path))

    def _of(self, key: str, kind: type, named: str) -> object:
        value = self.data.get(key)
        if value is None or type(value) is kind:
            return value
        self.wrong(key, f"should be {named}")
        return None

    def _named(self, key: str) -> str:
        shown = key if key.isprintable() else repr(key)
        return ".".join((*map(str, self.path), shown))[:120]
