"""Says what the values of an enum mean, where the document names or describes them."""

from __future__ import annotations

from integen.ir.enum_labels import Label, labels
from integen.ir.schema import Enum, Schema, Union
from integen.naming.words import words
from integen.quoting import line, shorten

MOST = 16
"""Values that are explained; of more nobody reads the text."""
MOST_NAMED = 500
_ABOUT = 80


def told(schema: Schema) -> str | None:
    """Return `0: Success; 1: Warning, …` for values that do not say it themselves; None where all do."""
    found = [text for label in labelled(schema)[:MOST] if (text := _told(label))]
    return "; ".join(found) or None


def named(schema: Schema) -> tuple[Label, ...]:
    """Return the values that have names, where any name tells more than its value."""
    found = [label for label in labelled(schema) if label.name and words(label.name)]
    telling = [label for label in found if words(label.name or "") != words(str(label.value))]
    return tuple(found) if telling and len(found) <= MOST_NAMED else ()


def labelled(schema: Schema) -> tuple[Label, ...]:
    """Return the labels of an enum, also of one that may be null."""
    enum = schema
    if isinstance(schema, Union):
        enum = next((variant for variant in schema.variants if isinstance(variant, Enum)), schema)
    if not isinstance(enum, Enum) or not schema.notes.extensions:
        return ()
    return labels(dict(schema.notes.extensions), enum.values)


def _told(label: Label) -> str | None:
    value = line(str(label.value))
    name = line(shorten(label.name or "", _ABOUT))
    about = line(shorten(label.description or "", _ABOUT)).rstrip(".")
    says_more = name and words(name) != words(value)
    parts = ", ".join(part for part in (name if says_more else "", about) if part)
    return f"{value}: {parts}" if parts else None
