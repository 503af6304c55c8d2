"""IG3: schemas."""

from __future__ import annotations

from integen.diagnostics.codes.entry import WARNING, table

SCHEMAS = table(
    (
        "IG301",
        WARNING,
        "not a schema",
        "A schema is an object or a boolean; anything else is read as `any value`.",
        "schema: string",
        "write `{type: string}`",
    ),
    (
        "IG302",
        WARNING,
        "an unknown type",
        "JSON Schema knows string, number, integer, boolean, array, object and null.",
        "type: strnig",
        "correct the type; a date is `{type: string, format: date}`",
    ),
    (
        "IG303",
        WARNING,
        "schemas nested too deeply",
        "What lies deeper is read as `any value`.",
        "an array of an array of an array … 50 times",
        "move inner schemas to `components` and refer to them with `$ref`",
    ),
    (
        "IG304",
        WARNING,
        "a keyword with an unusable value",
        "The keyword is ignored.",
        "maxLength: many",
        "write the type that the keyword needs",
    ),
    (
        "IG305",
        WARNING,
        "a discriminator value leads nowhere",
        "Answers with this value are read without it.",
        "mapping: {cat: Missing}",
        "name a component schema, or write a reference",
    ),
    (
        "IG306",
        WARNING,
        "an unknown dialect of JSON Schema",
        "Its keywords may mean something else than what they are read as.",
        "jsonSchemaDialect: https://example.com/dialect",
        "name a published dialect, or remove the member",
    ),
)
