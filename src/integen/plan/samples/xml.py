"""Samples as XML, by the standard's rules alone: nothing of what packages write and read XML with is used.

Source: OAS 3.1 section 4.8.26, and `nodeType` of OAS 3.2.
"""

from __future__ import annotations

from typing import Any
from xml.etree.ElementTree import Element, SubElement, tostring

from integen.ir.api import Api
from integen.ir.origin import last
from integen.ir.schema import AllOf, Array, Object, Ref, Schema
from integen.ir.shape import deref, merged, without_null


class Unwritable(Exception):
    """The standard does not say how the value is written."""


def written(api: Api, schema: Schema, value: Any) -> str | None:
    """Return the document of a value; None where the standard does not say how it is written."""
    name = str(_said(api, schema).get("name") or _name(schema))
    if not isinstance(value, dict) or not name.isidentifier():
        return None
    try:
        root = Element(_tag(_said(api, schema), name))
        _fill(api, root, schema, value)
    except Unwritable:
        return None
    return tostring(root, encoding="unicode")


def _name(schema: Schema) -> str:
    return last(schema.target) if isinstance(schema, Ref) else schema.notes.title or ""


def _said(api: Api, schema: Schema) -> dict[str, Any]:
    """Return the XML Object: what stands beside a reference wins over what it leads to."""
    plain, _ = without_null(schema)
    inner = deref(api, plain)
    said = {**(inner.notes.xml or {}), **(plain.notes.xml or {}), **(schema.notes.xml or {})}
    return {key: value for key, value in said.items() if isinstance(value, str | bool)}


def _tag(said: dict[str, Any], name: str) -> str:
    own, space = said.get("name") or name, said.get("namespace")
    return f"{{{space}}}{own}" if space else str(own)


def _fill(api: Api, element: Element, schema: Schema, value: Any) -> None:
    plain, _ = without_null(deref(api, schema))
    whole = deref(api, plain)
    if isinstance(value, dict):
        shape = merged(api, whole) if isinstance(whole, AllOf | Object) else None
        known = {item.name: item.schema for item in shape.properties} if shape is not None else {}
        for name, item in value.items():
            if name not in known:
                raise Unwritable
            _member(api, element, known[name], name, item)
    elif isinstance(value, list) or value is None:
        raise Unwritable
    else:
        element.text = _text(value)


def _member(api: Api, parent: Element, schema: Schema, name: str, value: Any) -> None:
    said = _said(api, schema)
    kind = "attribute" if said.get("attribute") is True else said.get("nodeType")
    if kind == "attribute":
        parent.set(_tag(said, name), _text(value))
    elif kind in ("text", "cdata"):
        parent.text = _text(value)
    elif isinstance(value, list):
        _items(api, parent, schema, name, value)
    else:
        _fill(api, SubElement(parent, _tag(said, name)), schema, value)


def _items(api: Api, parent: Element, schema: Schema, name: str, value: list[Any]) -> None:
    """Without `wrapped` the name of an array itself is ignored; its items have one of their own, or its."""
    said, plain = _said(api, schema), deref(api, without_null(schema)[0])
    if not isinstance(plain, Array):
        raise Unwritable
    if said.get("wrapped") is True or said.get("nodeType") == "element":
        name = said.get("name") or name
        parent = SubElement(parent, _tag(said, name))
    for item in value:
        _fill(api, SubElement(parent, _tag(_said(api, plain.items), name)), plain.items, item)


def _text(value: Any) -> str:
    if isinstance(value, dict | list) or value is None:
        raise Unwritable
    return str(value).lower() if isinstance(value, bool) else str(value)
