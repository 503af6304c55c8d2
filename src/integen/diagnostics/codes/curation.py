"""IG52: filters and curation of operations."""

from __future__ import annotations

from integen.diagnostics.codes.entry import INFO, WARNING, table

CURATION = table(
    (
        "IG520",
        WARNING,
        "an extension that cannot be read",
        "What its author wanted is not done.",
        "x-mcp: {annotations: {readOnlyHint: perhaps}}",
        "write the value as the message says; `docs/curate.md` has all extensions",
    ),
    (
        "IG521",
        WARNING,
        "two extensions disagree",
        "Only one of them can be followed; which one is a matter of order.",
        "{x-mcp-tool-name: a, x-speakeasy-mcp: {name: b}}",
        "keep one of them, or say it in `integen.toml`, which wins over both",
    ),
    (
        "IG522",
        WARNING,
        "a filter that fits no operation",
        "Either it has a slip of the pen, or what it was for is gone.",
        "--exclude 'tag=admni'",
        "correct or remove it; `integen inspect` shows tags, `--json` all operations",
    ),
    (
        "IG523",
        WARNING,
        "a rule that fits no operation",
        "What it says is not done anywhere.",
        '[integrations.petshop.operations."GET /pet"]',
        "correct the operation's method and path, its operationId or its selector",
    ),
    (
        "IG524",
        WARNING,
        "an argument that the operation has not",
        "What is said of it is not done.",
        "x-mcp: {arguments: {pgae: {hidden: true}}}",
        "use the name on the wire, alone or after its place: `page`, `query.page`",
    ),
    (
        "IG525",
        WARNING,
        "a required argument is hidden without a value",
        "Every call would fail.",
        "x-mcp: {arguments: {region: {hidden: true}}}",
        "give it a `value`, which is then always sent",
    ),
    (
        "IG526",
        WARNING,
        "hints that contradict each other",
        "What only reads cannot destroy anything.",
        "x-mcp: {annotations: {readOnlyHint: true, destructiveHint: true}}",
        "remove one of the hints",
    ),
    (
        "IG527",
        WARNING,
        "a tool's name that clients refuse",
        "Names start with a letter and have letters, digits and `_` only, at most as many as the limit.",
        "x-mcp: {name: list pets!}",
        "write it as the note shows",
    ),
    (
        "IG528",
        WARNING,
        "two operations want one tool name",
        "Names are unique; the later one gets the name that it would have without.",
        "x-mcp: {name: list} at two operations",
        "give each a name of its own",
    ),
    (
        "IG529",
        WARNING,
        "the filters leave nothing",
        "A package without operations is of no use.",
        "--include 'tag=none'",
        "loosen `include` or `exclude`",
    ),
    (
        "IG530",
        INFO,
        "names or descriptions of enum values that do not fit",
        "There must be one for each value, or they cannot be told which is whose; they are ignored.",
        "{enum: [0, 1], x-enum-varnames: [off]}",
        "write as many as there are values",
    ),
)
