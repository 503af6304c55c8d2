"""Discriminators: which value of a property chooses which variant."""

from __future__ import annotations

from typing import Any

from integen.ir.origin import Origin, child, last
from integen.ir.schema import Discriminator, Ref, Schema
from integen.lower.keywords import SchemaReader


def discriminator(
    reader: SchemaReader, node: dict[str, Any], variants: tuple[Schema, ...], origin: Origin
) -> Discriminator | None:
    """Return the discriminator of a union. Source: OAS 3.1.1 section 4.8.25."""
    stated = node.get("discriminator")
    name = property_of(node)
    if name is None:
        message = "the discriminator does not name its property (`propertyName`)"
        place = child(origin, "discriminator")
        reader.context.report("IG304", message, place, note="the keyword is ignored")
        return None
    pairs = explicit(reader, stated, child(origin, "discriminator")) if isinstance(stated, dict) else []
    order = [variant.target for variant in variants if isinstance(variant, Ref)]
    named = {target for _, target in pairs}
    implied = [(last(target), target) for target in order if target not in named]
    rank = {target: index for index, target in enumerate(order)}
    mapping = sorted([*pairs, *implied], key=lambda pair: rank.get(pair[1], len(order)))
    return Discriminator(property=name, mapping=tuple(mapping), default=default_of(reader, node, origin))


def property_of(node: dict[str, Any]) -> str | None:
    """Return the name of the property that decides; None when it is missing or no text."""
    stated = node.get("discriminator")
    name = stated.get("propertyName") if isinstance(stated, dict) else stated  # Swagger 2.0: the name itself
    return name if isinstance(name, str) and name else None


def default_of(reader: SchemaReader, node: dict[str, Any], origin: Origin) -> Origin | None:
    """Return the variant of values that nothing maps. Source: OAS 3.2.0 section 4.25."""
    stated = node.get("discriminator")
    if not isinstance(stated, dict) or "defaultMapping" not in stated:
        return None
    return reader.variant(stated["defaultMapping"], child(child(origin, "discriminator"), "defaultMapping"))


def explicit(reader: SchemaReader, stated: dict[str, Any], origin: Origin) -> list[tuple[str, Origin]]:
    """Return `(value, origin of the variant)` of a discriminator's own mapping."""
    place = child(origin, "mapping")
    pairs: list[tuple[str, Origin]] = []
    for value, name in reader.context.mapping(stated, "mapping", origin).items():
        target = reader.variant(name, child(place, value))
        if target is not None:
            pairs.append((value, target))
    return pairs
