"""Finds and reads `integen.toml`."""

from __future__ import annotations

import os
import re
import tomllib
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from integen.config import keys
from integen.config.positions import Positions, positions
from integen.config.project import NAME, Integration, Project
from integen.config.reading import integration, lint, read_shared, relative_to, templates
from integen.config.section import Section
from integen.diagnostics.conflict import conflict_line
from integen.diagnostics.diagnostic import Diagnostics, Position
from integen.diagnostics.provenance import Provenance
from integen.naming.legal import key as legal_key
from integen.naming.words import words
from integen.render.custom import FOLDER

MOST_BYTES = 5_000_000
_TWICE = re.compile(r"(?i)cannot declare (\(.*\)) twice")
_QUOTED = r"'((?:[^'\\]|\\.)*)'"
_PLACE = re.compile(r"\s*\(at (?:line (\d+), column (\d+)|end of document)\)")


@dataclass(frozen=True, slots=True, kw_only=True)
class ProjectText:
    """The file as messages need it; `diagnostics.locate.Text` is such."""

    name: str
    text: bytes
    format: str = "toml"


@dataclass(frozen=True, slots=True, kw_only=True)
class Loaded:
    """A project and what is wrong with its file; with errors nothing should be done."""

    project: Project
    diagnostics: Diagnostics
    text: ProjectText
    documents: dict[str, Any] = field(default_factory=dict)
    """The file by its name, so that printers take this in place of sources."""
    provenance: Provenance = field(default_factory=Provenance)


def find(start: Path) -> Path | None:
    """Return the `integen.toml` of a folder or of the nearest one around it."""
    folder = start.absolute()
    for candidate in (folder, *folder.parents):
        if (candidate / NAME).is_file():
            return candidate / NAME
    return None


def load(file: Path) -> Loaded:
    """Read a file. Raises OSError; everything else that is wrong is in the diagnostics."""
    shown = os.path.relpath(file)
    data = file.read_bytes()
    diagnostics = Diagnostics()
    content = _parsed(data, shown, diagnostics)
    project = Project(file=Path(shown), integrations={})
    text = ProjectText(name=shown, text=b"")  # of a text that is no TOML nothing is known to be harmless
    if content is not None:
        found = positions(data.decode())
        text = ProjectText(name=shown, text=_without_secrets(data.decode(), found).encode())
        project = _project(Section(content, (), shown, found, diagnostics), Path(shown))
    diagnostics.items.sort(
        key=lambda each: (each.position.line, each.position.column) if each.position else (0, 0)
    )
    return Loaded(project=project, diagnostics=diagnostics, text=text, documents={shown: text})


def _without_secrets(text: str, found: Positions) -> str:
    """Return the text as messages may quote it: what follows the name of a header is left out."""
    lines = text.split("\n")
    for path, place in found.values.items():
        if len(path) > 1 and path[-2] == "headers":
            line = lines[place.line - 1]
            if place.column <= len(line):
                lines[place.line - 1] = line[: place.column - 1] + "…"
    return "\n".join(lines)


def _parsed(data: bytes, shown: str, diagnostics: Diagnostics) -> dict[str, Any] | None:
    try:
        if len(data) > MOST_BYTES:
            raise ValueError("the file is too large")
        return tomllib.loads(data.decode())
    except RecursionError:
        diagnostics.report("IG535", "it is nested too deeply", source=shown)
    except ValueError as error:  # TOMLDecodeError and UnicodeDecodeError are such
        _report(error, data, shown, diagnostics)
    return None


def _report(error: ValueError, data: bytes, shown: str, diagnostics: Diagnostics) -> None:
    line = conflict_line(data)
    if line is not None:
        diagnostics.report(
            "IG535",
            "it has merge conflict markers",
            source=shown,
            position=Position(line=line, column=1),
            hint="keep what you want of both sides",
        )
        return
    said = "it is not UTF-8" if isinstance(error, UnicodeDecodeError) else str(error)
    place = _PLACE.search(said)
    at = _place(place, data) if place else None
    message = _TWICE.sub(_named_twice, _PLACE.sub("", said))
    diagnostics.report("IG535", message[:1].lower() + message[1:], source=shown, position=at)


def _named_twice(match: re.Match[str]) -> str:
    """Return what `tomllib` says of a table or a key that stands twice as a person would write its name."""
    return f"`{'.'.join(re.findall(_QUOTED, match[1]))}` is declared twice"


def _place(match: re.Match[str], data: bytes) -> Position:
    """Return the place that `tomllib` names, or the end of the text."""
    if match[1]:
        return Position(line=int(match[1]), column=int(match[2]))
    *before, last = data.decode().split("\n")
    return Position(line=len(before) + 1, column=len(last) + 1)


def _project(section: Section, file: Path) -> Project:
    section.only(keys.PROJECT)
    placing = relative_to(file.parent)
    base = Integration(key="", spec="", output=Path(placing("generated")))
    stated = section.text("output")
    if stated:
        base = replace(base, output=Path(placing(stated)))
    beside = file.parent / FOLDER
    base = replace(base, templates=templates(section, beside if beside.is_dir() else None, placing))
    if (table := section.table("lint")) is not None:
        base = replace(base, lint=lint(table, base.lint))
    if (defaults := section.table("defaults")) is not None:
        defaults.only(keys.SHARED)
        base = read_shared(defaults, base, placing)
    found: dict[str, Integration] = {}
    places: dict[str, str] = {}
    for name, table in section.tables("integrations"):
        read = _named(section, name, table, base, placing, places)
        if read is not None:
            found[name] = read
    parallel = section.number("parallel", 1, 256)
    return Project(file=file, integrations=found, parallel=parallel, templates=base.templates)


def _named(
    section: Section, name: str, table: Section, base: Integration, placing: Any, places: dict[str, str]
) -> Integration | None:
    outer = section.table("integrations")
    suggestion = legal_key(words(name))
    if outer is not None and suggestion != name:
        message = f"`{name[:60]}` cannot be an integration's name"
        outer.report("IG541", message, name, hint=f"write `{suggestion}`", at_key=True)
        return None
    read = integration(name, table, base, placing)
    if read is not None and outer is not None:
        folder = os.path.abspath(read.output / name).casefold()  # noqa: PTH100 (links are not followed)
        for other, its in places.items():
            if folder == other:
                message = f"`{name}` and `{its}` would be written into the same folder"
            elif folder.startswith(f"{other}{os.sep}"):
                message = f"`{name}` would be written into the package of `{its}`"
            elif other.startswith(f"{folder}{os.sep}"):
                message = f"`{its}` would be written into the package of `{name}`"
            else:
                continue
            outer.report("IG542", message, name, at_key=True)
            return None
        places[folder] = name
    return read
