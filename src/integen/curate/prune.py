"""Drops the schemas that nothing needs once operations are left out: models of them would mean nothing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from integen.ir.api import Api, Media, Operation, Parameter
from integen.ir.origin import Origin
from integen.ir.schema import AllOf, Array, Discriminator, Object, Ref, Schema, Union


def pruned(api: Api) -> Api:
    """Return the API with the schemas that its operations and webhooks reach, in their order."""
    operations = (*api.operations, *(webhook.operation for webhook in api.webhooks))
    reached: set[Origin] = set()
    waiting = [schema for operation in operations for schema in _of_operation(operation)]
    while waiting:
        for origin in _targets(waiting.pop()):
            if origin not in reached and origin in api.schemas:
                reached.add(origin)
                waiting.append(api.schemas[origin])
    tags = {tag for operation in api.operations for tag in operation.tags}
    return replace(
        api,
        schemas={origin: schema for origin, schema in api.schemas.items() if origin in reached},
        tags=tuple(tag for tag in api.tags if tag.name in tags),
    )


def _of_operation(operation: Operation) -> Iterator[Schema]:
    yield from _of_parameters(operation.parameters)
    if operation.body is not None:
        yield from _of_media(operation.body.media)
    for response in operation.responses:
        yield from _of_media(response.media)
        yield from _of_parameters(response.headers)


def _of_parameters(parameters: Iterable[Parameter]) -> Iterator[Schema]:
    return (parameter.schema for parameter in parameters)


def _of_media(media: Iterable[Media]) -> Iterator[Schema]:
    for each in media:
        yield from (schema for schema in (each.schema, each.item_schema) if schema is not None)
        encodings = (*each.encodings, *each.prefix_encodings, *filter(None, (each.item_encoding,)))
        for encoding in encodings:
            yield from _of_parameters(encoding.headers)


def _targets(schema: Schema) -> Iterator[Origin]:
    """Yield what a schema refers to, itself included, where it has a name; without recursion."""
    waiting = [schema]
    while waiting:
        current = waiting.pop()
        yield current.origin
        named: Discriminator | None = getattr(current, "discriminator", None)
        if named is not None:
            yield from (origin for _, origin in named.mapping)
            yield from filter(None, (named.default,))
        match current:
            case Ref(target=target):
                yield target
            case Array(items=items, prefix=prefix):
                waiting += (items, *prefix)
            case Object(properties=properties, additional=additional, patterns=patterns):
                waiting += (*(item.schema for item in properties), additional)
                waiting += (inner for _, inner in patterns)
            case Union(variants=variants):
                waiting += variants
            case AllOf(parts=parts):
                waiting += parts
            case _:
                pass
