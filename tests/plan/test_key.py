"""The key of an integration where the user gave none."""

from __future__ import annotations

import pytest

from integen.plan.key import key_from_location, key_from_title


@pytest.mark.parametrize(
    ("location", "key"),
    [
        ("specs/github.yaml", "github"),
        ("C:\\specs\\GitHub.openapi.json", "github"),
        ("https://raw.example.com/x/stripe.json?token=secret", "stripe"),
        ("https://api.petstore.io/v3/openapi.json", "petstore"),
        ("google calendar.v3.yml", "google-calendar"),
        ("../../../etc", "etc"),
        ("openapi.yaml", None),
        ("swagger.json", None),
        ("-", None),
    ],
)
def test_a_location_tells_the_key_or_nothing(location: str, key: str | None) -> None:
    assert key_from_location(location) == key


@pytest.mark.parametrize(
    ("title", "key"),
    [
        ("GitHub v3 REST API", "github"),
        ("My very long title of things", "my-very-long"),
        ("2captcha", "api-2captcha"),
        ("API", "api"),
        ("", "api"),
    ],
)
def test_a_title_gives_a_key_in_any_case(title: str, key: str) -> None:
    assert key_from_title(title) == key
