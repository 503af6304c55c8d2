"""Curated APIs of small documents, without files."""

from __future__ import annotations

from typing import Any

import orjson

from integen.curate.apply import curated
from integen.curate.selector import parsed
from integen.curate.settings import AS_IT_IS, Filter, Rule, Settings
from integen.diagnostics.diagnostic import Diagnostics
from integen.ir.api import Api, Operation
from integen.ir.curation import Level, Said
from integen.lower.api import lower
from integen.naming.legal import Key
from integen.pipeline import Options
from integen.plan.names import Names
from integen.planning import Plan, plan_all
from integen.source.sources import Sources

ANSWER = {"200": {"description": "", "content": {"application/json": {"schema": {"type": "object"}}}}}


def operation(**more: Any) -> dict[str, Any]:
    return {"responses": ANSWER, **more}


def document(paths: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {"openapi": "3.1.0", "info": {"title": "Pets", "version": "1"}, "paths": paths, **more}


def filters(*texts: str) -> tuple[Filter, ...]:
    return tuple(Filter(selector=parsed(text), by=f"`--exclude {text}`") for text in texts)


def rule(selector: str, **facts: Any) -> Rule:
    said = tuple(
        Said(fact=fact, value=value, level=Level.PROJECT, by="integen.toml:1")
        for fact, value in facts.items()
    )
    return Rule(selector=parsed(selector), statements=said)


def read(value: dict[str, Any], settings: Settings = AS_IT_IS, **more: Any) -> tuple[Api, Diagnostics]:
    diagnostics = Diagnostics()
    api = lower(Sources.load("-", stdin=orjson.dumps(value)), Diagnostics())
    return curated(api, diagnostics, settings, **more), diagnostics


def one(extensions: dict[str, Any], *, method: str = "get", **more: Any) -> Operation:
    """Return the only operation of a document, with these extensions; nothing may be wrong with them."""
    api, diagnostics = read(document({"/pets": {method: operation(**extensions)}}, **more))
    assert [item.message for item in diagnostics] == []
    (found,) = api.operations
    return found


def codes(value: dict[str, Any], settings: Settings = AS_IT_IS, **more: Any) -> list[str]:
    return [item.code for item in read(value, settings, **more)[1]]


def plan_of(value: dict[str, Any], settings: Settings = AS_IT_IS, names: Names | None = None) -> Plan:
    api, _ = read(value, settings)
    return plan_all(api, Key("pets"), Options(spec="-"), names or Names())


def tools_of(value: dict[str, Any], settings: Settings = AS_IT_IS) -> dict[str, dict[str, Any]]:
    return {tool["name"]: dict(tool) for tool in plan_of(value, settings).catalog.tools}
