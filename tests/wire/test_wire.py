"""Every row of the tables, through every way of making a call, against a server that keeps raw bytes."""

from __future__ import annotations

import importlib
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from integen.pipeline import Options, generate

from . import answer_rows, body_rows, parameter_rows, path_rows, security_rows, style_rows, xml_rows
from .channels import Outcome, Outcomes, Package, run
from .document import Document
from .row import Row
from .upstream import Received, listening

TABLES = (style_rows, parameter_rows, path_rows, body_rows, xml_rows, answer_rows, security_rows)
ROWS: list[Row] = [row for table in TABLES for row in table.ROWS]

pytestmark = pytest.mark.xdist_group("wire")


@pytest.fixture(scope="session")
def outcomes(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Outcomes]:
    folder = tmp_path_factory.mktemp("wire")
    document = Document(ROWS, xml_rows.SCHEMAS | answer_rows.SCHEMAS)
    with listening() as upstream:
        spec = folder / "wire.json"
        spec.write_text(document.text(upstream.url))
        result = generate(Options(spec=str(spec), name="wire", output=folder))
        assert result.skipped == 0
        sys.path.insert(0, str(result.directory))
        importlib.invalidate_caches()
        module, server = importlib.import_module("wire_api"), importlib.import_module("wire_api.server")
        yield run(Package(module, server, document, upstream), ROWS)


CASES = [(index, channel) for index, row in enumerate(ROWS) for channel in row.channels]


@pytest.mark.parametrize(
    ("index", "channel"), CASES, ids=[f"{channel}: {ROWS[index].rule}" for index, channel in CASES]
)
def test_what_is_sent_and_returned_is_what_the_standard_says(
    index: int, channel: str, outcomes: Outcomes
) -> None:
    row, outcome = ROWS[index], outcomes[index, channel]
    if row.refused is not None:
        assert outcome.received == ()
        assert row.refused in (_text(outcome) if channel == "mcp" else str(outcome.error))
        return
    if outcome.error is not None and row.raised is None:
        raise outcome.error
    assert len(outcome.received) == 1, _text(outcome) if channel == "mcp" else outcome
    _sent(row, outcome.received[0])
    if channel == "mcp":
        _shown(row, outcome)
    else:
        _returned(row, outcome)


def _sent(row: Row, received: Received) -> None:
    method = row.method.upper() if row.method.islower() else row.method
    assert received.method == method
    assert re.sub(r"^/r\d+", "", received.target) == row.target
    for name, value in row.headers.items():
        came = received.header(name)
        boundary = re.search(r"boundary=([^;]+)", came or "")
        assert (came.replace(boundary[1], "BOUNDARY") if came and boundary else came) == value, name
    if row.body is not None:
        assert _unbounded(received) == row.body


def _unbounded(received: Received) -> bytes:
    boundary = re.search(r"boundary=([^;]+)", received.header("content-type") or "")
    return received.body.replace(boundary[1].encode(), b"BOUNDARY") if boundary else received.body


def _returned(row: Row, outcome: Outcome) -> None:
    if row.raised is not None:
        name, _, part = row.raised.partition(":")
        assert type(outcome.error).__name__ == name
        assert part.strip() in str(outcome.error)
    elif row.value is not ...:
        assert _plain(outcome.value) == row.value


def _plain(value: Any) -> Any:
    if isinstance(value, list):
        return [_plain(item) for item in value]
    if isinstance(value, dict):
        return {name: _plain(item) for name, item in value.items()}
    return value.to_dict() if hasattr(value, "to_dict") else value


def _text(outcome: Outcome) -> str:
    block = outcome.value.content[0]
    return str(getattr(block, "text", None) or getattr(block, "data", None) or block)


def _shown(row: Row, outcome: Outcome) -> None:
    if row.text is not None:
        assert _text(outcome) == row.text
    assert outcome.value.is_error == (row.raised is not None)


def test_the_tables_are_as_large_as_promised_and_every_rule_stands_once() -> None:
    rules = [row.rule for row in ROWS]
    assert len(set(rules)) == len(rules) >= 400


def test_the_tables_belong_to_the_tests_of_this_folder() -> None:
    assert {path.stem for path in Path(__file__).parent.glob("*_rows.py")} == {
        table.__name__.rpartition(".")[2] for table in TABLES
    }
