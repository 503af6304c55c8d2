"""Where the built-in templates are."""

from __future__ import annotations

from pathlib import Path


def template_directory() -> Path:
    """Return the folder of the built-in templates: inside the installed package, else beside `src/`."""
    packaged = Path(__file__).parent / "_templates"
    return packaged if packaged.is_dir() else Path(__file__).parents[2] / "templates"
