"""Finds what is wrong with templates of the user's own before anything is rendered with them."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any

import jinja2
from jinja2 import nodes

from integen.diagnostics.conflict import conflict_line
from integen.diagnostics.diagnostic import DocumentError
from integen.render.custom import SUFFIX, Custom, ours
from integen.render.environment import environment
from integen.render.fault import BROKEN, FAULTS, NOT_THE_LANGUAGE, REPLACES_NOTHING, fault, located
from integen.render.sandbox import Rendered

_READERS: Mapping[str, Callable[[str], Any]] = {"toml": tomllib.loads, "json": json.loads}
_LANGUAGES = {"toml": "TOML", "json": "JSON", "py": "Python"}
_NAMING = (nodes.Extends, nodes.Include, nodes.Import, nodes.FromImport)
_OTHERWISE = "`templates = false` in integen.toml if the folder is for something else"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Reference:
    """One template names another."""

    name: str | None
    """None: it is computed."""
    line: int
    needed: bool


def verify(custom: Custom) -> None:
    """Raise DocumentError for a template that cannot be read, or that nothing would ever use."""
    references = {name: tuple(_references(custom, name)) for name in sorted(custom.names)}
    known = ours()
    for name, found in references.items():
        for each in found:
            if each.needed and each.name is not None and not _exists(custom, each.name):
                message = f"there is no template `{each.name}`"
                hint = _meant(each.name, {*known, *custom.names})
                raise located(BROKEN, custom.path(name), message, line=each.line, hint=hint)
    used = {name for name in references if name in known}
    waiting = list(used)
    while waiting:
        for each in references[waiting.pop()]:
            if each.name is None:
                return  # whatever it computes may be any of them
            if each.name in references and each.name not in used:
                used.add(each.name)
                waiting.append(each.name)
    for name in sorted(set(references) - used):
        message = "it replaces no template of integen, and none of yours includes it"
        raise located(REPLACES_NOTHING, custom.path(name), message, hint=_meant(name, known))


def _meant(name: str, known: Collection[str]) -> str:
    near = get_close_matches(name, known, n=2, cutoff=0.6)
    listed = " or ".join(f"`{each}`" for each in near)
    meant = f"did you mean {listed}?" if near else "`integen templates list` shows all"
    return f"{meant} ({_OTHERWISE})"


def _exists(custom: Custom, name: str) -> bool:
    loader = environment(custom).loader
    assert loader is not None, "the environment reads templates from folders"
    try:
        loader.get_source(environment(custom), name)
    except jinja2.TemplateNotFound:
        return False
    except UnicodeDecodeError:
        return True  # which is said of that template itself
    return True


def _references(custom: Custom, name: str) -> Iterator[_Reference]:
    """Yield what a template includes, extends and imports. Raises DocumentError when it cannot be read."""
    path = custom.path(name)
    line = conflict_line(path.read_bytes())
    if line is not None:
        message = "it has merge conflict markers"
        raise located(BROKEN, path, message, line=line, hint="keep what you want of both sides")
    if not name.endswith(SUFFIX):
        return  # it is taken as it is
    jinja = environment(custom)
    try:
        tree = jinja.parse(path.read_text(encoding="utf-8"), name, str(path))
        jinja.get_template(name)
    except UnicodeDecodeError as error:
        raise located(BROKEN, path, "it is not UTF-8", hint="save it as UTF-8") from error
    except FAULTS as error:
        raise fault(custom, error) from error
    for node in tree.find_all(_NAMING):
        assert isinstance(node, _NAMING)
        needed = not getattr(node, "ignore_missing", False)
        try:
            said = node.template.as_const()
        except nodes.Impossible:
            said = None
        several = isinstance(said, (list, tuple))
        for each in said if several else (said,):
            yield _Reference(
                name=each if isinstance(each, str) else None, line=node.lineno, needed=needed and not several
            )


def made_by(rendered: Mapping[str, str], custom: Custom | None) -> dict[str, str]:
    """Return `{path: template}` of what templates of the user made. Raises DocumentError for broken data."""
    if custom is None:
        return {}
    found = {}
    for path, text in rendered.items():
        if isinstance(text, Rendered) and text.template in custom.names:
            found[path] = text.template
            read = _READERS.get(path.rpartition(".")[2])
            try:
                if read is not None:
                    read(text)
            except ValueError as error:
                raise no_such(custom, text.template, path, str(error)) from error
    return found


def no_such(custom: Custom, template: str, path: str, problem: str) -> DocumentError:
    """Return the error of a template whose file is not of the language that the file should be of."""
    named = _LANGUAGES.get(path.rpartition(".")[2], "what it should be")
    return located(
        NOT_THE_LANGUAGE, custom.path(template), f"it makes `{path}`, which is no {named}: {problem}"
    )
