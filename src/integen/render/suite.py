"""Renders a package's own tests."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

import orjson

from integen.plan.samples.suite import Suite
from integen.render.custom import Custom
from integen.render.environment import environment

_ALWAYS = tuple(
    """conftest support cases clients values contract judge
    bodies forms parameters segments texts answering paged
    test_requests test_arguments test_answers test_security test_pagination test_live""".split()
)
_WITH_TOOLS = ("server", "test_tools")
SNAPSHOT = "tests/__snapshots__/test_tools/test_the_list_of_tools_is_as_it_was.json"
"""Where syrupy looks for it."""


def suite_texts(suite: Suite | None, custom: Custom | None = None) -> dict[str, str]:
    """Return `{path: text}` of the modules; nothing without a suite."""
    if suite is None:
        return {}
    names = _ALWAYS + (_WITH_TOOLS if suite.package.has_mcp else ())
    jinja = environment(custom)
    return {
        f"tests/{name}.py": jinja.get_template(f"tests/{name}.py.jinja").render(package=suite.package)
        for name in names
    }


def suite_data(suite: Suite | None) -> dict[str, bytes]:
    """Return `{path: bytes}` of what they read: a line for each operation, so that changes read well."""
    if suite is None:
        return {}
    data = {
        "tests/contract.json": b"".join(_contract(suite.contract)),
        "tests/cases.jsonl": b"".join(orjson.dumps(each) + b"\n" for each in suite.cases),
    }
    if suite.package.has_mcp:
        # As syrupy's JSONSnapshotExtension writes it.
        data[SNAPSHOT] = (json.dumps(list(suite.tools), indent=2, ensure_ascii=False) + "\n").encode()
    return data


def _contract(document: Mapping[str, Any]) -> Iterator[bytes]:
    """Yield the document: a path or a component on each line."""
    rest = {name: value for name, value in document.items() if name not in ("paths", "components")}
    yield orjson.dumps(rest)[:-1] + b',\n"paths":{\n'
    yield from _members(document["paths"])
    yield b'},\n"components":{"schemas":{\n'
    yield from _members(document["components"]["schemas"])
    yield b'},\n"securitySchemes":{\n'
    yield from _members(document["components"]["securitySchemes"])
    yield b"}}}\n"


def _members(items: Mapping[str, Any]) -> Iterator[bytes]:
    for number, (name, value) in enumerate(items.items(), 1):
        end = b"\n" if number == len(items) else b",\n"
        yield orjson.dumps(name) + b":" + orjson.dumps(value) + end
