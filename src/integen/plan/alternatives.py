"""Several media types of one body: which of them carry what the best one cannot.

JSON, forms and XML of one shape say the same, and the best of them is enough. Bytes and texts are what their
type says, and another shape is another body: those a caller may choose.
"""

from __future__ import annotations

from collections.abc import Sequence

from integen.ir.api import Api, Media
from integen.ir.origin import Origin, child
from integen.ir.schema import NO_NOTES, Array, Enum, Schema, String, Union
from integen.ir.shape import deref, merged
from integen.plan.content import SEQUENCES, essence, schema_of

_STRUCTURED = ("json", "form", "multipart/", "yaml", "xml")
_MOST = 8
"""Types that are listed one by one."""


def alternatives(api: Api, media: Sequence[Media], origin: Origin) -> tuple[Media, ...]:
    """Return those after the first, the best, that can carry something else, in their order."""
    best = schema_of(api, media[0], origin)
    return tuple(
        item
        for item in media[1:]
        if is_raw(api, item, origin) or not _alike(api, best, schema_of(api, item, origin))
    )


def is_raw(api: Api, media: Media, origin: Origin) -> bool:
    """Tell whether a body of this type is bytes or text, sent as they are."""
    name = essence(media)
    if name in SEQUENCES or name == "*/*" or any(part in name for part in _STRUCTURED):
        return False
    return merged(api, schema_of(api, media, origin)) is None


def _alike(api: Api, best: Schema, other: Schema) -> bool:
    """Tell whether the best one can say all of the other, by names: what they hold is not compared."""
    one, two = merged(api, best), merged(api, other)
    if one is not None and two is not None:
        return {item.name for item in two.properties} <= {item.name for item in one.properties}
    if one is not None or two is not None:
        return False
    kept, tried = deref(api, best), deref(api, other)
    if isinstance(kept, Array) and isinstance(tried, Array):
        return _alike(api, kept.items, tried.items)
    return type(kept) is type(tried)


def one_of(api: Api, media: Sequence[Media], origin: Origin) -> Schema:
    """Return the schema of a body that may be any of these."""
    found: list[Schema] = []
    for item in media:
        schema = schema_of(api, item, origin)
        if not any(_same(api, schema, known) for known in found):
            found.append(schema)
    return found[0] if len(found) == 1 else Union(origin=child(origin, "content"), variants=tuple(found))


def _same(api: Api, one: Schema, two: Schema) -> bool:
    kept, tried = deref(api, one), deref(api, two)
    if isinstance(kept, String) and isinstance(tried, String):
        return kept.binary == tried.binary
    return kept is tried


def choice_of(media: Sequence[Media], origin: Origin) -> Schema | None:
    """Return the schema of the argument that names one of these types; None when there is only one."""
    types = list(dict.fromkeys(item.type for item in media))
    place = child(origin, "content-type")
    if any("*" in name for name in types) or len(types) > _MOST:
        return String(origin=place, notes=NO_NOTES)
    return Enum(origin=place, notes=NO_NOTES, values=tuple(types)) if len(types) > 1 else None


def spoken(media: Sequence[Media]) -> str:
    """Return the types for a reader: `a/b, c/d or e/f`."""
    types = list(dict.fromkeys(item.type for item in media))
    if len(types) > _MOST:
        types = [*types[: _MOST - 1], "the like"]
    return " or ".join(filter(None, (", ".join(types[:-1]), types[-1])))
