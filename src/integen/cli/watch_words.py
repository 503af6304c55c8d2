"""The lines of `integen watch`: for people with the time, for programs as JSON."""

from __future__ import annotations

import sys
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import orjson

from integen.cli import terminal
from integen.watch.regeneration import Round

Clock = Callable[[], datetime]


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    as_json: bool
    now: Clock = datetime.now

    def watching(self, keys: Sequence[str], files: int) -> None:
        of = keys[0] if len(keys) == 1 else f"{len(keys):,} integrations"
        self._say(None, "watching", f"watching {_count(files, 'file')} of {of}; Ctrl-C ends it", files=files)

    def waiting(self, path: str) -> None:
        self._say(None, "waiting", "waiting until it can be read", path=path)

    def unwatched(self, key: str, spec: str) -> None:
        self._say(key, "unwatched", f"`{spec}` is on the web, which is not watched", spec=spec)

    def made(self, key: str, done: Round, diagnostics: Collection[Any]) -> None:
        result = done.result
        errors = sum(each.severity.value == "error" for each in result.diagnostics)
        told = ", ".join(filter(None, (_outcome(done), _count(errors, "error") if errors else "")))
        surface = done.surface
        self._say(
            key,
            "generated",
            f"{told} ({result.seconds:.2f} s)",
            up_to_date=result.up_to_date,
            seconds=round(result.seconds, 3),
            tools=result.tools,
            changes=dict(surface.agents) if surface else {},
            wire=surface.wire if surface else 0,
            files={"written": result.written, "unchanged": result.unchanged, "removed": result.removed},
            kept=result.kept,
            diagnostics=diagnostics,
        )

    def held(self, key: str, lost: Sequence[str], diagnostics: Collection[Any]) -> None:
        shown = ", ".join(lost[:3]) + (f" and {len(lost) - 3:,} more" if len(lost) > 3 else "")
        text = f"not generated, the last good package stays: with these errors it would lose {shown}"
        self._say(key, "held", text, lost=lost, diagnostics=diagnostics)

    def failed(self, key: str, diagnostics: Collection[Any]) -> None:
        self._say(key, "failed", "not generated, the package stays as it was", diagnostics=diagnostics)

    def kept(self, key: str, text: str) -> None:
        self._say(key, "kept", text)

    def gone(self, key: str, output: Path) -> None:
        self._say(key, "gone", f"no longer in integen.toml; {output / key} stays")

    def plain(self, key: str) -> None:
        self._say(key, "extension", "served without an extension")

    def extended(self, key: str, before: frozenset[str] | None, served: frozenset[str]) -> None:
        told = [_count(len(served), "tool")]
        if before is not None:
            changes = ((len(served - before), "new"), (len(before - served), "gone"))
            told += [f"{count:,} {word}" for count, word in changes if count]
        self._say(key, "extension", f"with its extension {', '.join(told)}", tools=len(served))

    def complain(self, key: str | None, message: str, hint: str | None) -> None:
        if self.as_json:
            self._say(key, "failed", "", message=message, hint=hint)
            return
        sys.stdout.flush()
        terminal.complain(f"{key}: {message}" if key else message, hint=hint)

    def _say(self, key: str | None, event: str, text: str, **facts: Any) -> None:
        if self.as_json:
            record = {"event": event, **({"key": key} if key else {}), **facts}
            terminal.say(orjson.dumps(record).decode())
        else:
            named = f"{key}: {text}" if key else text
            terminal.say(f"{self.now():%H:%M:%S} {terminal.safe(named)}")
        sys.stdout.flush()


def _outcome(done: Round) -> str:
    result, surface = done.result, done.surface
    tools = [_count(result.tools, "tool")] if result.tools else []
    if result.up_to_date:
        return ", ".join(("up to date", *tools))
    count = result.written + result.removed
    files = [f"{_count(count, 'file')} written"] if count else []
    if surface is None:
        return ", ".join(("generated", *(tools or files)))
    return str(surface) if surface.agents or surface.wire else ", ".join((str(surface), *files))


def _count(number: int, what: str) -> str:
    return f"{number:,} {what}{'' if number == 1 else 's'}"
