"""Documents that are too deep, too wide, growing, broken or no documents end in a result or a diagnostic."""

from __future__ import annotations

import pytest

from .conftest import Tried
from .shapes import SHAPES

MEGABYTES = 1_500


@pytest.mark.parametrize("case", SHAPES)
def test_a_document_ends_in_a_result_or_a_diagnostic_within_bounds(tried: Tried, case: str) -> None:
    given = SHAPES[case]
    report = tried({given.name: given.text, **given.files}, given.name, cpu=given.cpu)
    assert report["ended"] == 0, report
    assert report["failed"] is None, report["failed"]
    assert "Traceback" not in report["told"]
    assert report["violations"] == []
    assert report["problems"] == []
    assert report["exit"] in (0, 1), report["told"]
    assert (report["operations"] is not None) == given.generated, report
    if "*" in given.codes:
        assert report["codes"]
    elif given.codes:
        assert set(given.codes) & set(report["codes"]), report["codes"]
    assert report["megabytes"] < MEGABYTES
