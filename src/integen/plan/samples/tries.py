"""Arguments that an operation is tried with: its least, its most, and its body as each other media type."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from integen.ir.api import Api, Media
from integen.plan.content import is_xml, schema_of
from integen.plan.operation import Argument, PlannedOperation
from integen.plan.samples.plain import plain
from integen.plan.samples.validity import Validity
from integen.plan.samples.values import Sampler, Unmakable
from integen.plan.samples.xml import written

Given = dict[str, Any]
"""Values by the names of arguments in tools."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tries:
    given: tuple[Given, ...] = ()
    bodies: tuple[tuple[int, str, str | None], ...] = ()
    """Of each try whose body is not JSON: its position, the media type, and the body itself where that is
    XML.
    """
    why: str | None = None
    """Why there are none."""


def tries(api: Api, planned: PlannedOperation, validity: Validity) -> Tries:
    """Return arguments that the contract allows."""
    usual, why = _usual(api, planned, validity)
    if not usual:
        return Tries(why=why)
    body = planned.body
    given, bodies = list(usual), list[tuple[int, str, str | None]]()
    if body is not None and "json" not in body.media[0].type:
        sent = [names for names in usual if _has_body(names, planned)]
        bodies += [
            (usual.index(names), *_written(api, planned, body.media[0], names.get(_whole(planned))))
            for names in sent
        ]
    for media, more in _others(api, planned, usual[0], validity):
        bodies.append((len(given), *_written(api, planned, media, next(iter(more.values())))))
        given.append({**_without_body(usual[0], planned), **more})
    return Tries(given=tuple(given), bodies=tuple(bodies))


def is_whole(argument: Argument, planned: PlannedOperation) -> bool:
    """Whether an argument is a body and not a member of one."""
    body = planned.body
    return body is not None and argument in (body.whole, body.instead)


def _usual(api: Api, planned: PlannedOperation, validity: Validity) -> tuple[list[Given], str | None]:
    """Return least and most arguments, and why there are none."""
    try:
        least, most = (_arguments(api, planned, most=most) for most in (False, True))
    except Unmakable as error:
        return [], str(error)
    if not _is_valid(least, planned, validity):
        found = next(
            (each for each in _with_one_more(least, most) if _is_valid(each, planned, validity)), None
        )
        if found is None and not _is_valid(most, planned, validity):
            return [], "no sample that its schema allows was found"
        least = most if found is None else found
    if not _is_valid(most, planned, validity):
        most = _grown(least, most, planned, validity)
    return ([least] if most == least else [least, most]), None


def _with_one_more(least: Given, most: Given) -> Iterator[Given]:
    """Yield the least arguments with an optional one: some objects need one of many."""
    for name, value in most.items():
        yield {**least, name: value}


def _grown(least: Given, most: Given, planned: PlannedOperation, validity: Validity) -> Given:
    """Return the least arguments with all those that can be added to them."""
    found = least
    for more in most:
        if more not in found and _is_valid({**found, more: most[more]}, planned, validity):
            found = {**found, more: most[more]}
    return found


def _is_valid(given: Mapping[str, Any], planned: PlannedOperation, validity: Validity) -> bool:
    places: dict[str, dict[str, Any]] = {}
    for each in planned.arguments:
        if each.arg in given:
            wire = "" if is_whole(each, planned) else each.wire
            places.setdefault(each.location, {})[wire] = given[each.arg]
    media = planned.body.media[0].type if planned.body is not None else ""
    return validity.of_request(planned.operation, places, media)


def _arguments(api: Api, planned: PlannedOperation, *, most: bool) -> Given:
    body = planned.body
    found: Given = {}
    for number, argument in enumerate(planned.arguments):
        sampler = Sampler(api, most, number)
        if argument.required or (most and _fits(argument, planned)):
            try:
                found[argument.arg] = plain(sampler.value(argument.schema, 1))
            except Unmakable:
                if argument.required:
                    raise
        elif body is not None and body.required and body.whole is argument:
            found[argument.arg] = plain(sampler.value(argument.schema, 1))
    return {**found, **_without_slashes(found, planned)}


def _without_slashes(given: Given, planned: PlannedOperation) -> Given:
    """Return what stands in a path as it is (`allowReserved`): a slash would make it another path."""
    bare = {each.name for each in planned.operation.parameters if each.allow_reserved}
    found = ((each, given.get(each.arg)) for each in planned.parameters if each.location == "path")
    return {
        each.arg: value.replace("/", "-")
        for each, value in found
        if each.wire in bare and isinstance(value, str)
    }


def _fits(argument: Argument, planned: PlannedOperation) -> bool:
    """Whether an optional argument can be given together with all others: one body at a time."""
    body = planned.body
    if body is None or argument.location != "body":
        return True
    return argument is not body.instead and argument is not body.choice


def _others(
    api: Api, planned: PlannedOperation, least: Given, validity: Validity
) -> Iterator[tuple[Media, Given]]:
    """Yield each other media type with the arguments of its body: the body itself comes first."""
    body, stated = planned.body, planned.operation.body
    argument = (body.instead or body.whole) if body is not None else None
    if body is None or stated is None or argument is None:
        return
    for media in body.others:
        if "*" in media.type:
            continue  # which type that would be is the caller's to say
        schema = schema_of(api, media, stated.origin)
        try:
            value = plain(Sampler(api, most=True, number=3).value(schema, 1))
        except Unmakable:
            continue
        places = _places(_without_body(least, planned), planned) | {"body": {"": value}}
        if validity.of_request(planned.operation, places, media.type):
            choice = {body.choice.arg: media.type} if body.choice is not None else {}
            yield media, {argument.arg: value, **choice}


def _places(given: Given, planned: PlannedOperation) -> dict[str, dict[str, Any]]:
    found: dict[str, dict[str, Any]] = {}
    for each in planned.parameters:
        if each.arg in given:
            found.setdefault(each.location, {})[each.wire] = given[each.arg]
    return found


def _without_body(given: Given, planned: PlannedOperation) -> Given:
    own = {each.arg for each in planned.parameters}
    return {name: value for name, value in given.items() if name in own}


def _has_body(given: Given, planned: PlannedOperation) -> bool:
    return planned.body is not None and any(each.arg in given for each in planned.body.arguments)


def _whole(planned: PlannedOperation) -> str:
    whole = planned.body.whole if planned.body is not None else None
    return "" if whole is None else whole.arg


def _written(api: Api, planned: PlannedOperation, media: Media, value: Any) -> tuple[str, str | None]:
    """Return the media type, and the body where that is XML and its schema tells how it is written."""
    if not is_xml(media) or media.schema is None or isinstance(value, str):
        return media.type, None
    return media.type, written(api, media.schema, value)
