"""Mutants of valid documents: the same parts in wrong places, wrong types, strange texts and broken bytes.

They know what a document is made of: nearly all mutants of a fuzzer that changes bytes end in the parser.
Everything is drawn from a seed, so a mutant can be made again.
"""

from __future__ import annotations

import copy
import json
import random
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from .attacks import ATTACKS

Node = dict[str, Any] | list[Any]

SCALARS: tuple[Any, ...] = (
    None, True, False, 0, -1, 1, 3.14, 1e308, 2**63, 10**30, "", " ", "x", "0", "null", "true", "[]", "{}",
    [], {}, [None], [[]], {"": None}, {"$ref": "#"}, {"$ref": ""}, {"$ref": "#/"}, {"$ref": 1}, {"type": []},
    {"$ref": "#/paths"}, {"$ref": "#/components/schemas/Missing"}, {"allOf": []}, {"anyOf": [{}]},
    {"oneOf": [{"$ref": "#/components"}]}, {"type": ["null"]}, {"type": "array"}, {"type": "object"},
    {"enum": []}, {"enum": [None, 1, "1", True]}, {"const": None}, {"items": False}, {"not": {}},
    {"additionalProperties": {"$ref": "#/components/schemas"}}, {"discriminator": {}},
    {"discriminator": {"propertyName": "x", "mapping": {"a": "#", "b": "x.json", "c": ""}}},
)  # fmt: skip
KEYS = (
    "$ref type properties items allOf anyOf oneOf not enum const default required additionalProperties format "
    "pattern discriminator nullable readOnly writeOnly deprecated parameters requestBody responses content schema "
    "schemas headers links callbacks security servers tags name in style explode allowReserved encoding example "
    "examples description summary operationId get post trace query additionalOperations $defs $id $anchor "
    "$dynamicRef prefixItems patternProperties propertyNames if then else contains minItems maxLength multipleOf "
    "exclusiveMinimum x-ms-pageable x-ms-paths x-mcp x-speakeasy-pagination xml webhooks components paths openapi "
    "swagger definitions consumes produces collectionFormat host basePath 200 default 2XX __proto__ __class__"
).split()


def mutant(documents: Sequence[bytes], seed: int) -> bytes:
    """Return the mutant that a seed makes of one of some JSON documents."""
    drawn = random.Random(seed)
    text = drawn.choice(documents)
    value = json.loads(text)
    others = json.loads(drawn.choice(documents))
    for _ in range(drawn.choice((1, 1, 2, 3, 5, 8, 20))):
        nodes = list(_nodes(value))
        if not nodes:
            break
        drawn.choice(CHANGES)(drawn, nodes, others)
    made = json.dumps(value).encode()
    return drawn.choice(BREAKS)(drawn, made) if drawn.random() < 0.1 else made


def _nodes(value: Any) -> Iterator[Node]:
    """Yield every object and list that is not empty, outermost first; not those that a mutation put in twice."""
    pending, seen = [value], set[int]()
    while pending:
        node = pending.pop()
        if isinstance(node, dict | list) and node and id(node) not in seen:
            seen.add(id(node))
            yield node
            pending.extend(node.values() if isinstance(node, dict) else node)


def _place(drawn: random.Random, node: Node) -> Any:
    return drawn.choice(list(node)) if isinstance(node, dict) else drawn.randrange(len(node))


def _removed(drawn: random.Random, nodes: list[Node], others: Any) -> None:
    node: Any = drawn.choice(nodes)
    del node[_place(drawn, node)]


def _replaced(drawn: random.Random, nodes: list[Node], others: Any) -> None:
    node: Any = drawn.choice(nodes)
    node[_place(drawn, node)] = copy.deepcopy(drawn.choice(SCALARS))


def _attacked(drawn: random.Random, nodes: list[Node], others: Any) -> None:
    node: Any = drawn.choice(nodes)
    node[_place(drawn, node)] = drawn.choice(list(ATTACKS.values()))


def _renamed(drawn: random.Random, nodes: list[Node], others: Any) -> None:
    node = drawn.choice(nodes)
    if isinstance(node, dict):
        name = drawn.choice(KEYS) if drawn.random() < 0.6 else drawn.choice(list(ATTACKS.values()))
        node[name] = node.pop(_place(drawn, node))


def _added(drawn: random.Random, nodes: list[Node], others: Any) -> None:
    node = drawn.choice(nodes)
    value = copy.deepcopy(drawn.choice(SCALARS))
    if isinstance(node, dict):
        node[drawn.choice(KEYS)] = value
    else:
        node.insert(drawn.randrange(len(node) + 1), value)


def _moved(drawn: random.Random, nodes: list[Node], others: Any) -> None:
    """Copy a part to where another one was."""
    source: Any = drawn.choice(nodes)
    target: Any = drawn.choice(nodes)
    target[_place(drawn, target)] = copy.deepcopy(source[_place(drawn, source)])


def _grafted(drawn: random.Random, nodes: list[Node], others: Any) -> None:
    """Put in a part of another document."""
    source: Any = drawn.choice(list(_nodes(others)))
    target: Any = drawn.choice(nodes)
    target[_place(drawn, target)] = copy.deepcopy(source)


def _wrapped(drawn: random.Random, nodes: list[Node], others: Any) -> None:
    node: Any = drawn.choice(nodes)
    place = _place(drawn, node)
    for _ in range(drawn.choice((1, 2, 60))):
        node[place] = drawn.choice(
            ([node[place]], {"properties": {"a": node[place]}}, {"items": node[place]})
        )


def _swapped(drawn: random.Random, nodes: list[Node], others: Any) -> None:
    left: Any = drawn.choice(nodes)
    right: Any = drawn.choice(nodes)
    here, there = _place(drawn, left), _place(drawn, right)
    left[here], right[there] = copy.deepcopy(right[there]), copy.deepcopy(left[here])


def _referred(drawn: random.Random, nodes: list[Node], others: Any) -> None:
    """Let a reference lead somewhere else in the document."""
    targets = [node["$ref"] for node in nodes if isinstance(node, dict) and isinstance(node.get("$ref"), str)]
    node: Any = drawn.choice(nodes)
    if targets:
        node[_place(drawn, node)] = {"$ref": drawn.choice(targets)}


CHANGES: tuple[Callable[[random.Random, list[Node], Any], None], ...] = (
    _removed, _replaced, _replaced, _attacked, _renamed, _added, _moved, _grafted, _wrapped, _swapped, _referred,
)  # fmt: skip


def _cut(drawn: random.Random, data: bytes) -> bytes:
    return data[: drawn.randrange(len(data))]


def _flipped(drawn: random.Random, data: bytes) -> bytes:
    found = bytearray(data)
    for _ in range(drawn.randrange(1, 6)):
        found[drawn.randrange(len(found))] = drawn.randrange(256)
    return bytes(found)


def _doubled(drawn: random.Random, data: bytes) -> bytes:
    start = drawn.randrange(len(data))
    piece = data[start : start + drawn.randrange(1, 400)]
    at = drawn.randrange(len(data))
    return data[:at] + piece * drawn.randrange(1, 5) + data[at:]


def _as_yaml(drawn: random.Random, data: bytes) -> bytes:
    """JSON is YAML; without its quotes it is a stranger one."""
    return data.replace(b'"', drawn.choice((b"'", b"")))


BREAKS: tuple[Callable[[random.Random, bytes], bytes], ...] = (_cut, _flipped, _doubled, _as_yaml)
