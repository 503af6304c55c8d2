"""What is tried: for each operation arguments that are right and wrong, and answers."""

from __future__ import annotations

import json
import os
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from values import with_bytes

HERE = Path(__file__).parent


@dataclass(frozen=True)
class Try:
    """Arguments that an operation is called with."""

    given: dict[str, Any]
    """By their names in tools."""
    media: str | None = None
    """What the body is sent as; None: JSON, or there is none."""
    xml: str | None = None
    """The body, where that is XML."""


@dataclass(frozen=True)
class Answer:
    """What an operation may answer."""

    status: str
    media: str | None = None
    value: Any = None
    """What callers should get."""
    model: str | None = None
    """The class of it, `[class]` for a list."""
    sent: str | None = None
    """The body, where that is XML."""
    events: bool = False
    """Items of an event stream are events, and not what their data holds."""
    beside: bool = False
    """The SDK reads another media type of this status."""


@dataclass(frozen=True)
class Case:
    """One operation: how it is called, and with what."""

    key: str
    call: str
    tool: str | None
    arguments: tuple[tuple[str, str, str, str], ...]
    """Name in tools, name in Python, place and name on the wire."""
    hidden: tuple[str, ...]
    """Arguments that the tool does not take."""
    presets: dict[str, Any]
    """What the tool sends where nothing is given, by argument."""
    required: tuple[str, ...]
    """Names in tools."""
    tries: tuple[Try, ...]
    wrong: dict[str, list[Any]]
    """Values that the tool refuses, by argument."""
    answers: tuple[Answer, ...]
    reads: bool = False
    """It changes nothing."""
    server: str | None = None
    """Who is asked unless another is named."""
    pages: dict[str, Any] | None = None

    def __str__(self) -> str:
        return self.key

    @property
    def least(self) -> dict[str, Any]:
        """The arguments of the first try; none where there is no try."""
        return self.tries[0].given if self.tries else {}

    def expected(self, given: dict[str, Any]) -> dict[str, dict[str, Any]]:
        """Return `{place: {name on the wire: value}}` of given arguments."""
        found: dict[str, dict[str, Any]] = {}
        for arg, _, place, wire in self.arguments:
            if arg in given and place != "media":
                found.setdefault(place, {})[wire] = with_bytes(given[arg])
        return found

    def of_tool(self, given: dict[str, Any]) -> dict[str, Any]:
        """Return those arguments that the tool takes."""
        return {name: value for name, value in given.items() if name not in self.hidden}

    def made_of(self, given: dict[str, Any]) -> dict[str, Any]:
        """Return what the tool makes of arguments."""
        return {**self.presets, **self.of_tool(given)}


def _case(line: str) -> Case:
    record = json.loads(line)
    bodies = {number: (media, xml) for number, media, xml in record.get("bodies", ())}
    tries = (Try(given, *bodies.get(number, ())) for number, given in enumerate(record["tries"]))
    answers = (
        {"media" if name == "type" else name: each[name] for name in each}
        for each in record["answers"]
    )
    return Case(
        key=record["key"],
        call=record["call"],
        tool=record.get("tool"),
        arguments=tuple(tuple(each) for each in record["arguments"]),
        hidden=tuple(record.get("hidden", ())),
        presets=record.get("presets", {}),
        required=tuple(record["required"]),
        tries=tuple(tries),
        wrong=record.get("wrong", {}),
        answers=tuple(Answer(**each) for each in answers),
        reads=record.get("reads", False),
        server=record.get("server"),
        pages=record.get("pages"),
    )


def _cases() -> list[Case]:
    wanted = os.environ.get("INTEGEN_TEST_OPERATION")
    lines = (HERE / "cases.jsonl").read_text(encoding="utf-8").splitlines()
    cases = [_case(line) for line in lines]
    return [case for case in cases if wanted in (None, case.key)]


CASES = _cases()


def arguments_of(case: Case, given: dict[str, Any]) -> dict[str, Any]:
    """Return arguments by their Python names, with real bytes."""
    names = {arg: python for arg, python, _, _ in case.arguments}
    return {names.get(arg, arg): with_bytes(value) for arg, value in given.items()}
