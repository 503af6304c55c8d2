"""IG2: references."""

from __future__ import annotations

from integen.diagnostics.codes.entry import ERROR, table

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
)
