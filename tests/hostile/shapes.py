"""Documents that hurt by their shape: size, depth, growth, numbers, encodings, and things that are no document."""

from __future__ import annotations

import gzip
import json
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any

from .places import plain


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    text: bytes
    codes: tuple[str, ...] = ()
    """One of them must be reported; none when everything is well."""
    generated: bool
    name: str = "spec.json"
    cpu: int = 20
    """Seconds within which all of it, calls included, must be done."""
    files: Mapping[str, bytes] = field(default_factory=dict)
    """What lies beside it."""


def document(**changes: Any) -> bytes:
    return json.dumps({**plain(), **changes}).encode()


def with_schema(schema: Any, **others: Any) -> bytes:
    """Return a document whose operation takes and answers a schema; others stand beside it."""
    found = plain()
    found["components"]["schemas"] = {"Pet": schema, **others}
    return json.dumps(found).encode()


def yaml(body: str) -> bytes:
    head = 'openapi: 3.1.0\ninfo: {title: T, version: "1"}\npaths: {/a: {get: {responses: {"200": {description: x}}}}}\n'
    return (head + body).encode()


def raw_schema(text: str) -> bytes:
    """Return a document with JSON text in the place of a schema that Python could not write."""
    return with_schema("HERE").replace(b'"HERE"', text.encode())


def nested(depth: int, inner: Any = None) -> Any:
    found: Any = inner or {"type": "string"}
    for _ in range(depth):
        found = {"type": "object", "properties": {"a": found}}
    return found


def arrays(depth: int) -> Any:
    found: Any = {"type": "string"}
    for _ in range(depth):
        found = {"type": "array", "items": found}
    return found


def bomb(levels: int, width: int) -> str:
    lines = [f"x-0: &b0 [{', '.join(['x'] * width)}]"]
    lines += [f"x-{n}: &b{n} [{', '.join([f'*b{n - 1}'] * width)}]" for n in range(1, levels)]
    return "\n".join(lines) + "\n"


def merge_bomb(levels: int) -> str:
    lines = ["x-0: &m0 {a: 1, b: 2}"]
    lines += [
        f"x-{n}: &m{n} {{<<: [*m{n - 1}, *m{n - 1}], c{n}: *m{n - 1}, d{n}: *m{n - 1}}}"
        for n in range(1, levels)
    ]
    return "\n".join(lines) + "\n"


def ref(name: str) -> dict[str, str]:
    return {"$ref": f"#/components/schemas/{name}"}


def doubling(levels: int, keyword: str) -> bytes:
    """Return schemas of which each holds the next one twice: 2 ** levels when written out."""
    chain = {f"S{n}": {keyword: [ref(f"S{n + 1}"), ref(f"S{n + 1}")]} for n in range(levels)}
    return with_schema(
        ref("S0"), **chain, **{f"S{levels}": {"type": "object", "properties": {"a": {"type": "string"}}}}
    )


def doubling_properties(levels: int) -> bytes:
    chain = {
        f"S{n}": {"type": "object", "properties": {"l": ref(f"S{n + 1}"), "r": ref(f"S{n + 1}")}}
        for n in range(levels)
    }
    return with_schema(ref("S0"), **chain, **{f"S{levels}": {"type": "string"}})


def all_to_all(count: int, keyword: str) -> bytes:
    every = {f"S{n}": {keyword: [ref(f"S{m}") for m in range(count)]} for n in range(count)}
    return with_schema(ref("S0"), **every)


def many_paths(count: int) -> bytes:
    return document(
        paths={f"/a{n}": {"get": {"responses": {"200": {"description": "x"}}}} for n in range(count)}
    )


def parameters(count: int, name: str) -> bytes:
    given = [{"name": name.format(n), "in": "query", "schema": {"type": "string"}} for n in range(count)]
    return document(paths={"/a": {"get": {"parameters": given, "responses": {"200": {"description": "x"}}}}})


def zipped() -> bytes:
    held = BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("openapi.json", b"0" * 50_000_000)
    return held.getvalue()


_INVALID = ("IG007", "IG008", "IG010", "IG012")
_NOT_OPENAPI = ("IG101", "IG102", "IG103", "IG105", "IG106")

SHAPES: dict[str, Case] = {
    # depth
    "deep-json-arrays": Case(text=b"[" * 100_000, codes=("IG012", "IG007"), generated=False),
    "deep-json-objects": Case(
        text=b'{"a":' * 100_000 + b"1" + b"}" * 100_000, codes=("IG012",), generated=False
    ),
    "deep-json-in-a-document": Case(
        text=raw_schema('{"items":' * 100_000 + "{}" + "}" * 100_000), codes=("IG012",), generated=False
    ),
    "deep-json-strings-of-brackets": Case(text=document(**{"x-a": "[" * 100_000}), generated=True),
    "deep-yaml-flow": Case(
        text=yaml("x-a: " + "[" * 100_000 + "]" * 100_000), codes=("IG012",), generated=False
    ),
    "deep-yaml-flow-maps": Case(
        text=yaml("x-a: " + "{a: " * 50_000 + "}" * 50_000), codes=("IG012",), generated=False
    ),
    "deep-yaml-dashes": Case(text=yaml("x-a:\n " + "- " * 100_000), codes=("IG012",), generated=False),
    "deep-yaml-questions": Case(text=yaml("x-a:\n " + "? " * 50_000), codes=("IG012",), generated=False),
    "deep-yaml-blocks": Case(
        text=yaml("x-a:\n" + "".join(" " * n + "a:\n" for n in range(1, 3_000))),
        codes=("IG012",),
        generated=False,
    ),
    "deep-schema-objects": Case(text=with_schema(nested(60)), codes=("IG303",), generated=True),
    "deep-schema-arrays": Case(text=with_schema(arrays(80)), codes=("IG303",), generated=True),
    "deep-schema-by-references": Case(
        text=with_schema(
            ref("S0"),
            **{f"S{n}": {"type": "object", "properties": {"a": ref(f"S{n + 1}")}} for n in range(60)},
            S60={"type": "string"},
        ),
        generated=True,
    ),
    "deep-arrays-by-references": Case(
        text=with_schema(
            ref("S0"),
            **{f"S{n}": {"type": "array", "items": ref(f"S{n + 1}")} for n in range(2_000)},
            S2000={"type": "string"},
        ),
        generated=True,
    ),
    "deep-chain-of-references": Case(
        text=with_schema(
            ref("S0"),
            **{f"S{n}": ref(f"S{n + 1}") for n in range(2_000)},
            S2000={"type": "object", "properties": {"a": {"type": "string"}}},
        ),
        generated=True,
    ),
    "deep-chain-of-allof": Case(
        text=with_schema(
            ref("S0"),
            **{
                f"S{n}": {"allOf": [ref(f"S{n + 1}")], "properties": {f"p{n}": {"type": "string"}}}
                for n in range(60)
            },
            S60={"type": "object"},
        ),
        generated=True,
    ),
    # growth
    "yaml-bomb-of-lists": Case(text=yaml(bomb(12, 10)), codes=("IG012",), generated=False, name="spec.yaml"),
    "yaml-bomb-of-maps": Case(
        text=yaml(
            "x-0: &b0 {a: x, b: x}\n"
            + "".join(f"x-{n}: &b{n} {{a: *b{n - 1}, b: *b{n - 1}, c: *b{n - 1}}}\n" for n in range(1, 30))
        ),
        codes=("IG012",),
        generated=False,
    ),
    "yaml-bomb-of-merge-keys": Case(text=yaml(merge_bomb(40)), codes=("IG012",), generated=False),
    "yaml-bomb-wide": Case(
        text=yaml("x-0: &b " + "x" * 100_000 + "\nx-1: [" + ", ".join(["*b"] * 50_000) + "]\n"),
        codes=("IG012",),
        generated=False,
    ),
    "yaml-bomb-in-keys": Case(
        text=yaml(
            "x-0: &b [x, x, x, x, x, x, x, x]\n" + "".join(f"x-{n}: &c{n} {{? *b : *b}}\n" for n in range(9))
        ),
        generated=True,
    ),
    "yaml-alias-of-itself": Case(text=yaml("x-a: &a [*a]\n"), codes=("IG008", "IG012"), generated=False),
    "yaml-anchors-many": Case(
        text=yaml("".join(f"x-{n}: &a{n} {n}\n" for n in range(20_000)) + "x-z: *a1\n"), generated=True
    ),
    "yaml-alias-of-nothing": Case(text=yaml("x-a: *nothing\n"), codes=("IG008",), generated=False),
    "allof-doubling": Case(text=doubling(40, "allOf"), generated=True),
    "anyof-doubling": Case(text=doubling(40, "anyOf"), generated=True),
    "oneof-doubling": Case(text=doubling(40, "oneOf"), generated=True),
    "properties-doubling": Case(text=doubling_properties(60), generated=True),
    "anyof-all-to-all": Case(text=all_to_all(120, "anyOf"), generated=True),
    "allof-all-to-all": Case(text=all_to_all(60, "allOf"), generated=True),
    "allof-of-itself": Case(text=with_schema({"allOf": [ref("Pet")]}), generated=True),
    "reference-to-itself": Case(text=with_schema(ref("Pet")), codes=("IG203",), generated=True),
    "references-in-a-circle": Case(
        text=with_schema(ref("A"), A=ref("B"), B=ref("A")), codes=("IG203",), generated=True
    ),
    "circle-of-arrays": Case(text=with_schema({"type": "array", "items": ref("Pet")}), generated=True),
    "circle-of-maps": Case(
        text=with_schema({"type": "object", "additionalProperties": ref("Pet")}), generated=True
    ),
    "circle-of-defaults": Case(
        text=with_schema({"type": "object", "properties": {"a": ref("Pet")}, "required": ["a"]}),
        generated=True,
    ),
    "many-heirs": Case(
        text=with_schema(
            {
                "type": "object",
                "properties": {"k": {"type": "string"}},
                "discriminator": {"propertyName": "k"},
            },
            **{
                f"H{n}": {"allOf": [ref("Pet")], "properties": {f"a{n}": {"type": "string"}}}
                for n in range(400)
            },
        ),
        generated=True,
    ),
    "many-paths": Case(text=many_paths(3_000), generated=True, cpu=40),
    "many-parameters": Case(text=parameters(2_000, "p{}"), generated=True),
    "many-parameters-of-one-name": Case(text=parameters(1_000, "p"), generated=True),
    "many-parameters-of-like-names": Case(text=parameters(1_000, "p-{}-"), generated=True),
    "many-properties": Case(
        text=with_schema(
            {"type": "object", "properties": {f"p{n}": {"type": "string"} for n in range(5_000)}}
        ),
        generated=True,
        cpu=40,
    ),
    "many-properties-of-like-names": Case(
        text=with_schema(
            {"type": "object", "properties": {"a" + "-" * n: {"type": "string"} for n in range(600)}}
        ),
        generated=True,
    ),
    "many-enum-values": Case(
        text=with_schema({"type": "string", "enum": [f"v{n}" for n in range(50_000)]}), generated=True
    ),
    "many-enum-values-in-a-parameter": Case(
        text=document(
            paths={
                "/a": {
                    "get": {
                        "parameters": [
                            {"name": "a", "in": "query", "schema": {"enum": [f"{n}'" for n in range(30_000)]}}
                        ],
                        "responses": {},
                    }
                }
            }
        ),
        generated=True,
    ),
    "many-tags": Case(text=document(tags=[{"name": f"t{n}"} for n in range(20_000)]), generated=True),
    "many-security-alternatives": Case(
        text=document(security=[{f"s{n}": []} for n in range(5_000)]), generated=True, codes=("IG410",)
    ),
    "many-servers": Case(
        text=document(servers=[{"url": f"https://s{n}.example"} for n in range(5_000)]), generated=True
    ),
    "many-schema-names-alike": Case(
        text=with_schema(
            ref("A-"),
            **{
                "A" + "-" * n: {"type": "object", "properties": {"a": {"type": "string"}}} for n in range(500)
            },
        ),
        generated=True,
    ),
    "long-description": Case(
        text=document(info={"title": "T", "version": "1", "description": "word " * 1_000_000}), generated=True
    ),
    "long-description-of-blanks": Case(
        text=document(info={"title": "T", "version": "1", "description": "x" + " " * 2_000_000 + "y"}),
        generated=True,
    ),
    "long-description-of-brackets": Case(
        text=document(
            info={
                "title": "[" * 300_000,
                "version": "1" * 100_000,
                "description": "<" * 300_000 + "](" * 100_000,
            }
        ),
        generated=True,
    ),
    "long-path": Case(text=document(paths={"/" + "a/" * 50_000: {"get": {"responses": {}}}}), generated=True),
    "long-path-of-braces": Case(
        text=document(paths={"/" + "{" * 50_000: {"get": {"responses": {}}}}), generated=True, codes=()
    ),
    "long-path-of-variables": Case(
        text=document(paths={"/" + "".join(f"{{a{n}}}" for n in range(2_000)): {"get": {"responses": {}}}}),
        generated=True,
        codes=(),
    ),
    "long-version": Case(text=document(openapi="3.1." + "0" * 100_000), generated=True),
    "long-operation-id": Case(
        text=document(paths={"/a": {"get": {"operationId": "aB" * 100_000, "responses": {}}}}), generated=True
    ),
    "long-media-type": Case(
        text=document(
            paths={
                "/a": {
                    "get": {"responses": {"200": {"description": "x", "content": {"a/" + "b;" * 50_000: {}}}}}
                }
            }
        ),
        generated=True,
    ),
    "long-server-url": Case(
        text=document(servers=[{"url": "https://" + "{a}" * 20_000}]), generated=True, codes=()
    ),
    # numbers
    "number-with-a-huge-exponent": Case(
        text=raw_schema('{"type": "number", "maximum": 1e999999, "default": -1e999999}'),
        codes=("IG014", "IG007", "IG012", "IG107", "IG010"),
        generated=True,
    ),
    "number-with-many-digits": Case(
        text=raw_schema('{"type": "integer", "maximum": ' + "9" * 100_000 + "}"),
        codes=("IG014", "IG007", "IG107"),
        generated=True,
    ),
    "number-beyond-64-bits": Case(
        text=raw_schema(
            '{"type": "integer", "maximum": 18446744073709551616, "enum": [340282366920938463463374607431768211456]}'
        ),
        generated=True,
    ),
    "number-with-a-tiny-exponent": Case(
        text=raw_schema('{"type": "number", "multipleOf": 1e-999999}'), generated=True
    ),
    "number-as-enum-of-everything": Case(
        text=with_schema({"enum": [1, 1.0, True, "1", None, [], {}, -0.0, 1e308]}), generated=True
    ),
    "number-negative-lengths": Case(
        text=with_schema({"type": "string", "minLength": -1, "maxLength": -5}), generated=True
    ),
    "number-lengths-that-are-huge": Case(
        text=with_schema({"type": "string", "minLength": 10**30, "maxLength": 10**30}), generated=True
    ),
    "number-multiple-of-zero": Case(text=with_schema({"type": "integer", "multipleOf": 0}), generated=True),
    "number-yaml-infinity": Case(
        text=yaml("x-a: [.inf, -.inf, .nan, 1e999]\n"), codes=("IG014",), generated=True
    ),
    "number-yaml-sexagesimal-and-octal": Case(
        text=yaml("x-a: [190:20:30, 0o777, 0x" + "f" * 1000 + ", 1_000]\n"), generated=True
    ),
    "number-yaml-many-digits": Case(text=yaml("x-a: " + "9" * 100_000 + "\n"), generated=True, codes=()),
    # patterns
    "pattern-exponential": Case(
        text=document(
            paths={
                "/a": {
                    "get": {
                        "parameters": [
                            {
                                "name": "a",
                                "in": "query",
                                "required": True,
                                "schema": {"type": "string", "pattern": "^(a+)+$"},
                            }
                        ],
                        "responses": {},
                    }
                }
            }
        ),
        generated=True,
    ),
    "pattern-of-alternatives": Case(
        text=document(
            paths={
                "/a": {
                    "get": {
                        "parameters": [
                            {
                                "name": "a",
                                "in": "query",
                                "required": True,
                                "schema": {"type": "string", "pattern": "^(a|a|a|a)*(b|b)*$"},
                            }
                        ],
                        "responses": {},
                    }
                }
            }
        ),
        generated=True,
    ),
    "pattern-with-look-around": Case(
        text=with_schema(
            {"type": "object", "properties": {"a": {"type": "string", "pattern": "(?<=a)(?!b)(?=(.*)*)"}}}
        ),
        generated=True,
    ),
    "pattern-with-huge-counts": Case(
        text=with_schema(
            {
                "type": "object",
                "properties": {"a": {"type": "string", "pattern": "((a{1,60000}){1,60000}){1,60000}"}},
            }
        ),
        generated=True,
    ),
    "pattern-that-is-none": Case(
        text=with_schema(
            {
                "type": "object",
                "properties": {"a": {"type": "string", "pattern": "(((["}},
                "patternProperties": {"(": {}},
            }
        ),
        generated=True,
    ),
    "pattern-that-is-long": Case(
        text=with_schema(
            {"type": "object", "properties": {"a": {"type": "string", "pattern": "(" * 50_000}}}
        ),
        generated=True,
    ),
    # text that is no text
    "surrogate-alone-in-json": Case(
        text=document(**{"x-a": "S"}).replace(b'"S"', b'"\\ud800"'), codes=("IG010", "IG007"), generated=False
    ),
    "surrogate-alone-in-a-key": Case(
        text=document(**{"x-S": 1}).replace(b"x-S", b"x-\\udfff"), codes=("IG010", "IG007"), generated=False
    ),
    "surrogate-alone-in-yaml": Case(text=yaml('x-a: "\\ud800"\n'), codes=("IG008", "IG010"), generated=False),
    "surrogates-as-utf-8": Case(
        text=document(**{"x-a": "S"}).replace(b'"S"', b'"\xed\xa0\x80"'), codes=("IG010",), generated=False
    ),
    "nul-in-json": Case(text=document().replace(b"Pets", b"P\x00ts"), codes=_INVALID, generated=False),
    "nul-escaped-in-json": Case(text=document().replace(b"Pets", b"P\\u0000ts"), generated=True),
    "nul-in-yaml": Case(text=yaml("x-a: a\x00b\n"), generated=True),
    "nul-only": Case(text=b"\x00" * 1000, codes=(*_INVALID, "IG006", "IG101"), generated=False),
    "latin-1": Case(
        text=document(info={"title": "X", "version": "1"}).replace(b"X", b"Caf\xe9"),
        codes=("IG010",),
        generated=False,
    ),
    "utf-16-with-mark": Case(text=document().decode().encode("utf-16"), generated=True),
    "utf-16-without-mark": Case(text=document().decode().encode("utf-16-le"), codes=("*",), generated=False),
    "utf-32": Case(text=document().decode().encode("utf-32"), codes=("*",), generated=False),
    "utf-8-with-mark": Case(text=b"\xef\xbb\xbf" + document(), generated=True),
    "utf-8-overlong": Case(
        text=document().replace(b"Pets", b"P\xc0\xafts"), codes=("IG010",), generated=False
    ),
    "duplicate-keys-in-json": Case(
        text=document().replace(b'"openapi"', b'"paths": {}, "openapi"', 1), codes=("IG009",), generated=True
    ),
    "duplicate-keys-in-yaml": Case(text=yaml("openapi: 3.0.0\n"), codes=("IG009",), generated=True),
    "duplicate-keys-many": Case(
        text=b'{"openapi": "3.1.0", ' + b'"paths": {}, ' * 20_000 + b'"info": {}}',
        codes=("IG009",),
        generated=True,
    ),
    "windows-line-ends": Case(text=yaml("x-a: 1\n").replace(b"\n", b"\r\n"), generated=True),
    "old-mac-line-ends": Case(text=yaml("x-a: 1\n").replace(b"\n", b"\r"), generated=True),
    "yaml-tabs": Case(text=yaml("x-a:\n\tb: 1\n"), codes=("IG008",), generated=False),
    "yaml-python-tag": Case(
        text=yaml("x-a: !!python/object/apply:os.system ['touch CANARY']\n"), generated=True
    ),
    "yaml-many-documents": Case(text=yaml("---\na: 1\n"), codes=(), generated=True),
    "yaml-binary-tag": Case(
        text=yaml("x-a: !!binary aGk=\nx-b: !!set {a, b}\nx-c: !!timestamp 2020-01-01\n"), generated=True
    ),
    "yaml-directives": Case(
        text=b"%YAML 1.1\n%TAG ! tag:evil.example,2020:\n---\n" + yaml(""), generated=True
    ),
    "yaml-complex-keys": Case(
        text=yaml("x-a: {[a, b]: 1, {c: d}: 2, ? : 3, null: 4, 1.5: 5, true: 6}\n"), generated=True
    ),
    # things that are no OpenAPI document
    "empty": Case(text=b"", codes=("IG006",), generated=False),
    "blanks": Case(text=b" \n\t\r\n", codes=("IG006",), generated=False),
    "comments": Case(text=b"# nothing\n", codes=("IG006",), generated=False),
    "null": Case(text=b"null", codes=("IG006", "IG101"), generated=False),
    "a-number": Case(text=b"3.1", codes=("IG101",), generated=False),
    "a-text": Case(text=b"openapi", codes=("IG101",), generated=False),
    "a-list": Case(text=b"[]", codes=("IG101",), generated=False),
    "an-empty-object": Case(text=b"{}", codes=("IG102",), generated=False),
    "html": Case(text=b"<!DOCTYPE html><html><title>Login</title>", codes=("IG005",), generated=False),
    "xml-with-entities": Case(
        text=b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>',
        codes=("IG005",),
        generated=False,
    ),
    "gzip": Case(text=gzip.compress(document()), codes=("*",), generated=False),
    "zip-bomb": Case(text=zipped(), codes=("*",), generated=False),
    "png": Case(text=b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + bytes(200), codes=("*",), generated=False),
    "python-pickle": Case(text=b"cos\nsystem\n(S'touch CANARY'\ntR.", codes=("*",), generated=False),
    "postman-collection": Case(
        text=b'{"info": {"name": "x", "schema": "https://schema.getpostman.com/json/collection/v2.1.0/collection.json"}, "item": []}',
        codes=("IG102",),
        generated=False,
    ),
    "asyncapi": Case(
        text=b'asyncapi: 3.0.0\ninfo: {title: x, version: "1"}\nchannels: {}\n',
        codes=("IG102",),
        generated=False,
    ),
    "raml": Case(text=b"#%RAML 1.0\ntitle: x\n/users:\n  get:\n", codes=("IG102",), generated=False),
    "graphql": Case(text=b"type Query { a: String }", codes=("*",), generated=False),
    "json-schema": Case(
        text=b'{"$schema": "https://json-schema.org/draft/2020-12/schema", "type": "object"}',
        codes=("IG102",),
        generated=False,
    ),
    "arazzo": Case(
        text=b'arazzo: 1.0.0\ninfo: {title: x, version: "1"}\n', codes=("IG102",), generated=False
    ),
    "overlay": Case(
        text=b"overlay: 1.0.0\ninfo: {title: x, version: '1'}\nactions: []\n",
        codes=("IG102",),
        generated=False,
    ),
    "swagger-1": Case(
        text=b'{"swaggerVersion": "1.2", "apis": []}', codes=("IG102", "IG103"), generated=False
    ),
    "openapi-4": Case(text=document(openapi="4.0.0"), codes=("IG103",), generated=False),
    "openapi-3": Case(text=document(openapi=3), codes=("IG103",), generated=False),
    "openapi-3.1-as-a-number": Case(text=document(openapi=3.1), generated=True),
    "openapi-as-an-object": Case(text=document(openapi={"a": 1}), codes=("IG103",), generated=False),
    "openapi-null": Case(text=document(openapi=None), codes=("IG103", "IG102"), generated=False),
    "swagger-2-as-a-number": Case(
        text=b"swagger: 2\ninfo: {title: T, version: 1}\npaths: {/a: {get: {responses: {200: {description: x}}}}}\n",
        generated=True,
        name="spec.yaml",
    ),
    "swagger-and-openapi": Case(text=document(swagger="2.0"), generated=True),
    "paths-is-a-list": Case(text=document(paths=[]), codes=("IG105",), generated=False),
    "paths-is-null": Case(text=document(paths=None), codes=("IG106",), generated=True),
    "everything-is-null": Case(
        text=json.dumps(
            dict.fromkeys(plain()) | {"openapi": "3.1.0", "paths": {"/a": None, "/b": {"get": None}}}
        ).encode(),
        codes=(),
        generated=True,
    ),
    "everything-is-a-list": Case(
        text=json.dumps(
            {name: [] for name in plain()} | {"openapi": "3.1.0", "paths": {"/a": [], "/b": {"get": []}}}
        ).encode(),
        codes=("*",),
        generated=True,
    ),
    "everything-is-a-text": Case(
        text=json.dumps(
            dict.fromkeys(plain(), "x")
            | {
                "openapi": "3.1.0",
                "paths": {"/a": "x", "/b": {"get": "x", "parameters": "x", "servers": "x"}},
            }
        ).encode(),
        codes=("*",),
        generated=True,
    ),
    "everything-is-a-number": Case(
        text=json.dumps(
            dict.fromkeys(plain(), 1)
            | {
                "openapi": "3.1.0",
                "paths": {
                    "/a": 1,
                    "/b": {
                        "get": {"responses": 1, "parameters": 1, "requestBody": 1, "tags": 1, "security": 1}
                    },
                },
            }
        ).encode(),
        codes=("*",),
        generated=True,
    ),
    "operation-of-wrong-types": Case(
        text=document(
            paths={
                "/a": {
                    "get": {
                        "operationId": 1,
                        "summary": [],
                        "description": {},
                        "tags": "x",
                        "parameters": {},
                        "requestBody": [],
                        "responses": [],
                        "security": {},
                        "servers": {},
                        "deprecated": "x",
                        "callbacks": 1,
                    }
                }
            }
        ),
        codes=("*",),
        generated=True,
    ),
    "schema-of-wrong-types": Case(
        text=with_schema(
            {
                "type": 1,
                "properties": [],
                "required": "a",
                "enum": "x",
                "items": 3,
                "allOf": {},
                "oneOf": "x",
                "additionalProperties": "x",
                "discriminator": "k",
                "minLength": "x",
                "pattern": 1,
                "format": [],
                "nullable": "x",
                "xml": 1,
            }
        ),
        codes=("*",),
        generated=True,
    ),
    "truncated": Case(text=document()[:-40], codes=("IG007",), generated=False),
    "trailing-text": Case(text=document() + b" }", codes=("IG007", "IG013"), generated=False),
    "two-documents-in-one": Case(text=document() + document(), codes=("IG007", "IG013"), generated=True),
    "json-with-comments": Case(text=b"// c\n" + document(), codes=("*",), generated=False),
    "json-lines": Case(text=b'{"openapi": "3.1.0"}\n{"paths": {}}\n', codes=("IG105",), generated=False),
}
