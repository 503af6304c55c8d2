"""Contenders of the claims about TypeScript: what writes it, and what the compiler needs to check it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path

from harness import own
from harness.documents import document
from harness.peers import WORK, cleared
from harness.process import Figure, Run, best, once

_MODULES = WORK / "node" / "node_modules"
_OUTPUT = WORK / "typescript-out"
_FLAGS = (
    "--noEmit --strict --skipLibCheck --target ES2022 --lib ES2022,DOM,DOM.Iterable --module ESNext "
    "--moduleResolution bundler"
).split()

Writer = Callable[[str], Run]


def _own(key: str) -> Run:
    run = own.generate(key, document(key), targets=("typescript",), output=_OUTPUT / "integen")
    return replace(run, before=lambda: cleared(_OUTPUT / "integen") and None)


def _openapi_typescript(key: str) -> Run:
    output = _OUTPUT / "openapi-typescript" / "types.ts"
    command = ["node", _MODULES / ".bin" / "openapi-typescript", document(key), "-o", output]
    return Run(command=command, before=lambda: cleared(output.parent).mkdir(parents=True))


def _hey_api(key: str) -> Run:
    output = _OUTPUT / "hey-api"
    command = ["node", _MODULES / ".bin" / "openapi-ts", "-i", document(key), "-o", output]
    return Run(command=command, before=lambda: cleared(output) and None)


WRITERS: Mapping[str, Writer] = {
    "integen": _own,
    "openapi-typescript": _openapi_typescript,
    "hey-api": _hey_api,
}
_NOTES = {"openapi-typescript": "types only"}


def _sources(contender: str) -> list[Path]:
    return sorted((_OUTPUT / contender).rglob("*.ts"))


def written(key: str, contender: str, times: int = 2) -> Figure:
    """Return the cost of writing the TypeScript of a document, with its size."""
    figure, _ = best(WRITERS[contender](key), times)
    size = sum(path.stat().st_size for path in _sources(contender)) / 1e6
    return replace(
        figure, note=", ".join(filter(None, (_NOTES.get(contender), f"{size:.1f} MB of TypeScript")))
    )


def checked(key: str, contender: str) -> Figure:
    """Return what `tsc --strict` needs for what was written."""
    once(WRITERS[contender](key))
    command = ["node", "--max-old-space-size=8000", _MODULES / "typescript" / "bin" / "tsc", *_FLAGS]
    figure, said = best(Run(command=[*command, *_sources(contender)], cwd=_OUTPUT), 2)
    errors = said.count(": error TS")
    return replace(figure, failed="", note=f"{errors:,} errors") if errors else figure
