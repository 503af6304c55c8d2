"""What a media type carries: the schema of a body or an answer, as written or as the type implies."""

from __future__ import annotations

from integen.ir.api import Api, Media, Response
from integen.ir.origin import Origin, child
from integen.ir.schema import AllOf, Anything, Array, Notes, Object, Schema, String
from integen.ir.shape import deref, merged, without_null
from integen.kit.media import essence_of

SEQUENCES = frozenset(
    {
        "application/jsonl",
        "application/x-ndjson",
        "application/ndjson",
        "application/x-jsonlines",
        "application/json-seq",
        "application/stream+json",
        "text/event-stream",
    }
)
"""Media types that are one item after the other. Source: OAS 3.2 section 4.14.4."""


def essence(media: Media) -> str:
    """Return the media type without its parameters, in lower case."""
    return essence_of(media.type)


def is_xml(media: Media) -> bool:
    return essence(media) in ("application/xml", "text/xml") or essence(media).endswith("+xml")


def schema_of(api: Api, media: Media, origin: Origin) -> Schema:
    """Return the schema, or what the type implies: JSON is any value, text is text, the rest bytes.

    A type that only carries bytes does so whatever its schema says: some describe what is uploaded.
    """
    if media.schema is not None and (_carries_values(media) or merged(api, media.schema) is None):
        return media.schema
    place = child(child(origin, "content"), media.type)
    if media.item_schema is not None and media.schema is None:
        return Array(origin=place, items=media.item_schema)
    name = essence(media)
    if name in SEQUENCES:
        return Array(origin=place, items=Anything(origin=place))
    if "json" in name or name == "*/*":
        return Anything(origin=place)
    if "form" in name or name.startswith("multipart/"):
        return Object(origin=place, additional=Anything(origin=place))
    textual = name.startswith("text/") or is_xml(media) or "yaml" in name
    return String(origin=place, binary=not textual)


def _carries_values(media: Media) -> bool:
    name = essence(media)
    known = ("json", "form", "multipart/", "yaml", "xml", "*/*", "text/")
    return name in SEQUENCES or any(part in name for part in known)


def answered(response: Response) -> Media | None:
    """Return the media type that an answer is read as: JSON before a sequence before anything else."""
    ranked = sorted(response.media, key=_preference)
    return ranked[0] if ranked else None


def _preference(media: Media) -> int:
    if essence(media) in SEQUENCES:
        return 1
    return 0 if "json" in essence(media) else 2


def item_of(api: Api, media: Media) -> Schema | None:
    """Return the schema of an item of a sequence: `itemSchema`, an array's items, or the schema itself.

    Before OpenAPI 3.2 many wrote the schema of an item where that of the whole belongs.
    """
    if media.item_schema is not None or media.schema is None:
        return media.item_schema
    whole = deref(api, media.schema)
    return whole.items if isinstance(whole, Array) else media.schema


def whole_events(api: Api, media: Media) -> bool:
    """Tell whether items of an event stream are described as events and not as what their data holds."""
    if essence(media) != "text/event-stream":
        return False
    item = item_of(api, media)
    shape = None if item is None else merged(api, item)
    names = {member.name for member in shape.properties} if shape is not None else set()
    return (
        item is None or isinstance(deref(api, item), String) or ("data" in names and names <= _EVENT_MEMBERS)
    )


_EVENT_MEMBERS = {"data", "event", "id", "retry", "comment"}


def reads_xml(api: Api, media: Media) -> bool:
    """Tell whether an answer is XML that has a shape; XML without one is text."""
    if not is_xml(media) or media.schema is None:
        return False
    return not isinstance(without_null(deref(api, media.schema))[0], String | Anything)


def never_sent(api: Api, schema: Schema) -> bool:
    """Tell whether a property is read-only, said beside a reference, at its target, or in an `allOf`."""
    return any(notes.read_only for notes in _all_notes(api, schema))


def never_answered(api: Api, schema: Schema) -> bool:
    """Tell whether a property is write-only."""
    return any(notes.write_only for notes in _all_notes(api, schema))


def _all_notes(api: Api, schema: Schema) -> tuple[Notes, ...]:
    target = deref(api, schema)
    parts = target.parts if isinstance(target, AllOf) else ()
    return schema.notes, target.notes, *(part.notes for part in parts)
