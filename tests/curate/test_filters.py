"""Which operations are left out, and how that is told."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from integen.curate.selector import SelectorError, _globbed, parsed
from integen.curate.settings import Settings

from .apis import codes, document, filters, operation, plan_of, read, rule

PATHS = {
    "/pets": {
        "get": operation(operationId="pets/list", tags=["pets"]),
        "post": operation(operationId="pets/create", tags=["pets", "write things"]),
    },
    "/pets/{id}": {
        "delete": operation(operationId="pets/delete", tags=["pets"], deprecated=True),
        "x-internal": True,
    },
    "/admin": {"get": operation(operationId="admin/show", **{"x-internal": True})},
    "/admin/users/{id}": {"get": operation(tags=["admin"], **{"x-mcp-tool": True})},
}
VALUE = document(PATHS)
ALL = ["GET /pets", "POST /pets", "DELETE /pets/{id}", "GET /admin", "GET /admin/users/{id}"]


def keys(settings: Settings) -> list[str]:
    return [each.key for each in read(VALUE, settings)[0].operations]


@pytest.mark.parametrize(
    ("selector", "expected"),
    [
        ("tag=pets", ALL[:3]),
        ("tag=write*", ["POST /pets"]),
        ("path=/admin/**", ALL[3:]),
        ("path=/admin/*", []),
        ("path=/*", ["GET /pets", "POST /pets", "GET /admin"]),
        ("path=/pets/{id}", ["DELETE /pets/{id}"]),
        ("method=get", ["GET /pets", "GET /admin", "GET /admin/users/{id}"]),
        ("method!=GET", ["POST /pets", "DELETE /pets/{id}"]),
        ("id=pets/*", ALL[:3]),
        ("pets/list", ["GET /pets"]),
        ("deprecated", ["DELETE /pets/{id}"]),
        ("!deprecated & tag=pets", ["GET /pets", "POST /pets"]),
        ("internal", ["DELETE /pets/{id}", "GET /admin"]),
        ("effect=destructive", ["DELETE /pets/{id}"]),
        ("extension=x-mcp-tool", ["GET /admin/users/{id}"]),
        ("GET /pets", ["GET /pets"]),
        ("get /admin/**", ALL[3:]),
        ("* /pets", ["GET /pets", "POST /pets"]),
        ("path=/pets & method=POST", ["POST /pets"]),
    ],
)
def test_a_selector_finds_what_it_says(selector: str, expected: list[str]) -> None:
    found = parsed(selector)
    assert [each.key for each in read(VALUE)[0].operations if found.matches(each)] == expected


@pytest.mark.parametrize("text", ["", " ", "tga=x", "tag=a &", "a\nb", "x" * 500, "& b"])
def test_a_selector_that_means_nothing_is_refused_with_a_hint(text: str) -> None:
    with pytest.raises(SelectorError) as refused:
        parsed(text)
    assert refused.value.hint


@given(st.text(alphabet="ab/*", max_size=12), st.text(alphabet="ab/", max_size=12))
def test_globs_agree_with_a_naive_reading(pattern: str, text: str) -> None:
    def naive(pattern: str, text: str) -> bool:
        if not pattern:
            return not text
        if pattern[:2] == "**":
            return any(naive(pattern[2:], text[at:]) for at in range(len(text) + 1))
        if pattern[0] == "*":
            ends = range(len(text.partition("/")[0]) + 1)
            return any(naive(pattern[1:], text[at:]) for at in ends)
        return bool(text) and text[0] == pattern[0] and naive(pattern[1:], text[1:])

    assert _globbed(pattern, text, segments=True) == naive(pattern, text)


def test_a_glob_of_stars_takes_no_time() -> None:
    assert not _globbed("*a" * 150 + "b", "a" * 2000, segments=False)  # would never end with backtracking


def test_include_takes_any_of_them_and_exclude_wins() -> None:
    settings = Settings(include=filters("tag=pets", "tag=admin"), exclude=filters("deprecated"))
    assert keys(settings) == ["GET /pets", "POST /pets", "GET /admin/users/{id}"]


def test_what_is_left_out_says_by_what() -> None:
    api, _ = read(VALUE, Settings(include=filters("tag=pets"), exclude=filters("deprecated")))
    told = {each.key: each.by for each in api.left_out}
    assert told == {
        "DELETE /pets/{id}": "`--exclude deprecated`",
        "GET /admin": "include",
        "GET /admin/users/{id}": "include",
    }


def test_a_rule_about_an_operation_wins_over_filters() -> None:
    settings = Settings(
        exclude=filters("internal"),
        rules=(rule("GET /admin", included=True), rule("POST /pets", included=False)),
    )
    assert keys(settings) == ["GET /pets", "GET /admin", "GET /admin/users/{id}"]


def test_a_filter_or_rule_without_effect_is_a_warning() -> None:
    settings = Settings(exclude=filters("tag=gone"), rules=(rule("GET /gone", title="x"),))
    assert codes(VALUE, settings) == ["IG522", "IG523"]


def test_filters_that_leave_nothing_are_told() -> None:
    assert codes(VALUE, Settings(exclude=filters("path=/**"))) == ["IG529"]


def test_models_of_what_is_left_out_are_left_out() -> None:
    def answering(name: str) -> dict[str, object]:
        schema = {"$ref": f"#/components/schemas/{name}"}
        return {"200": {"description": "", "content": {"application/json": {"schema": schema}}}}

    schemas = {
        "Pet": {"type": "object", "properties": {"owner": {"$ref": "#/components/schemas/Owner"}}},
        "Owner": {"type": "object", "properties": {"name": {"type": "string"}}},
        "Secret": {"type": "object", "properties": {"key": {"type": "string"}}},
    }
    paths = {
        "/pets": {"get": {"responses": answering("Pet")}},
        "/keys": {"get": {"responses": answering("Secret")}},
    }
    value = document(paths, components={"schemas": schemas})
    plan = plan_of(value, Settings(exclude=filters("path=/keys")))
    assert {name for name, _ in plan.package.models} >= {"Pet", "Owner"}
    assert "Secret" not in {name for name, _ in plan.package.models}
    whole = plan_of(value)
    assert "Secret" in {name for name, _ in whole.package.models}


def test_settings_are_recorded_so_that_a_change_of_them_is_a_change() -> None:
    assert Settings().recorded() == {}
    one = Settings(rules=(rule("GET /pets", title="x"),), exclude=filters("deprecated"))
    other = replace(one, rules=(rule("GET /pets", title="y"),))
    assert one.recorded()["exclude"] == ["deprecated"]
    assert one.recorded() != other.recorded()


def test_webhooks_are_filtered_as_operations_and_callbacks_go_with_theirs() -> None:
    answer = {"responses": {"200": {"description": ""}}}
    callbacks = {"done": {"{$request.query.url}": {"post": answer}}}
    value = document(
        {
            "/a": {"post": operation(tags=["a"], callbacks=callbacks)},
            "/b": {"post": operation(tags=["b"], callbacks=callbacks)},
        },
        webhooks={"born": {"post": {**answer, "tags": ["a"]}}, "died": {"post": {**answer, "tags": ["b"]}}},
    )
    api, diagnostics = read(value, Settings(include=filters("tag=a")))
    assert [each.name for each in api.webhooks] == ["born", "done"]
    assert {each.key: each.by for each in api.left_out if not each.key.startswith("POST")} == {
        "webhook died POST": "include",
        "callback done POST {$request.query.url} of POST /b": "its operation",
    }
    assert len(diagnostics) == 0
    assert len(read(value)[0].webhooks) == 4
