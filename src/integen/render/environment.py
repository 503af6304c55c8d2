"""The Jinja environment: strict, with a quoting filter for every place that outside text may enter."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

import jinja2

from integen import quoting
from integen.template_folder import template_directory


@lru_cache(maxsize=4)
def environment(overrides: Path | None = None) -> jinja2.Environment:
    """Return the environment; a template in `overrides` wins over the built-in one with the same path."""
    folders = [folder for folder in (overrides, template_directory()) if folder is not None]
    found = jinja2.Environment(
        loader=jinja2.ChoiceLoader([jinja2.FileSystemLoader(folder) for folder in folders]),
        undefined=jinja2.StrictUndefined,
        autoescape=False,  # nothing here is HTML; each filter below is the escape of its place
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        auto_reload=False,
    )
    found.filters.update(
        pystring=quoting.python_string,
        docstring=quoting.docstring,
        markdown=quoting.markdown,
        toml=quoting.toml_string,
        dockerfile=quoting.dockerfile_string,
        tsstring=quoting.ts_string,
        first_line=lambda text: text.strip().split("\n", 1)[0],
    )
    return found
