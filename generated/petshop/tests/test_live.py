"""Asks the real API, only with `INTEGEN_TEST_LIVE` set (`integen test KEY --live`): reads that need no arguments."""

from __future__ import annotations

import os
from operator import attrgetter

import pytest
from cases import CASES, Case

import petshop_api

LIVE = bool(os.environ.get("INTEGEN_TEST_LIVE"))
SAFE = [
    case
    for case in CASES
    if case.reads and not case.required and case.key.startswith(("GET ", "HEAD "))
]


@pytest.mark.skipif(not LIVE, reason="asks the real API")
@pytest.mark.parametrize("case", SAFE, ids=str)
def test_the_real_api_answers_what_it_documents(case: Case) -> None:
    with petshop_api.Client() as client:
        try:
            answer = petshop_api.raw_response(attrgetter(case.call)(client))()
        except (petshop_api.AuthenticationError, petshop_api.PermissionDeniedError) as error:
            pytest.skip(f"these credentials do not do: {error.status_code}")
        except petshop_api.APIError as error:
            pytest.fail(str(error), pytrace=False)  # a traceback could show what is secret
        wrong = [str(each) for each in answer.mismatches]
    if wrong:
        pytest.fail(f"the answer is not what is documented: {'; '.join(wrong[:5])}", pytrace=False)
