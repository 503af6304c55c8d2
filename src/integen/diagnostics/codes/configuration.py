"""IG535 to IG549: `integen.toml`."""

from __future__ import annotations

from integen.diagnostics.codes.entry import ERROR, table

CONFIGURATION = table(
    (
        "IG535",
        ERROR,
        "integen.toml cannot be read",
        "It is TOML 1.0, as UTF-8.",
        "[integrations.petshop",
        "correct the place that the message names",
    ),
    (
        "IG536",
        ERROR,
        "integen.toml has a key that is not known",
        "A slip of the pen would else go unnoticed, and what it was for would not be done.",
        '[integrations.petshop]\nspce = "petshop.yaml"',
        "correct the key; `docs/configuration.md` has all of them",
    ),
    (
        "IG537",
        ERROR,
        "a value of integen.toml does not fit",
        "The key takes values of another kind.",
        'tool_name_limit = "long"',
        "write what the message says",
    ),
    (
        "IG538",
        ERROR,
        "a selector of integen.toml means nothing",
        "Filters and rules say which operations they are about.",
        'exclude = ["tga=admin"]',
        "write `tag=repos`, `path=/admin/**`, `method=DELETE`, `id=repos/*`, `deprecated` or `internal`",
    ),
    (
        "IG539",
        ERROR,
        "an integration has no document",
        "There is nothing to generate from.",
        '[integrations.petshop]\ntargets = ["mcp"]',
        "add `spec`, a path or a URL",
    ),
    (
        "IG540",
        ERROR,
        "a secret stands in integen.toml",
        "The file is kept in version control, where everybody reads it.",
        'headers = { Authorization = "Bearer abc" }',
        "keep the value in the environment and write `env:NAME` or `Bearer env:NAME`; "
        "if the file was shared, replace the secret",
    ),
    (
        "IG541",
        ERROR,
        "an integration's name cannot be used",
        "It names folders, packages and commands.",
        '[integrations."My API"]',
        "use lower-case letters, digits and `-`",
    ),
    (
        "IG542",
        ERROR,
        "two integrations have one folder",
        "The second would replace the first.",
        "two tables whose `output` and name differ in case only",
        "give one of them another name or `output`",
    ),
    (
        "IG543",
        ERROR,
        "a hook failed",
        "A command that belongs to an integration ended with another exit code than 0.",
        '[integrations.petshop.hooks]\nbefore = ["false"]',
        "correct the command; `--no-hooks` generates without any",
    ),
)
