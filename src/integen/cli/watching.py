"""What `integen watch` does at each look, and what it says."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from integen.cli import boundary, progress, reporting, terminal
from integen.cli.misuse import Misuse
from integen.cli.project import Run, Runs
from integen.cli.watch_words import Words
from integen.config.load import find
from integen.diagnostics.diagnostic import Diagnostic, DocumentError
from integen.diagnostics.locate import Texts
from integen.errors import IntegenError
from integen.render.custom import FOLDER
from integen.watch.extension import tools_with
from integen.watch.glance import Glance
from integen.watch.inputs import is_local
from integen.watch.regeneration import HeldError, Round, finding
from integen.watch.tracked import Tracked

_TICK = 10_000_000
"""Nanoseconds by which a file may seem older than it is: file systems look at a clock that ticks."""


@dataclass(slots=True)
class Session:
    """All packages that are watched. `plan` reads which they are, again each time."""

    plan: Callable[[], Runs | None]
    manner: reporting.Manner
    words: Words = field(init=False)
    _glance: Glance = field(default_factory=Glance)
    _tracked: dict[str, Tracked] = field(default_factory=dict)
    _texts: Mapping[str, Any] = field(default_factory=dict)
    _project: str | None = None
    """Path of `integen.toml`."""

    def __post_init__(self) -> None:
        self.words = Words(as_json=self.manner.as_json)

    def begin(self) -> bool:
        """Make what is not up to date; return False when there is nothing to go on with. Raises as `plan`."""
        file = find(Path.cwd())
        self._project = str(file) if file else None
        self._glance.accept(self._paths(), time.time_ns())  # what changes from here on is seen
        found = self._planned()
        if found is None:
            self.words.waiting(self._project or "")
            return True
        self._refuse_what_stays(found)
        good = [self._take(run) for run in found.each]
        if self._project is None and not any(good) and not Path(found.each[0].options.spec).exists():
            return False
        self.words.watching(list(self._tracked), sum(map(os.path.isfile, self._paths())))
        return True

    def look(self) -> None:
        """Look at all files once, and do what follows from it."""
        changed = self._glance.look(self._paths())
        if not changed:
            return
        if not changed.isdisjoint(self._own()):
            self._read_project(changed)
            return
        for tracked in self._tracked.values():
            self._follow(tracked, changed)

    def _planned(self) -> Runs | None:
        found = self.plan()
        if found is not None:
            self._texts = {name: text for run in found.each for name, text in run.texts.items()}
        return found

    def _paths(self) -> frozenset[str]:
        return self._own().union(*(each.paths() for each in self._tracked.values()))

    def _own(self) -> frozenset[str]:
        """Return `integen.toml`, and the folder beside it that it means without a word."""
        if self._project is None:
            return frozenset()
        return frozenset((self._project, str(Path(self._project).with_name(FOLDER))))

    def _refuse_what_stays(self, found: Runs) -> None:
        """Raises Misuse where no file could ever change."""
        local = any(run.given is None or _has_local(run) for run in found.each)
        if self._project is None and not local:
            raise Misuse(
                f"`{found.each[0].options.spec}` is on the web, which cannot be watched",
                hint="run `integen generate` when it has changed, or watch a copy of it",
            )

    def _read_project(self, changed: frozenset[str]) -> None:
        try:
            found = self._planned()
        except (IntegenError, Misuse) as error:
            self._complain(error)
            return
        if found is None:
            self.words.kept("integen.toml", "what it said before holds")
            return
        wanted = {_name(run) for run in found.each}
        for name in [name for name in self._tracked if name not in wanted]:
            self.words.gone(name, self._tracked.pop(name).options.output)
        for run in found.each:
            known = self._tracked.get(_name(run))
            if known is None or run.given is None or known.wants(run.given):
                self._take(run)
            else:
                self._follow(known, changed)

    def _take(self, run: Run) -> bool:
        """Make the package of a run, which is new or other than before; return whether that could be."""
        if run.given is None:
            self._complain(run.problem or IntegenError("nothing is to be run"))
            return False
        tracked = self._tracked.setdefault(_name(run), Tracked(_name(run), run.given))
        if not is_local(run.given.spec):
            self.words.unwatched(tracked.key, run.given.spec)
        return self._make(tracked)

    def _follow(self, tracked: Tracked, changed: frozenset[str]) -> None:
        if tracked.is_made_of(changed):
            self._make(tracked)
        elif tracked.is_extended_by(changed):
            self._ask_server(tracked, told=True)

    def _make(self, tracked: Tracked) -> bool:
        since = time.time_ns() - _TICK
        try:
            return self._made(tracked)
        except BrokenPipeError:
            raise
        except IntegenError as error:
            self._complain(error, tracked.key)
        except Exception as error:  # the next change may be the one that it can be made of
            boundary.own_fault(error)
        finally:
            self._glance.accept(tracked.paths(), since)
        return False

    def _made(self, tracked: Tracked) -> bool:
        try:
            with progress.shown(quiet=self.manner.quiet) as stage:
                done = tracked.regenerate(tracked.options, stage)
        except DocumentError as error:
            tracked.ran(tracked.inputs.after(error))
            self._failed(tracked, error)
            return False
        except HeldError as held:
            tracked.ran(tracked.inputs.after(held.sources))
            told = self._tell(tracked, list(held.diagnostics), held.sources)
            self.words.held(tracked.key, held.lost, told)
            return False
        tracked.ran(tracked.inputs.after(done.result.sources), done.result.directory)
        self._succeeded(tracked, done)
        return True

    def _failed(self, tracked: Tracked, error: DocumentError) -> None:
        tracked.findings = frozenset()
        if not self.manner.as_json:
            reporting.document_failed(error, self.manner)
        records = reporting.records([error.diagnostic], error) if self.manner.as_json else []
        self.words.failed(tracked.key, records)

    def _succeeded(self, tracked: Tracked, done: Round) -> None:
        result = done.result
        told = self._tell(tracked, list(result.diagnostics), result.sources)
        self.words.made(tracked.key, done, told)
        if result.kept != tracked.kept and not self.manner.as_json:
            for path in result.kept:
                terminal.remark(f"kept {terminal.safe(path)}: it was edited; generate --force replaces it")
        tracked.kept = result.kept
        if not result.up_to_date or tracked.served is None:
            self._ask_server(tracked, told=False)

    def _tell(
        self, tracked: Tracked, diagnostics: Collection[Diagnostic], sources: Texts | None
    ) -> list[dict[str, Any]]:
        """Write what has not been told yet; return all of it as JSON values where a program reads."""
        if sources is None:
            return []
        texts = reporting.beside(sources, self._texts)
        before, tracked.findings = tracked.findings, frozenset(map(finding, diagnostics))
        if self.manner.as_json:
            return reporting.records(diagnostics, texts)
        reporting.written([each for each in diagnostics if finding(each) not in before], texts, self.manner)
        return []

    def _ask_server(self, tracked: Tracked, *, told: bool) -> None:
        """Find out what the extension makes of the tools; `told` says so even if it is what it was."""
        before, tracked.served = tracked.served, None
        if tracked.extension is None or not tracked.extension.is_file():
            if before is not None:
                self.words.plain(tracked.key)
            return
        try:
            tracked.served = tools_with(tracked.extension)
        except IntegenError as error:
            self._complain(error, tracked.key)
            return
        if told or (before is not None and before != tracked.served):
            self.words.extended(tracked.key, before, tracked.served)

    def _complain(self, error: IntegenError | Misuse, key: str | None = None) -> None:
        message = error.message if isinstance(error, Misuse) else str(error)
        self.words.complain(key, message, error.hint)


def _name(run: Run) -> str:
    return run.key or (run.given.name if run.given and run.given.name else "") or _spec(run)


def _spec(run: Run) -> str:
    from integen.freshness import key_of

    return (key_of(run.given) or run.given.spec) if run.given else ""


def _has_local(run: Run) -> bool:
    options = run.options
    return any(map(is_local, (options.spec, *options.reading.overlays))) or options.templates is not None
