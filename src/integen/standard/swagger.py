"""The objects of Swagger 2.0. How to read the rows: `table`.

Source: OpenAPI 2.0 section 4.
"""

from __future__ import annotations

_LIMITS = """
  format text
  default any
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
  enum [any]1u
  multipleOf positive
"""

_VALUE = f"""
  type! =string|number|boolean|integer|array
  items Items
  collectionFormat =csv|ssv|tsv|pipes
{_LIMITS}
  when type=array
    items! Items
"""


def _place(place: str, *own: str) -> str:
    """Return the rows of the parameters of one place."""
    rows = ("type! =string|number|boolean|integer|array", "items Items", *_LIMITS.strip().split("\n"), *own)
    return f"  when in={place}\n" + "\n".join(f"    {row.strip()}" for row in rows) + "\n"


_TYPES = "array|boolean|integer|null|number|object|string"

SWAGGER = f"""
Document
  swagger! openapi2
  info! Info
  host host
  basePath slash
  schemes [=http|https|ws|wss]u
  consumes [media]u
  produces [media]u
  paths! Paths
  definitions {{@Schema}}
  parameters {{Parameter}}
  responses {{Response}}
  securityDefinitions {{SecurityScheme}}
  security [SecurityRequirement]
  tags [Tag]
  externalDocs ExternalDocumentation

Info
  title! text
  description text
  termsOfService text
  contact Contact
  license License
  version! text

Contact
  name text
  url uri
  email email

License
  name! text
  url uri

Paths
  ~path PathItem

PathItem
  $ref text
  get Operation
  put Operation
  post Operation
  delete Operation
  options Operation
  head Operation
  patch Operation
  parameters [@Parameter]

Operation
  tags [text]
  summary text
  description text
  externalDocs ExternalDocumentation
  operationId text
  consumes [media]u
  produces [media]u
  parameters [@Parameter]
  responses! Responses
  schemes [=http|https|ws|wss]u
  deprecated flag
  security [SecurityRequirement]

ExternalDocumentation
  description text
  url! uri

Parameter
  name! text
  in! =query|header|path|formData|body
  description text
  required flag
  when in=body
    schema! @Schema
{_place("query", "allowEmptyValue flag", "collectionFormat =csv|ssv|tsv|pipes|multi")}
{_place("header", "collectionFormat =csv|ssv|tsv|pipes")}
{_place("path", "collectionFormat =csv|ssv|tsv|pipes", "required! =true")}
{
    _place(
        "formData",
        "allowEmptyValue flag",
        "collectionFormat =csv|ssv|tsv|pipes|multi",
        "type! =string|number|boolean|integer|array|file",
    )
}
  when type=array
    items! Items

Items
{_VALUE}

Header
  description text
{_VALUE}

Responses
  default @Response
  ~status2 @Response
  : filled

Response
  description! text
  schema @Schema
  headers {{Header}}
  examples {{any}}

Schema
  $ref text
  format text
  title text
  description text
  default any
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
  enum [any]1u
  additionalProperties @Schema / flag
  type ={_TYPES}|file / [={_TYPES}]1u
  items @Schema / [@Schema]1
  allOf [@Schema]1
  properties {{@Schema}}
  discriminator text
  readOnly flag
  xml XML
  externalDocs ExternalDocumentation
  example any
  when type=array
    items! @Schema / [@Schema]1

XML
  name text
  namespace text
  prefix text
  attribute flag
  wrapped flag

SecurityScheme
  type! =basic|apiKey|oauth2
  description text
  when type=apiKey
    name! text
    in! =query|header
  when type=oauth2
    flow! =implicit|password|application|accessCode
    scopes {{text}}
  when flow=implicit
    authorizationUrl! uri
  when flow=password|application
    tokenUrl! uri
  when flow=accessCode
    authorizationUrl! uri
    tokenUrl! uri

SecurityRequirement closed
  * [text]

Tag
  name! text
  description text
  externalDocs ExternalDocumentation

Reference closed opaque
  $ref! text
"""
