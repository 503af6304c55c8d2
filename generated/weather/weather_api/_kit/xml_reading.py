"""XML to JSON values, as the facts of a schema say. Names are matched without their namespaces.

Elements and attributes that the schema does not have are kept under their own names. There are no entities:
a document with a DOCTYPE is refused before any of it is expanded.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any
from xml.etree.ElementTree import Element, ParseError, TreeBuilder, XMLParser

from .xml_facts import Node, Tree

DEEPEST = 200
MOST = 1_000_000
"""Elements of one document."""

_NIL = "{http://www.w3.org/2001/XMLSchema-instance}nil"
_SCHEMA_INSTANCE = "{http://www.w3.org/2001/XMLSchema-instance}"


class XMLError(ValueError):
    """The answer is no XML, or XML that is not read."""


def from_xml(tree: Tree, content: bytes) -> Any:
    """Return the value of a document. Raises XMLError."""
    return _Reader(tree).value(tree.root, _parsed(content))


class _Builder(TreeBuilder):
    """Builds elements, within bounds."""

    def __init__(self) -> None:
        super().__init__()
        self._depth = self._count = 0

    def start(self, tag: str, attrs: Any) -> Element:
        self._depth += 1
        self._count += 1
        if self._depth > DEEPEST or self._count > MOST:
            raise XMLError("it is too deep or has too many elements")
        return super().start(tag, attrs)

    def end(self, tag: str) -> Element:
        self._depth -= 1
        return super().end(tag)

    def doctype(self, name: str, pubid: str | None, system: str | None) -> None:
        raise XMLError("it has a DOCTYPE, and those are not read")


def _parsed(content: bytes) -> Element:
    parser = XMLParser(target=_Builder())
    try:
        parser.feed(content)
        root: Element = parser.close()
    except (ParseError, LookupError) as error:
        raise XMLError(f"its XML is broken ({error})") from error
    return root


class _Reader:
    def __init__(self, tree: Tree) -> None:
        self._tree = tree

    def value(self, node: Node, element: Element) -> Any:
        if element.get(_NIL) in ("true", "1"):
            return None
        if node.item is not None:
            return self._items(node.item, element)
        if node.properties:
            return self._object(node, element)
        if node.type is not None:
            return _converted(node.type, "".join(element.itertext()))
        return self._free(element)

    def _items(self, item: Node, wrapper: Element) -> list[Any]:
        resolved = self._tree.resolved(item)
        return [self.value(resolved, child) for child in wrapper]

    def _object(self, node: Node, element: Element) -> dict[str, Any]:
        result: dict[str, Any] = {}
        taken: set[str] = set()
        for key, fact in node.properties.items():
            child = self._tree.resolved(fact)
            if child.kind == "attribute":
                self._attribute(result, key, child, element)
            elif child.kind in ("text", "cdata"):
                result[key] = _converted(child.type, element.text or "")
            else:
                taken.add(self._member(result, key, child, element))
        known = {fact.name or key for key, fact in node.properties.items() if fact.kind == "attribute"}
        self._rest(result, element, taken, known)
        return result

    def _attribute(self, result: dict[str, Any], key: str, node: Node, element: Element) -> None:
        for name, text in element.attrib.items():
            if _local(name) == (node.name or key):
                result[key] = _converted(node.type, text)

    def _member(self, result: dict[str, Any], key: str, node: Node, element: Element) -> str:
        """Read the elements of a property, and return what they are called."""
        if node.item is not None and not node.wrapped:
            item = self._tree.resolved(node.item)
            name = item.name or key
            result[key] = [self.value(item, found) for found in _named(element, name)]
            return name
        name = node.name or key
        for found in _named(element, name)[:1]:
            result[key] = self.value(node, found)
        return name

    def _rest(self, result: dict[str, Any], element: Element, taken: set[str], attributes: set[str]) -> None:
        others: dict[str, list[Element]] = {}
        for child in element:
            if _local(child.tag) not in taken:
                others.setdefault(_local(child.tag), []).append(child)
        for name, found in others.items():
            values = [self._free(child) for child in found]
            result.setdefault(name, values if len(values) > 1 else values[0])
        for name, text in element.attrib.items():
            if _local(name) not in attributes and not name.startswith(_SCHEMA_INSTANCE):
                result.setdefault(_local(name), text)

    def _free(self, element: Element) -> Any:
        """Return an element that no schema describes: its text, or an object where there is more."""
        if element.get(_NIL) in ("true", "1"):
            return None
        if not len(element) and not element.attrib:
            return element.text or ""
        result: dict[str, Any] = {}
        self._rest(result, element, set(), set())
        if element.text and element.text.strip():
            result.setdefault("value", element.text)
        return result


def _named(element: Element, name: str) -> list[Element]:
    return [child for child in element if _local(child.tag) == name]


def _local(name: str) -> str:
    return name.rpartition("}")[2]


def _number(text: str) -> float:
    number = float(text)
    if not math.isfinite(number):
        raise ValueError(text)
    return number


_CONVERTERS: dict[str, Callable[[str], Any]] = {
    "integer": int,
    "number": _number,
    "boolean": lambda text: {"true": True, "1": True, "false": False, "0": False}[text],
}


def _converted(type_name: str | None, text: str) -> Any:
    """Return the value of a text; the text itself when it is none of its type."""
    convert = _CONVERTERS.get(type_name or "")
    try:
        return convert(text.strip()) if convert else text
    except (ValueError, KeyError):
        return text
