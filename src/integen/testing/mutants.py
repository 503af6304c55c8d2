"""Wrong packages: each mutant is the package with one piece of one file replaced.

Only what somebody could notice is broken: a style changes where there is a list or an object to write, values
are swapped where the cases give them different ones.
"""

from __future__ import annotations

import json
import random
import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

from integen.testing.catalog_mutants import of_integration, of_operation, of_tool
from integen.testing.source_mutants import of_module


@dataclass(frozen=True, slots=True, kw_only=True)
class Mutant:
    kind: str
    operation: str
    """The key of the operation whose tests should notice."""
    changed: str
    """What was changed, for people."""
    file: str
    """Inside the folder of the package; empty where `text` is Python to run in it."""
    start: int
    """Byte offset of what is replaced."""
    end: int
    text: bytes


def chosen(directory: Path, module: str, count: int, seed: int) -> list[Mutant]:
    """Return `count` mutants, or all there are; each kind has its turn, so that rare ones are tried too."""
    kinds: dict[str, list[Mutant]] = defaultdict(list)
    for mutant in mutants(directory, module):
        kinds[mutant.kind].append(mutant)
    chance = random.Random(seed)
    for members in kinds.values():
        chance.shuffle(members)
    found: list[Mutant] = []
    while len(found) < count and any(kinds.values()):
        found += [members.pop() for _, members in sorted(kinds.items()) if members]
    return found[:count]


def mutants(directory: Path, module: str) -> Iterator[Mutant]:
    """Yield every mutant of a package. Methods and paths are made wrong in memory: they name operations."""
    cases = {case["key"]: case for case in _lines(directory / "tests" / "cases.jsonl") if case["tries"]}
    for key in cases:
        for kind, other in _addresses(key):
            text = _ADDRESSED.format(module=module, key=key, other=other).encode()
            yield Mutant(
                kind=kind, operation=key, changed=f"{other} is asked", file="", start=0, end=0, text=text
            )
    yield from _of_catalog(directory, f"{module}/catalog.json", cases)
    for path in sorted((directory / module / "resources").glob("[!_]*.py")):
        file = path.relative_to(directory).as_posix()
        for key, kind, changed, start, end, text in of_module(path.read_bytes(), cases):
            yield Mutant(
                kind=kind, operation=key, changed=changed, file=file, start=start, end=end, text=text
            )


_ADDRESSED = """\
from {module}._kit import records
_plain = records.Operation.from_json.__func__
def _other(cls, key, record):
    return _plain(cls, {other!r} if key == {key!r} else key, record)
records.Operation.from_json = classmethod(_other)
"""


def _addresses(key: str) -> Iterator[tuple[str, str]]:
    method, _, path = key.partition(" ")
    yield "method", f"{'PUT' if method == 'POST' else 'POST'} {path}"
    if method != "DELETE":
        yield "method", f"DELETE {path}"
    yield "path", f"{method} {path}/x"
    head = path.rpartition("/")[0]
    if head:
        yield "path", f"{method} {head}"
    names = re.findall(r"{[^{}]+}", path)
    for one, other in pairwise(names):
        swapped = path.replace(one, "\0").replace(other, one).replace("\0", other)
        yield "path", f"{method} {swapped}"


def _lines(path: Path) -> Iterator[Any]:
    with path.open(encoding="utf-8") as file:
        yield from map(json.loads, file)


def _of_catalog(directory: Path, file: str, cases: dict[str, Any]) -> Iterator[Mutant]:
    """The records stand on lines of their own (`kit/catalog.py`)."""
    data = (directory / file).read_bytes()
    header = json.loads(data)
    records, integration = header["operations"], header["integration"]

    def mutant(key: str, kind: str, changed: str, line: tuple[int, int], record: Any) -> Mutant:
        start, end = line
        text = json.dumps(record, ensure_ascii=False).encode()
        return Mutant(kind=kind, operation=key, changed=changed, file=file, start=start, end=end, text=text)

    whole = _line(data, b'"integration":', 0)
    for key, kind, changed, record in of_integration(integration, records, cases):
        yield mutant(key, kind, changed, whole, record)
    at = data.index(b'\n"operations":{\n')
    for key in (key for key in cases if key in records):
        line = _line(data, json.dumps(key, ensure_ascii=False).encode() + b":", at)
        for kind, changed, record in of_operation(records[key], cases[key], integration):
            yield mutant(key, kind, changed, line, record)
    at = data.index(b'\n"tools":[\n')
    tools = {case["tool"]: key for key, case in cases.items() if "tool" in case}
    for tool in header["tools"]:
        if tool["name"] in tools:
            key, start = (
                tools[tool["name"]],
                data.index(b'\n{"name":' + json.dumps(tool["name"]).encode(), at),
            )
            for kind, changed, record in of_tool(tool, cases[key]):
                yield mutant(key, kind, changed, _line(data, b"", start), record)


def _line(data: bytes, name: bytes, at: int) -> tuple[int, int]:
    """Return where the record of a name begins and ends, which has a line of its own after `at`."""
    start = data.index(b"\n" + name, at) + 1 + len(name)
    end = data.index(b"\n", start)
    return start, end - 1 if data[end - 1 : end] == b"," else end
