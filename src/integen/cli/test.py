"""`integen test`."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from integen.cli import project, terminal, usage
from integen.cli.misuse import Misuse

if TYPE_CHECKING:
    from integen.testing.mutation import Trial
    from integen.testing.runner import Suite

TITLE = "Run the tests of a generated package."

SHOWN = 20
"""Survivors that people are shown."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Asked:
    key: str
    output: Path
    choice: str | None
    live: bool
    mutants: int | None
    seed: int
    as_json: bool


def command(
    key: Annotated[str, typer.Argument(metavar="KEY", help="What to test; `integen list` shows it.")],
    choice: Annotated[
        str | None, typer.Option("-k", metavar="EXPRESSION", help="Only tests whose names fit, as in pytest.")
    ] = None,
    live: Annotated[
        bool,
        typer.Option(
            "--live",
            help="Ask the real API instead: reads without required arguments, with credentials of the "
            "environment.",
        ),
    ] = False,
    mutate: Annotated[
        int | None,
        typer.Option(
            "--mutate",
            metavar="N",
            min=1,
            help="Break N copies of the package, one thing each, and tell how many the tests notice.",
        ),
    ] = None,
    seed: Annotated[
        int, typer.Option("--seed", metavar="N", help="Which things --mutate breaks; 0 without it.")
    ] = 0,
    output: usage.Output = usage.OUTPUT,
    as_json: usage.AsJson = False,
) -> Callable[[], int]:
    """Run the tests of a generated package: offline, against the contract, with a judge that is not integen.

    With --mutate the package is copied and broken again and again, and the exit code is 1 when fewer than
    95 % of that is noticed.
    """
    if mutate is not None and (live or choice):
        raise Misuse("--mutate runs all tests of an operation", hint="leave --live and -k out")
    return partial(
        _run,
        _Asked(
            key=key,
            output=output,
            choice=choice,
            live=live,
            mutants=mutate,
            seed=seed,
            as_json=as_json,
        ),
    )


def _run(asked: _Asked) -> int:
    from integen.testing.runner import suite_of

    package = project.package(asked.output, asked.key)
    suite = suite_of(asked.key, package.directory, package.module)
    return _plain(suite, asked) if asked.mutants is None else _mutated(suite, asked, asked.mutants)


def _plain(suite: Suite, asked: _Asked) -> int:
    from integen.testing.runner import run

    arguments = ["-k", asked.choice] if asked.choice else []
    ran = run(suite, arguments, quiet=asked.as_json, live=asked.live)
    if asked.as_json:
        passed = {"passed": ran.code == 0, "seconds": round(ran.seconds, 2)}
        terminal.say_json({"key": asked.key, **passed, **ran.counted})
    elif ran.code == 5:
        terminal.complain(
            "no test has been chosen", hint="see the names with: -k '' ; -k takes parts of them"
        )
    return 1 if ran.code else 0


def _mutated(suite: Suite, asked: _Asked, count: int) -> int:
    from integen.testing.mutation import ENOUGH, try_mutants

    trial = try_mutants(suite, count, asked.seed)
    if asked.as_json:
        terminal.say_json({"key": asked.key, **_record(trial)})
    else:
        _show(asked.key, trial)
    return 0 if trial.rate >= ENOUGH else 1


def _record(trial: Trial) -> dict[str, Any]:
    return {
        "mutants": len(trial.outcomes),
        "killed": trial.killed,
        "rate": round(trial.rate, 4),
        "kinds": {kind: {"killed": killed, "made": made} for kind, (killed, made) in trial.kinds.items()},
        "survivors": [
            {"kind": each.kind, "operation": each.operation, "changed": each.changed}
            for each in trial.survivors
        ],
        "failing": list(trial.failing),
        "seconds": round(trial.seconds, 1),
    }


def _show(key: str, trial: Trial) -> None:
    made = len(trial.outcomes)
    terminal.say(f"{key}: {trial.killed:,} of {made:,} mutants noticed, {trial.rate:.1%}")
    rows = [(kind, f"{killed}/{made}") for kind, (killed, made) in trial.kinds.items()]
    terminal.table([("what was broken", "noticed"), *rows])
    for each in trial.survivors[:SHOWN]:
        terminal.say(terminal.safe(f"not noticed: {each.operation}: {each.changed}"))
    if len(trial.survivors) > SHOWN:
        terminal.say(f"and {len(trial.survivors) - SHOWN:,} more")
    if trial.failing:
        named = ", ".join(trial.failing[:3])
        text = f"{len(trial.failing)} operations were left out, whose tests fail as they are: {named}"
        terminal.say(terminal.safe(text))
    terminal.say(f"{trial.seconds:.0f} s")
