"""IG1: the document's frame.

IG104 and IG109 spoke of versions that could not be read; they are no longer used.
"""

from __future__ import annotations

from integen.diagnostics.codes.entry import ERROR, INFO, WARNING, table

FRAME = table(
    (
        "IG101",
        ERROR,
        "the document is not an object",
        "An OpenAPI document has members such as `openapi` and `paths`.",
        "- a list",
        "check that this is the right file",
    ),
    (
        "IG102",
        ERROR,
        "not an OpenAPI document",
        "Neither `openapi` nor `swagger` says which version it is written in.",
        '{"info": {}}',
        "add `openapi: 3.1.0`, or name the main document of the set",
    ),
    (
        "IG103",
        ERROR,
        "the OpenAPI version is not supported",
        "The members of a document mean different things in different versions.",
        "openapi: 4.0.0",
        "convert the document to Swagger 2.0 or OpenAPI 3.0 to 3.2",
    ),
    (
        "IG105",
        ERROR,
        "the document has no paths",
        "Without paths there is nothing to call.",
        "openapi: 3.0.3\ninfo: {}",
        "check that this is the main document of the set, and complete",
    ),
    (
        "IG106",
        WARNING,
        "the document has no paths and no webhooks, only other parts",
        "A document of components alone is valid: it gives models, but no operation.",
        "openapi: 3.1.0\ncomponents: {}",
        "name the document that has the paths",
    ),
    (
        "IG107",
        WARNING,
        "a member has the wrong type",
        "The member cannot mean what the standard says; it is left out or read as well as it can be.",
        "description: [a, list]",
        "write the type that the message names",
    ),
    (
        "IG108",
        INFO,
        "the document has no title",
        "The title names the package and the server.",
        "openapi: 3.1.0\npaths: {}",
        "add `info.title`",
    ),
    (
        "IG110",
        WARNING,
        "a path does not start with a slash",
        "Paths are appended to the server's URL.",
        "paths: {pets: {}}",
        "write `/pets`",
    ),
)
