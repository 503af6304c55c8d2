"""Every operation, with the least and the most arguments: what is sent is what the contract says."""

from __future__ import annotations

import os
from contextlib import suppress
from operator import attrgetter

import pytest
from cases import CASES, Case, arguments_of
from clients import CLIENTS, client_of, sent_by
from judge import check
from support import Network

import weather_api


@pytest.mark.parametrize("case", CASES, ids=str)
def test_the_sdk_sends_what_was_asked(case: Case) -> None:
    for tried in case.tries:
        for how in CLIENTS.values():
            check(case, tried, tried.given, sent_by(how, case, tried.given))


@pytest.mark.parametrize("case", [case for case in CASES if case.tries and case.server], ids=str)
def test_the_documented_server_is_asked(case: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [name for name in os.environ if name.endswith("_BASE_URL")]:
        monkeypatch.delenv(name)
    network = Network(status=204)
    client = client_of(weather_api.Client, network, base_url=None)
    with suppress(weather_api.APIError):
        attrgetter(case.call)(client)(**arguments_of(case, case.least))
    assert str(network.sent[0].url).startswith(case.server.rstrip("/") + "/")
