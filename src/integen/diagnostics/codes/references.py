"""IG2: references."""

from __future__ import annotations

from integen.diagnostics.codes.entry import ERROR, WARNING, table

REFERENCES = table(
    (
        "IG201",
        ERROR,
        "a reference leads nowhere",
        "What should stand there is unknown, so what needs it cannot be generated as described.",
        '$ref: "#/components/schemas/Missing"',
        "add the target, or correct the reference",
    ),
    (
        "IG202",
        ERROR,
        "a reference leads out of bounds",
        "A document may only refer to files below its own folder, or to its own web origin: "
        "others could read secrets or reach private networks.",
        "$ref: ../../etc/passwd",
        "move the file next to the main document",
    ),
    (
        "IG203",
        ERROR,
        "references that only lead to each other",
        "Following them never arrives at anything.",
        'A: {$ref: "#/components/schemas/A"}',
        "describe the value at one of the places",
    ),
    (
        "IG204",
        ERROR,
        "a reference that is not a text",
        "`$ref` holds a URI reference.",
        "$ref: 1",
        'write a text such as `"#/components/schemas/Pet"`',
    ),
    (
        "IG205",
        WARNING,
        "a reference that is not below the `$id` around it",
        "A schema with `$id` is a document of its own: `#/…` inside of it starts there.",
        "A: {$id: a, properties: {b: {$ref: '#/components/schemas/B'}}}",
        "remove the `$id`, or write the document's own URI before the `#`",
    ),
    (
        "IG206",
        WARNING,
        "a keyword beside `$ref` that has no meaning",
        "Before OpenAPI 3.1 a reference stands alone: what is beside it is ignored.",
        "{$ref: '#/components/schemas/Pet', minProperties: 1}",
        "write `allOf: [{$ref: …}]` with the keyword beside it, or move to OpenAPI 3.1",
    ),
    (
        "IG207",
        WARNING,
        "a reference to another kind of thing",
        "What stands there is read as something that it is not.",
        "requestBody: {$ref: '#/components/schemas/Pet'}",
        "refer to the section of that kind, or write the part here and refer to the schema in it",
    ),
)
