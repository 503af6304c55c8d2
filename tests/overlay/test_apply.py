"""Overlays laid over documents, as the Overlay Specification says."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from integen.diagnostics.diagnostic import DocumentError
from integen.diagnostics.locate import Locator
from integen.ir.origin import Origin
from integen.overlay.lay import lay_over
from integen.source.limits import Limits
from integen.source.reading import Reading
from integen.source.sources import Sources

PETS = """\
openapi: 3.1.0
info:
  title: Pets
  version: "1"
servers:
  - url: https://one.example
  - url: https://two.example
  - url: https://three.example
paths:
  /pets:
    get:
      summary: Pets
      tags: [a, b]
      parameters:
        - {name: page, in: query}
        - {name: size, in: query}
  /owners:
    get:
      summary: Owners
"""


def lay(folder: Path, *overlays: object, main: str = PETS, limits: Limits = Limits()) -> Sources:  # noqa: B008
    """Lay overlays over a document; each is the list of actions, a whole overlay, or its text."""
    (folder / "api.yaml").write_text(main)
    names = []
    for number, overlay in enumerate(overlays):
        if isinstance(overlay, list):
            overlay = {"overlay": "1.1.0", "info": {"title": "t", "version": "1"}, "actions": overlay}
        names.append(str(folder / f"o{number}.yaml"))
        Path(names[-1]).write_text(overlay if isinstance(overlay, str) else json.dumps(overlay, indent=1))
    return Sources.load(
        str(folder / "api.yaml"), reading=Reading(overlays=tuple(names), limits=limits), amend=lay_over
    )


def codes(sources: Sources) -> list[str]:
    return [item.code for item in sources.diagnostics]


def effect(sources: Sources) -> tuple[int, int, int, int]:
    (found,) = sources.laid[0].effects
    return found.matches, found.added, found.replaced, found.removed


def test_objects_are_merged_member_by_member(tmp_path):
    update = {"info": {"title": "Better", "license": {"name": "MIT"}}, "tags": [{"name": "x"}]}
    sources = lay(tmp_path, [{"target": "$", "update": update}])
    assert sources.main.value["info"] == {"title": "Better", "version": "1", "license": {"name": "MIT"}}
    assert sources.main.value["tags"] == [{"name": "x"}]
    assert effect(sources) == (1, 2, 1, 0)
    assert codes(sources) == []


@pytest.mark.parametrize(
    ("update", "last"),
    [({"url": "https://x.example"}, [{"url": "https://x.example"}]), (["a", "b"], ["a", "b"]), ("a", ["a"])],
)
def test_arrays_take_one_element_or_several(tmp_path, update, last):
    servers = lay(tmp_path, [{"target": "$.servers", "update": update}]).main.value["servers"]
    assert (servers[3:], len(servers)) == (last, 3 + len(last))


def test_arrays_inside_of_merged_objects_are_joined(tmp_path):
    sources = lay(tmp_path, [{"target": "$.paths['/pets']", "update": {"get": {"tags": ["c"]}}}])
    assert sources.main.value["paths"]["/pets"]["get"]["tags"] == ["a", "b", "c"]


def test_one_update_reaches_every_match_and_the_copies_share_nothing(tmp_path):
    actions = [
        {"target": "$.paths.*.get", "update": {"x-mcp": {"title": "t"}}},
        {"target": "$.paths['/pets'].get['x-mcp']", "update": {"more": 1}},
    ]
    paths = lay(tmp_path, actions).main.value["paths"]
    assert paths["/pets"]["get"]["x-mcp"] == {"title": "t", "more": 1}
    assert paths["/owners"]["get"]["x-mcp"] == {"title": "t"}


def test_what_yaml_aliases_repeat_is_changed_in_one_place_only(tmp_path):
    main = "openapi: 3.1.0\npaths: {}\nx-a: &a {one: 1}\nx-b: *a\nx-c: {<<: {deep: &d {two: 2}}, e: *d}\n"
    sources = lay(tmp_path, [{"target": "$['x-a', 'x-c'].*", "update": 5}], main=main)
    assert codes(sources) == ["IG508"]
    sources = lay(tmp_path, [{"target": "$['x-a']", "update": {"one": 5}}], main=main)
    assert (sources.main.value["x-a"], sources.main.value["x-b"]) == ({"one": 5}, {"one": 1})


@pytest.mark.parametrize("value", ["Better", 5, None, True])
def test_single_values_are_replaced(tmp_path, value):
    sources = lay(tmp_path, [{"target": "$.info.title", "update": value}])
    assert sources.main.value["info"]["title"] == value
    assert codes(sources) == []


def test_one_and_true_are_different_values(tmp_path):
    sources = lay(tmp_path, [{"target": "$.info", "update": {"version": "1"}}])
    assert sources.laid[0].changes == 0
    main = "openapi: 3.1.0\npaths: {}\nx-a: 1\n"
    assert lay(tmp_path, [{"target": "$['x-a']", "update": True}], main=main).laid[0].changes == 1


def test_removal_takes_all_matches_wherever_they_stand(tmp_path):
    sources = lay(tmp_path, [{"target": "$.servers[0,2]", "remove": True}])
    assert sources.main.value["servers"] == [{"url": "https://two.example"}]
    assert effect(sources) == (2, 0, 0, 2)
    sources = lay(tmp_path, [{"target": "$.paths..*", "remove": True}])
    assert sources.main.value["paths"] == {}
    sources = lay(tmp_path, [{"target": "$..tags[?@ == 'a']", "remove": True}])
    assert sources.main.value["paths"]["/pets"]["get"]["tags"] == ["b"]


def test_a_removal_wins_over_an_update_in_the_same_action(tmp_path):
    sources = lay(tmp_path, [{"target": "$.servers", "remove": True, "update": [1]}])
    assert "servers" not in sources.main.value


def test_actions_see_what_those_before_them_did(tmp_path):
    actions = [
        {"target": "$.servers", "remove": True},
        {"target": "$", "update": {"servers": [{"url": "https://new.example"}]}},
        {"target": "$.servers[?@.url == 'https://new.example']", "update": {"description": "d"}},
    ]
    sources = lay(tmp_path, actions)
    assert sources.main.value["servers"] == [{"url": "https://new.example", "description": "d"}]


def test_a_node_is_copied_as_it_is_at_that_moment(tmp_path):
    actions = [
        {"target": "$.paths", "update": {"/animals": {"summary": "kept"}}},
        {"target": "$.paths['/animals']", "copy": "$.paths['/pets']"},
        {"target": "$.paths['/pets']", "remove": True},
    ]
    paths = lay(tmp_path, actions).main.value["paths"]
    assert list(paths) == ["/owners", "/animals"]
    assert (paths["/animals"]["summary"], paths["/animals"]["get"]["summary"]) == ("kept", "Pets")


def test_later_overlays_see_earlier_ones(tmp_path):
    one = [{"target": "$.info", "update": {"x-step": "one"}}]
    two = [{"target": "$.info[?@ == 'one']", "update": "two"}]
    assert lay(tmp_path, one, two).main.value["info"]["x-step"] == "two"


@pytest.mark.parametrize(
    ("action", "code"),
    [
        ({"target": "paths", "remove": True}, "IG505"),
        ({"target": "$.paths[(@.length-1)]", "remove": True}, "IG505"),
        ({"target": "$['x'", "remove": True}, "IG505"),
        ({"target": "$" + "[?(" * 300 + "@" + ")]" * 300, "remove": True}, "IG505"),
        ({"target": "$.gone", "remove": True}, "IG506"),
        ({"target": "$.info", "update": [1]}, "IG507"),
        ({"target": "$.info", "update": "text"}, "IG507"),
        ({"target": "$.info.title", "update": {"a": 1}}, "IG507"),
        ({"target": "$", "update": {"info": {"title": {"a": 1}}}}, "IG507"),
        ({"target": "$", "update": {"servers": {"url": "x"}}}, "IG507"),
        ({"target": "$['info', 'servers']", "update": {"a": 1}}, "IG508"),
        ({"target": "$.info", "copy": "$.gone"}, "IG509"),
        ({"target": "$.info", "copy": "$.paths.*"}, "IG509"),
        ({"target": "$.info", "copy": "nothing"}, "IG505"),
        ({"target": "$", "remove": True}, "IG514"),
        ({"target": "$.info"}, "IG513"),
        ({"target": "$.info", "update": {"a": 1}, "copy": "$.servers[0]"}, "IG504"),
        ({"target": "$.info", "remove": "yes"}, "IG504"),
        ({"target": 5, "remove": True}, "IG504"),
        ("remove", "IG504"),
        ({"target": "$.info", "update": {}, "updates": {}}, "IG503"),
    ],
)
def test_an_action_that_goes_wrong_is_diagnosed_in_the_overlay_and_changes_nothing(tmp_path, action, code):
    sources = lay(tmp_path, [action])
    assert codes(sources) == [code]
    assert sources.main.value == Sources.load(str(tmp_path / "api.yaml")).main.value
    origin = sources.diagnostics.items[0].origin
    assert origin is not None and origin.startswith("o0.yaml#/actions/0")


def test_nothing_is_changed_when_one_of_several_matches_does_not_fit(tmp_path):
    main = "openapi: 3.1.0\npaths: {}\nx: [{a: {}}, {a: 1}]\n"
    sources = lay(tmp_path, [{"target": "$.x[*]", "update": {"a": {"b": 1}}}], main=main)
    assert codes(sources) == ["IG507"]
    assert sources.main.value["x"] == [{"a": {}}, {"a": 1}]
    assert sources.laid[0].effects[0].failed


def test_the_older_standard_may_do_what_the_newer_one_does_with_a_warning(tmp_path):
    overlay = {"overlay": "1.0.0", "info": {"title": "t", "version": "1"}}
    single = {**overlay, "actions": [{"target": "$.info.title", "update": "New"}]}
    sources = lay(tmp_path, single)
    assert (codes(sources), sources.main.value["info"]["title"]) == (["IG512"], "New")
    assert codes(lay(tmp_path, {**overlay, "actions": [{"target": "$.info", "copy": "$.servers[0]"}]})) == [
        "IG512"
    ]


def test_an_overlay_without_what_the_standard_requires_is_applied_with_warnings(tmp_path):
    action = {"target": "$.info", "update": {"title": "New"}}
    sources = lay(tmp_path, {"overlay": "1.1.0", "more": 1, "extends": 5, "actions": [action, action]})
    assert set(codes(sources)) == {"IG503"} and len(codes(sources)) == 4
    assert sources.main.value["info"]["title"] == "New"


@pytest.mark.parametrize(
    ("overlay", "code"),
    [
        ("openapi: 3.1.0\npaths: {}\n", "IG501"),
        ("[1]", "IG501"),
        ("overlay: 1.0.0\ninfo: {}\n", "IG501"),
        ("overlay: 2.0.0\nactions: []\n", "IG502"),
        ("overlay: [", "IG008"),
    ],
)
def test_what_is_no_overlay_ends_the_run(tmp_path, overlay, code):
    with pytest.raises(DocumentError) as caught:
        lay(tmp_path, overlay)
    assert caught.value.diagnostic.code == code
    assert "o0.yaml" in caught.value.documents


def test_a_missing_overlay_ends_the_run(tmp_path):
    (tmp_path / "api.yaml").write_text(PETS)
    reading = Reading(overlays=(str(tmp_path / "gone.yaml"),))
    with pytest.raises(DocumentError) as caught:
        Sources.load(str(tmp_path / "api.yaml"), reading=reading, amend=lay_over)
    assert caught.value.diagnostic.code == "IG001"


@pytest.mark.parametrize(
    ("extends", "said"),
    [("api.yaml", []), ("./x/../api.yaml", []), ("other.yaml", ["IG511"]), ("https://a.example/b", [])],
)
def test_an_overlay_for_another_document_is_applied_with_a_warning(tmp_path, extends, said):
    overlay = {
        "overlay": "1.1.0",
        "info": {"title": "t", "version": "1"},
        "extends": extends,
        "actions": [{"target": "$.info", "update": {"title": "New"}}],
    }
    sources = lay(tmp_path, overlay)
    assert (codes(sources), sources.main.value["info"]["title"]) == (said, "New")


# --- what could hurt


def test_actions_that_multiply_the_document_are_stopped(tmp_path):
    grow = [
        each
        for number in range(40)
        for each in (
            {"target": "$", "update": {f"x{number}": {}}},
            {"target": f"$.x{number}", "copy": "$"},
        )
    ]
    limits = Limits(overlay_nodes=20_000)
    with pytest.raises(DocumentError) as caught:
        lay(tmp_path, grow, limits=limits)
    assert caught.value.diagnostic.code == "IG510"
    assert caught.value.diagnostic.origin == "o0.yaml#/actions"


@pytest.mark.parametrize("query", ["$..*..*..*..*", "$..[?@..[?@..[?@..a]]]", "$..[?match(@, '(a|aa)+b')]"])
def test_a_query_that_takes_too_long_is_stopped(tmp_path, query):
    main = PETS + "x: [" + ", ".join(["[[[[[[1]]]]]]"] * 60) + ", " + "a" * 60 + "cb]\n"
    with pytest.raises(DocumentError) as caught:
        lay(tmp_path, [{"target": query, "remove": True}], main=main, limits=Limits(overlay_seconds=0.02))
    assert caught.value.diagnostic.code == "IG510"


def test_actions_that_nest_the_document_too_deeply_are_refused(tmp_path):
    deep: object = 1
    for _ in range(150):
        deep = {"a": deep}
    sources = lay(
        tmp_path,
        [
            {"target": "$.info", "update": {"x": deep}},
            {"target": f"$.info.x{'.a' * 149}", "copy": "$.info"},
            {"target": f"$.info.x{'.a' * 140}", "update": {"b": deep}},
        ],
    )
    assert "IG507" in codes(sources)


# --- positions


def where(sources: Sources, pointer: str) -> tuple[str, int]:
    origin = Origin("#" + pointer)
    home = sources.provenance.home(origin)
    position = Locator(sources).locate(origin)
    assert position is not None
    return home.partition("#")[0], position.line


def test_a_node_that_came_from_an_overlay_is_located_there(tmp_path):
    overlay = """\
overlay: 1.1.0
info: {title: t, version: "1"}
actions:
  - target: $.paths['/pets'].get
    update:
      summary: All pets
      parameters:
        - name: new
          in: query
      responses:
        "200":
          description: fine
"""
    sources = lay(tmp_path, overlay)
    assert where(sources, "/paths/~1pets/get/summary") == ("o0.yaml", 6)
    assert where(sources, "/paths/~1pets/get/parameters/2/in") == ("o0.yaml", 9)
    assert where(sources, "/paths/~1pets/get/responses/200/description") == ("o0.yaml", 12)
    assert where(sources, "/paths/~1pets/get/parameters/1") == ("", 16)
    assert where(sources, "/paths/~1pets/get") == ("", 11)


def test_what_stands_behind_a_removed_element_keeps_its_own_line(tmp_path):
    actions = [
        {"target": "$.servers[1]", "remove": True},
        {"target": "$.servers[1]", "update": {"description": "third"}},
    ]
    sources = lay(tmp_path, actions)
    assert sources.main.value["servers"][1]["url"] == "https://three.example"
    assert where(sources, "/servers/0/url") == ("", 6)
    assert where(sources, "/servers/1/url") == ("", 8)
    assert where(sources, "/servers/1/description")[0] == "o0.yaml"
    sources = lay(tmp_path, [*actions, {"target": "$.servers[0]", "remove": True}])
    assert where(sources, "/servers/0/url") == ("", 8)
    assert where(sources, "/servers/0/description")[0] == "o0.yaml"


def test_a_copy_is_located_where_it_was_written(tmp_path):
    actions = [
        {"target": "$.paths['/pets'].get.parameters[0]", "remove": True},
        {"target": "$.paths['/owners'].get", "copy": "$.paths['/pets'].get"},
    ]
    sources = lay(tmp_path, actions)
    assert where(sources, "/paths/~1owners/get/parameters/0/name") == ("", 16)


# --- overlays next to the document


def test_overlays_next_to_the_document_come_first_and_in_order(tmp_path):
    base = {"overlay": "1.1.0", "info": {"title": "t", "version": "1"}}
    for name in (
        "api.overlay.yaml",
        "api.overlay-b.json",
        "api.overlay-a.yml",
        "other.overlay.yaml",
        "api.overlay.txt",
    ):
        step = {"target": "$.info", "update": {"x-steps": [name]}}
        (tmp_path / name).write_text(json.dumps({**base, "actions": [step]}))
    sources = lay(tmp_path, [{"target": "$.info", "update": {"x-steps": ["asked"]}}])
    names = ["api.overlay-a.yml", "api.overlay-b.json", "api.overlay.yaml", "asked"]
    assert sources.main.value["info"]["x-steps"] == names
    assert [each.beside for each in sources.laid] == [True, True, True, False]


def test_an_overlay_next_to_the_document_that_is_also_asked_for_is_applied_once(tmp_path):
    (tmp_path / "api.yaml").write_text(PETS)
    path = tmp_path / "api.overlay.yaml"
    step = {"target": "$.info", "update": {"x-steps": [1]}}
    path.write_text(
        json.dumps({"overlay": "1.1.0", "info": {"title": "t", "version": "1"}, "actions": [step]})
    )
    reading = Reading(overlays=(str(path),))
    sources = Sources.load(str(tmp_path / "api.yaml"), reading=reading, amend=lay_over)
    assert sources.main.value["info"]["x-steps"] == [1]
