"""Every row of the tables of `tests/wire` again, through the TypeScript client in Node."""

from __future__ import annotations

import base64
import json
import mimetypes
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from uuid import UUID

import pytest
from tests.wire import answer_rows, xml_rows
from tests.wire.document import Document
from tests.wire.row import NOTHING, Reply, Row
from tests.wire.test_wire import ROWS, _sent
from tests.wire.upstream import Received, Upstream, listening

from integen.kit.catalog import Catalog
from integen.kit.records import Operation
from integen.pipeline import Options, generate

from .conftest import COMPILER, NODE, WHY, TypeScript

pytestmark = pytest.mark.xdist_group("typescript-wire")

_DRIVER = """
const real = (index) => async (request) => {
  const marked = new Request(request);
  marked.headers.set("x-row", String(index));
  return fetch(marked);
};
const revived = (value) => {
  if (Array.isArray(value)) return value.map(revived);
  if (value === null || typeof value !== "object") return value;
  if ("$file" in value) {
    const [name, content, type] = value.$file;
    return new File([revived(content)], name, { type });
  }
  if ("$bytes" in value) return new Blob([Buffer.from(value.$bytes, "base64")]);
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, revived(item)]));
};
const plain = async (value) => {
  if (value instanceof Blob) return { $bytes: Buffer.from(await value.arrayBuffer()).toString("base64") };
  if (typeof value !== "object" || value === null || !(Symbol.asyncIterator in value)) return value;
  const items = [];
  for await (const item of value) items.push(item);
  return items;
};
const { rows } = await import("./rows.mjs");
const outcomes = [];
for (const [index, row] of rows.entries()) {
  try {
    const client = lib.createClient({ ...row.client, fetch: real(index) });
    const answer = await client[row.group][row.method](revived(row.arguments), row.options);
    outcomes.push({ ok: answer.ok, status: answer.status, value: (await plain(answer.data)) ?? null });
  } catch (error) {
    outcomes.push({ error: error.name, message: `${error.message} ${error.cause ?? ""}` });
  }
}
return outcomes;
"""


class _Rows(Upstream):
    """Answers each request with the reply of the row that it names."""

    def __init__(self) -> None:
        super().__init__()
        self.by_row: dict[int, list[Received]] = {}

    @property
    def reply(self) -> Reply:
        latest = self.received[-1]
        index = int(latest.header("x-row") or 0)
        self.by_row.setdefault(index, []).append(latest)
        return ROWS[index].reply

    @reply.setter
    def reply(self, value: Reply) -> None:
        assert value is NOTHING


@dataclass(frozen=True)
class Outcome:
    told: dict[str, Any]
    received: list[Received] = field(default_factory=list)


@pytest.fixture(scope="module")
def outcomes(tmp_path_factory: pytest.TempPathFactory) -> Iterator[list[Outcome]]:
    if NODE is None or COMPILER is None:
        pytest.skip(WHY)
    folder = tmp_path_factory.mktemp("typescript-wire")
    document = Document(ROWS, xml_rows.SCHEMAS | answer_rows.SCHEMAS)
    upstream = _Rows()
    with listening(upstream):
        spec = folder / "wire.json"
        spec.write_text(document.text(upstream.url))
        made = generate(
            Options(spec=str(spec), name="wire", output=folder, targets=("python", "typescript"))
        ).directory
        catalog = Catalog(made / "wire_api" / "catalog.json")
        package = TypeScript(made / "typescript")
        calls = [_call(row, catalog.operation(document.key(row))) for row in ROWS]
        (package.folder / "rows.mjs").write_text(f"export const rows = {json.dumps(calls)};")
        told = package.run(_DRIVER)
        yield [Outcome(item, upstream.by_row.get(index, [])) for index, item in enumerate(told)]


def _call(row: Row, operation: Operation) -> dict[str, Any]:
    names = {parameter.name: parameter.arg for parameter in operation.parameters}
    if operation.body is not None:
        names |= {wire: arg for arg, wire in operation.body.fields.items()}
    auth = {name: value for name, value in row.client.items() if name not in _CLIENT}
    settings = {_CLIENT[name]: value for name, value in row.client.items() if name in _CLIENT}
    return {
        "group": operation.resource,
        "method": operation.name,
        "arguments": {names.get(name, name): _json(value) for name, value in row.arguments.items()},
        "client": {**settings, "auth": auth},
        "options": {_OPTIONS.get(name, name): value for name, value in row.options.items()},
    }


_CLIENT = {
    "base_url": "baseUrl",
    "server": "server",
    "server_variables": "serverVariables",
    "headers": "headers",
}
_OPTIONS = {"content_type": "contentType"}


def _json(value: Any) -> Any:
    if isinstance(value, bytes):
        return {"$bytes": base64.b64encode(value).decode()}
    if isinstance(value, datetime):
        return value.isoformat().replace("+00:00", "Z")
    if isinstance(value, date | UUID):
        return str(value)
    if isinstance(value, tuple):
        name, content, *kind = value
        return {"$file": [name, _json(content), kind[0] if kind else mimetypes.guess_type(name)[0] or ""]}
    if isinstance(value, list):
        return [_json(item) for item in value]
    if isinstance(value, dict):
        return {name: _json(item) for name, item in value.items()}
    return value if isinstance(value, str | int | float | None) else str(value)


_OTHERWISE = {
    "the compiler refuses arguments that there are not": ("an unknown argument", "readOnly is no argument"),
    "numbers have 53 bits": ("a large integer", "JSON body: large integer"),
    "JavaScript has its own text of a number": ("a float without a fraction", "a small number"),
    "fetch refuses them": ("method trace", "method get with a body"),
    "the URL standard encodes the apostrophe": ("allowReserved: reserved characters pass",),
    "what is not promised is delivered too": ("no content declared, JSON came", "any type, text came"),
    "platforms write UTF-8 only": ("body: text in UTF-16",),
    "`latin-1` is no name of the Encoding standard": ("JSON in Latin-1",),
    "base64 is given as its text": ("bytes as text",),
    "XML is given and read as its text": ("XML",),
}
"""Why a client in TypeScript does otherwise, and what the rules of those rows have in them."""

_SAME = [
    index
    for index, row in enumerate(ROWS)
    if "sync" in row.channels and not any(part in row.rule for parts in _OTHERWISE.values() for part in parts)
]


def test_most_rules_hold_here_too() -> None:
    assert len(_SAME) > 400


@pytest.mark.parametrize("index", _SAME, ids=[ROWS[index].rule for index in _SAME])
def test_the_client_sends_what_the_standard_says(index: int, outcomes: list[Outcome]) -> None:
    row, outcome = ROWS[index], outcomes[index]
    if row.refused is not None:
        assert outcome.received == []
        assert outcome.told.get("error") == "ArgumentError", outcome.told
        return
    assert len(outcome.received) == 1, outcome.told
    _sent(row, outcome.received[0])
    if row.value is not ... and row.raised is None:
        assert outcome.told["value"] == _json(row.value)
    if row.raised is not None and outcome.told.get("ok"):
        raise AssertionError(outcome.told)
