"""`oauth.json`: every fact with its source, the document's or the registry's."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from integen.freshness import Options
from integen.pipeline import generate
from integen.providers.provider import Provider
from integen.providers.registry import PROVIDERS, provider_of, retirement
from integen.providers.sources import SOURCES
from integen.source.reading import Reading


def record(tmp_path: Path, schemes: dict[str, Any], paths: dict[str, Any] | None = None, **more: Any) -> Any:
    """Generate and return `oauth.json`, None where there is none."""
    document = {
        "openapi": "3.1.0",
        "info": {"title": "Shop", "version": "1"},
        "paths": paths or {"/things": {"get": {"responses": {"200": {"description": "ok"}}}}},
        "components": {"securitySchemes": schemes},
        **more,
    }
    spec = tmp_path / "shop.json"
    spec.write_text(json.dumps(document))
    generate(Options(spec=str(spec), output=tmp_path / "out", targets=("mcp", "oauth")))
    file = tmp_path / "out" / "shop" / "oauth.json"
    return json.loads(file.read_text()) if file.exists() else None


def oauth(kind: str = "authorizationCode", **flow: Any) -> dict[str, Any]:
    return {"type": "oauth2", "flows": {kind: {"scopes": {"read": "To read", "write": "To write"}, **flow}}}


def get(*security: dict[str, list[str]]) -> dict[str, Any]:
    return {"get": {"security": list(security), "responses": {"200": {"description": "ok"}}}}


def test_facts_of_the_document_name_their_place(tmp_path: Path) -> None:
    urls = {"authorizationUrl": "https://id.shop.example/a", "tokenUrl": "https://id.shop.example/t"}
    found = record(tmp_path, {"login": oauth(**urls, refreshUrl="https://id.shop.example/r")})
    place = "#/components/securitySchemes/login/flows/authorizationCode"
    assert found["schemes"]["login"]["flows"] == [
        {
            "kind": "authorizationCode",
            "source": place,
            "authorization_url": {"value": urls["authorizationUrl"], "source": f"{place}/authorizationUrl"},
            "token_url": {"value": urls["tokenUrl"], "source": f"{place}/tokenUrl"},
            "refresh_url": {"value": "https://id.shop.example/r", "source": f"{place}/refreshUrl"},
            "scopes": ["read", "write"],
        }
    ]
    assert found["grants"]["login"]["scopes"]["read"] == {
        "description": "To read",
        "source": f"{place}/scopes/read",
    }
    assert found["grants"]["login"]["provider"] is None


def test_what_operations_need_is_an_or_of_ands(tmp_path: Path) -> None:
    paths = {
        "/a": get({"login": ["read"], "key": []}, {"login": ["write"]}),
        "/b": get({}),
        "/c": {"get": {"responses": {"200": {"description": "ok"}}}},
    }
    schemes = {
        "login": oauth(tokenUrl="https://x.example/t"),
        "key": {"type": "apiKey", "in": "header", "name": "K"},
    }
    found = record(tmp_path, schemes, paths)["operations"]
    assert found["GET /a"]["any_of"] == [{"login": ["read"], "key": []}, {"login": ["write"]}]
    assert found["GET /a"]["source"] == "#/paths/~1a/get"
    assert found["GET /b"]["any_of"] == [{}]
    assert "any_of" not in found["GET /c"]


def test_a_retired_url_is_replaced_and_kept_as_a_note(tmp_path: Path) -> None:
    old = "https://accounts.google.com/o/oauth2/token"
    urls = {"authorizationUrl": "https://accounts.google.com/o/oauth2/auth", "tokenUrl": old}
    (flow,) = record(tmp_path, {"Oauth2c": oauth(**urls)})["schemes"]["Oauth2c"]["flows"]
    assert flow["token_url"]["value"] == "https://oauth2.googleapis.com/token"
    assert flow["token_url"]["source"] == "registry:google"
    assert flow["token_url"]["instead_of"]["value"] == old
    assert "replaced" in flow["token_url"]["instead_of"]["reason"]


def test_a_document_with_the_implicit_flow_only_gets_a_safe_one(tmp_path: Path) -> None:
    scheme = oauth("implicit", authorizationUrl="https://slack.com/oauth/v2/authorize")
    found = record(tmp_path, {"slack": scheme})["schemes"]["slack"]["flows"]
    assert [flow["kind"] for flow in found] == ["implicit", "authorizationCode"]
    assert found[1]["source"] == "registry:slack"
    assert found[1]["token_url"]["value"] == "https://slack.com/api/oauth.v2.access"
    assert found[1]["scopes"] == ["read", "write"]


def test_schemes_of_one_provider_are_one_grant(tmp_path: Path) -> None:
    google = "https://accounts.google.com/o/oauth2/v2/auth"
    schemes = {
        "Oauth2": oauth("implicit", authorizationUrl=google),
        "Oauth2c": oauth(authorizationUrl=google, tokenUrl="https://oauth2.googleapis.com/token"),
        "mine": oauth(authorizationUrl="https://id.example/a", tokenUrl="https://id.example/t"),
    }
    grants = record(tmp_path, schemes)["grants"]
    assert {key: grant["schemes"] for key, grant in grants.items()} == {
        "google": ["Oauth2", "Oauth2c"],
        "mine": ["mine"],
    }


def test_implied_scopes_come_from_the_registry(tmp_path: Path) -> None:
    flow = {
        "authorizationUrl": "https://github.com/login/oauth/authorize",
        "tokenUrl": "https://github.com/login/oauth/access_token",
        "scopes": {"admin:org": "", "read:org": "", "write:org": "", "gist": ""},
    }
    found = record(tmp_path, {"login": oauth(**flow)})
    scopes = found["grants"]["github"]["scopes"]
    assert scopes["admin:org"]["implies"] == {"value": ["write:org", "read:org"], "source": "registry:github"}
    assert "implies" not in scopes["gist"]
    assert found["providers"]["github"]["as_of"] == "2026-11-20"


def test_a_scope_that_no_flow_declares_is_told_apart(tmp_path: Path) -> None:
    found = record(
        tmp_path, {"login": oauth(tokenUrl="https://x.example/t")}, {"/a": get({"login": ["admin"]})}
    )
    assert found["grants"]["login"]["scopes"]["admin"]["declared"] is False


def test_swagger_names_the_place_where_its_flow_stands(tmp_path: Path) -> None:
    spec = tmp_path / "old.json"
    scheme = {"type": "oauth2", "flow": "accessCode", "tokenUrl": "https://x.example/t", "scopes": {"a": "A"}}
    paths = {"/a": {"get": {"responses": {"200": {"description": "ok"}}}}}
    head = {"swagger": "2.0", "info": {"title": "Old", "version": "1"}, "host": "x.example"}
    spec.write_text(json.dumps({**head, "paths": paths, "securityDefinitions": {"s": scheme}}))
    generate(Options(spec=str(spec), output=tmp_path / "out", targets=("mcp", "oauth")))
    found = json.loads((tmp_path / "out" / "old" / "oauth.json").read_text())
    assert found["schemes"]["s"]["flows"][0]["token_url"]["source"] == "#/securityDefinitions/s/tokenUrl"
    assert found["grants"]["s"]["scopes"]["a"]["source"] == "#/securityDefinitions/s/scopes/a"


def test_an_api_without_oauth_has_no_such_file(tmp_path: Path) -> None:
    assert record(tmp_path, {"key": {"type": "apiKey", "in": "header", "name": "K"}}) is None


def test_hostile_text_stays_text(tmp_path: Path) -> None:
    nasty = 'a"\n\u202e\u0000</script>'
    scheme = {
        "type": "oauth2",
        "flows": {
            "authorizationCode": {"authorizationUrl": "http://[", "tokenUrl": nasty, "scopes": {nasty: nasty}}
        },
    }
    found = record(tmp_path, {nasty: scheme}, {"/a": get({nasty: [nasty]})})
    (grant,) = found["grants"].values()
    assert all("\u202e" not in scope and "\n" not in scope for scope in grant["scopes"])


def test_scopes_that_somebody_decided_on_say_who(tmp_path: Path) -> None:
    decided = {"x-mcp": {"scopes": ["things"]}}
    paths = {
        "/a": {"get": {**decided, "security": [{"login": ["read"], "key": []}], "responses": {"200": {}}}},
        "/b": {"get": {**decided, "responses": {"200": {}}}},
    }
    key = {"type": "apiKey", "in": "header", "name": "K"}
    found = record(tmp_path, {"login": oauth(tokenUrl="https://x.example/t"), "key": key}, paths)
    assert found["operations"]["GET /a"]["any_of"] == [{"login": ["things"], "key": []}]
    assert found["operations"]["GET /b"]["any_of"] == [{"login": ["things"]}]
    assert found["operations"]["GET /a"]["decided_by"] == ["x-mcp"]
    assert found["grants"]["login"]["scopes"]["things"]["declared"] is False


def test_what_an_overlay_says_names_the_overlay(tmp_path: Path) -> None:
    spec, overlay = tmp_path / "shop.json", tmp_path / "fix.overlay.json"
    scheme = oauth(authorizationUrl="https://id.example/a", tokenUrl="https://old.example/t")
    paths = {"/a": {"get": {"responses": {"200": {"description": "ok"}}}}}
    head = {"openapi": "3.1.0", "info": {"title": "Shop", "version": "1"}, "paths": paths}
    spec.write_text(json.dumps({**head, "components": {"securitySchemes": {"login": scheme}}}))
    target = "$.components.securitySchemes.login.flows.authorizationCode"
    action = {"target": target, "update": {"tokenUrl": "https://id.example/t"}}
    overlay.write_text(
        json.dumps({"overlay": "1.0.0", "info": {"title": "Fix", "version": "1"}, "actions": [action]})
    )
    reading = Reading(overlays=(str(overlay),))
    generate(Options(spec=str(spec), output=tmp_path / "out", targets=("mcp", "oauth"), reading=reading))
    text = (tmp_path / "out" / "shop" / "oauth.json").read_text()
    (flow,) = json.loads(text)["schemes"]["login"]["flows"]
    assert flow["token_url"]["value"] == "https://id.example/t"
    assert flow["token_url"]["source"].endswith("fix.overlay.json#/actions/0/update/tokenUrl")
    assert flow["authorization_url"]["source"].startswith("#/components/")
    assert str(tmp_path) not in text


# The registry


@pytest.mark.parametrize("provider", PROVIDERS.values(), ids=lambda provider: provider.key)
def test_every_fact_has_a_source_that_is_known(provider: Provider) -> None:
    for fact in (*provider.facts.values(), *provider.notes, *provider.retired.values()):
        assert fact.sources
        assert set(fact.sources) <= set(SOURCES)
    assert len(provider.as_of) == len("2026-11-20")
    assert {"authorization_url", "token_url"} <= set(provider.facts)


@pytest.mark.parametrize("provider", PROVIDERS.values(), ids=lambda provider: provider.key)
def test_no_present_url_is_among_the_retired(provider: Provider) -> None:
    for name in ("authorization_url", "token_url"):
        assert retirement(provider, str(provider.facts[name].value)) is None
        assert str(provider.facts[name].value).startswith("https://")


@pytest.mark.parametrize("provider", PROVIDERS.values(), ids=lambda provider: provider.key)
def test_a_provider_is_found_by_its_own_urls(provider: Provider) -> None:
    filled = {"{shop}": "x", "{host}": provider.hosts[0], "{tenant}": "common"}
    for name in ("authorization_url", "token_url"):
        url = str(provider.facts[name].value)
        for variable, value in filled.items():
            url = url.replace(variable, value)
        assert provider_of([url]) is provider


def test_every_source_is_cited() -> None:
    cited = {
        source
        for provider in PROVIDERS.values()
        for fact in (*provider.facts.values(), *provider.notes)
        for source in fact.sources
    }
    implied = {
        source for provider in PROVIDERS.values() if provider.implied for source in provider.implied.sources
    }
    assert set(SOURCES) == cited | implied


def test_a_host_that_only_looks_like_a_provider_is_none() -> None:
    for url in (
        "https://github.com.evil.example/login",
        "https://evil.example/github.com",
        "https://notgithub.com/login",
        "ftp://github.com/x",
        "http://[",
        "",
        "/relative",
    ):
        assert provider_of([url]) is None
