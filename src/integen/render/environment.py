"""The Jinja environment: strict, with a quoting filter for every place that outside text may enter."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Any

import jinja2

from integen import quoting
from integen.render import markdown as text
from integen.render.custom import Custom
from integen.render.sandbox import Sandbox
from integen.template_folder import template_directory

OURS = "integen"
"""`{% include "integen/package/README.md.jinja" %}` is our template, whatever stands in its place."""


@lru_cache(maxsize=4)
def environment(custom: Custom | None = None) -> jinja2.Environment:
    """Return the environment; a template of the user's own wins over ours of the same path.

    Ours raise jinja's exceptions, which are bugs; with templates of the user's own it is DocumentError.
    """
    settings: dict[str, Any] = {
        "trim_blocks": True,
        "lstrip_blocks": True,
        "keep_trailing_newline": True,
        "autoescape": False,  # nothing here is HTML; each filter below is the escape of its place
        "auto_reload": False,
    }
    found: jinja2.Environment
    if custom is None:
        loader = _files(template_directory())
        found = jinja2.Environment(loader=loader, undefined=jinja2.StrictUndefined, **settings)
    else:
        found = Sandbox(custom, environment(), loader=_loader(custom), **settings)
    found.filters.update(
        pystring=quoting.python_string,
        docstring=quoting.docstring,
        markdown=quoting.markdown,
        toml=quoting.toml_string,
        dockerfile=quoting.dockerfile_string,
        tsstring=quoting.ts_string,
        blocks=text.blocks,
        cell=text.cell,
        sentence=text.sentence,
        codespan=text.code_span,
        codecell=text.code_cell,
        fenced=text.code_block,
        address=text.address,
        is_web=text.is_web,
        effect=text.EFFECTS.__getitem__,
        first_line=lambda text: text.strip().split("\n", 1)[0],
    )
    return found


def _loader(custom: Custom) -> jinja2.BaseLoader:
    ours = _files(template_directory())
    return jinja2.ChoiceLoader([_files(custom.folder), ours, jinja2.PrefixLoader({OURS: ours})])


def _files(folder: Path) -> jinja2.BaseLoader:
    return jinja2.FileSystemLoader(folder)
