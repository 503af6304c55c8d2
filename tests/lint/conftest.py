"""Lints small documents."""

from __future__ import annotations

import orjson
import yaml12

from integen.freshness import Options
from integen.lint.run import Report, examine
from integen.lint.settings import Settings

GOOD = """
openapi: 3.1.2
info:
  title: Pets
  version: 1.0.0
  license: {name: MIT}
  contact: {email: pets@example.com}
  termsOfService: https://example.com/terms
servers: [{url: https://api.example.com}]
paths:
  /pets/{petId}:
    parameters:
      - {name: petId, in: path, required: true, description: The number on its collar, schema: {type: string}}
    get:
      operationId: get_pet
      summary: Look up one pet
      description: Gives its name, kind and price; sold pets too, for a year.
      responses:
        '200': {description: OK, content: {application/json: {schema: {$ref: '#/components/schemas/Pet'}}}}
components:
  schemas:
    Pet: {type: object, required: [name], properties: {name: {type: string}, kind: {enum: [cat, dog]}}}
  securitySchemes:
    login:
      type: oauth2
      flows:
        authorizationCode:
          authorizationUrl: https://example.com/authorize
          tokenUrl: https://example.com/token
          scopes: {}
security: [{login: []}]
"""
"""Nothing is to be said of it."""


def linted(text: str, settings: Settings | None = None) -> Report:
    """Lint a YAML text."""
    value = orjson.dumps(yaml12.parse_yaml(text))
    return examine(Options(spec="-", stdin=value), settings or Settings())


def codes(text: str, settings: Settings | None = None) -> list[str]:
    """Return the codes of what is found, each once, in order."""
    return sorted({each.code for each in linted(text, settings).diagnostics})
