"""What callers pass to authenticate: an argument and an environment variable for each secret."""

from __future__ import annotations

import inspect
from typing import Any

from tests.plan.plans import document, operation, plan_of

from integen.kit.client import AsyncClient, SyncClient
from integen.kit.options import ClientSettings
from integen.plan.records import _CLIENT_ARGUMENTS


def arguments(**schemes: Any) -> dict[str, list[str]]:
    """Return `{scheme: its arguments}` as the catalog has them."""
    found = plan_of(document({"/x": {"get": operation()}}, securitySchemes=schemes)).catalog.integration
    return {name: record["args"] for name, record in found["schemes"].items()}


def key(name: str = "X-Key") -> dict[str, str]:
    return {"type": "apiKey", "in": "header", "name": name}


BEARER = {"type": "http", "scheme": "bearer"}
BASIC = {"type": "http", "scheme": "Basic"}
OAUTH = {"type": "oauth2", "flows": {}}


def test_a_document_without_schemes_gets_an_optional_token() -> None:
    assert arguments() == {"bearer": ["token"]}


def test_the_only_key_is_called_so_and_tokens_are_one() -> None:
    assert arguments(weird=key(), one=BEARER, two=OAUTH, three=BASIC) == {
        "weird": ["api_key"],
        "one": ["token"],
        "two": ["token"],
        "three": ["username", "password"],
    }


def test_several_keys_are_told_apart_even_if_their_names_are_alike() -> None:
    assert arguments(**{"X-Key": key(), "x_key": key("B"), "X Key": key("C")}) == {
        "X-Key": ["x_key"],
        "x_key": ["x_key_key"],
        "X Key": ["x_key_2"],
    }


def test_no_key_is_called_like_an_argument_that_clients_have() -> None:
    names = ["timeout", "auth", "self", "token", "base_url", "class"]
    found = arguments(**{name: key() for name in names}, bearer=BEARER)
    assert [found[name] for name in names] == [
        ["timeout_key"],
        ["auth_key"],
        ["self_key"],
        ["token_key"],
        ["base_url_key"],
        ["class_"],
    ]


def test_every_argument_of_a_client_is_known_to_be_taken() -> None:
    for client in (SyncClient, AsyncClient):
        named = inspect.signature(client.__init__).parameters.keys() - {"credentials", "settings"}
        own = named | ClientSettings.__annotations__.keys()
        assert own - _CLIENT_ARGUMENTS == set()


def test_a_variable_of_the_environment_carries_the_name_of_the_integration() -> None:
    found = plan_of(document({"/x": {"get": operation()}}, securitySchemes={"k": key()}), "my-pets")
    assert found.catalog.integration["schemes"]["k"]["env"] == ["MY_PETS_API_KEY"]


def test_what_most_operations_need_is_said_once() -> None:
    paths = {
        f"/{index}": {"get": operation(security=[{"k": []}] if index else [{"b": []}, {}])}
        for index in range(3)
    }
    catalog = plan_of(document(paths, securitySchemes={"k": key(), "b": BEARER})).catalog
    assert catalog.integration["security"] == [{"k": []}]
    assert "security" not in catalog.operations["GET /1"]
    assert catalog.operations["GET /0"]["security"] == [{"b": []}, {}]
