"""The objects of OpenAPI 3.0 to 3.2, except schemas. How to read the rows: `table`.

Sources: OAS 3.0.4, 3.1.2 and 3.2.0, section 4.
"""

from __future__ import annotations

OBJECTS = """
Document
  openapi! openapi30 -3.0
  openapi! openapi31 3.1-3.1
  openapi! openapi32 3.2
  $self self 3.2
  info! Info
  jsonSchemaDialect uri 3.1
  servers [Server]
  paths! Paths -3.0
  paths Paths 3.1
  webhooks {PathItem} 3.1
  components Components
  security [SecurityRequirement]
  tags [Tag]
  externalDocs ExternalDocumentation
  : some paths components webhooks 3.1

Info
  title! text
  summary text 3.1
  description text
  termsOfService uri
  contact Contact
  license License
  version! text

Contact
  name text
  url uri
  email email

License
  name! text
  identifier text 3.1
  url uri
  : not identifier url

Server
  url! text
  description text
  name text 3.2
  variables {ServerVariable}

ServerVariable
  enum [text] -3.0
  enum [text]1 3.1
  default! text
  description text

Components
  schemas {key:@Schema}
  responses {key:@Response}
  parameters {key:@Parameter}
  examples {key:@Example}
  requestBodies {key:@RequestBody}
  headers {key:@Header}
  securitySchemes {key:@SecurityScheme}
  links {key:@Link}
  callbacks {key:@Callback}
  pathItems {key:PathItem} 3.1
  mediaTypes {key:@MediaType} 3.2

Paths
  ~path PathItem

PathItem
  $ref uri
  summary text
  description text
  get Operation
  put Operation
  post Operation
  delete Operation
  options Operation
  head Operation
  patch Operation
  trace Operation
  query Operation 3.2
  additionalOperations {method:Operation} 3.2
  servers [Server]
  parameters [@Parameter]

Operation
  tags [text]
  summary text
  description text
  externalDocs ExternalDocumentation
  operationId text
  parameters [@Parameter]
  requestBody @RequestBody
  responses! Responses -3.0
  responses Responses 3.1
  callbacks {@Callback}
  deprecated flag
  security [SecurityRequirement]
  servers [Server]

ExternalDocumentation
  description text
  url! uri

Parameter
  name! text
  in! =path|query|header|cookie -3.1
  in! =path|query|querystring|header|cookie 3.2
  description text
  required flag
  deprecated flag
  explode flag
  allowEmptyValue flag -3.0
  allowReserved flag -3.0
  schema @Schema
  content {media:@MediaType}
  example any
  examples {@Example}
  : one schema content
  : single content
  : not example examples
  : not content style
  : not content explode
  : not content example -3.0
  : not content examples -3.0
  when in=path
    required! =true
    style =matrix|label|simple
    name variable 3.2
    allowReserved flag 3.2
  when in=query
    style =form|spaceDelimited|pipeDelimited|deepObject
    allowReserved flag 3.1
    allowEmptyValue flag 3.1
  when in=header
    style =simple
    name token 3.2
  when in=cookie
    style =form -3.1
    style =form|cookie 3.2
  when in=cookie,style!=cookie
    allowReserved flag 3.2
  when in=querystring
    content! {media:@MediaType}

RequestBody
  description text
  content! {media:@MediaType}
  required flag

MediaType
  description text 3.2
  schema @Schema
  itemSchema @Schema 3.2
  example any
  examples {@Example}
  encoding {Encoding}
  prefixEncoding [Encoding] 3.2
  itemEncoding Encoding 3.2
  : not example examples
  : not encoding prefixEncoding
  : not encoding itemEncoding

Encoding
  contentType text
  headers {@Header} -3.1
  headers {token:@Header} 3.2
  style =form|spaceDelimited|pipeDelimited|deepObject
  explode flag
  allowReserved flag
  encoding {Encoding} 3.2
  prefixEncoding [Encoding] 3.2
  itemEncoding Encoding 3.2
  : not encoding prefixEncoding
  : not encoding itemEncoding

Responses
  default @Response
  ~status3 @Response
  : filled

Response
  summary text 3.2
  description! text -3.1
  description text 3.2
  headers {@Header} -3.1
  headers {token:@Header} 3.2
  content {media:@MediaType}
  links {@Link}

Callback
  * PathItem

Example
  summary text
  description text
  dataValue any 3.2
  serializedValue text 3.2
  value any
  externalValue uri
  : not value externalValue 3.1
  : not value dataValue
  : not value serializedValue
  : not serializedValue externalValue

Link
  operationRef uri
  operationId text
  parameters {any}
  requestBody any
  description text
  server Server
  : one operationRef operationId

Header
  description text
  required flag
  deprecated flag
  allowEmptyValue flag -3.0
  allowReserved flag -3.0
  style =simple
  explode flag
  schema @Schema
  content {media:@MediaType}
  example any
  examples {@Example}
  : one schema content
  : single content
  : not example examples
  : not content style
  : not content explode

Tag
  name! text
  summary text 3.2
  description text
  externalDocs ExternalDocumentation
  parent text 3.2
  kind text 3.2

SecurityScheme
  type! =apiKey|http|oauth2|openIdConnect -3.0
  type! =apiKey|http|mutualTLS|oauth2|openIdConnect 3.1
  description text
  deprecated flag 3.2
  when type=apiKey
    name! text
    in! =query|header|cookie
  when type=http
    scheme! text
    bearerFormat text
  when type=oauth2
    flows! OAuthFlows
    oauth2MetadataUrl uri 3.2
  when type=openIdConnect
    openIdConnectUrl! uri

OAuthFlows
  implicit ImplicitFlow
  password TokenFlow
  clientCredentials TokenFlow
  authorizationCode CodeFlow
  deviceAuthorization DeviceFlow 3.2

ImplicitFlow
  authorizationUrl! uri
  refreshUrl uri
  scopes! {text}

TokenFlow
  tokenUrl! uri
  refreshUrl uri
  scopes! {text}

CodeFlow
  authorizationUrl! uri
  tokenUrl! uri
  refreshUrl uri
  scopes! {text}

DeviceFlow 3.2
  deviceAuthorizationUrl! uri
  tokenUrl! uri
  refreshUrl uri
  scopes! {text}

SecurityRequirement closed
  * [text]

Reference closed opaque
  $ref! uri
  summary text 3.1
  description text 3.1
"""
