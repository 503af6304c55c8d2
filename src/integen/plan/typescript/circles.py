"""References between aliases that would make a type of nothing but itself, which TypeScript refuses.

An interface, an array and a property put their contents off; a union and an intersection are what they hold.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator

from integen.ir.api import Api
from integen.ir.origin import Origin
from integen.ir.schema import AllOf, Ref, Schema, Union


def circles(api: Api, aliases: Collection[Origin]) -> frozenset[tuple[Origin, Origin]]:
    """Return the references `(from, to)` to leave out so that no alias leads back to itself."""
    done: set[Origin] = set()
    cuts: set[tuple[Origin, Origin]] = set()
    for start in aliases:
        if start not in done:
            _visit(api, aliases, start, done, cuts)
    return frozenset(cuts)


def _visit(
    api: Api,
    aliases: Collection[Origin],
    start: Origin,
    done: set[Origin],
    cuts: set[tuple[Origin, Origin]],
) -> None:
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
        elif target in open_ones:
            cuts.add((origin, target))
        elif target not in done:
            path.append((target, _reached(api, aliases, target)))
            open_ones.add(target)


def _reached(api: Api, aliases: Collection[Origin], origin: Origin) -> Iterator[Origin]:
    """Yield the aliases that an alias is made of."""
    waiting: list[Schema] = [api.schemas[origin]]
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
