"""One line tells what a regeneration changed for agents."""

from __future__ import annotations

import copy
import json
from pathlib import Path
from typing import Any

import pytest

from integen.difference.change import RULES, Audience
from integen.difference.compare import compare
from integen.difference.side import of_catalog
from integen.freshness import Options
from integen.pipeline import generate
from integen.watch import surface
from integen.watch.surface import changed_surface

from .shops import document, operation, query


def catalog(folder: Path, text: str) -> bytes:
    spec = folder / "shop.json"
    spec.write_text(text)
    directory = generate(Options(spec=str(spec), output=folder / "generated")).directory
    return (directory / "shop_api" / "catalog.json").read_bytes()


BEFORE = {
    "pets": {
        "get": operation("list_pets", parameters=[query("limit"), query("state")]),
        "post": operation("add_pet", description="Adds."),
    },
    "orders": {"get": operation("list_orders")},
}


def after(change: Any) -> dict[str, Any]:
    paths = copy.deepcopy(BEFORE)
    change(paths)
    return paths


def _new(paths: Any) -> None:
    paths["carts"] = {"get": operation("list_carts"), "post": operation("add_cart")}


def _gone(paths: Any) -> None:
    del paths["orders"]


def _required(paths: Any) -> None:
    paths["pets"]["get"]["parameters"][0]["required"] = True
    paths["pets"]["get"]["parameters"].append(query("page"))


def _renamed(paths: Any) -> None:
    paths["orders"]["get"]["operationId"] = "find_orders"


def _described(paths: Any) -> None:
    paths["pets"]["post"]["description"] = "Adds a pet to the shop."


def _typed(paths: Any) -> None:
    paths["pets"]["get"]["parameters"][0]["schema"] = {"type": "integer"}


def _status(paths: Any) -> None:
    paths["pets"]["get"]["responses"]["404"] = {"description": "none"}


def _nothing(paths: Any) -> None:
    """What is the same has nothing to tell."""


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (_new, "2 tools added"),
        (_gone, "1 tool removed"),
        (_required, "1 argument added, 1 argument now required"),
        (_described, "1 description rewritten"),
        (_typed, "1 argument of another type"),
        (_status, "1 on the wire only"),
        (_nothing, "nothing changed for agents"),
    ],
)
def test_changes_are_counted(change: Any, told: str, tmp_path: Path) -> None:
    old = catalog(tmp_path, document(**BEFORE))
    new = catalog(tmp_path, document(**after(change)))
    assert str(changed_surface(old, new)) == told


def test_what_agents_do_not_see_is_counted_apart(tmp_path: Path) -> None:
    old = catalog(tmp_path, document(**BEFORE))
    new = catalog(tmp_path, document(server="http://127.0.0.1:10", **BEFORE))
    told = changed_surface(old, new)
    assert (dict(told.agents), told.wire) == ({}, 1)


def test_what_did_not_change_is_left_out_without_another_answer(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    old = catalog(tmp_path, document(**BEFORE))
    new = catalog(tmp_path, document(**after(lambda paths: (_new(paths), _required(paths)))))
    compared: list[int] = []

    def counting(before: Any, now: Any) -> Any:
        compared.append(len(before.operations))
        return compare(before, now)

    monkeypatch.setattr(surface, "compare", counting)
    told = changed_surface(old, new)
    whole = compare(of_catalog(old, "", names={}), of_catalog(new, "", names={}))
    assert compared == [1] and len(json.loads(old)["operations"]) == 3
    kinds = [change.kind for change in whole.changes if change.rule.audience is Audience.AGENT]
    assert sorted(kinds) == sorted(kind for kind, count in told.agents.items() for _ in range(count))


def test_everything_that_agents_see_has_words() -> None:
    seen = {kind for kind, rule in RULES.items() if rule.audience is Audience.AGENT}
    assert seen <= surface._ONE_AND_MORE.keys() <= RULES.keys()
