"""XML both ways, by the XML Object. The expected texts are the standard's examples, or follow them."""

from __future__ import annotations

from typing import Any

from .row import Reply, Row

TEXT = {"type": "string"}
INTEGER = {"type": "integer"}
SCHEMAS: dict[str, Any] = {
    "Person": {"type": "object", "properties": {"id": INTEGER, "name": TEXT}},
    "Named": {"type": "object", "xml": {"name": "person"}, "properties": {"name": TEXT}},
    "Node": {
        "type": "object",
        "properties": {"v": INTEGER, "next": {"$ref": "#/components/schemas/Node"}},
        "xml": {"name": "node"},
    },
    "Tag": {"type": "object", "properties": {"id": INTEGER}, "xml": {"name": "tag"}},
}
HEAD = '<?xml version="1.0" encoding="UTF-8"?>'
MISSING = object()


def strings(**more: Any) -> dict[str, Any]:
    return {"type": "array", "items": {"type": "string", **more}}


def owner(name: str, schema: Any) -> dict[str, Any]:
    return {"type": "object", "properties": {name: schema}, "xml": {"name": "root"}}


def ref(name: str) -> dict[str, Any]:
    return {"$ref": f"#/components/schemas/{name}"}


NIL = ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:nil="true"'

BOTH: list[tuple[str, dict[str, Any], Any, str]] = [
    ("no XML Object: the names of the schema and of its properties", ref("Person"), {"id": 1, "name": "A"},
     "<Person><id>1</id><name>A</name></Person>"),
    ("a name of the root", ref("Named"), {"name": "A"}, "<person><name>A</name></person>"),
    ("a name of a property", owner("a", {**TEXT, "xml": {"name": "b"}}), {"a": "x"}, "<root><b>x</b></root>"),
    ("an attribute", owner("id", {**INTEGER, "xml": {"attribute": True}}), {"id": 7}, '<root id="7"/>'),
    ("an attribute with a name", owner("id", {**INTEGER, "xml": {"attribute": True, "name": "n"}}), {"id": 7},
     '<root n="7"/>'),
    ("an attribute by nodeType", owner("id", {**INTEGER, "xml": {"nodeType": "attribute"}}), {"id": 7},
     '<root id="7"/>'),
    ("text by nodeType", owner("v", {**TEXT, "xml": {"nodeType": "text"}}), {"v": "a&b"},
     "<root>a&amp;b</root>"),
    ("text and an attribute", {"type": "object", "xml": {"name": "root"}, "properties": {
        "id": {**INTEGER, "xml": {"nodeType": "attribute"}}, "v": {**INTEGER, "xml": {"nodeType": "text"}}}},
     {"id": 7, "v": 8}, '<root id="7">8</root>'),
    ("a namespace with a prefix", {"type": "object", "xml": {"name": "root", "prefix": "s",
        "namespace": "https://example.com/s"}, "properties": {"a": TEXT}}, {"a": "x"},
     '<s:root xmlns:s="https://example.com/s"><a>x</a></s:root>'),
    ("a namespace without a prefix", {"type": "object", "xml": {"name": "root",
        "namespace": "https://example.com/s"}, "properties": {"a": TEXT}}, {"a": "x"},
     '<root xmlns="https://example.com/s"><a>x</a></root>'),
    ("a prefix of a property", {"type": "object", "xml": {"name": "root", "prefix": "s",
        "namespace": "https://example.com/s"}, "properties": {"a": {**TEXT, "xml": {"prefix": "s"}}}},
     {"a": "x"}, '<s:root xmlns:s="https://example.com/s"><s:a>x</s:a></s:root>'),
    ("a namespace of an attribute", owner("id", {**INTEGER, "xml": {"attribute": True, "prefix": "s",
        "namespace": "https://example.com/s"}}), {"id": 7},
     '<root xmlns:s="https://example.com/s" s:id="7"/>'),
    ("a list", owner("a", strings()), {"a": ["x", "y"]}, "<root><a>x</a><a>y</a></root>"),
    ("a list of one", owner("a", strings()), {"a": ["x"]}, "<root><a>x</a></root>"),
    ("a list: the name of its items", owner("a", strings(xml={"name": "b"})), {"a": ["x", "y"]},
     "<root><b>x</b><b>y</b></root>"),
    ("a list: its own name means nothing", owner("a", {**strings(xml={"name": "b"}), "xml": {"name": "c"}}),
     {"a": ["x"]}, "<root><b>x</b></root>"),
    ("a list, wrapped", owner("a", {**strings(), "xml": {"wrapped": True}}), {"a": ["x", "y"]},
     "<root><a><a>x</a><a>y</a></a></root>"),
    ("a list, wrapped: the name of its items", owner("a", {**strings(xml={"name": "b"}),
        "xml": {"wrapped": True}}), {"a": ["x", "y"]}, "<root><a><b>x</b><b>y</b></a></root>"),
    ("a list, wrapped: its own name is also that of its items", owner("a", {**strings(),
        "xml": {"name": "c", "wrapped": True}}), {"a": ["x"]}, "<root><c><c>x</c></c></root>"),
    ("a list, wrapped: both names", owner("a", {**strings(xml={"name": "b"}),
        "xml": {"name": "c", "wrapped": True}}), {"a": ["x"]}, "<root><c><b>x</b></c></root>"),
    ("a list, wrapped by nodeType", owner("a", {**strings(xml={"name": "b"}),
    "xml": {"nodeType": "element"}}),
     {"a": ["x"]}, "<root><a><b>x</b></a></root>"),
    ("a list, wrapped and empty", owner("a", {**strings(), "xml": {"wrapped": True}}), {"a": []},
     "<root><a/></root>"),
    ("a list, empty", owner("a", strings()), {"a": []}, "<root/>"),
    ("a list of objects", owner("a", {"type": "array", "items": ref("Tag")}), {"a": [{"id": 1}, {"id": 2}]},
     "<root><tag><id>1</id></tag><tag><id>2</id></tag></root>"),
    ("a list as the root", {**strings(xml={"name": "b"}), "xml": {"name": "root", "wrapped": True}}, ["x",
    "y"],
     "<root><b>x</b><b>y</b></root>"),
    ("an object inside", owner("p", ref("Person")), {"p": {"id": 1, "name": "A"}},
     "<root><p><id>1</id><name>A</name></p></root>"),
    ("an object inside that has a name", owner("p", ref("Named")), {"p": {"name": "A"}},
     "<root><person><name>A</name></person></root>"),
    ("recursion", ref("Node"), {"v": 1, "next": {"v": 2, "next": {"v": 3}}},
     "<node><v>1</v><node><v>2</v><node><v>3</v></node></node></node>"),
    ("primitives", {"type": "object", "xml": {"name": "root"}, "properties": {
        "b": {"type": "boolean"}, "n": {"type": "number"}, "i": INTEGER, "s": TEXT}},
     {"b": True, "n": 1.5, "i": -7, "s": ""}, "<root><b>true</b><n>1.5</n><i>-7</i><s/></root>"),
    ("characters that mean something", owner("a", TEXT), {"a": "<a & \"b\">"},
     '<root><a>&lt;a &amp; "b"&gt;</a></root>'),
    ("characters that mean something in an attribute", owner("a", {**TEXT, "xml": {"attribute": True}}),
     {"a": "<\"&\n\t>"}, '<root a="&lt;&quot;&amp;&#10;&#9;&gt;"/>'),
    ("unicode", owner("a", TEXT), {"a": "é日😀"}, "<root><a>é日😀</a></root>"),
    ("null", owner("a", {"type": ["string", "null"]}), {"a": None}, f"<root><a{NIL}/></root>"),
    ("allOf", {"allOf": [ref("Named"), {"type": "object", "properties": {"age": INTEGER}}],
               "xml": {"name": "one"}}, {"name": "A", "age": 3}, "<one><name>A</name><age>3</age></one>"),
    ("a CDATA section", owner("a", {**TEXT, "xml": {"nodeType": "cdata"}}), {"a": "x]]>y<"},
     "<root><![CDATA[x]]]]><![CDATA[>y<]]></root>"),
]  # fmt: skip

READ: list[tuple[str, dict[str, Any], bytes, Any]] = [
    ("without a declaration", ref("Person"), b"<Person><id>1</id></Person>", {"id": 1}),
    ("in Latin-1", ref("Person"),
     b'<?xml version="1.0" encoding="ISO-8859-1"?><Person><name>\xe9</name></Person>', {"name": "é"}),
    ("with white space", ref("Person"), b"<Person>\n  <id> 1 </id>\n</Person>", {"id": 1}),
    ("with another root", ref("Person"), b"<other><id>1</id></other>", {"id": 1}),
    ("with namespaces that are not declared in the document", ref("Person"),
     b'<p:Person xmlns:p="u"><p:id>1</p:id></p:Person>', {"id": 1}),
    ("with elements that are not declared", ref("Person"),
     b"<Person><x>1</x><y><z>2</z></y><w>1</w><w>2</w></Person>",
     {"x": "1", "y": {"z": "2"}, "w": ["1", "2"]}),
    ("with an attribute that is not declared", ref("Person"), b'<Person a="1"/>', {"a": "1"}),
    ("with CDATA and comments", ref("Person"),
     b"<Person><!-- x --><name><![CDATA[<a>]]></name></Person>", {"name": "<a>"}),
    ("with a number that is none", ref("Person"), b"<Person><id>one</id></Person>", {"id": "one"}),
]  # fmt: skip

BROKEN: list[tuple[str, bytes, str]] = [
    ("a DOCTYPE", b'<!DOCTYPE r [<!ENTITY a "b">]><Person><name>&a;</name></Person>', "DOCTYPE"),
    ("an external entity", b'<!DOCTYPE r SYSTEM "file:///etc/passwd"><Person/>', "DOCTYPE"),
    ("an element that is not closed", b"<Person><id>", "broken"),
    ("nothing but text", b"Person", "broken"),
    ("elements nested too deep", b"<a>" * 500 + b"</a>" * 500, "too deep"),
]


def rows() -> list[Row]:
    source = "OAS 3.2 section 4.26 XML Object"
    both: list[Row] = []
    for rule, schema, value, text in BOTH:
        answer = {"200": {"description": "XML", "content": {"application/xml": {"schema": schema}}}}
        content = {"application/xml": {"schema": schema}}
        both.append(
            Row(
                rule=f"XML: {rule}",
                source=source,
                operation={"requestBody": {"required": True, "content": content}, "responses": answer},
                method="post",
                arguments={"body": value},
                body=(HEAD + text).encode(),
                headers={"content-type": "application/xml", "accept": "application/xml"},
                reply=Reply(headers={"Content-Type": "application/xml"}, body=text.encode()),
                value=value,
                text=text,
            )
        )
    person = {"content": {"application/xml": {"schema": ref("Person")}}, "description": "XML"}
    read = [
        Row(
            rule=f"XML read {rule}",
            source=source,
            operation={
                "responses": {"200": {"description": "", "content": {"application/xml": {"schema": schema}}}}
            },
            reply=Reply(headers={"Content-Type": "application/xml"}, body=text),
            value=value,
        )
        for rule, schema, text, value in READ
    ]
    broken = [
        Row(
            rule=f"XML with {rule} is refused",
            source="XML 1.0 section 4; entities are never expanded",
            operation={"responses": {"200": person}},
            reply=Reply(headers={"Content-Type": "text/xml"}, body=text),
            raised=f"APIResponseError: {part}",
            channels=("sync", "async"),
        )
        for rule, text, part in BROKEN
    ]
    return [*both, *read, *broken, *others()]


def others() -> list[Row]:
    content = {"application/xml": {"schema": ref("Person")}}
    named = {"requestBody": {"required": True, "content": content}}
    free = {"requestBody": {"required": True, "content": {"text/xml": {"schema": {"type": "object"}}}}}
    source = "OAS 3.2 section 4.26"
    return [
        Row(
            rule="XML: given as text",
            source="whoever has XML already sends it as it is",
            operation={"requestBody": {"required": True, "content": {"application/xml": {}}}},
            method="post",
            arguments={"body": "<a/>"},
            body=b"<a/>",
        ),
        Row(
            rule="XML: a free object",
            source=source,
            operation=free,
            method="post",
            arguments={"body": {"a": [1, 2], "b": {"c": "x"}}},
            body=(HEAD + "<root><a>1</a><a>2</a><b><c>x</c></b></root>").encode(),
            headers={"content-type": "text/xml"},
        ),
        Row(
            rule="XML: a name that would begin another element is refused",
            source="XML 1.0 section 2.3",
            operation=free,
            method="post",
            arguments={"body": {"a><b": 1}},
            refused="name in XML",
        ),
        Row(
            rule="XML: a character that XML has not is refused",
            source="XML 1.0 section 2.2",
            operation=named,
            method="post",
            arguments={"body": {"name": "a\x00b"}},
            refused="XML cannot hold",
        ),
        Row(
            rule="XML: any +xml",
            source="RFC 7303 section 4.2",
            operation={
                "requestBody": {
                    "required": True,
                    "content": {"application/atom+xml": {"schema": ref("Person")}},
                }
            },
            method="post",
            arguments={"body": {"id": 1}},
            body=(HEAD + "<Person><id>1</id></Person>").encode(),
            headers={"content-type": "application/atom+xml"},
        ),
    ]


ROWS = rows()
