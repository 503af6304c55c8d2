"""Reads `[integrations.<key>.hooks]`: commands that are run before and after an integration is made."""

from __future__ import annotations

import shlex
from collections.abc import Iterator
from dataclasses import dataclass

from integen.config import keys
from integen.config.section import Section
from integen.curate.settings import Place


@dataclass(frozen=True, slots=True, kw_only=True)
class Command:
    """A program and its arguments. No shell reads them: nothing is expanded."""

    words: tuple[str, ...]
    place: Place


@dataclass(frozen=True, slots=True, kw_only=True)
class Hooks:
    before: tuple[Command, ...] = ()
    """Run before the document is read, which they may write."""
    after: tuple[Command, ...] = ()
    """Run when files of the package were written or removed."""

    def __bool__(self) -> bool:
        return bool(self.before or self.after)


NO_HOOKS = Hooks()


def hooked(section: Section, base: Hooks) -> Hooks:
    """Return what a table says; where it says nothing about a moment, what `base` does."""
    table = section.table("hooks")
    if table is None:
        return base
    table.only(keys.HOOKS)
    return Hooks(
        before=_commands(table, "before") if "before" in table.data else base.before,
        after=_commands(table, "after") if "after" in table.data else base.after,
    )


def _commands(table: Section, key: str) -> tuple[Command, ...]:
    written = table.data[key]
    if isinstance(written, str):
        return tuple(_command(table, key, written))
    if not isinstance(written, list):
        table.wrong(key, "should be a list of commands")
        return ()
    return tuple(
        command for number, each in enumerate(written) for command in _command(table, key, each, number)
    )


def _command(table: Section, key: str, written: object, *steps: int) -> Iterator[Command]:
    """Yield the command, or report why it is none."""
    words = _words(written)
    if isinstance(words, str):
        table.wrong(key, words, *steps, hint='write "program argument", or ["program", "argument"]')
    else:
        yield Command(words=words, place=table.place(key, *steps))


def _words(written: object) -> tuple[str, ...] | str:
    """Return the words of a command, or what is wrong with it."""
    if isinstance(written, str):
        try:
            written = shlex.split(written)
        except ValueError:
            return "has a quotation mark that is never closed"
    if not isinstance(written, list) or not all(isinstance(word, str) for word in written):
        return "should hold commands"
    if not written or not written[0].strip():
        return "has an empty command"
    return "cannot have a null character" if any("\0" in word for word in written) else tuple(written)
