"""Every operation, with the least and the most arguments: what is sent is what the contract says."""

from __future__ import annotations

import os
from contextlib import suppress
from operator import attrgetter

import pytest
from judge import check
from support import CASES, Case, Network, arguments_of, credentials, sent_by_call

import petshop_api


@pytest.mark.parametrize("case", CASES, ids=str)
def test_the_sdk_sends_what_was_asked(case: Case) -> None:
    for given in case.tries:
        check(case, given, sent_by_call(case, given))


@pytest.mark.parametrize("case", [case for case in CASES if case.tries and case.server], ids=str)
def test_the_documented_server_is_asked(case: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [name for name in os.environ if name.endswith("_BASE_URL")]:
        monkeypatch.delenv(name)
    network = Network(status=204)
    with (
        petshop_api.Client(transport=network, max_retries=0, **credentials()) as client,
        suppress(petshop_api.APIError),
    ):
        attrgetter(case.call)(client)(**arguments_of(case, case.tries[0]))
    assert str(network.sent[0].url).startswith(case.server.rstrip("/") + "/")
