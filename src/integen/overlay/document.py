"""A parsed text becomes an overlay: its actions, in order, each with the place where it stands."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import orjson

from integen.diagnostics.diagnostic import Diagnostics, DocumentError
from integen.ir.origin import ROOT, Origin, child
from integen.ir.schema import JsonValue
from integen.source.document import Document
from integen.source.trouble import trouble

_VERSION = re.compile(r"1\.([01])(\..*)?")
_MEMBERS = frozenset(("overlay", "info", "extends", "actions"))
_OF_INFO = frozenset(("title", "version", "description"))
_OF_ACTION = frozenset(("target", "description", "update", "copy", "remove"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """An action that can be carried out: it has one of the three kinds."""

    origin: Origin
    kind: str
    """`update`, `copy`, `remove`, or `nothing`."""
    target: str
    value: JsonValue = None
    """What to update with, or the query for what to copy."""
    description: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Overlay:
    id: str
    """The document part of origins in it."""
    title: str
    extends: str
    """Empty where it is for any document."""
    is_1_0: bool
    steps: tuple[Step, ...]


def overlay_of(document: Document, diagnostics: Diagnostics) -> Overlay:
    """Return what the document says; actions that cannot be read are left out with a diagnostic.

    Raises DocumentError when it is no overlay at all.
    """
    value = document.value
    if not isinstance(value, dict) or "overlay" not in value:
        raise _no_overlay(document, "is no overlay: it has no `overlay` member")
    version = str(value["overlay"]).strip()
    found = _VERSION.fullmatch(version)
    if found is None:
        raise _failed("IG502", f"Overlay version `{version[:20]}` is not supported", document, "/overlay")
    if not isinstance(value.get("actions"), list):
        raise _no_overlay(document, "has no list of `actions`")
    reader = _Reader(document, diagnostics)
    reader.check(value)
    extends, info = value.get("extends"), value.get("info")
    title = info.get("title") if isinstance(info, dict) else None
    return Overlay(
        id=document.id,
        title=title if isinstance(title, str) else "",
        extends=extends if isinstance(extends, str) else "",
        is_1_0=found[1] == "0",
        steps=tuple(reader.steps(value["actions"])),
    )


def _no_overlay(document: Document, what: str) -> DocumentError:
    return _failed("IG501", f"`{document.name}` {what}", document, "")


def _failed(code: str, message: str, document: Document, pointer: str) -> DocumentError:
    error = trouble(code, message, document.name, origin=Origin(f"{document.id}#{pointer}"))
    error.documents[document.id] = document
    return error


class _Reader:
    """Reads what is inside; everything that is wrong goes to the diagnostics."""

    def __init__(self, document: Document, diagnostics: Diagnostics) -> None:
        self._root = Origin(document.id + ROOT)
        self._name = document.name
        self._diagnostics = diagnostics

    def check(self, value: dict[str, Any]) -> None:
        """Report what the standard does not allow and integen does not need."""
        self._unknown(value, _MEMBERS, self._root)
        if "extends" in value and not isinstance(value["extends"], str):
            self._say("IG503", "`extends` is not a text", child(self._root, "extends"))
        if not value["actions"]:
            self._say("IG503", "`actions` is empty", child(self._root, "actions"))
        self._check_info(value.get("info"))

    def _check_info(self, info: JsonValue) -> None:
        if not isinstance(info, dict):
            self._say("IG503", "the overlay has no `info` object", self._root)
            return
        place = child(self._root, "info")
        self._unknown(info, _OF_INFO, place)
        for name in ("title", "version"):
            if not isinstance(info.get(name), str):
                self._say("IG503", f"`info.{name}` is missing or not a text", place)

    def steps(self, actions: list[JsonValue]) -> Iterator[Step]:
        """Yield the actions that can be read."""
        seen: set[bytes] = set()
        for index, action in enumerate(actions):
            place = child(child(self._root, "actions"), index)
            if not isinstance(action, dict):
                self._say("IG504", "an action is an object", place)
                continue
            text = orjson.dumps(action, option=orjson.OPT_SORT_KEYS)
            if text in seen:
                self._say("IG503", "the same action stands in the list before", place)
            seen.add(text)
            self._unknown(action, _OF_ACTION, place)
            step = self._step(action, place)
            if step is not None:
                yield step

    def _step(self, action: dict[str, Any], place: Origin) -> Step | None:
        target, remove, copy = action.get("target"), action.get("remove", False), action.get("copy")
        if not isinstance(target, str):
            self._say("IG504", "the action has no `target`", place)
        elif not isinstance(remove, bool):
            self._say("IG504", "`remove` is neither true nor false", child(place, "remove"))
        elif copy is not None and not isinstance(copy, str):
            self._say("IG504", "`copy` is not a text", child(place, "copy"))
        elif not remove and copy is not None and "update" in action:
            self._say("IG504", "the action says at once to update and to copy", place)
        else:
            kind = self._kind(action, place, remove=remove)
            told = action.get("description")
            return Step(
                origin=place,
                kind=kind,
                target=target,
                value=action.get(kind),
                description=told if isinstance(told, str) else "",
            )
        return None

    def _kind(self, action: dict[str, Any], place: Origin, *, remove: bool) -> str:
        if remove:
            return "remove"
        if action.get("copy") is not None:
            return "copy"
        if "update" in action:
            return "update"
        self._say("IG513", "the action says nothing to do", place)
        return "nothing"

    def _unknown(self, node: dict[str, Any], known: frozenset[str], place: Origin) -> None:
        for key in node:
            if key not in known and not key.startswith("x-"):
                self._say("IG503", f"the standard has no `{key}` here", child(place, key))

    def _say(self, code: str, message: str, place: Origin) -> None:
        self._diagnostics.report(code, message, place, source=self._name)
