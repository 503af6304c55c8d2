"""Documents that are as the standard says, and others with what is wrong in them and where.

Each is written for this suite; a row has the versions that it holds for.
"""

from __future__ import annotations

ALL = ("2.0", "3.0", "3.1", "3.2")
OAS = ("3.0", "3.1", "3.2")
NEW = ("3.1", "3.2")

VALID: list[tuple[str, tuple[str, ...], str]] = [
    ("nothing but a frame", ALL, ""),
    ("extensions anywhere", ALL, "{x-a: 1, info: {title: T, version: '1', x-b: {}}, paths: {x-c: []}}"),
    (
        "everything about who offers it",
        ALL,
        """
info:
  title: T
  version: 1.0.0-rc
  description: D
  termsOfService: https://example.com/terms
  contact: {name: N, url: https://example.com, email: a@example.com}
  license: {name: MIT, url: https://example.com/mit}
externalDocs: {url: https://example.com/docs, description: more}
tags: [{name: a, description: A, externalDocs: {url: https://example.com}}]
""",
    ),
    (
        "an operation with a parameter of each place",
        ("2.0",),
        """
consumes: [multipart/form-data]
paths:
  /a/{b}:
    parameters: [{name: b, in: path, required: true, type: string}]
    post:
      parameters:
        - {name: q, in: query, type: array, items: {type: string}, collectionFormat: multi}
        - {name: h, in: header, type: integer, minimum: 1}
        - {name: f, in: formData, type: file}
      responses: {'200': {description: OK, schema: {type: file}}}
""",
    ),
    (
        "an operation with a parameter of each place",
        OAS,
        """
paths:
  /a/{b}:
    parameters: [{name: b, in: path, required: true, schema: {type: string}, style: label}]
    get:
      parameters:
        - {name: q, in: query, schema: {type: object}, style: deepObject, explode: true}
        - {name: h, in: header, schema: {type: integer}, style: simple}
        - {name: c, in: cookie, schema: {type: string}}
        - {name: j, in: query, content: {application/json: {schema: {type: object}}}}
      responses: {'200': {description: OK}, 4XX: {description: No}, default: {description: Other}}
""",
    ),
    (
        "the whole query string and the cookie style",
        ("3.2",),
        """
paths:
  /a:
    get:
      parameters:
        - {name: all, in: querystring, content: {application/x-www-form-urlencoded: {schema: {}}}}
        - {name: c, in: cookie, style: cookie, schema: {}}
      responses: {'200': {}}
""",
    ),
    (
        "methods beside those with a name",
        ("3.2",),
        """
paths: {/a: {query: {}, additionalOperations: {COPY: {}, link: {}}}}
""",
    ),
    ("answers without a description", ("3.2",), "paths: {/a: {get: {responses: {'200': {summary: OK}}}}}"),
    ("operations without answers", NEW, "paths: {/a: {get: {}}}"),
    ("components instead of paths", NEW, "{paths: ABSENT, components: {}}"),
    ("webhooks instead of paths", NEW, "{paths: ABSENT, webhooks: {new: {post: {}}}}"),
    (
        "every kind of security",
        OAS,
        """
components:
  securitySchemes:
    key: {type: apiKey, in: cookie, name: k}
    basic: {type: http, scheme: basic}
    bearer: {type: http, scheme: bearer, bearerFormat: JWT}
    id: {type: openIdConnect, openIdConnectUrl: https://example.com/id}
    login:
      type: oauth2
      flows:
        implicit: {authorizationUrl: https://example.com/a, scopes: {}}
        authorizationCode:
          authorizationUrl: https://example.com/a
          tokenUrl: https://example.com/t
          refreshUrl: https://example.com/r
          scopes: {read: Reads}
security: [{key: [], basic: []}, {login: [read]}, {}]
""",
    ),
    (
        "every kind of security",
        ("2.0",),
        """
securityDefinitions:
  key: {type: apiKey, in: header, name: k}
  basic: {type: basic}
  login: {type: oauth2, flow: accessCode, authorizationUrl: 'a:', tokenUrl: 'a:t', scopes: {r: R}}
security: [{login: [r]}]
""",
    ),
    (
        "roles of other schemes",
        NEW,
        """
components: {securitySchemes: {bearer: {type: http, scheme: bearer}}}
security: [{bearer: [admin]}]
""",
    ),
    ("a schema named by its address", ("3.2",), "security: [{'./schemes.yaml#/a': []}]"),
    (
        "schemas of their time",
        ("3.0",),
        """
components:
  schemas:
    A: {type: object, nullable: true, properties: {b: {$ref: '#/components/schemas/B'}}, required: [b]}
    B: {type: array, items: {type: number, minimum: 0, exclusiveMinimum: true}, minItems: 1}
    C: {oneOf: [{$ref: '#/components/schemas/A'}], discriminator: {propertyName: kind, mapping: {a: A}}}
    D: {type: string, xml: {name: d, attribute: true, namespace: urn:d}, additionalProperties: false}
""",
    ),
    (
        "schemas of JSON Schema 2020-12",
        NEW,
        """
components:
  schemas:
    A: {type: [object, 'null'], properties: {b: true, c: {$ref: '#/components/schemas/B', deprecated: true}}}
    B: {type: array, prefixItems: [{const: 1}], items: false, contains: {type: string}, maxContains: 2}
    C: {if: {required: [a]}, then: {}, else: false, dependentRequired: {a: [b]}, myKeyword: 1}
    D: {$anchor: d, $defs: {e: {$dynamicAnchor: e}}, exclusiveMinimum: 0, type: array}
    E: {$schema: 'http://json-schema.org/draft-04/schema#', exclusiveMinimum: true}
""",
    ),
    (
        "bodies, encodings, examples, links and callbacks",
        OAS,
        """
paths:
  /a:
    post:
      operationId: a
      requestBody:
        required: true
        content:
          multipart/form-data:
            schema: {type: object}
            encoding: {f: {contentType: image/png, headers: {X-A: {schema: {type: string}}}, explode: true}}
          application/json; charset=utf-8: {examples: {one: {summary: One, value: 1}}}
      responses:
        '200':
          description: OK
          headers: {X-B: {schema: {type: integer}, example: 1}}
          content: {'*/*': {}}
          links: {next: {operationId: a, parameters: {q: $response.body#/q}, server: {url: https://e.com}}}
      callbacks: {done: {'{$request.body#/url}': {post: {responses: {default: {description: OK}}}}}}
""",
    ),
    (
        "servers with variables",
        OAS,
        """
servers:
  - url: https://{region}.example.com/{base}
    variables: {region: {enum: [eu, us], default: eu}, base: {default: v1}}
  - {url: /v2, description: Next}
""",
    ),
    (
        "what 3.1 added",
        NEW,
        """
info: {title: T, version: '1', summary: S, license: {name: MIT, identifier: MIT}}
jsonSchemaDialect: https://json-schema.org/draft/2020-12/schema
components: {pathItems: {a: {get: {}}}, securitySchemes: {m: {type: mutualTLS}}}
""",
    ),
    (
        "what 3.2 added",
        ("3.2",),
        """
$self: https://example.com/api
servers: [{url: /, name: home}]
tags: [{name: a, summary: A, kind: nav}, {name: b, parent: a}]
components:
  mediaTypes: {m: {itemSchema: {}, prefixEncoding: [{}], itemEncoding: {contentType: text/plain}}}
  examples: {e: {dataValue: 1, serializedValue: '1'}}
  schemas: {S: {xml: {nodeType: attribute}, discriminator: {propertyName: k, defaultMapping: S}}}
  securitySchemes:
    d:
      type: oauth2
      deprecated: true
      oauth2MetadataUrl: https://example.com/meta
      flows:
        deviceAuthorization: {deviceAuthorizationUrl: https://e.com/d, tokenUrl: https://e.com/t, scopes: {}}
""",
    ),
    (
        "references with words of their own",
        NEW,
        """
components:
  parameters: {p: {name: p, in: query, schema: {}}, r: {$ref: '#/components/parameters/p', description: R}}
""",
    ),
]

INVALID: list[tuple[str, tuple[str, ...], str, list[tuple[str, str]]]] = [
    ("no title", ALL, "info: {version: '1'}", [("IG902", "/info")]),
    ("no version", ALL, "info: {title: T}", [("IG902", "/info")]),
    ("no info", ALL, "info: ABSENT", [("IG902", "")]),
    ("a number where a text belongs", ALL, "info: {title: T, version: 1.0}", [("IG901", "/info/version")]),
    ("a list where an object belongs", ALL, "info: []", [("IG901", "/info")]),
    ("an unknown member", ALL, "overlays: {}", [("IG903", "/overlays")]),
    ("a slip in a member", ALL, "info: {titel: T, title: T, version: '1'}", [("IG903", "/info/titel")]),
    ("an address with spaces", ALL, "externalDocs: {url: 'a b'}", [("IG913", "/externalDocs/url")]),
    ("a tag without a name", ALL, "tags: [{description: A}]", [("IG902", "/tags/0")]),
    ("a tag twice", ALL, "tags: [{name: a}, {name: a}]", [("IG908", "/tags/1/name")]),
    ("a path without a slash", ALL, "paths: {a: {}}", [("IG906", "/paths/a")]),
    ("an unknown method", OAS, "paths: {/a: {link: {}}}", [("IG903", "/paths/~1a/link")]),
    (
        "a method of a later version",
        ("3.0", "3.1"),
        "paths: {/a: {query: {responses: {}}}}",
        [("IG904", "/paths/~1a/query")],
    ),
    ("operations without answers", ("2.0", "3.0"), "paths: {/a: {get: {}}}", [("IG902", "/paths/~1a/get")]),
    ("no answer at all", ALL, "paths: {/a: {get: {responses: {}}}}", [("IG902", "/paths/~1a/get/responses")]),
    (
        "a status that is none",
        OAS,
        "paths: {/a: {get: {responses: {ok: {description: O}}}}}",
        [("IG906", "/paths/~1a/get/responses/ok")],
    ),
    (
        "a status range",
        ("2.0",),
        "paths: {/a: {get: {responses: {4XX: {description: O}}}}}",
        [("IG906", "/paths/~1a/get/responses/4XX")],
    ),
    (
        "an answer without a description",
        ("2.0", "3.0", "3.1"),
        "paths: {/a: {get: {responses: {'200': {}}}}}",
        [("IG902", "/paths/~1a/get/responses/200")],
    ),
    (
        "a path variable that nobody declares",
        ("2.0", "3.0"),
        "paths: {'/a/{b}': {get: {responses: {'200': {description: O}}}}}",
        [("IG912", "/paths/~1a~1{b}/get")],
    ),
    (
        "a path parameter without a place",
        OAS,
        "paths: {/a: {parameters: [{name: b, in: path, required: true, schema: {}}]}}",
        [("IG912", "/paths/~1a/parameters/0")],
    ),
    ("a variable twice in a path", ALL, "paths: {'/a/{b}/{b}': {}}", [("IG912", "/paths/~1a~1{b}~1{b}")]),
    ("paths that match the same", OAS, "paths: {'/a/{b}': {}, '/a/{c}': {}}", [("IG908", "/paths/~1a~1{c}")]),
    (
        "an operationId twice",
        NEW,
        "paths: {/a: {get: {operationId: x}, put: {operationId: x}}}",
        [("IG908", "/paths/~1a/put/operationId")],
    ),
    (
        "an operationId twice, once in a webhook",
        NEW,
        "{paths: {/a: {get: {operationId: x}}}, webhooks: {w: {post: {operationId: x}}}}",
        [("IG908", "/webhooks/w/post/operationId")],
    ),
    (
        "a parameter twice",
        OAS,
        "paths: {/a: {parameters: [{name: a, in: query, schema: {}}, {name: a, in: query, schema: {}}]}}",
        [("IG908", "/paths/~1a/parameters/1")],
    ),
    (
        "a header twice in two cases",
        OAS,
        "paths: {/a: {parameters: [{name: a, in: header, schema: {}}, {name: A, in: header, schema: {}}]}}",
        [("IG908", "/paths/~1a/parameters/1")],
    ),
    (
        "a parameter without a schema",
        OAS,
        "components: {parameters: {a: {name: a, in: query}}}",
        [("IG902", "/components/parameters/a")],
    ),
    (
        "a parameter with schema and content",
        OAS,
        "components: {parameters: {a: {name: a, in: query, schema: {}, content: {text/plain: {}}}}}",
        [("IG907", "/components/parameters/a/content")],
    ),
    (
        "a parameter with two media types",
        OAS,
        "components: {parameters: {a: {name: a, in: query, content: {text/plain: {}, text/html: {}}}}}",
        [("IG907", "/components/parameters/a")],
    ),
    (
        "content with a style",
        NEW,
        "components: {parameters: {a: {name: a, in: query, style: form, content: {text/plain: {}}}}}",
        [("IG907", "/components/parameters/a/style")],
    ),
    (
        "an optional path parameter",
        OAS,
        "components: {parameters: {a: {name: a, in: path, required: false, schema: {}}}}",
        [("IG905", "/components/parameters/a/required")],
    ),
    (
        "a style of another place",
        OAS,
        "components: {parameters: {a: {name: a, in: header, style: form, schema: {}}}}",
        [("IG905", "/components/parameters/a/style")],
    ),
    (
        "a place of Swagger",
        OAS,
        "components: {parameters: {a: {name: a, in: body, schema: {}}}}",
        [("IG905", "/components/parameters/a/in")],
    ),
    (
        "reserved characters in a header",
        NEW,
        "components: {parameters: {a: {name: a, in: header, schema: {}, allowReserved: true}}}",
        [("IG903", "/components/parameters/a/allowReserved")],
    ),
    (
        "reserved characters in a cookie of its own style",
        ("3.2",),
        "components: {parameters: {a: {name: a, in: cookie, style: cookie, schema: {}, allowReserved: 1}}}",
        [("IG903", "/components/parameters/a/allowReserved")],
    ),
    (
        "a header that HTTP does not allow",
        ("3.2",),
        "components: {parameters: {a: {name: 'a(b)', in: header, schema: {}}}}",
        [("IG906", "/components/parameters/a/name")],
    ),
    (
        "braces in a path parameter",
        ("3.2",),
        "components: {parameters: {a: {name: 'a{b}', in: path, required: true, schema: {}}}}",
        [("IG906", "/components/parameters/a/name")],
    ),
    (
        "a query string with a schema",
        ("3.2",),
        "components: {parameters: {a: {name: a, in: querystring, schema: {}}}}",
        [("IG902", "/components/parameters/a")],
    ),
    (
        "a query string beside a query parameter",
        ("3.2",),
        """
paths:
  /a:
    parameters: [{name: q, in: query, schema: {}}]
    get: {parameters: [{name: all, in: querystring, content: {text/plain: {}}}]}
""",
        [("IG907", "/paths/~1a/get/parameters/0")],
    ),
    (
        "an additional method that has a name",
        ("3.2",),
        "paths: {/a: {additionalOperations: {POST: {}}}}",
        [("IG906", "/paths/~1a/additionalOperations/POST")],
    ),
    (
        "example and examples",
        OAS,
        "components: {parameters: {a: {name: a, in: query, schema: {}, example: 1, examples: {}}}}",
        [("IG907", "/components/parameters/a/examples")],
    ),
    (
        "an example with two values",
        ("3.1",),
        "components: {examples: {a: {value: 1, externalValue: https://example.com}}}",
        [("IG907", "/components/examples/a/externalValue")],
    ),
    (
        "an example with data and value",
        ("3.2",),
        "components: {examples: {a: {value: 1, dataValue: 1}}}",
        [("IG907", "/components/examples/a/dataValue")],
    ),
    (
        "encodings by name and by position",
        ("3.2",),
        """
components: {requestBodies: {a: {content: {multipart/mixed: {encoding: {}, itemEncoding: {}}}}}}
""",
        [("IG907", "/components/requestBodies/a/content/multipart~1mixed/itemEncoding")],
    ),
    (
        "a body without content",
        OAS,
        "components: {requestBodies: {a: {required: true}}}",
        [("IG902", "/components/requestBodies/a")],
    ),
    (
        "something that is no media type",
        OAS,
        "components: {requestBodies: {a: {content: {json: {}}}}}",
        [("IG913", "/components/requestBodies/a/content/json")],
    ),
    (
        "a component with a space",
        OAS,
        "components: {schemas: {My Pet: {}}}",
        [("IG906", "/components/schemas/My Pet")],
    ),
    (
        "a reference to another kind",
        OAS,
        """
components: {schemas: {S: {}}, headers: {h: {$ref: '#/components/schemas/S'}}}
""",
        [("IG910", "/components/headers/h/$ref")],
    ),
    (
        "a reference to nothing, where nobody looks",
        OAS,
        """
components: {headers: {h: {$ref: '#/components/headers/gone'}}}
""",
        [("IG201", "/components/headers/h/$ref")],
    ),
    (
        "words beside a reference",
        ("3.0",),
        """
components: {schemas: {S: {}, T: {$ref: '#/components/schemas/S', description: T}}}
""",
        [("IG914", "/components/schemas/T/description")],
    ),
    (
        "an unknown kind of security",
        OAS,
        "components: {securitySchemes: {a: {type: basic}}}",
        [("IG905", "/components/securitySchemes/a/type")],
    ),
    (
        "a key without a place",
        OAS,
        "components: {securitySchemes: {a: {type: apiKey, name: k}}}",
        [("IG902", "/components/securitySchemes/a")],
    ),
    (
        "a member of another kind of security",
        OAS,
        "components: {securitySchemes: {a: {type: http, scheme: basic, in: header}}}",
        [("IG903", "/components/securitySchemes/a/in")],
    ),
    (
        "a flow without an address",
        OAS,
        "components: {securitySchemes: {a: {type: oauth2, flows: {password: {scopes: {}}}}}}",
        [("IG902", "/components/securitySchemes/a/flows/password")],
    ),
    ("security that nothing declares", ALL, "security: [{a: []}]", [("IG909", "/security/0/a")]),
    (
        "scopes of a key",
        ("3.0",),
        """
components: {securitySchemes: {a: {type: apiKey, in: header, name: k}}}
security: [{a: [read]}]
""",
        [("IG905", "/security/0/a")],
    ),
    (
        "a server variable that nothing declares",
        OAS,
        "servers: [{url: 'https://{a}'}]",
        [("IG909", "/servers/0/url")],
    ),
    (
        "a default that is not among the values",
        NEW,
        "servers: [{url: 'https://{a}', variables: {a: {enum: [b], default: c}}}]",
        [("IG911", "/servers/0/variables/a/default")],
    ),
    (
        "no values to choose from",
        NEW,
        "servers: [{url: 'https://{a}', variables: {a: {enum: [], default: c}}}]",
        [("IG905", "/servers/0/variables/a/enum")],
    ),
    (
        "a parent tag that nothing declares",
        ("3.2",),
        "tags: [{name: a, parent: b}]",
        [("IG909", "/tags/0/parent")],
    ),
    (
        "tags that are each other's parents",
        ("3.2",),
        "tags: [{name: a, parent: b}, {name: b, parent: a}]",
        [("IG909", "/tags/0/parent"), ("IG909", "/tags/1/parent")],
    ),
    (
        "a document's own name with a fragment",
        ("3.2",),
        "$self: https://example.com/a#b",
        [("IG906", "/$self")],
    ),
    (
        "keywords of a later version",
        ("3.0",),
        "components: {schemas: {S: {const: 1}}}",
        [("IG904", "/components/schemas/S/const")],
    ),
    (
        "an unknown type",
        ("3.0",),
        "components: {schemas: {S: {type: strnig}}}",
        [("IG905", "/components/schemas/S/type")],
    ),
    (
        "a list without items",
        ("3.0",),
        "components: {schemas: {S: {type: array}}}",
        [("IG902", "/components/schemas/S")],
    ),
    (
        "a negative length",
        OAS,
        "components: {schemas: {S: {minLength: -1}}}",
        [("IG905", "/components/schemas/S/minLength")],
    ),
    (
        "a property that is no schema",
        OAS,
        "components: {schemas: {S: {properties: {a: string}}}}",
        [("IG901", "/components/schemas/S/properties/a")],
    ),
    ("no schema at all", NEW, "components: {schemas: {S: null}}", [("IG901", "/components/schemas/S")]),
    (
        "nothing to choose from",
        NEW,
        "components: {schemas: {S: {oneOf: []}}}",
        [("IG905", "/components/schemas/S/oneOf")],
    ),
    (
        "a required property twice",
        OAS,
        "components: {schemas: {S: {required: [a, a]}}}",
        [("IG908", "/components/schemas/S/required/1")],
    ),
    (
        "a default of another type",
        OAS,
        "components: {schemas: {S: {type: integer, default: a}}}",
        [("IG911", "/components/schemas/S/default")],
    ),
    (
        "bounds that nothing meets",
        OAS,
        "components: {schemas: {S: {minimum: 2, maximum: 1}}}",
        [("IG911", "/components/schemas/S/minimum")],
    ),
    (
        "a discriminator without a property",
        OAS,
        "components: {schemas: {S: {discriminator: {mapping: {}}}}}",
        [("IG902", "/components/schemas/S/discriminator")],
    ),
    (
        "attribute and node type",
        ("3.2",),
        "components: {schemas: {S: {xml: {attribute: true, nodeType: text}}}}",
        [("IG907", "/components/schemas/S/xml/nodeType")],
    ),
    ("a host with a scheme", ("2.0",), "host: https://example.com", [("IG906", "/host")]),
    (
        "two bodies",
        ("2.0",),
        """
paths:
  /a:
    post:
      parameters: [{name: a, in: body, schema: {}}, {name: b, in: body, schema: {}}]
      responses: {'200': {description: O}}
""",
        [("IG907", "/paths/~1a/post/parameters/1")],
    ),
    (
        "a body beside a form",
        ("2.0",),
        """
paths:
  /a:
    post:
      parameters: [{name: a, in: body, schema: {}}, {name: b, in: formData, type: string}]
      responses: {'200': {description: O}}
""",
        [("IG907", "/paths/~1a/post/parameters/0")],
    ),
    (
        "a file that nothing says how to send",
        ("2.0",),
        """
paths:
  /a:
    post:
      parameters: [{name: a, in: formData, type: file}]
      responses: {'200': {description: O}}
""",
        [("IG902", "/paths/~1a/post")],
    ),
    (
        "a file in a body",
        ("2.0",),
        "parameters: {a: {name: a, in: body, schema: {type: file}}}",
        [("IG905", "/parameters/a/schema/type")],
    ),
    (
        "a parameter that is an object",
        ("2.0",),
        "parameters: {a: {name: a, in: query, type: object}}",
        [("IG905", "/parameters/a/type")],
    ),
    (
        "several values in a header",
        ("2.0",),
        "parameters: {a: {name: a, in: header, type: array, items: {type: string}, collectionFormat: multi}}",
        [("IG905", "/parameters/a/collectionFormat")],
    ),
    ("a choice of schemas", ("2.0",), "definitions: {A: {oneOf: [{}]}}", [("IG904", "/definitions/A/oneOf")]),
    (
        "a flow without its address",
        ("2.0",),
        "securityDefinitions: {a: {type: oauth2, flow: password, scopes: {}}}",
        [("IG902", "/securityDefinitions/a")],
    ),
]
