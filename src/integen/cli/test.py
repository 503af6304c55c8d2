"""`integen test`."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from integen.cli import generated, project, reporting, terminal, tested, usage
from integen.cli.misuse import Misuse
from integen.errors import IntegenError

if TYPE_CHECKING:
    from integen.cli.generated import Package

TITLE = "Run the tests of generated packages."


@dataclass(frozen=True, slots=True, kw_only=True)
class _Asked:
    keys: tuple[str, ...]
    output: Path
    choice: str | None
    live: bool
    mutants: int | None
    seed: int
    as_json: bool


def command(
    keys: Annotated[
        list[str] | None,
        typer.Argument(metavar="KEY", help="What to test; all that is generated without it."),
    ] = None,
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
    """Run the tests of generated packages: offline, against the contract, with a judge that is not integen.

    Without KEY all integrations of `integen.toml` are tested, or all packages of the folder. The exit code is
    1 when a test fails. With --mutate the package is copied and broken again and again, and the exit code is
    1 when fewer than 95 % of that is noticed.
    """
    if mutate is not None and (live or choice):
        raise Misuse("--mutate runs all tests of an operation", hint="leave --live and -k out")
    asked = _Asked(
        keys=tuple(dict.fromkeys(keys or ())),
        output=output,
        choice=choice,
        live=live,
        mutants=mutate,
        seed=seed,
        as_json=as_json,
    )
    return partial(_run, asked)


def _run(asked: _Asked) -> int:
    if len(asked.keys) == 1:
        found = _tried(project.package(asked.output, asked.keys[0]), asked, alone=True)
        if asked.as_json:
            terminal.say_json(tested.record(found))
        return 0 if found.passed else 1
    packages = _packages(asked)
    if packages is None:
        return 1
    outcomes: list[tested.Outcome] = []
    for each in packages:
        outcomes.append(_outcome(each, asked))
        if not asked.as_json:
            tested.progress(outcomes[-1])
    passed = all(each.passed for each in outcomes) and any(each.has_run for each in outcomes)
    if asked.as_json:
        terminal.say_json({"passed": passed, "packages": [tested.record(each) for each in outcomes]})
    else:
        tested.summary(outcomes)
        if not any(each.has_run for each in outcomes):
            tested.nothing_chosen()
    return 0 if passed else 1


def _packages(asked: _Asked) -> list[Package | tested.Outcome] | None:
    """Return what is to be tested, or why it cannot be; None when the project cannot be read."""
    if asked.keys:
        return [project.package(asked.output, key) for key in asked.keys]
    if not project.exists():
        found = generated.packages(asked.output)
        if not found:
            raise IntegenError(
                f"nothing is generated in `{asked.output}`",
                hint="start with: integen generate --spec PATH|URL|-",
            )
        return [each if _has_tests(each) else tested.untested(each.key) for each in found]
    chosen = project.chosen((), reporting.Manner(as_json=asked.as_json))
    if chosen is None:
        return None
    packages: list[Package | tested.Outcome] = []
    for each in chosen[1]:
        if each.targets and "tests" not in each.targets:
            packages.append(tested.untested(each.key))
            continue
        try:
            packages.append(project.package(asked.output, each.key))
        except IntegenError as error:
            packages.append(tested.Outcome(key=each.key, passed=False, why=str(error), hint=error.hint))
    return packages


def _has_tests(package: Package) -> bool:
    return (package.directory / "tests" / "cases.jsonl").is_file()


def _outcome(package: Package | tested.Outcome, asked: _Asked) -> tested.Outcome:
    """Return what the tests of one package of several say; what it lacks is told with the others."""
    if isinstance(package, tested.Outcome):
        return package
    try:
        return _tried(package, asked, alone=False)
    except IntegenError as error:
        return tested.Outcome(key=package.key, passed=False, why=str(error), hint=error.hint)


def _tried(package: Package, asked: _Asked, *, alone: bool) -> tested.Outcome:
    """Run the tests of one package. Raises IntegenError and Misuse."""
    from integen.testing.mutation import ENOUGH, try_mutants
    from integen.testing.runner import MISUSED, NOTHING_CHOSEN, run, suite_of

    suite = suite_of(package.key, package.whole().directory, package.module)
    if asked.mutants is not None:
        trial = try_mutants(suite, asked.mutants, asked.seed)
        found = tested.Outcome(key=package.key, passed=trial.rate >= ENOUGH, trial=trial)
        if alone and not asked.as_json:
            tested.show_trial(package.key, trial)
        return found
    arguments = ["-k", asked.choice] if asked.choice else []
    ran = run(suite, arguments, quiet=asked.as_json or not alone, live=asked.live)
    if ran.code == MISUSED:
        raise Misuse(
            f"-k: pytest does not understand `{asked.choice}`", hint="such as: -k 'security and orders'"
        )
    chosen = ran.code != NOTHING_CHOSEN
    if alone and not chosen and not asked.as_json:
        tested.nothing_chosen()
    return tested.Outcome(
        key=package.key, passed=ran.code == 0 or not (alone or chosen), ran=ran, chosen=chosen
    )
