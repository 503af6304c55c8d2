"""`integen overlay`: the group, one module per command."""

from __future__ import annotations

from types import ModuleType

from integen.cli import overlay_apply, overlay_diff, overlay_export, overlay_suggest

TITLE = "Apply, make and propose overlays: changes that stand beside a document."

ABOUT = """\
Overlays change an OpenAPI document without touching it (OpenAPI Overlay 1.0 and 1.1).

Every command that reads a document applies those that lie next to it, such as `petshop.overlay.yaml` next
to `petshop.yaml`, and those that --overlay names.

\b
Examples:
  integen overlay apply --spec petshop.yaml --overlay hints.yaml
  integen overlay export --spec petshop.yaml --exclude deprecated -o tools.overlay.yaml
  integen overlay diff theirs.yaml ours.yaml -o ours.overlay.yaml
  integen overlay suggest --spec petshop.yaml -o petshop.overlay.yaml
"""

COMMANDS: dict[str, ModuleType] = {
    "apply": overlay_apply,
    "diff": overlay_diff,
    "export": overlay_export,
    "suggest": overlay_suggest,
}
