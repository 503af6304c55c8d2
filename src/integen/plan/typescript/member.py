"""Members of TypeScript types, and the declarations that hold them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from integen.quoting import ts_comment, ts_key


@dataclass(slots=True, kw_only=True)
class Member:
    """A property of an interface or of a type literal. Not frozen, for documents have 40,000 of them."""

    name: str
    """On the wire."""
    type: str
    optional: bool = False
    readonly: bool = False
    doc: str = ""
    tags: tuple[str, ...] = ()

    def text(self, indent: str) -> str:
        """Return the member in lines that start with `indent`, its comment before it."""
        comment = ts_comment(self.doc, indent, self.tags)
        before = f"{indent}{comment}\n" if comment else ""
        modifier = "readonly " if self.readonly else ""
        sign = "?:" if self.optional else ":"
        return f"{before}{indent}{modifier}{ts_key(self.name)}{sign}{_spaced(self.type)};"


def _spaced(text: str) -> str:
    """Return a type after a space, or at the beginning of the next line."""
    return text if text.startswith("\n") else f" {text}"


@dataclass(slots=True, kw_only=True)
class Interface:
    """An object type. Not frozen: discriminated unions name the values of its discriminators later."""

    name: str
    doc: str
    members: dict[str, Member]
    """By name, in the order of the document."""
    tags: tuple[str, ...] = ()
    base: str | None = None
    index: str | None = None
    """What members that are not declared hold."""

    def text(self) -> str:
        comment = ts_comment(self.doc, "", self.tags)
        before = f"{comment}\n" if comment else ""
        extends = f" extends {self.base}" if self.base else ""
        return f"{before}export interface {self.name}{extends} {body(self.members.values(), self.index, '')}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Alias:
    """A name for any other type."""

    name: str
    doc: str
    type: str
    tags: tuple[str, ...] = ()

    def text(self) -> str:
        comment = ts_comment(self.doc, "", self.tags)
        before = f"{comment}\n" if comment else ""
        return f"{before}export type {self.name} ={_spaced(self.type)};"


Declaration = Interface | Alias


def body(members: Iterable[Member], index: str | None, indent: str) -> str:
    """Return the braces of an object type and what is between them."""
    inner = f"{indent}  "
    lines = [member.text(inner) for member in members]
    if index is not None:
        lines.append(f"{inner}[key: string]: {index};")
    return "{\n" + "\n".join(lines) + f"\n{indent}}}" if lines else "{}"
