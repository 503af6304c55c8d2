"""Values to XML, as the facts of their schema say."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from .errors import ArgumentError
from .kinds import is_mapping
from .omit import OMIT
from .styles import json_default, shaped
from .xml_facts import ANY, Node, Tree

_DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>'
_NIL = ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:nil="true"'
_NAME = re.compile(r"[A-Za-z_\u00c0-\ufffd][\w.\-]*(?::[A-Za-z_\u00c0-\ufffd][\w.\-]*)?")
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_ESCAPES = {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "\r": "&#13;", "\n": "&#10;", "\t": "&#9;"}
_TEXT = re.compile("[&<>\r]")
_ATTRIBUTE = re.compile('[&<>"\r\n\t]')

DEEPEST = 100


def to_xml(tree: Tree, value: Any) -> bytes:
    """Return the document of a value. Raises ArgumentError for what XML cannot hold."""
    root = tree.root
    return "".join((_DECLARATION, *_Writer(tree).element(root, root.name or "root", value, 0))).encode()


class _Writer:
    def __init__(self, tree: Tree) -> None:
        self._tree = tree

    def element(self, node: Node, name: str, value: Any, depth: int) -> Iterator[str]:
        """Yield one element; `name` has the prefix of the node put before it."""
        if depth > DEEPEST:
            raise ArgumentError(f"the body is nested more than {DEEPEST} levels deep")
        tag = _qualified(node, name)
        if value is None:
            yield f"<{tag}{_declared(node)}{_NIL}/>"
            return
        shape = _shape(value)
        attributes, inside = [_declared(node)], list[str]()
        if isinstance(shape, dict):
            for key, item in shape.items():
                child = self._tree.resolved(node.properties.get(key, ANY))
                if child.kind == "attribute":
                    attributes.append(_attribute(child, key, item))
                else:
                    inside += self._member(child, key, item, depth + 1)
        elif isinstance(shape, list):
            inside += self._items(node, name, shape, depth + 1)
        else:
            inside.append(_text(shape))
        content = "".join(inside)
        opening = tag + "".join(attributes)
        yield f"<{opening}>{content}</{tag}>" if content else f"<{opening}/>"

    def _member(self, node: Node, key: str, value: Any, depth: int) -> Iterator[str]:
        if node.kind in ("text", "cdata"):
            if value is not None:
                yield _cdata(_string(value)) if node.kind == "cdata" else _text(_string(value))
            return
        shape = _shape(value) if value is not None else None
        if isinstance(shape, list) and not node.wrapped:
            yield from self._items(node, key, shape, depth)
        else:
            yield from self.element(node, node.name or key, value, depth)

    def _items(self, node: Node, name: str, items: list[Any], depth: int) -> Iterator[str]:
        item = self._tree.resolved(node.item or ANY)
        for value in items:
            if value is not OMIT:
                yield from self.element(item, item.name or name, value, depth)


def _shape(value: Any) -> str | list[Any] | dict[str, Any]:
    """Like `shaped`, but None stays a member: XML can say it."""
    if isinstance(value, str):
        return value
    plain = json_default(value) if hasattr(value, "model_dump") else value
    if is_mapping(plain):
        return {str(key): item for key, item in plain.items() if item is not OMIT}
    return shaped(plain)


def _string(value: Any) -> str:
    shape = shaped(value)
    if not isinstance(shape, str):
        raise ArgumentError("an attribute or a text of XML must be a primitive")
    return shape


def _qualified(node: Node, name: str) -> str:
    tag = f"{node.prefix}:{name}" if node.prefix else name
    if not _NAME.fullmatch(tag):
        raise ArgumentError(f"{tag!r} cannot be a name in XML")
    return tag


def _declared(node: Node) -> str:
    """Return the declaration of the namespace, and nothing for a prefix that was declared further up."""
    if node.namespace is None:
        return ""
    name = f"xmlns:{node.prefix}" if node.prefix else "xmlns"
    return f' {name}="{_escaped(_ATTRIBUTE, node.namespace)}"'


def _attribute(node: Node, key: str, value: Any) -> str:
    """A missing attribute is all that null can be. Source: OAS 3.2 section 4.26.3."""
    if value is None:
        return ""
    declared = _declared(node) if node.prefix else ""
    return f'{declared} {_qualified(node, node.name or key)}="{_escaped(_ATTRIBUTE, _string(value))}"'


def _text(text: str) -> str:
    return _escaped(_TEXT, text)


def _cdata(text: str) -> str:
    return f"<![CDATA[{_allowed(text).replace(']]>', ']]]]><![CDATA[>')}]]>"


def _escaped(special: re.Pattern[str], text: str) -> str:
    return special.sub(lambda match: _ESCAPES[match[0]], _allowed(text))


def _allowed(text: str) -> str:
    if _FORBIDDEN.search(text):
        raise ArgumentError("the body holds a character that XML cannot hold")
    return text
