"""Generates a package of each of AutoRest's documents and finds its methods by `operationId`."""

from __future__ import annotations

import importlib
import inspect
import json
import re
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from integen.pipeline import Options, generate
from wire_judges.autorest_server import DOCUMENTS
from wire_judges.autorest_waiting import waiting

_CONSTANT = re.compile(r"Literal\[('[^']*'|\"[^\"]*\")\]")


@dataclass(frozen=True, kw_only=True)
class Method:
    """One method of a generated client."""

    document: str
    id: str
    """`operationId` as written."""
    verb: str
    path: str
    call: Callable[..., Any]
    items: Callable[..., Any] | None
    """The method as an iterator over the items of all pages, when it has pages."""
    fields: dict[str, str]
    """`{property of the body: argument}`, when the body's properties are arguments."""

    def given(self, arguments: dict[str, Any]) -> dict[str, Any] | None:
        """Return the arguments and the constants; None when a required one is missing."""
        filled = dict(arguments)
        for name, parameter in inspect.signature(self.call).parameters.items():
            if parameter.default is not inspect.Parameter.empty or name in filled:
                continue
            constant = _CONSTANT.fullmatch(str(parameter.annotation))
            if constant is None:
                return None
            filled[name] = constant[1][1:-1]
        return filled


def packages(folder: Path) -> dict[str, type[Any]]:
    """Generate all documents into `folder`; return `{document: its Client}`."""
    clients: dict[str, type[Any]] = {}
    for path in sorted(DOCUMENTS.glob("*.json")):
        key = re.sub(r"[^a-z0-9]+", "-", path.stem.lower())
        result = generate(Options(spec=str(path), name=key, output=folder))
        if result.skipped:
            raise SystemExit(f"{path.name}: {result.skipped} operations were not generated")
        module = next(entry for entry in (folder / key).iterdir() if (entry / "catalog.json").exists())
        sys.path.insert(0, str(folder / key))
        clients[path.stem] = importlib.import_module(module.name).Client
    return clients


def methods(document: str, client: Any) -> dict[str, Method]:
    """Return `{operationId: method}` in the order of the document."""
    package = Path(inspect.getfile(type(client))).parent
    operations = json.loads((package / "catalog.json").read_text())["operations"]
    views = importlib.import_module(f"{type(client).__module__.partition('.')[0]}._kit.views")
    found: dict[str, Method] = {}
    for key, record in operations.items():
        verb, _, path = key.partition(" ")
        call = getattr(getattr(client, record["resource"]), record["name"])
        call = waiting(views, call) if "polling" in record else call
        found[record.get("id", key)] = Method(
            document=document,
            id=record.get("id", key),
            verb=verb,
            path=path,
            call=call,
            items=views.items(call) if "pagination" in record else None,
            fields=_fields(call, record),
        )
    return found


def _fields(call: Callable[..., Any], record: dict[str, Any]) -> dict[str, str]:
    names = {_plain(name): name for name in inspect.signature(call).parameters}
    wires = record.get("body", {}).get("fields", {})
    found = {wire: names.get(_plain(wire), names.get(_plain(arg))) for arg, wire in wires.items()}
    return {wire: name for wire, name in found.items() if name is not None}


def _plain(name: str) -> str:
    return re.sub(r"[^a-z0-9]", "", name.lower())
