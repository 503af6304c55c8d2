"""The spinner: it appears with patience only, and never where programs read."""

from __future__ import annotations

import io

import pytest

from integen.cli import progress


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def shown(monkeypatch: pytest.MonkeyPatch, times: list[float], *, quiet: bool = False) -> str:
    """Return what standard error got from two stages that began at the given times."""
    stream = Terminal()
    monkeypatch.setattr("sys.stderr", stream)
    monkeypatch.setenv("TERM", "xterm")
    clock = iter(times)
    with progress.shown(quiet=quiet, clock=lambda: next(clock)) as stage:
        stage("Reading")
        stage("Planning")
    return stream.getvalue()


def test_a_short_run_shows_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    assert shown(monkeypatch, [0.0, 0.0, 0.1]) == ""


def test_a_long_run_names_its_stage(monkeypatch: pytest.MonkeyPatch) -> None:
    assert "Planning" in shown(monkeypatch, [0.0, 0.0, 5.0])


def test_quiet_shows_nothing_however_long_it_takes(monkeypatch: pytest.MonkeyPatch) -> None:
    assert shown(monkeypatch, [0.0, 0.0, 5.0], quiet=True) == ""
