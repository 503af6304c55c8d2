"""What tests of packages came to, as people and programs read it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from integen.cli import terminal

if TYPE_CHECKING:
    from integen.testing.mutation import Trial
    from integen.testing.runner import Ran

SHOWN = 20
"""Survivors that people are shown."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """Of one package."""

    key: str
    passed: bool
    ran: Ran | None = None
    trial: Trial | None = None
    """With --mutate."""
    chosen: bool = True
    """Whether `-k` left any test."""
    why: str | None = None
    """Why there was nothing to run."""
    hint: str | None = None

    @property
    def has_run(self) -> bool:
        return self.trial is not None or (self.ran is not None and self.chosen)


def untested(key: str) -> Outcome:
    """Return what there is to say of a package that nobody wants tests of."""
    return Outcome(key=key, passed=True, why="no tests are generated")


def record(outcome: Outcome) -> dict[str, Any]:
    """Return the figures as JSON."""
    if outcome.trial is not None:
        return {"key": outcome.key, **_trial_record(outcome.trial)}
    found: dict[str, Any] = {"key": outcome.key, "passed": outcome.passed}
    if outcome.ran is not None:
        found |= {"seconds": round(outcome.ran.seconds, 2), **outcome.ran.counted}
    if outcome.why is not None:
        found["why"] = outcome.why
    return found


def _trial_record(trial: Trial) -> dict[str, Any]:
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


def progress(outcome: Outcome) -> None:
    """Say what one of several came to; of what failed all that pytest said."""
    if outcome.trial is not None:
        show_trial(outcome.key, outcome.trial)
    elif outcome.ran is not None and not outcome.passed:
        terminal.say(terminal.safe(outcome.ran.output, lines=True))
    elif outcome.why is not None and not outcome.passed:
        terminal.complain(f"{outcome.key}: {outcome.why}", hint=outcome.hint)


def nothing_chosen() -> None:
    terminal.complain("no test has been chosen", hint="see the names with: -k '' ; -k takes parts of them")


def summary(outcomes: Sequence[Outcome]) -> None:
    """Say what all of them came to."""
    rows = [("package", "result", "tests", "operations", "requests", "answers", "seconds")]
    terminal.table([*rows, *map(_row, outcomes)])
    failed = [each.key for each in outcomes if not each.passed]
    if failed:
        terminal.complain(f"{len(failed)} of {len(outcomes)} failed: {', '.join(failed)}")


def _row(outcome: Outcome) -> tuple[str, ...]:
    word = "failed" if not outcome.passed else "passed" if outcome.chosen else "nothing chosen"
    if outcome.trial is not None:
        noticed = f"{outcome.trial.killed}/{len(outcome.trial.outcomes)} noticed"
        return outcome.key, word, noticed, "", "", "", f"{outcome.trial.seconds:.0f}"
    if outcome.ran is None:
        return outcome.key, outcome.why if outcome.passed and outcome.why else word, "", "", "", "", ""
    counted = outcome.ran.counted
    figures = (f"{counted.get(name, 0):,}" for name in ("tests", "operations", "requests", "answers"))
    return outcome.key, word, *figures, f"{outcome.ran.seconds:.1f}"


def show_trial(key: str, trial: Trial) -> None:
    """Say how many mutants were noticed, by kind, and which were not."""
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
