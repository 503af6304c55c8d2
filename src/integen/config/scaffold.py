"""The files that a new project begins with."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from integen.config.project import NAME
from integen.plan.key import key_from_location
from integen.quoting import toml_string

_FOLDERS = ("specs", "spec", "openapi", "api", ".")
_SUFFIXES = frozenset((".yaml", ".yml", ".json"))
_HEAD = re.compile(rb"""^\s*(?:\{\s*)?["']?(?:openapi|swagger)["']?\s*:""", re.MULTILINE)
_SNIFFED = 4000
_MOST = 50

_TOP = """\
# What integen generates, and from what. `integen generate` makes all integrations, `integen generate KEY`
# one. docs/configuration.md of integen explains every key; paths are relative to this file.

# output = "generated"        # where packages are written
# parallel = 4                # integrations made at the same time; as many as there are processors without it

# [defaults]                  # whatever an integration may say, for all of them
# targets = ["mcp", "python"]
"""

_INTEGRATION = """
[integrations.{key}]
spec = {spec}
"""

_MORE = """\
# overlays = ["overlays/{key}.yaml"]          # changes to the document, kept apart from it
# headers = {{ Authorization = "Bearer env:SPEC_TOKEN" }}   # for a private document; never the value itself
# exclude = ["deprecated", "internal", "path=/admin/**"]
# include = ["tag=users", "tag=orders"]

# [integrations.{key}.operations."GET /users/{{id}}"]   # or an operationId, or a selector such as "tag=users"
# name = "get_user"
# description = "Gets one user by id. Use search_users when only a name is known."
# read_only = true

# [integrations.{key}.toolsets.essentials]
# description = "What most people need."
# operations = ["GET /users/**"]

# [integrations.{key}.lint]
# ignore = ["IG704 at #/paths/~1legacy/*"]
"""

_IGNORED = """\
__pycache__/
*.pyc
.venv/
.env
dist/
"""


def documents(folder: Path) -> list[str]:
    """Return the OpenAPI documents of a folder and of the usual ones in it, sorted; small looks only."""
    found: dict[str, None] = {}
    for name in _FOLDERS:
        for path in sorted(_candidates(folder / name)):
            if _is_document(path) and len(found) < _MOST:
                found[path.relative_to(folder).as_posix()] = None
    return list(found)


def _candidates(folder: Path) -> Iterator[Path]:
    try:
        yield from (path for path in folder.iterdir() if path.suffix in _SUFFIXES and path.is_file())
    except OSError:
        return


def _is_document(path: Path) -> bool:
    try:
        with path.open("rb") as file:
            return _HEAD.search(file.read(_SNIFFED)) is not None
    except OSError:
        return False


def project_text(specs: Sequence[str]) -> str:
    """Return a commented `integen.toml` with an integration for each document."""
    parts = [_TOP]
    keys = list(_keys(specs))
    for key, spec in zip(keys, specs, strict=True):
        parts.append(_INTEGRATION.format(key=key, spec=toml_string(spec)))
    if keys:
        parts.append(_MORE.format(key=keys[0]))
    else:
        example = _INTEGRATION.format(key="petshop", spec='"specs/petshop.yaml"').strip().splitlines()
        parts.append("\n" + "".join(f"# {line}\n" for line in example))
        parts.append(_MORE.format(key="petshop"))
    return "".join(parts)


def _keys(specs: Iterable[str]) -> Iterator[str]:
    taken: set[str] = set()
    for spec in specs:
        plain = key = key_from_location(spec) or "api"
        number = 2
        while key in taken:
            key, number = f"{plain}-{number}", number + 1
        taken.add(key)
        yield key


def files(specs: Sequence[str]) -> dict[str, str]:
    """Return `{path: text}` of everything that a project begins with."""
    return {NAME: project_text(specs), ".gitignore": _IGNORED}


def relative(spec: str, folder: Path) -> str:
    """Return a document as a file in `folder` names it."""
    return spec if "://" in spec else Path(os.path.relpath(spec, folder)).as_posix()
