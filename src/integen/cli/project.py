"""Which runs a command means: the integrations of `integen.toml`, or the one document of `--spec`."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from integen.cli import generated, reporting, terminal
from integen.cli.generated import Package, nearest
from integen.cli.misuse import Misuse
from integen.errors import IntegenError

if TYPE_CHECKING:
    from integen.config.hooks import Hooks
    from integen.config.load import Loaded
    from integen.config.overrides import Overrides
    from integen.config.project import Integration
    from integen.curate.settings import Filter
    from integen.freshness import Options
    from integen.lint.settings import Settings as LintSettings

NAME = "integen.toml"


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """One document and everything that is wanted of it."""

    key: str = ""
    """The integration's; empty without a project."""
    given: Options | None
    lint: LintSettings | None = None
    """What the project says of lint; None without a project."""
    texts: Mapping[str, Any] = field(default_factory=dict)
    """Texts that messages may be about beside the document: `integen.toml`."""
    hooks: Hooks | None = None
    """Commands of the project around this run; None where there are none."""
    folder: Path = Path()
    """Where they are run: the project's."""
    problem: IntegenError | None = None
    """Why it cannot be run at all, while others can."""

    @property
    def options(self) -> Options:
        """What is wanted of the generator. Raises IntegenError when it cannot be had."""
        if self.given is None:
            raise self.problem or IntegenError("nothing is to be run")
        return self.given


@dataclass(frozen=True, slots=True, kw_only=True)
class Runs:
    """All runs, in the order of the project."""

    each: tuple[Run, ...]
    parallel: int | None = None


def runs(
    keys: Sequence[str], spec: str | None, overrides: Overrides, manner: reporting.Manner
) -> Runs | None:
    """Return what is to be run; None when the project cannot be read, which has been said then.

    Raises Misuse and IntegenError.
    """
    if keys and spec is not None:
        raise Misuse("a KEY and --spec say two things", hint="give the KEY of an integration, or --spec")
    file = _file(Path.cwd())
    if file is None:
        return Runs(each=(_plain(keys, spec, overrides),))
    loaded = _loaded(file, manner)
    if loaded is None:
        return None
    chosen = _chosen(loaded, keys, spec, overrides)
    if not chosen:
        return Runs(each=(_plain((), spec, overrides),))
    if len(chosen) > 1 and overrides.name is not None:
        raise Misuse("--name is for one integration", hint="give the KEY of one, too")
    return Runs(
        each=tuple(_run(each, overrides, loaded) for each in chosen), parallel=loaded.project.parallel
    )


def only_run(key: str | None, spec: str | None, overrides: Overrides, manner: reporting.Manner) -> Run | None:
    """Return the one run that a command is for; None when the project cannot be read. Raises as `runs`."""
    found = runs((key,) if key else (), spec, overrides, manner)
    if found is None:
        return None
    if len(found.each) > 1:
        known = [each.key for each in found.each]
        raise Misuse("there are several integrations", hint=f"name one: {', '.join(known[:20])}")
    return found.each[0]


def chosen(keys: Sequence[str], manner: reporting.Manner) -> tuple[Loaded, list[Integration]] | None:
    """Return the project around here and the integrations that are meant, all without keys.

    None when it cannot be read, which has been said then. Raises IntegenError.
    """
    from integen.config.overrides import Overrides
    from integen.source.reading import Reading

    file = _file(Path.cwd())
    if file is None:
        raise IntegenError(f"there is no `{NAME}` here", hint="make one with: integen init")
    loaded = _loaded(file, manner)
    return (loaded, _chosen(loaded, keys, None, Overrides(reading=Reading()))) if loaded else None


def exists() -> bool:
    """Tell whether there is a project here or in a folder around."""
    return _file(Path.cwd()) is not None


def package(output: Path, key: str) -> Package:
    """Return what is generated for a key: in the folder, or where the project puts it.

    The project is read only when the folder has no such package. Raises IntegenError.
    """
    if (output / key).is_dir() or (file := _file(Path.cwd())) is None:
        return generated.package(output, key)
    loaded = _loaded(file, reporting.Manner(concise=True))
    integration = loaded.project.integrations.get(key) if loaded else None
    if integration is None:
        return generated.package(output, key)
    try:
        return generated.package(integration.output, key)
    except IntegenError:
        raise IntegenError(f"`{key}` is not generated yet", hint=f"run: integen generate {key}") from None


def filters(texts: Sequence[str] | None, flag: str) -> tuple[Filter, ...]:
    """Return the filters of a flag. Raises Misuse."""
    if not texts:
        return ()
    from integen.curate.selector import SelectorError, parsed
    from integen.curate.settings import Filter, Place

    try:
        place = Place(source="command line")
        return tuple(Filter(selector=parsed(text), by=f"`{flag} {text}`", place=place) for text in texts)
    except SelectorError as error:
        raise Misuse(f"{flag}: {error}", hint=error.hint) from None


def _file(start: Path) -> Path | None:
    """Return the project's file here or in the nearest folder around; looking costs no imports."""
    for folder in (start, *start.parents):
        candidate = folder / NAME
        if candidate.is_file():
            return candidate
    return None


def _loaded(file: Path, manner: reporting.Manner) -> Loaded | None:
    from integen.config.load import load

    try:
        loaded = load(file)
    except OSError as error:
        raise IntegenError(f"cannot read `{os.path.relpath(file)}`: {error.strerror}") from error
    if not loaded.diagnostics.has_errors:
        return loaded
    if manner.as_json:
        terminal.say_json({"diagnostics": reporting.records(list(loaded.diagnostics), loaded)})
    else:
        reporting.written(list(loaded.diagnostics), loaded, manner)
    return None


def _chosen(loaded: Loaded, keys: Sequence[str], spec: str | None, overrides: Overrides) -> list[Integration]:
    from integen.config.options import with_spec

    known = loaded.project.integrations
    if spec is not None:
        found = with_spec(loaded.project, spec)
        named = [each for each in found if each.key == overrides.name]
        if len(found) > 1 and not named:
            listed = ", ".join(each.key for each in found)
            raise Misuse(f"several integrations are made of `{spec}`", hint=f"name one of them: {listed}")
        return named or found
    for key in keys:
        if key not in known:
            raise IntegenError(
                f"there is no integration `{key}` in `{loaded.project.file}`",
                hint=nearest(key, known) if known else "it has none yet",
            )
    if not known:
        raise IntegenError(f"`{loaded.project.file}` has no integrations", hint="add [integrations.KEY]")
    return [known[key] for key in dict.fromkeys(keys)] if keys else list(known.values())


def _run(integration: Integration, overrides: Overrides, loaded: Loaded) -> Run:
    from integen.config.options import options_of

    shared: dict[str, Any] = {
        "key": integration.key,
        "lint": integration.lint,
        "texts": loaded.documents,
        "hooks": integration.hooks if integration.hooks else None,
        "folder": loaded.project.file.parent,
    }
    try:
        return Run(given=options_of(integration, overrides, os.environ), **shared)
    except IntegenError as error:
        return Run(given=None, problem=error, **shared)


def _plain(keys: Sequence[str], spec: str | None, overrides: Overrides) -> Run:
    """Return the run of a document that no project knows."""
    if keys:
        hint = "write --spec before it" if _is_document(keys[0]) else "make one with: integen init"
        raise IntegenError(f"there is no `{NAME}` here that could have `{keys[0]}`", hint=hint)
    if spec is None:
        raise Misuse(
            "there is no document to read", hint=f"give --spec PATH|URL|-, or make an `{NAME}`: integen init"
        )
    from integen.curate.settings import Settings
    from integen.freshness import TARGETS, Options

    return Run(
        given=Options(
            spec=spec,
            reading=overrides.reading,
            name=overrides.name,
            output=overrides.output or Path("generated"),
            targets=overrides.targets or TARGETS,
            tool_name_limit=overrides.tool_name_limit or 50,
            output_schemas=overrides.output_schemas,
            templates=overrides.templates,
            curation=Settings(include=overrides.include, exclude=overrides.exclude),
            publication=overrides.publication,
            force=overrides.force,
            strict=overrides.strict,
        )
    )


def _is_document(text: str) -> bool:
    return "://" in text or text.endswith((".yaml", ".yml", ".json"))
