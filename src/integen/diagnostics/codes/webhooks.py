"""IG42: links, webhooks and callbacks."""

from __future__ import annotations

from integen.diagnostics.codes.entry import WARNING, table

WEBHOOKS = table(
    (
        "IG420",
        WARNING,
        "a link leads to no operation",
        "Nobody can follow it.",
        "links: {Owner: {operationId: getOwnr}}",
        "name the `operationId` of an operation of this document",
    ),
    (
        "IG421",
        WARNING,
        "a link gives a parameter that its operation has not",
        "The value has no place in the next call.",
        "parameters: {petId: $response.body#/id} for `GET /pets/{id}`",
        "write the parameter's own name, or its place and name: `path.id`",
    ),
    (
        "IG422",
        WARNING,
        "a runtime expression that means nothing",
        "What it should give is not known.",
        "parameters: {id: $response.body.id}",
        "write `$response.body#/id`, `$request.query.id`, `$url` or another expression of the standard",
    ),
    (
        "IG423",
        WARNING,
        "a webhook or callback without an operation",
        "There is nothing to receive.",
        "webhooks: {newPet: {description: A pet arrived}}",
        "describe the request under its method, as in `newPet: {post: …}`",
    ),
)
