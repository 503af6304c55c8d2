"""Every value of a changed document is found where it was written, whatever overlays did."""

from __future__ import annotations

import copy
import json
from collections.abc import Iterator
from typing import Any

from hypothesis import example, given, settings
from hypothesis import strategies as st

from integen.diagnostics.diagnostic import Diagnostics
from integen.diagnostics.provenance import Provenance
from integen.ir.origin import ROOT, Origin, child, split
from integen.overlay.apply import Application
from integen.overlay.budget import Budget
from integen.overlay.document import overlay_of
from integen.source.document import Document
from integen.source.limits import Limits

KEYS = st.sampled_from(["a", "b", "c", "/x"])
TREES = st.recursive(
    st.integers(0, 99),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(KEYS, inner, max_size=3),
    max_leaves=12,
)
OBJECTS = st.dictionaries(KEYS, TREES, max_size=3)
TARGETS = st.sampled_from(
    """$ $.a $.b $.c $.a.a $.a.b $.a[0] $.a[1] $.a[-1] $.b[0] $.b[0,2] $.*[1] $.a[*]
    $..a $..c $..[0] $.*.* $.a[0][0]""".split()
)
ACTIONS = st.lists(
    st.one_of(
        st.fixed_dictionaries({"target": TARGETS, "remove": st.just(True)}),
        st.fixed_dictionaries({"target": TARGETS, "update": TREES}),
        st.fixed_dictionaries({"target": TARGETS, "copy": TARGETS}),
    ),
    max_size=6,
)


def scalars(value: Any, origin: Origin = ROOT) -> Iterator[tuple[Origin, Any]]:
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from scalars(inner, child(origin, key))
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            yield from scalars(inner, child(origin, index))
    else:
        yield origin, value


def at(value: Any, tokens: tuple[str, ...]) -> Any:
    for token in tokens:
        value = value[int(token)] if isinstance(value, list) else value[token]
    return value


@settings(max_examples=300, deadline=None)
@example({"a": 1}, [[{"target": "$", "update": {"a": 2}}, {"target": "$.a", "update": 3}]])
@example(
    {"a": {"a": 1}},
    [
        [
            {"target": "$", "update": {"a": {"a": 2}}},
            {"target": "$.a", "remove": True},
            {"target": "$", "update": {"a": {"a": 3}}},
        ]
    ],
)
@example(
    {"a": {"a": 1}, "b": {"a": 5}},
    [
        [
            {"target": "$.a", "update": {"a": 2}},
            {"target": "$.a.a", "remove": True},
            {"target": "$.a", "copy": "$.b"},
        ]
    ],
)
@given(OBJECTS, st.lists(ACTIONS, min_size=1, max_size=2))
def test_every_value_stands_where_its_home_says(main, overlays):
    value, diagnostics = copy.deepcopy(main), Diagnostics()
    application = Application(
        value=value, provenance=Provenance(), diagnostics=diagnostics, budget=Budget(Limits())
    )
    documents = {"": main}
    for number, actions in enumerate(overlays):
        overlay = {"overlay": "1.1.0", "info": {"title": "t", "version": "1"}, "actions": actions}
        name = f"o{number}"
        documents[name] = overlay
        text = json.dumps(overlay).encode()
        document = Document(
            id=name, name=name, uri="", value=copy.deepcopy(overlay), text=text, format="json"
        )
        application.lay(overlay_of(document, diagnostics))
        assert document.value == overlay, "an overlay was changed by being applied"
    for origin, found in scalars(value):
        document_id, tokens = split(application.provenance.home(origin))
        assert at(documents[document_id], tokens) == found
