"""References between aliases that would make a type of nothing but itself, which TypeScript refuses.

An interface, an array and a property put their contents off; a union and an intersection are what they hold.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from integen.ir.api import Api
from integen.ir.origin import Origin
from integen.ir.schema import AllOf, Ref, Schema, Union

Cuts = set[tuple[Origin, Origin]]


def circles(api: Api, aliases: Mapping[Origin, Schema]) -> frozenset[tuple[Origin, Origin]]:
    """Return the references `(from, to)` to leave out so that no alias leads back to itself.

    An heir that names its base goes before a base that lists its heirs: the base has properties to copy.
    """
    cuts: Cuts = set()
    for origin, schema in aliases.items():
        parts = schema.parts if isinstance(schema, AllOf) else ()
        for target in (part.target for part in parts if isinstance(part, Ref)):
            if target in aliases and _leads(api, aliases, target, origin):
                cuts.add((origin, target))
    done: set[Origin] = set()
    for start in aliases:
        if start not in done:
            _visit(api, aliases, start, done, cuts)
    return frozenset(cuts)


def _leads(api: Api, aliases: Mapping[Origin, Schema], start: Origin, end: Origin) -> bool:
    seen: set[Origin] = set()
    waiting = [start]
    while waiting:
        origin = waiting.pop()
        if origin == end:
            return True
        if origin not in seen:
            seen.add(origin)
            waiting += _reached(api, aliases, origin)
    return False


def _visit(api: Api, aliases: Mapping[Origin, Schema], start: Origin, done: set[Origin], cuts: Cuts) -> None:
    """Walk depth first, without recursion: chains of references are long."""
    path: list[tuple[Origin, Iterator[Origin]]] = [(start, _reached(api, aliases, start))]
    open_ones = {start}
    while path:
        origin, remaining = path[-1]
        target = next(remaining, None)
        if target is None:
            path.pop()
            open_ones.discard(origin)
            done.add(origin)
        elif (origin, target) in cuts:
            continue
        elif target in open_ones:
            cuts.add((origin, target))
        elif target not in done:
            path.append((target, _reached(api, aliases, target)))
            open_ones.add(target)


def _reached(api: Api, aliases: Mapping[Origin, Schema], origin: Origin) -> Iterator[Origin]:
    """Yield the aliases that an alias is made of."""
    waiting: list[Schema] = [aliases[origin]]
    seen: set[Origin] = set()
    while waiting:
        schema = waiting.pop()
        if isinstance(schema, Union):
            waiting += reversed(schema.variants)
        elif isinstance(schema, AllOf):
            waiting += reversed(schema.parts)
        elif isinstance(schema, Ref):
            if schema.target in aliases:
                yield schema.target
            elif schema.target not in seen and schema.target in api.schemas:
                seen.add(schema.target)
                waiting.append(api.schemas[schema.target])
