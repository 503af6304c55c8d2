"""`integen templates`: the group, one module per command."""

from __future__ import annotations

from types import ModuleType

from integen.cli import templates_diff, templates_eject, templates_list, templates_merge

TITLE = "Templates of your own: list, copy, compare, bring up to date."

ABOUT = """\
Packages are made with templates, and a file of the same name in a folder of yours wins over each of them.

The folder is `templates` beside `integen.toml`, or what its key `templates` says.

\b
Examples:
  integen templates list
  integen templates eject package/README.md
  integen templates diff
  integen templates merge package/README.md
"""

COMMANDS: dict[str, ModuleType] = {
    "list": templates_list,
    "eject": templates_eject,
    "diff": templates_diff,
    "merge": templates_merge,
}
