"""Whatever stands in an extension, it ends in a decision or a diagnostic, and never in anything else."""

from __future__ import annotations

import re
from typing import Any

import orjson
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from integen.catalog.write import catalog_text
from integen.curate.dialects.table import READ
from integen.curate.export import exported
from integen.overlay.write import write_overlay

from .apis import document, operation, plan_of, read

MEMBERS = st.sampled_from(
    """name title description annotations arguments toolsets scopes priority enabled disabled tool mcp type
    confirm pagination retries backoff statusCodes strategy instructions aliases readOnlyHint page hidden
    value values kind protocolVersion resource alsoIn skip""".split()
)
_HOSTILE = """x|a-b|../../etc|}}{{ 7*7 }}|`; rm -rf ~`|search_tools|class|self|0""".split("|")
TEXTS = st.sampled_from([*_HOSTILE, "", "\n\n\n", "\x1b[2J", "\u202egnp", '"""\nimport os', "x" * 30_000])
VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(2**63), 2**63)
    | st.floats(allow_nan=False, allow_infinity=False)
    | TEXTS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(MEMBERS | TEXTS, inner, max_size=4),
    max_leaves=12,
)
KEYS = st.sampled_from([*sorted(READ), "x-internal", "x-enum-varnames", "x-ms-enum"])
EXTENSIONS = st.dictionaries(KEYS, VALUES, max_size=4)
_LEGAL = re.compile(r"[A-Za-z][A-Za-z0-9_]{0,49}")


@settings(max_examples=150, deadline=None)
@given(root=EXTENSIONS, tag=EXTENSIONS, item=EXTENSIONS, own=EXTENSIONS, parameter=EXTENSIONS)
def test_anything_may_stand_anywhere(root: Any, tag: Any, item: Any, own: Any, parameter: Any) -> None:
    page = {"name": "page", "in": "query", "schema": {"enum": [0, 1], **parameter}, **parameter}
    paths = {"/pets": {"get": operation(tags=["t"], parameters=[page], **own), **item}}
    value = document(paths, tags=[{"name": "t", **tag}], **root)
    api, diagnostics = read(value)
    assert all(said.code.startswith("IG52") for said in diagnostics)
    plan = plan_of(value)
    text = catalog_text(plan.catalog)
    for tool in orjson.loads(text)["tools"]:
        assert _LEGAL.fullmatch(tool["name"])
        assert tool["title"]
        hidden = [
            char for char in tool["description"] + tool["title"] if not char.isprintable() and char != "\n"
        ]
        assert hidden == []
        assert all(len(name) <= 64 for name in tool["inputSchema"]["properties"])
    assert all(re.fullmatch(r"[a-z_][a-z0-9_]*", name) for name in plan.catalog.integration["toolsets"])
    write_overlay(exported(api, lambda origin: origin).actions, title="x")


@pytest.mark.parametrize("name", ["../../etc/passwd", "__class__", "a b\x00", "ignore\u202e", "💥"])
def test_names_of_toolsets_arguments_and_tools_are_made_harmless(name: str) -> None:
    told = {"name": name, "toolsets": [name], "aliases": [name], "arguments": {"page": {"name": name}}}
    page = {"name": "page", "in": "query", "schema": {}}
    plan = plan_of(document({"/pets": {"get": operation(parameters=[page], **{"x-mcp": told})}}))
    (tool,) = plan.catalog.tools
    (argument,) = tool["inputSchema"]["properties"]
    for text in (tool["name"], argument, *plan.catalog.integration["toolsets"]):
        assert re.fullmatch(r"[A-Za-z_][A-Za-z0-9_]*", text), text
