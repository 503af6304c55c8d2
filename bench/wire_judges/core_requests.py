"""Builds requests for sampled operations, and asks openapi-core, in an environment of its own, about each."""

from __future__ import annotations

import argparse
import base64
import hashlib
import json
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from httpx2 import Request

from integen.diagnostics.diagnostic import Diagnostics, DocumentError
from integen.ir.api import Api, Media, Operation
from integen.kit.build import Arguments, build
from integen.kit.errors import ArgumentError
from integen.kit.omit import OMIT
from integen.kit.records import Operation as Record
from integen.lower.api import lower
from integen.naming.legal import Key
from integen.plan.content import schema_of
from integen.plan.names import Names
from integen.plan.operation import plan_operations
from integen.plan.records import answer_types, operation_record, plan_security
from integen.source.sources import Sources
from wire_judges import core_report
from wire_judges.core_arguments import Unmakable, Values

CORPUS = Path.home() / ".cache" / "integen-corpus"
SETS = ("named", "dev")
OPERATIONS = {"named": 25, "dev": 6}
KEPT = Path(__file__).resolve().parents[1] / ".work" / "openapi-core-verdicts"
PATIENCE = 150
"""CPU seconds of the judge for one document: how busy the machine is has no say in a verdict."""
HOST = "https://judge.example"


def main() -> None:
    given = _arguments()
    scores: list[core_report.Score] = []
    for name, path in _documents(given):
        count = given.operations or OPERATIONS[name]
        verdict = _verdict(given.judge, path, count, again=given.again)
        score = core_report.scored(name, path, verdict)
        print(score.line, file=sys.stderr, flush=True)
        for disagreement in score.disagreements:
            print(f"    {disagreement}", file=sys.stderr)
        scores.append(score)
    section = core_report.report(scores)
    print(section)
    if given.write:
        core_report.write(section)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--judge", required=True, help="the Python that has openapi-core")
    parser.add_argument("--operations", type=int, help="sampled from each document; 25 (named), 6 (dev)")
    parser.add_argument("--only", choices=SETS, help="one set of documents; both by default")
    parser.add_argument("--again", action="store_true", help="forget what an earlier run found")
    parser.add_argument("--write", action="store_true", help="write the scores into docs/wire-conformance.md")
    parser.add_argument("documents", nargs="*", type=Path)
    return parser.parse_args()


def _documents(given: argparse.Namespace) -> Iterator[tuple[str, Path]]:
    """Yield the set and the path of each document, in order."""
    if given.documents:
        yield from (("named", path) for path in given.documents)
        return
    for name in [given.only] if given.only else SETS:
        yield from ((name, path) for path in sorted((CORPUS / name).rglob("*.json")))


def _verdict(judge: str, path: Path, count: int, *, again: bool) -> dict[str, Any]:
    """Return `{"said": [[label, complaint or null]], "unmakable": n}`, or `{"failed": why}`.

    Kept for the next run, which goes on where this one stopped, until the document, this judge or what
    builds the requests is another.
    """
    place = KEPT / f"{_digest(path, count)}.json"
    if place.exists() and not again:
        kept: dict[str, Any] = json.loads(place.read_text())
        return kept
    found = _judged(judge, path, count)
    KEPT.mkdir(parents=True, exist_ok=True)
    place.write_text(json.dumps(found))
    return found


def _digest(path: Path, count: int) -> str:
    return hashlib.sha256(b"\0".join((path.read_bytes(), str(count).encode(), _code()))).hexdigest()[:24]


@cache
def _code() -> bytes:
    """Return a digest of everything that has a say in a verdict."""
    root = Path(__file__).resolve().parents[2] / "src" / "integen"
    files = [file for part in ("kit", "lower", "plan") for file in sorted((root / part).rglob("*.py"))]
    files += [Path(__file__), *sorted(Path(__file__).parent.glob("core_[!r]*.py"))]
    return hashlib.sha256(b"\0".join(file.read_bytes() for file in files)).digest()


def _judged(judge: str, path: Path, count: int) -> dict[str, Any]:
    try:
        job = _job(path, count)
        answered = subprocess.run(
            [judge, str(Path(__file__).with_name("core_judge.py"))],
            input=json.dumps(job),
            capture_output=True,
            text=True,
            check=True,
        )
    except DocumentError as error:
        return {"failed": f"no document: {error.diagnostic.message}"}
    except subprocess.CalledProcessError as error:
        if error.returncode < 0:
            return {"failed": f"openapi-core takes more than {PATIENCE} CPU seconds"}
        said: str = error.stderr.strip().rpartition("\n")[2]
        return {"failed": f"openapi-core gives up: {said[:200]}"}
    labels = [sent["label"] for sent in job["requests"]]
    return {
        "said": list(zip(labels, json.loads(answered.stdout), strict=True)),
        "unmakable": job["unmakable"],
    }


def _job(path: Path, count: int) -> dict[str, Any]:
    """Return `{"document", "requests": [...], "unmakable": n}` for the judge."""
    sources = Sources.load(str(path))
    api = lower(sources, Diagnostics())
    step = max(1, len(api.operations) // count)
    wanted = {operation.key for operation in api.operations[::step][:count]}
    names = Names.from_json({})
    planned = [
        item for item in plan_operations(api, names, tool_name_limit=50) if item.operation.key in wanted
    ]
    security = plan_security(api, Key("judge"))
    requests: list[dict[str, Any]] = []
    unmakable = 0
    for item in planned:
        types = {response.status: answer_types(response, None) for response in item.operation.responses}
        record = Record.from_json(item.operation.key, operation_record(api, item, security, types))
        for most in (False, True):
            try:
                requests += _requests(api, item.operation, record, most=most)
            except Unmakable:
                unmakable += 1
    bodies = [item.operation.body for item in planned if item.operation.body is not None]
    names_of_json = {media.type for body in bodies for media in body.media if _takes_json(media.type)}
    return {
        "document": _open(sources.main.value),
        "requests": requests,
        "unmakable": unmakable,
        "json_types": sorted(names_of_json),
        "cpu_seconds": PATIENCE,
    }


def _takes_json(media_type: str) -> bool:
    return media_type == "*/*" or media_type.endswith(("json", "yaml"))


def _requests(api: Api, operation: Operation, record: Record, *, most: bool) -> Iterator[dict[str, Any]]:
    values = Values(api, most)
    places: dict[str, dict[str, Any]] = {"path": {}, "query": {}, "header": {}, "cookie": {}}
    declared = {(item.location, item.name) for item in record.parameters}
    for parameter in operation.parameters:
        if (str(parameter.location), parameter.name) in declared and (most or parameter.required):
            places[str(parameter.location)][parameter.name] = values.of(parameter.schema, 1)
    sent: list[Media | None] = [None]
    if operation.body is not None and (most or operation.body.required):
        sent = list(operation.body.media)
    for media in sent:
        body = (
            OMIT
            if media is None or operation.body is None
            else values.of(schema_of(api, media, operation.body.origin))
        )
        arguments = Arguments(
            path={name: "x" if value == "" else value for name, value in places["path"].items()},
            query=places["query"],
            headers=places["header"],
            cookies=places["cookie"],
            body=body,
            content_type=media.type if media is not None and "*" not in media.type else None,
        )
        label = f"{operation.key} ({'most' if most else 'least'}{f', {media.type}' if media else ''})"
        try:
            parts = build(record, arguments, base_url=HOST)
        except ArgumentError as error:
            yield {"label": label, "refused": str(error)}
            continue
        request = Request(
            parts.method,
            parts.full_url,
            headers=parts.header_items(),
            content=parts.payload.content if isinstance(parts.payload.content, bytes) else None,
            files=list(parts.payload.parts) or None,
        )
        yield {
            "label": label,
            "method": parts.method.lower(),
            "pattern": operation.path,
            "target": request.url.raw_path.decode("ascii"),
            "headers": [[name, value] for name, value in request.headers.multi_items()],
            "body": base64.b64encode(request.read()).decode(),
        }


def _open(document: Any) -> Any:
    """Return the document on one server and without security: those are not judged."""
    paths = {path: dict(item) for path, item in document["paths"].items()}
    for item in paths.values():
        item.pop("servers", None)
        for method, operation in item.items():
            if isinstance(operation, dict):
                item[method] = {k: v for k, v in operation.items() if k not in ("security", "servers")}
    shared = {name: value for name, value in document.items() if name not in ("security", "webhooks")}
    return {**shared, "paths": paths, "servers": [{"url": HOST}]}


if __name__ == "__main__":
    main()
