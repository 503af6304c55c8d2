"""Checks what is decided about arguments against those that an operation has."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from difflib import get_close_matches

from integen.diagnostics.diagnostic import Diagnostics
from integen.ir.api import Api, Operation
from integen.ir.curation import ArgumentCuration, Said
from integen.ir.schema import MISSING
from integen.ir.shape import merged


def checked(api: Api, operation: Operation, diagnostics: Diagnostics) -> Operation:
    """Return the operation without decisions about arguments that it has not or that it cannot do without."""
    told = operation.curation.arguments
    if not told:
        return operation
    known = _required(api, operation)
    kept: dict[str, ArgumentCuration] = {}
    for name, decided in told.items():
        said = _statement(operation, name)
        if name not in known:
            near = get_close_matches(name[:100], [each for each in known if "." not in each], n=1)
            hint = f"did you mean `{near[0]}`?" if near else None
            message = f"`{operation.key}` has no argument `{name[:100]}`"
            diagnostics.report("IG524", message, said.origin, hint=hint, note=_said_by(said))
        elif decided.hidden and decided.value is MISSING and known[name]:
            message = f"`{name[:100]}` of `{operation.key}` is required and would be hidden"
            diagnostics.report("IG525", message, said.origin, note="it is shown")
            kept[name] = replace(decided, hidden=False)
        else:
            kept[name] = decided
    stated = operation.curation.said
    effective = tuple(each for each in stated if each.argument is None or each.argument in kept)
    return replace(operation, curation=replace(operation.curation, arguments=kept, said=effective))


def _required(api: Api, operation: Operation) -> Mapping[str, bool]:
    """Return `{argument: whether it must be there}`, each under its plain name and after its place."""
    found: dict[str, bool] = {}
    for parameter in operation.parameters:
        found[f"{parameter.location}.{parameter.name}"] = parameter.required
        found.setdefault(parameter.name, parameter.required)
    body = operation.body
    if body is None:
        return found
    for media in body.media:
        shape = merged(api, media.schema) if media.schema is not None else None
        for member in shape.properties if shape else ():
            required = body.required and member.required
            found.setdefault(f"body.{member.name}", required)
            found.setdefault(member.name, required)
    found.setdefault("body", body.required)
    return found


def _statement(operation: Operation, argument: str) -> Said:
    return next(said for said in operation.curation.said if said.argument == argument)


def _said_by(said: Said) -> str:
    return f"said by `{said.by}`; it is ignored"
