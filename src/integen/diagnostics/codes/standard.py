"""IG9: what the standard says.

Lint takes these as errors; generating reads on and warns of the first few, unless `--strict` asks for more.
"""

from __future__ import annotations

from integen.diagnostics.codes.entry import ERROR, INFO, WARNING, table

STANDARD = table(
    (
        "IG901",
        ERROR,
        "a member of the wrong type",
        "Tools read such a member each in its own way, or refuse the document.",
        "info: {title: 1, version: 1.0.0}",
        "write what the message asks for; a text that looks like a number needs quotes in YAML",
    ),
    (
        "IG902",
        ERROR,
        "a required member is missing",
        "Without it the object is incomplete.",
        "info: {title: Pets}",
        "add the member",
    ),
    (
        "IG903",
        ERROR,
        "an unknown member",
        "It says nothing to any tool; often it is a slip, or stands in the wrong place.",
        "parameters: [{name: a, in: query, schema: {}, requierd: true}]",
        "correct its name or place; members of your own begin with `x-`",
    ),
    (
        "IG904",
        ERROR,
        "a member of another version",
        "Tools that follow the stated version ignore it.",
        "openapi: 3.0.4 with webhooks",
        "raise the version of the document, or write it as this version does",
    ),
    (
        "IG905",
        ERROR,
        "a value that is not allowed",
        "The standard lists the values, or bounds them.",
        "in: body in OpenAPI 3",
        "use one of the values in the message",
    ),
    (
        "IG906",
        ERROR,
        "a text of the wrong form",
        "The form is what makes the text mean something.",
        "components: {schemas: {My Pet: {}}}",
        "write it in the form that the message names",
    ),
    (
        "IG907",
        ERROR,
        "members that exclude each other",
        "Both cannot hold, and tools choose differently.",
        "{name: a, in: query, schema: {}, content: {}}",
        "keep one of them",
    ),
    (
        "IG908",
        ERROR,
        "something stands twice that has to be unique",
        "Nobody can tell which of the two is meant.",
        "operationId: list (twice)",
        "rename or remove one of them",
    ),
    (
        "IG909",
        ERROR,
        "a name that nothing declares",
        "What it stands for is unknown.",
        "security: [{token: []}] without securitySchemes",
        "declare it, or correct the name",
    ),
    (
        "IG910",
        ERROR,
        "a reference to an object of another kind",
        "What it leads to cannot be used there.",
        'parameters: [{$ref: "#/components/schemas/Pet"}]',
        "refer to an object of the right kind",
    ),
    (
        "IG911",
        ERROR,
        "a value that its own schema refuses",
        "It can never be sent or received.",
        "{type: integer, default: many}",
        "correct the value or the schema",
    ),
    (
        "IG912",
        ERROR,
        "a path and its parameters do not fit together",
        "Every variable of a path is a parameter with `in: path`, and the other way round.",
        "/pets/{id} without a parameter `id`",
        "declare the variable, or correct the path",
    ),
    (
        "IG913",
        WARNING,
        "a text that has not the recommended form",
        "The standard names a format, which tools may check or not.",
        "contact: {email: none}",
        "write it in the form that the message names",
    ),
    (
        "IG914",
        INFO,
        "a member beside a reference",
        "Until OpenAPI 3.0, and in reference objects later, what stands beside `$ref` is ignored.",
        '{$ref: "#/components/schemas/Pet", description: The pet}',
        "remove it, or wrap the reference: `allOf: [{$ref: …}]`",
    ),
    (
        "IG915",
        INFO,
        "more departures from the standard than are shown",
        "Generating looks for the first few only.",
        "a document with hundreds of unknown members",
        "run `integen lint`, which lists all of them",
    ),
    (
        "IG920",
        ERROR,
        "openapi-spec-validator refuses the document",
        "With `--strict` a second opinion is asked for.",
        "integen generate --strict --spec invalid.yaml",
        "correct what the message says",
    ),
)
