"""Schema objects and what stands in them, for OpenAPI 3.0 to 3.2. How to read the rows: `table`.

From 3.1 on they are JSON Schema 2020-12, where unknown keywords are allowed.
"""

from __future__ import annotations

_TYPES = "array|boolean|integer|null|number|object|string"

SCHEMAS = f"""
Schema -3.0
  title text
  description text
  default any
  example any
  type =array|boolean|integer|number|object|string
  format text
  nullable flag
  enum [any]1
  multipleOf positive
  maximum number
  exclusiveMaximum flag
  minimum number
  exclusiveMinimum flag
  maxLength natural
  minLength natural
  pattern text
  maxItems natural
  minItems natural
  uniqueItems flag
  maxProperties natural
  minProperties natural
  required [text]1u
  properties {{@Schema}}
  additionalProperties @Schema / flag
  items @Schema
  allOf [@Schema]
  oneOf [@Schema]
  anyOf [@Schema]
  not @Schema
  discriminator Discriminator
  readOnly flag
  writeOnly flag
  deprecated flag
  xml XML
  externalDocs ExternalDocumentation
  when type=array
    items! @Schema

Schema 3.1 opaque boolean
  $id nofragment
  $schema absolute
  $ref uri
  $anchor anchor
  $dynamicRef uri
  $dynamicAnchor anchor
  $vocabulary {{flag}}
  $comment text
  $defs {{Schema}}
  title text
  description text
  default any
  deprecated flag
  readOnly flag
  writeOnly flag
  examples [any]
  example any
  type ={_TYPES} / [={_TYPES}]1u
  enum [any]
  const any
  multipleOf positive
  maximum number
  exclusiveMaximum number
  minimum number
  exclusiveMinimum number
  maxLength natural
  minLength natural
  pattern text
  maxItems natural
  minItems natural
  uniqueItems flag
  maxContains natural
  minContains natural
  maxProperties natural
  minProperties natural
  required [text]u
  dependentRequired {{[text]u}}
  prefixItems [Schema]1
  items Schema
  contains Schema
  properties {{Schema}}
  patternProperties {{Schema}}
  additionalProperties Schema
  propertyNames Schema
  unevaluatedItems Schema
  unevaluatedProperties Schema
  dependentSchemas {{Schema}}
  allOf [Schema]1
  anyOf [Schema]1
  oneOf [Schema]1
  not Schema
  if Schema
  then Schema
  else Schema
  format text
  contentEncoding text
  contentMediaType text
  contentSchema Schema
  discriminator Discriminator
  xml XML
  externalDocs ExternalDocumentation

Discriminator -3.0 opaque
  propertyName! text
  mapping {{text}}

Discriminator 3.1
  propertyName! text
  mapping {{text}}
  defaultMapping text 3.2

XML
  name text
  namespace absolute
  prefix text
  attribute flag
  wrapped flag
  nodeType =element|attribute|text|cdata|none 3.2
  : not attribute nodeType
  : not wrapped nodeType
"""
