"""What a schema says about its values as XML, as the records that `kit.xml_facts` reads.

Source: OAS 3.2 section 4.26. `attribute` and `wrapped` of 3.0 mean `nodeType` `attribute` and `element`.
"""

from __future__ import annotations

from typing import Any

from integen.ir.api import Api
from integen.ir.origin import Origin, last
from integen.ir.schema import Array, Boolean, Enum, JsonValue, Number, Ref, Schema, String
from integen.ir.shape import deref, merged, without_null

MOST = 400
"""Nodes of one tree. Beyond them nothing is known of a value: elements are called as their properties are."""

Record = dict[str, Any]


def xml_records(api: Api, schema: Schema, *, to_read: bool) -> list[Record]:
    """Return the nodes of a tree, its root's first; recursive schemas refer back by number.

    To write, a value tells its own shape: where nothing inside has an XML Object, the root is enough.
    """
    facts = _Facts(api, to_read=to_read)
    root = facts.node(schema)
    own = _stated(api, schema)
    if not to_read and facts.stated <= bool(own):
        root, facts.shared = own, []
    name = root.get("name") or (last(schema.target) if isinstance(schema, Ref) else schema.notes.title)
    if name and name.replace("_", "").replace("-", "").replace(".", "").isalnum():
        root = {**root, "name": name}
    return [root, *facts.shared]


class _Facts:
    def __init__(self, api: Api, *, to_read: bool) -> None:
        self._api = api
        self._to_read = to_read
        self.stated = 0
        """How many schemas have an XML Object."""
        self._numbers: dict[Origin, int] = {}
        self._count = 0
        self.shared: list[Record] = []
        """What references lead to; the first has the number 1, after the root."""

    def node(self, schema: Schema) -> Record:
        self._count += 1
        own = _stated(self._api, schema)
        self.stated += bool(own)
        target = schema.target if isinstance(schema, Ref) else None
        whole, _ = without_null(schema)
        whole = deref(self._api, without_null(deref(self._api, whole))[0])
        shape = merged(self._api, whole)
        if shape is None or not shape.properties or self._count > MOST:
            return {**own, **self._simple(whole, own)}
        place = target or whole.origin
        if place not in self._numbers:
            self._numbers[place] = len(self.shared) + 1
            self.shared.append({})
            record = {"props": {item.name: self.node(item.schema) for item in shape.properties}}
            self.shared[self._numbers[place] - 1] = record
        return {**own, "ref": self._numbers[place]}

    def _simple(self, schema: Schema, own: Record) -> Record:
        if isinstance(schema, Array):
            item = self.node(schema.items)
            # Items without a name of their own are called as the array is, when it has an element too.
            if own.get("wrapped") and own.get("name") and "name" not in item:
                item = {**item, "name": own["name"]}
            return {"item": item}
        kind = _type(schema) if self._to_read else None
        return {"type": kind} if kind else {}


def _stated(api: Api, schema: Schema) -> Record:
    """Return what the XML Objects say, of the schema itself before those of what it refers to."""
    stated: dict[str, JsonValue] = {}
    seen: set[Origin] = set()
    array = False
    while True:
        plain, _ = without_null(schema)
        for notes in (schema.notes, plain.notes):
            for name, value in (notes.xml or {}).items():
                stated.setdefault(name, value)
        array = isinstance(plain, Array)
        if not isinstance(plain, Ref) or plain.target in seen or plain.target not in api.schemas:
            return _record(stated, array=array)
        seen.add(plain.target)
        schema = api.schemas[plain.target]


def _record(stated: dict[str, JsonValue], *, array: bool) -> Record:
    kind = stated.get("nodeType")
    if not isinstance(kind, str):
        kind = "attribute" if stated.get("attribute") is True else None
    wrapped = array and (stated.get("wrapped") is True or kind == "element")
    record: Record = {
        "name": stated.get("name"),
        "ns": stated.get("namespace"),
        "prefix": stated.get("prefix"),
    }
    record = {name: value for name, value in record.items() if isinstance(value, str) and value}
    if kind in ("attribute", "text", "cdata"):
        record["kind"] = kind
    return {**record, "wrapped": True} if wrapped else record


def _type(schema: Schema) -> str | None:
    match schema:
        case Number():
            return "integer" if schema.integer else "number"
        case Boolean():
            return "boolean"
        case String():
            return "string"
        case Enum():
            kinds = {_KINDS.get(type(value)) for value in schema.values}
            return kinds.pop() if len(kinds) == 1 else "string"
    return None


_KINDS: dict[type, str] = {str: "string", bool: "boolean", int: "integer", float: "number"}
