"""IG4: operations, parameters, bodies and security."""

from __future__ import annotations

from integen.diagnostics.codes.entry import ERROR, INFO, WARNING, table

OPERATIONS = table(
    (
        "IG401",
        ERROR,
        "an operation is not generated",
        "A part that is needed to call it is unusable; half an operation would fail in use.",
        'parameters: [{$ref: "#/components/parameters/Missing"}]',
        "correct the part that the message names",
    ),
    (
        "IG402",
        WARNING,
        "a path variable is not declared",
        "It is read as a required text.",
        "/pets/{id} without a parameter `id`",
        "declare it with `in: path`",
    ),
    (
        "IG403",
        WARNING,
        "a path parameter has no place in the path",
        "It cannot be sent and is left out.",
        "a parameter `id` with `in: path` at `/pets`",
        "correct its name, its place or the path",
    ),
    (
        "IG404",
        WARNING,
        "an operationId stands twice",
        "Names are derived from it and must be told apart by other words.",
        "operationId: list (twice)",
        "give each operation its own",
    ),
    (
        "IG405",
        WARNING,
        "a parameter is incomplete",
        "A parameter needs `name` and one of the known places in `in`.",
        "parameters: [{name: a}]",
        "add `in: query`, or where it belongs",
    ),
    (
        "IG406",
        WARNING,
        "a parameter without a schema",
        "It is read as a text.",
        "{name: a, in: query}",
        "add `schema: {type: string}`",
    ),
    (
        "IG407",
        WARNING,
        "a style that its place does not have",
        "The default style of the place is used.",
        "{in: path, style: deepObject}",
        "use a style that the standard lists for the place",
    ),
    (
        "IG408",
        WARNING,
        "an unusable response",
        "It is left out; an answer with this status is still delivered, as any value.",
        "responses: {ok: {}}",
        "write a status such as `200`, `4XX` or `default`",
    ),
    (
        "IG409",
        WARNING,
        "a request body without content",
        "Nothing says what to send, so nothing is sent.",
        "requestBody: {}",
        "add `content` with at least one media type",
    ),
    (
        "IG410",
        WARNING,
        "an unknown security scheme",
        "The alternative that needs it cannot be used and is left out.",
        "security: [{token: []}] without securitySchemes",
        "declare it in `components.securitySchemes`",
    ),
    (
        "IG411",
        WARNING,
        "an unusable security scheme",
        "Its kind is unknown or a needed member is missing; it is left out.",
        "{type: apiKey}",
        "complete it",
    ),
    (
        "IG412",
        WARNING,
        "an unusable server",
        "It is left out.",
        "servers: [{description: production}]",
        "add its `url`",
    ),
    (
        "IG413",
        INFO,
        "a header parameter that the protocol owns",
        "`Accept`, `Content-Type` and `Authorization` come from media types and security schemes; "
        "the standard says to ignore such parameters.",
        "{name: Accept, in: header}",
        "remove it",
    ),
    (
        "IG414",
        WARNING,
        "an `x-mcp-header` that clients would refuse",
        "Clients of MCP 2026-07-28 repeat marked arguments in a header, and drop a tool whose marks are no "
        "names of headers, are repeated, or stand on what is no text, whole number or boolean.",
        "{name: filter, in: query, schema: {type: object}, x-mcp-header: Filter}",
        "mark a text, an integer or a boolean in the path, the query or a header, with a name of its own",
    ),
)
