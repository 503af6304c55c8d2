"""What can be wrong in a catalog (`kit/records.py` says what its records hold)."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

Record = dict[str, Any]
Change = tuple[str, str, Record]
"""Kind, what was changed, and the changed record."""

_ELSEWHERE = {"query": "header", "header": "query", "cookie": "query"}
_TYPES = ("application/x-www-form-urlencoded", "application/json", "text/plain", "text/csv", "text/html")
_SEEN = ("apiKey", "http", "oauth2", "openIdConnect")
"""Kinds of security schemes that a request shows."""


def of_operation(record: Record, case: Record, integration: Record) -> Iterator[Change]:
    """Yield wrong records of one operation."""
    values = _values(case)
    for number, parameter in enumerate(record.get("parameters", ())):
        for kind, changed in _of_parameter(
            parameter, values.get(parameter.get("arg", parameter["name"]), [])
        ):
            parameters = [*record["parameters"]]
            parameters[number] = changed
            yield (
                kind,
                f"{parameter['name']} is {_difference(parameter, changed)}",
                _with(record, parameters=parameters),
            )
    if any(name in values for name in _body_arguments(record)):
        yield from _of_body(record)
    yield from _of_security(record, integration)
    yield from _of_statuses(record)
    if _has_pages(case):
        yield from _of_pages(record)


def _values(case: Record) -> dict[str, list[Any]]:
    """Return all values that the cases give each argument."""
    found: dict[str, list[Any]] = {}
    for given in case["tries"]:
        for name, value in given.items():
            found.setdefault(name, []).append(value)
    return found


def _of_parameter(parameter: Record, values: list[Any]) -> Iterator[tuple[str, Record]]:
    name, place = parameter["name"], parameter["in"]
    argument = parameter.get("arg", name)
    if place in _ELSEWHERE:
        yield f"{place} name", {**parameter, "name": f"{name}x", "arg": argument}
        yield "place", _with(parameter, **{"in": _ELSEWHERE[place]}, style=None, explode=None)
    yield "tool argument", {**parameter, "arg": f"{argument}_x"}
    if "content" not in parameter and _shows_style(place, values):
        yield "style", {**parameter, **_other_style(parameter)}


def _shows_style(place: str, values: list[Any]) -> bool:
    """Whether a style can be seen: lists in paths and headers look alike, exploded or not."""
    has_object = any(isinstance(value, dict) and len(value) > 0 for value in values)
    has_list = any(isinstance(value, list) and len(value) > 1 for value in values)
    return has_object or (has_list and place == "query")


def _other_style(parameter: Record) -> Record:
    style = parameter.get("style", "form")
    if parameter["in"] == "query" and style != "form":
        return {"style": "form", "explode": style == "form"}
    return {"explode": not parameter.get("explode", parameter["in"] in ("query", "cookie"))}


def _body_arguments(record: Record) -> list[str]:
    """Return the arguments that are the body, or members of it."""
    body = record.get("body") or {}
    return [*body.get("fields", ()), *filter(None, [body.get("arg")])]


def _of_body(record: Record) -> Iterator[Change]:
    body = record["body"]
    for argument, wire in body.get("fields", {}).items():
        fields = {**body["fields"], argument: f"{wire}x"}
        yield "body key", f"`{wire}` of the body is `{wire}x`", _with(record, body={**body, "fields": fields})
    first, *others = body["content"]
    other = next(each for each in _TYPES if each not in {content["type"] for content in body["content"]})
    changed = {**body, "content": [{**first, "type": other}, *others]}
    yield "media type", f"the body is {other} and not {first['type']}", _with(record, body=changed)


def _of_security(record: Record, integration: Record) -> Iterator[Change]:
    schemes = integration.get("schemes", {})
    if any(_is_seen(each, schemes) for each in _alternatives(record, integration)):
        yield "security", "no credentials are sent", _with(record, security=[])
    stated = _alternatives(record, integration)
    for number, alternative in enumerate(stated):
        for name in alternative if len(alternative) > 1 and _is_seen(alternative, schemes) else ():
            rest = {other: scopes for other, scopes in alternative.items() if other != name}
            changed = [*stated[:number], rest, *stated[number + 1 :]]
            yield "security", f"{name} is not sent with the others", _with(record, security=changed)


def _alternatives(record: Record, integration: Record) -> list[Mapping[str, Any]]:
    return list(record.get("security", integration.get("security")) or ())


def _is_seen(alternative: Mapping[str, Any], schemes: Mapping[str, Record]) -> bool:
    return bool(alternative) and all(schemes.get(name, {}).get("kind") in _SEEN for name in alternative)


def _of_statuses(record: Record) -> Iterator[Change]:
    """An error under another status, unless what stands for all others says the same."""
    responses = record.get("responses", {})
    for status, content in responses.items():
        typed = any(model for media, model in content.items() if "json" in media)
        if not typed or status[0] not in "45" or not status.isdigit():
            continue
        others = [responses.get(other) for other in (f"{status[0]}XX", "default")]
        if content not in others:
            moved = {("499" if each == status else each): value for each, value in responses.items()}
            yield "status", f"{status} is documented as 499", _with(record, responses=moved)


def _has_pages(case: Record) -> bool:
    """Whether the tests turn pages: only where they have a sample of one that holds items."""
    pages = case.get("pages", {"via": ""})
    if "via" in pages:
        return False
    for answer in case["answers"]:
        if answer["status"][0] in "2d" and "json" in answer.get("type", ""):
            value = answer["value"]
            for name in pages.get("items", ()):
                value = value.get(name) if isinstance(value, dict) else None
            return isinstance(value, list) and bool(value)
    return False


def _of_pages(record: Record) -> Iterator[Change]:
    pages = record.get("pagination")
    if pages is None:
        return
    yield "pages", "there is one page only", _with(record, pagination=None)
    for member in ("items", "next"):
        if pages.get(member):
            wrong = {**pages, member: [*pages[member][:-1], f"{pages[member][-1]}x"]}
            yield "pages", f"{member} of pages are at {wrong[member]}", _with(record, pagination=wrong)
    if pages.get("parameter") and pages["kind"] in ("cursor", "page", "offset", "after"):
        wrong = {**pages, "parameter": f"{pages['parameter']}x"}
        yield "pages", f"pages are asked for by {wrong['parameter']}", _with(record, pagination=wrong)


def of_tool(tool: Record, case: Record) -> Iterator[tuple[str, str, Record]]:
    """Yield tools that take what is wrong: an argument that may be anything, or that may be missing."""
    schema = tool["inputSchema"]
    for name in case.get("wrong", ()):
        properties = {**schema["properties"], name: {}}
        changed = {**tool, "inputSchema": {**schema, "properties": properties}}
        yield "tool schema", f"the tool takes anything for {name}", changed
    for name in schema.get("required", ()):
        required = [other for other in schema["required"] if other != name]
        changed = {**tool, "inputSchema": {**schema, "required": required}}
        yield "tool schema", f"the tool does not ask for {name}", changed


def of_integration(
    integration: Record, records: Mapping[str, Record], cases: Mapping[str, Record]
) -> Iterator[tuple[str, str, str, Record]]:
    """Yield wrong records of the whole API, each with the key of an operation that should notice."""
    for name, scheme in integration.get("schemes", {}).items():
        key = next((each for each in cases if _uses(records[each], integration, name)), None)
        if key is not None:
            for changed in _of_scheme(scheme):
                schemes = {**integration["schemes"], name: changed}
                text = f"the credential {name} is {_difference(scheme, changed)}"
                yield key, "credential", text, _with(integration, schemes=schemes)
    served = (each for each in cases if "server" in cases[each] and "servers" not in records[each])
    key = next(served, None)
    if key is not None and integration.get("servers"):
        servers = [{**each, "url": "https://elsewhere.example"} for each in integration["servers"]]
        yield key, "server", "another server is asked", _with(integration, servers=servers)


def _uses(record: Record, integration: Record, name: str) -> bool:
    """Whether a scheme is ever used: not where an earlier alternative takes the same credentials."""
    schemes, earlier = integration["schemes"], list[set[str]]()
    for alternative in _alternatives(record, integration):
        held = {arg for each in alternative for arg in schemes.get(each, {}).get("args", ())}
        hidden = held in earlier
        if name in alternative and _is_seen(alternative, schemes) and not hidden:
            return True
        earlier.append(held)
    return False


def _of_scheme(scheme: Record) -> Iterator[Record]:
    if scheme["kind"] == "apiKey":
        yield {**scheme, "parameter": f"{scheme['parameter']}x"}
        yield {**scheme, "in": "query" if scheme["in"] == "header" else "header"}
    elif scheme["kind"] in ("oauth2", "openIdConnect") or scheme.get("scheme", "").lower() == "bearer":
        yield {"args": scheme["args"], "env": scheme["env"], "kind": "apiKey", "in": "header"} | {
            "parameter": "X-Authorization"
        }


def _with(record: Record, **changes: Any) -> Record:
    changed = {**record, **changes}
    return {name: value for name, value in changed.items() if value is not None}


def _difference(before: Record, after: Record) -> str:
    return json.dumps({name: value for name, value in after.items() if before.get(name) != value})
