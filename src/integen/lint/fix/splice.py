"""One change of a text: what stands there, by the site of the node, becomes something else."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass

from integen.diagnostics.edit import Change, Edit
from integen.diagnostics.invisible import HIDDEN
from integen.diagnostics.site import Site
from integen.ir.schema import JsonValue

_QUOTED = re.compile(r""""(?:[^"\\]|\\.)*+"|'(?:[^']|'')*+'""", re.DOTALL)
_IN_FLOW = re.compile(r"[^\s,\[\]{}]+(?:[ \t]+[^\s,\[\]{}#]+)*")
_IN_BLOCK = re.compile(r"[^\n]*?(?=[ \t]+#|[ \t\r]*(?:\n|\Z))")
_BLOCK_KEY = re.compile(r"[^\n]*?(?=[ \t]*:(?:\s|\Z))")
_FLOW_KEY = re.compile(r"[^\n]*?(?=[ \t]*:)")
_PLAIN = re.compile(r"[A-Za-z/][A-Za-z0-9 _./-]*(?<! )")
_WORDS = frozenset("true false null yes no on off y n".split())
_SPACE = re.compile(r"\s*")
_ESCAPED = re.compile(r"\\(?:u[0-9a-fA-F]{4}(?:\\u[dD][c-fC-F][0-9a-fA-F]{2})?|U[0-9a-fA-F]{8})")


@dataclass(frozen=True, slots=True, kw_only=True)
class Splice:
    """What replaces `text[start:end]`."""

    start: int
    end: int
    new: str


def splice(text: str, edit: Edit, site: Site, *, is_json: bool) -> Splice | None:
    """Return the change of the text that makes the edit; None where that is not plain."""
    write = json_text if is_json else yaml_text
    match edit.change:
        case Change.SET:
            return _scalar(text, site, write(edit.value))
        case Change.QUOTE:
            end = span(text, site)
            return Splice(start=site.value, end=end, new=json_text(text[site.value : end]))
        case Change.CLEAN:
            return _cleaned(text, site)
        case Change.RENAME:
            return _renamed(text, site, write(edit.key))
        case Change.ADD:
            return _member(text, site, f"{write(edit.key)}: {write(edit.value)}")
        case Change.APPEND:
            return _item(text, site, edit, write(edit.value), write(edit.key))


def json_text(value: JsonValue) -> str:
    """Return a value on one line of JSON."""
    return json.dumps(value, ensure_ascii=False)


def yaml_text(value: JsonValue) -> str:
    """Return a value on one line of YAML 1.2, texts without quotes where nobody can take them for more."""
    if isinstance(value, str):
        plain = _PLAIN.fullmatch(value) is not None and value.lower() not in _WORDS
        return value if plain else json_text(value)
    if isinstance(value, dict):
        return "{" + ", ".join(f"{yaml_text(key)}: {yaml_text(each)}" for key, each in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(yaml_text, value)) + "]"
    return json_text(value)


def span(text: str, site: Site) -> int:
    """Return where the scalar at a site ends."""
    quoted = _QUOTED.match(text, site.value)
    if quoted is not None:
        return quoted.end()
    pattern = _IN_FLOW if site.in_flow else _IN_BLOCK
    found = pattern.match(text, site.value)
    return found.end() if found else site.value


def _scalar(text: str, site: Site, new: str) -> Splice | None:
    if text[site.value : site.value + 1] in ("|", ">", "{", "[", ""):
        return None
    return Splice(start=site.value, end=span(text, site), new=new)


def _renamed(text: str, site: Site, new: str) -> Splice | None:
    quoted = _QUOTED.match(text, site.at)
    found = quoted or _BLOCK_KEY.match(text, site.at)
    if found is None or found.end() > site.value:
        found = _FLOW_KEY.match(text, site.at)
    return None if found is None else Splice(start=site.at, end=found.end(), new=new)


def _cleaned(text: str, site: Site) -> Splice | None:
    """Remove characters from a text of any number of lines, also where they are written as escapes."""
    quoted = _QUOTED.match(text, site.value)
    end = quoted.end() if quoted else _block_end(text, site)
    old = text[site.value : end]
    new = HIDDEN.sub("", old)
    if quoted and old[0] == '"':
        new = _ESCAPED.sub(_without_hidden, new)
    return None if new == old else Splice(start=site.value, end=end, new=new)


def _without_hidden(escape: re.Match[str]) -> str:
    shown = json.loads(f'"{escape[0]}"') if escape[0][1] == "u" else chr(int(escape[0][2:], 16))
    return "" if HIDDEN.fullmatch(shown) else escape[0]


def _block_end(text: str, site: Site) -> int:
    """Return where a scalar of several lines ends: before the next line that is not deeper."""
    line = text.rfind("\n", 0, site.at) + 1
    column = site.at - line
    end = text.find("\n", site.value)
    while end >= 0:
        following = text[end + 1 : text.find("\n", end + 1) if "\n" in text[end + 1 :] else len(text)]
        if following.strip() and len(following) - len(following.lstrip(" ")) <= column:
            return end
        end = text.find("\n", end + 1)
    return len(text)


def _member(text: str, site: Site, new: str) -> Splice | None:
    """Put a member before the last one, or into an empty object."""
    if site.is_block:
        return _line(text, site, new)
    if text[site.value : site.value + 1] != "{":
        return None
    return _between(text, site, new)


def _item(text: str, site: Site, edit: Edit, value: str, key: str) -> Splice | None:
    """Put an item before the first of a list, which is a member of the object at the site."""
    place = site.members.get(edit.key)
    if place is None:
        return _member(text, site, f"{key}: [{value}]")
    at = place[1]
    if text[at : at + 1] == "[":
        inside = _SPACE.match(text, at + 1)
        gap = inside[0] if inside else ""
        empty = text[at + 1 + len(gap) : at + 2 + len(gap)] == "]"
        return Splice(
            start=at + 1, end=at + 1, new=value if empty else f"{gap}{value}," + ("" if gap else " ")
        )
    dash = re.compile(r"(?:[^\S\n]*(?:#[^\n]*)?\n)*([ \t]*)(?=-\s)").match(text, at)
    if dash is None:
        return None
    return Splice(start=dash.end(), end=dash.end(), new=f"- {value}\n{dash[1]}")


def _line(text: str, site: Site, new: str) -> Splice | None:
    """Put a line before the last member that has no comment above it."""
    for at, _ in reversed(list(site.members.values())):
        start = text.rfind("\n", 0, at) + 1
        above = text[text.rfind("\n", 0, max(start - 1, 0)) + 1 : start].strip()
        if not above.startswith("#") and text[start:at].strip(" -") == "":
            return Splice(start=at, end=at, new=f"{new}\n{' ' * (at - start)}")
    return None


def _between(text: str, site: Site, new: str) -> Splice:
    if not site.members:
        return Splice(start=site.value + 1, end=site.value + 1, new=new)
    at = list(site.members.values())[-1][0]
    start = at
    while text[start - 1].isspace():
        start -= 1
    gap = text[start:at] or ("" if text[start - 1] == "{" else " ")
    return Splice(start=at, end=at, new=f"{new},{gap or ' '}")
