"""What generated tests try: for each operation arguments that are right and wrong, and answers.

One JSON line for each operation:

    {"key": "GET /pets/{id}", "call": "pets.get", "tool": "get_pet",
     "arguments": [[tool argument, Python argument, place, name on the wire; "" for a whole body]],
     "hidden": [argument that the tool does not take],
     "presets": {argument: what the tool sends where nothing is given},
     "reads": whether it changes nothing; left out where it does,
     "required": [tool argument],
     "tries": [{argument: value}, ...],
     "bodies": [[number of the try, media type, the body where that is XML, or null], ...]; not of JSON,
     "wrong": {argument: [values that the tool refuses]},
     "answers": [see `answers`],
     "server": URL that is asked unless another is given, left out where none can be told,
     "pages": how pages follow each other, left out where nobody says,
     "untried": [tool argument that no try gives]}

Bytes are `{"$bytes": base64}`. The argument that chooses a media type has the place `media`. What no sample
was found for is left out; a case without `tries` says why in `why`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from integen.ir.api import Api, Operation
from integen.ir.schema import MISSING
from integen.plan.operation import Argument, PlannedOperation
from integen.plan.samples.answers import Models, answers
from integen.plan.samples.tries import is_whole, tries
from integen.plan.samples.validity import Validity
from integen.plan.samples.wrong import wrong_arguments


def case(
    api: Api,
    planned: PlannedOperation,
    validity: Validity,
    *,
    tool: Mapping[str, Any] | None,
    models: Models,
) -> dict[str, Any]:
    """Return the line of one operation; `tool` is what clients are told of it."""
    operation = planned.operation
    found = tries(api, planned, validity)
    tried = {name: value for each in found.given for name, value in each.items()}
    record: dict[str, Any] = {
        "key": operation.key,
        "call": f"{planned.resource}.{planned.method}",
        "tool": tool["name"] if tool is not None else None,
        "arguments": [_argument(each, planned) for each in planned.arguments],
        "required": [each.arg for each in planned.arguments if each.required],
        "tries": found.given,
        "answers": list(answers(api, operation, models, validity)),
    }
    more = {
        "hidden": [each.arg for each in planned.arguments if each.hidden],
        "presets": {each.arg: each.preset for each in planned.arguments if each.preset is not MISSING},
        "bodies": found.bodies,
        "wrong": wrong_arguments(tool["inputSchema"], tried) if tool and found.given else None,
        "reads": operation.effect == "read",
        "server": _server(api, operation),
        "pages": _pages(operation),
        "untried": [each.arg for each in planned.arguments if each.arg not in tried],
        "why": found.why,
    }
    record |= {name: value for name, value in more.items() if value}
    return {name: value for name, value in record.items() if value is not None}


def _argument(argument: Argument, planned: PlannedOperation) -> list[str]:
    body = planned.body
    if body is not None and argument is body.choice:
        return [argument.arg, argument.name, "media", ""]
    wire = "" if is_whole(argument, planned) else argument.wire
    return [argument.arg, argument.name, argument.location, wire]


def _server(api: Api, operation: Operation) -> str | None:
    """Return the first server's URL with its variables' defaults in place. Source: OAS 3.1 section 4.8.5."""
    for server in (*operation.servers, *api.servers):
        url = server.url
        for variable in server.variables:
            url = url.replace(f"{{{variable.name}}}", variable.default or "")
        return url if re.match(r"https?://[^/{}?#]+[^{}?#]*$", url) else None
    return None


def _pages(operation: Operation) -> dict[str, Any] | None:
    said = operation.pagination
    if said is None:
        return None
    told = {
        "kind": said.kind,
        "parameter": said.parameter,
        "in": said.location if said.location != "query" else None,
        "items": said.items,
        "next": said.next,
        "more": said.more,
        "start": said.start,
        "size": said.size,
        "kept": said.kept,
        "via": said.via,
    }
    return {name: value for name, value in told.items() if value not in (None, ())}
