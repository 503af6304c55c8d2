"""IG645 to IG649: templates of the user's own."""

from __future__ import annotations

from integen.diagnostics.codes.entry import ERROR, WARNING, table

TEMPLATES = table(
    (
        "IG645",
        ERROR,
        "a template cannot be read",
        "It is no Jinja, or names a template or a filter that there is not.",
        "{% for resource in package.resources %} without {% endfor %}",
        "correct the place that the message names; `integen templates eject NAME` copies ours",
    ),
    (
        "IG646",
        ERROR,
        "a template fails",
        "It was read, but what it asks for is not there, or it would never end.",
        "{{ package.titel }}",
        "correct the place that the message names; docs/templates.md says what templates are given",
    ),
    (
        "IG647",
        ERROR,
        "a template replaces nothing",
        "A slip in its name would else go unnoticed, and what it was for would not be done.",
        "templates/python/klient.py.jinja",
        "rename it; `integen templates list` shows the names",
    ),
    (
        "IG648",
        ERROR,
        "what a template made is not what it should be",
        "A Python module has to be Python, TOML has to be TOML, and JSON has to be JSON.",
        "templates/python/client.py.jinja with `def close(self)` and no colon",
        "correct the template; `integen templates diff NAME` shows what differs from ours",
    ),
    (
        "IG649",
        WARNING,
        "the template that yours was copied from has changed",
        "What integen has mended or added there since is missing in yours.",
        "an upgrade of integen, and a copy that was made before",
        "`integen templates diff NAME` shows the changes, `integen templates merge NAME` takes them over",
    ),
)
