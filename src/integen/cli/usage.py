"""What several commands take: each option is declared once, as the type of a parameter."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from integen.cli.misuse import Misuse

OUTPUT = Path("generated")

Spec = Annotated[
    str,
    typer.Option(
        "--spec",
        metavar="PATH|URL|-",
        help="The OpenAPI document: a file, a URL, or `-` for standard input.",
        show_default=False,
    ),
]
Document = Annotated[
    str | None,
    typer.Option(
        "--spec",
        metavar="PATH|URL|-",
        help="The OpenAPI document: a file, a URL, or `-` for standard input.",
        show_default=False,
    ),
]
"""For commands that find it in `integen.toml` too."""
Key = Annotated[
    str | None,
    typer.Argument(metavar="KEY", help="An integration of `integen.toml`.", show_default=False),
]
Keys = Annotated[
    list[str] | None,
    typer.Argument(metavar="KEY", help="Integrations of `integen.toml`; all without it."),
]
Name = Annotated[
    str | None,
    typer.Option("--name", metavar="KEY", help="Name of the integration; without it the document tells."),
]
_SELECTION = "Which operations"
Include = Annotated[
    list[str] | None,
    typer.Option(
        "--include",
        metavar="SELECTOR",
        help="Only these: tag=T, path=/a/**, method=GET, id=repos/*; may be repeated.",
        rich_help_panel=_SELECTION,
    ),
]
Exclude = Annotated[
    list[str] | None,
    typer.Option(
        "--exclude",
        metavar="SELECTOR",
        help="Not these: as --include, or deprecated, internal; may be repeated.",
        rich_help_panel=_SELECTION,
    ),
]
Output = Annotated[
    Path, typer.Option("--output", metavar="DIR", help="Folder of the generated packages.", show_default=True)
]
Folder = Annotated[
    Path | None,
    typer.Option("--output", metavar="DIR", help="Folder of the packages; `generated` without it."),
]
"""Where `integen.toml` may say it too."""


class Target(StrEnum):
    DOCS = "docs"
    MCP = "mcp"
    OAUTH = "oauth"
    PACKAGING = "packaging"
    PYTHON = "python"
    TESTS = "tests"
    TYPESCRIPT = "typescript"


Targets = Annotated[
    list[Target] | None,
    typer.Option(
        "--target",
        metavar="|".join(Target),
        help="What to make; may be given more than once. All without it.",
    ),
]
SHORTEST_LIMIT, LONGEST_LIMIT = 16, 64
"""Below 16 names lose their meaning; clients refuse more than 64."""
ToolNameLimit = Annotated[
    int | None,
    typer.Option(
        "--tool-name-limit",
        min=SHORTEST_LIMIT,
        max=LONGEST_LIMIT,
        metavar="N",
        help="Most characters of a tool's name; 50 without it.",
    ),
]
OutputSchemas = Annotated[
    bool, typer.Option("--output-schemas", help="Tools also say what they answer, which costs context.")
]
Templates = Annotated[
    Path | None,
    typer.Option(
        "--templates",
        metavar="DIR",
        help="Folder of templates of your own; `templates` beside `integen.toml` without it.",
    ),
]
Concise = Annotated[bool, typer.Option("--concise", help="One line for each problem.")]
Everything = Annotated[
    bool, typer.Option("--all", help="Show every problem in full, not the first three of each kind.")
]
Format = Annotated[
    str | None,
    typer.Option(
        "--format",
        metavar="full|concise|json|github|sarif",
        help="How problems are written: json is an object per line, github are annotations.",
    ),
]
Strict = Annotated[
    bool,
    typer.Option("--strict", help="Departures from the standard are errors; ask openapi-spec-validator too."),
]
_PUBLISHING = "Publishing"
Namespace = Annotated[
    str | None,
    typer.Option(
        "--namespace",
        metavar="NAME",
        help="Whose name the MCP registry lists it under: io.github.you.",
        rich_help_panel=_PUBLISHING,
    ),
]
Repository = Annotated[
    str | None,
    typer.Option("--repository", metavar="URL", help="Where its source is.", rich_help_panel=_PUBLISHING),
]
Homepage = Annotated[
    str | None,
    typer.Option(
        "--homepage", metavar="URL", help="Where people read about it.", rich_help_panel=_PUBLISHING
    ),
]
AsJson = Annotated[bool, typer.Option("--json", help="Write JSON for programs.")]


def stdin_for(location: str) -> bytes | None:
    """Return standard input when the document is to come from it."""
    if location != "-":
        return None
    import os
    import sys

    if sys.stdin is None:
        raise Misuse("there is no standard input to read", hint="give --spec a file or a URL")
    # Not one `read()` of the stream: that would see an interrupt between two system calls at its end only.
    return b"".join(iter(lambda: os.read(sys.stdin.fileno(), 1 << 20), b""))
