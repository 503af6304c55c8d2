"""Every code there is. A code is never reused; a new one comes with a directory in `tests/negative`.

IG104 and IG109 spoke of versions that could not be read; they are no longer used.

Bands: IG0 reading bytes, IG1 the document's frame, IG2 references, IG3 schemas, IG4 operations, parameters,
bodies and security, IG5 names, IG6 output.
"""

from __future__ import annotations

from dataclasses import dataclass

from integen.diagnostics.diagnostic import Severity

_ERROR, _WARNING, _INFO = Severity.ERROR, Severity.WARNING, Severity.INFO


@dataclass(frozen=True, slots=True, kw_only=True)
class Code:
    """What `integen explain` shows of one code."""

    code: str
    title: str
    severity: Severity
    why: str
    """Why it matters, in a sentence or two."""
    example: str
    """The smallest text that brings it about."""
    fix: str


def _table(*rows: tuple[str, Severity, str, str, str, str]) -> dict[str, Code]:
    return {
        code: Code(code=code, severity=severity, title=title, why=why, example=example, fix=fix)
        for code, severity, title, why, example, fix in rows
    }


_READING = _table(
    (
        "IG001",
        _ERROR,
        "the document does not exist",
        "There is nothing to read.",
        "integen generate --spec missing.yaml",
        "check the path; a URL starts with `https://`, `-` reads standard input",
    ),
    (
        "IG002",
        _ERROR,
        "the document cannot be read",
        "The path is a directory, or the file may not be opened.",
        "integen generate --spec specs/",
        "name one file, and check its permissions",
    ),
    (
        "IG003",
        _ERROR,
        "the server did not give the document",
        "The URL answered with an error status.",
        "--spec https://example.com/missing.json (404)",
        "open the URL in a browser; a private document needs a header with credentials",
    ),
    (
        "IG004",
        _ERROR,
        "the server cannot be reached",
        "The connection failed or took too long.",
        "--spec https://localhost:1/openapi.json",
        "check the host name, the network and the proxy",
    ),
    (
        "IG005",
        _ERROR,
        "a web page and not a document",
        "Documentation pages and login forms stand where the document was expected.",
        "<!DOCTYPE html>",
        "use the address of the JSON or YAML file itself (`raw` on GitHub)",
    ),
    (
        "IG006",
        _ERROR,
        "the document is empty",
        "There is nothing in it but white space or comments.",
        "# nothing here",
        "check what wrote the file",
    ),
    (
        "IG007",
        _ERROR,
        "invalid JSON",
        "A JSON text that does not parse is often one that was cut off.",
        '{"openapi": "3.1.0", "paths": {',
        "correct it at the position given, or fetch the file again",
    ),
    (
        "IG008",
        _ERROR,
        "invalid YAML",
        "The text is not YAML 1.2.",
        "info: {title: A",
        "correct it there; tabs may not indent, and `@`, `%` or a backtick may not start a value",
    ),
    (
        "IG009",
        _WARNING,
        "a key stands twice",
        "Only the last of the two is seen by any tool that reads the document.",
        "paths:\n  /a: {}\n  /a: {}",
        "remove one of them or merge them",
    ),
    (
        "IG010",
        _ERROR,
        "not a Unicode text",
        "Documents are UTF-8; UTF-16 is accepted when it starts with a byte order mark.",
        r"\xff\xff",
        "save the file as UTF-8",
    ),
    (
        "IG011",
        _ERROR,
        "the document is too large",
        "No API description needs that much; reading on could exhaust the memory.",
        "a file of more than 100 MB",
        "split the document, or check that it is one",
    ),
    (
        "IG012",
        _ERROR,
        "the document is nested too deeply or grows too much",
        "Deep nesting and aliases of aliases are how a text exhausts the reader.",
        "[[[[[[[…]]]]]]]",
        "move inner parts to `components` and refer to them with `$ref`",
    ),
    (
        "IG013",
        _WARNING,
        "not JSON, but readable as YAML",
        "Trailing commas and comments are not JSON; other tools refuse the document.",
        '{"openapi": "3.1.0",}',
        "remove them, or name the file `.yaml`",
    ),
    (
        "IG014",
        _WARNING,
        "a value that JSON does not have",
        "Infinity and not-a-number cannot be sent or written anywhere; the value is read as null.",
        "default: .inf",
        "leave the member out",
    ),
)

_FRAME = _table(
    (
        "IG101",
        _ERROR,
        "the document is not an object",
        "An OpenAPI document has members such as `openapi` and `paths`.",
        "- a list",
        "check that this is the right file",
    ),
    (
        "IG102",
        _ERROR,
        "not an OpenAPI document",
        "Neither `openapi` nor `swagger` says which version it is written in.",
        '{"info": {}}',
        "add `openapi: 3.1.0`, or name the main document of the set",
    ),
    (
        "IG103",
        _ERROR,
        "the OpenAPI version is not supported",
        "The members of a document mean different things in different versions.",
        "openapi: 4.0.0",
        "convert the document to Swagger 2.0 or OpenAPI 3.0 to 3.2",
    ),
    (
        "IG105",
        _ERROR,
        "the document has no paths",
        "Without paths there is nothing to call.",
        "openapi: 3.0.3\ninfo: {}",
        "check that this is the main document of the set, and complete",
    ),
    (
        "IG106",
        _WARNING,
        "the document has no paths, only other parts",
        "A document of webhooks or components alone is valid, but has no operation to generate.",
        "openapi: 3.1.0\nwebhooks: {}",
        "name the document that has the paths",
    ),
    (
        "IG107",
        _WARNING,
        "a member has the wrong type",
        "The member cannot mean what the standard says; it is left out or read as well as it can be.",
        "description: [a, list]",
        "write the type that the message names",
    ),
    (
        "IG108",
        _INFO,
        "the document has no title",
        "The title names the package and the server.",
        "openapi: 3.1.0\npaths: {}",
        "add `info.title`",
    ),
    (
        "IG110",
        _WARNING,
        "a path does not start with a slash",
        "Paths are appended to the server's URL.",
        "paths: {pets: {}}",
        "write `/pets`",
    ),
)

_REFERENCES = _table(
    (
        "IG201",
        _ERROR,
        "a reference leads nowhere",
        "What should stand there is unknown, so what needs it cannot be generated as described.",
        '$ref: "#/components/schemas/Missing"',
        "add the target, or correct the reference",
    ),
    (
        "IG202",
        _ERROR,
        "a reference leads out of bounds",
        "A document may only refer to files below its own folder, or to its own web origin: "
        "others could read secrets or reach private networks.",
        "$ref: ../../etc/passwd",
        "move the file next to the main document",
    ),
    (
        "IG203",
        _ERROR,
        "references that only lead to each other",
        "Following them never arrives at anything.",
        'A: {$ref: "#/components/schemas/A"}',
        "describe the value at one of the places",
    ),
    (
        "IG204",
        _ERROR,
        "a reference that is not a text",
        "`$ref` holds a URI reference.",
        "$ref: 1",
        'write a text such as `"#/components/schemas/Pet"`',
    ),
)

_SCHEMAS = _table(
    (
        "IG301",
        _WARNING,
        "not a schema",
        "A schema is an object or a boolean; anything else is read as `any value`.",
        "schema: string",
        "write `{type: string}`",
    ),
    (
        "IG302",
        _WARNING,
        "an unknown type",
        "JSON Schema knows string, number, integer, boolean, array, object and null.",
        "type: strnig",
        "correct the type; a date is `{type: string, format: date}`",
    ),
    (
        "IG303",
        _WARNING,
        "schemas nested too deeply",
        "What lies deeper is read as `any value`.",
        "an array of an array of an array … 50 times",
        "move inner schemas to `components` and refer to them with `$ref`",
    ),
    (
        "IG304",
        _WARNING,
        "a keyword with an unusable value",
        "The keyword is ignored.",
        "maxLength: many",
        "write the type that the keyword needs",
    ),
    (
        "IG305",
        _WARNING,
        "a discriminator value leads nowhere",
        "Answers with this value are read without it.",
        "mapping: {cat: Missing}",
        "name a component schema, or write a reference",
    ),
)

_OPERATIONS = _table(
    (
        "IG401",
        _ERROR,
        "an operation is not generated",
        "A part that is needed to call it is unusable; half an operation would fail in use.",
        'parameters: [{$ref: "#/components/parameters/Missing"}]',
        "correct the part that the message names",
    ),
    (
        "IG402",
        _WARNING,
        "a path variable is not declared",
        "It is read as a required text.",
        "/pets/{id} without a parameter `id`",
        "declare it with `in: path`",
    ),
    (
        "IG403",
        _WARNING,
        "a path parameter has no place in the path",
        "It cannot be sent and is left out.",
        "a parameter `id` with `in: path` at `/pets`",
        "correct its name, its place or the path",
    ),
    (
        "IG404",
        _WARNING,
        "an operationId stands twice",
        "Names are derived from it and must be told apart by other words.",
        "operationId: list (twice)",
        "give each operation its own",
    ),
    (
        "IG405",
        _WARNING,
        "a parameter is incomplete",
        "A parameter needs `name` and one of the known places in `in`.",
        "parameters: [{name: a}]",
        "add `in: query`, or where it belongs",
    ),
    (
        "IG406",
        _WARNING,
        "a parameter without a schema",
        "It is read as a text.",
        "{name: a, in: query}",
        "add `schema: {type: string}`",
    ),
    (
        "IG407",
        _WARNING,
        "a style that its place does not have",
        "The default style of the place is used.",
        "{in: path, style: deepObject}",
        "use a style that the standard lists for the place",
    ),
    (
        "IG408",
        _WARNING,
        "an unusable response",
        "It is left out; an answer with this status is still delivered, as any value.",
        "responses: {ok: {}}",
        "write a status such as `200`, `4XX` or `default`",
    ),
    (
        "IG409",
        _WARNING,
        "a request body without content",
        "Nothing says what to send, so nothing is sent.",
        "requestBody: {}",
        "add `content` with at least one media type",
    ),
    (
        "IG410",
        _WARNING,
        "an unknown security scheme",
        "The alternative that needs it cannot be used and is left out.",
        "security: [{token: []}] without securitySchemes",
        "declare it in `components.securitySchemes`",
    ),
    (
        "IG411",
        _WARNING,
        "an unusable security scheme",
        "Its kind is unknown or a needed member is missing; it is left out.",
        "{type: apiKey}",
        "complete it",
    ),
    (
        "IG412",
        _WARNING,
        "an unusable server",
        "It is left out.",
        "servers: [{description: production}]",
        "add its `url`",
    ),
    (
        "IG413",
        _INFO,
        "a header parameter that the protocol owns",
        "`Accept`, `Content-Type` and `Authorization` come from media types and security schemes; "
        "the standard says to ignore such parameters.",
        "{name: Accept, in: header}",
        "remove it",
    ),
)

CODES: dict[str, Code] = {**_READING, **_FRAME, **_REFERENCES, **_SCHEMAS, **_OPERATIONS}
"""All codes by their name, in order."""
