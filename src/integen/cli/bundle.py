"""`integen bundle`."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Annotated

import typer

from integen.cli import project, terminal, usage
from integen.errors import IntegenError

TITLE = "Make a desktop extension (.mcpb) of a generated package."


def command(
    key: Annotated[str, typer.Argument(metavar="KEY", help="What to bundle; `integen list` shows it.")],
    file: Annotated[
        Path | None, typer.Option("--file", "-o", metavar="FILE", help="Where to write; KEY.mcpb without it.")
    ] = None,
    output: usage.Output = usage.OUTPUT,
    as_json: usage.AsJson = False,
) -> Callable[[], int]:
    """Make a desktop extension of a generated package: one file that people open with Claude Desktop.

    The same package gives the same bytes. It holds the server and its manifest, and nothing else of the
    folder; what it needs from PyPI is installed by the host, with uv.
    """
    return partial(_run, key, file, output, as_json=as_json)


def _run(key: str, file: Path | None, output: Path, *, as_json: bool) -> int:
    from integen.install.bundle import bundle, write_bundle

    package = project.package(output, key).whole()
    if not (package.directory / "manifest.json").is_file():
        raise IntegenError(
            f"`{key}` was generated without a manifest",
            hint="generate it with --target mcp --target packaging, or with all targets",
        )
    made = bundle(package.directory, package.module)
    path = file or Path(f"{key}.mcpb")
    write_bundle(path, made)
    facts = {"file": str(path), "files": made.files, "bytes": len(made.data), "sha256": made.sha256}
    if as_json:
        terminal.say_json({"key": key, "name": made.name, "version": made.version, **facts})
    else:
        shown = {
            "files": f"{made.files:,}",
            "size": f"{len(made.data):,} bytes",
            "SHA-256": made.sha256,
        }
        terminal.facts(f"{made.name} {made.version} in {path}", shown)
    return 0
