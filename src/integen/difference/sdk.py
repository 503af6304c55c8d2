"""What changed for programs that use the SDK: methods and models."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from integen.difference.change import Change
from integen.difference.side import Side
from integen.ir.origin import Origin

Record = Mapping[str, Any]


def method_changes(old: Record, new: Record) -> Iterator[Change]:
    """Yield whether an operation has another method than before."""
    before, after = method(old), method(new)
    if before != after:
        yield Change(kind="method-renamed", subject=f"method {after}", before=before, after=after)


def method(record: Record) -> str:
    """Return how programs call the operation: `repos.get`."""
    return ".".join(part for part in (record.get("resource"), record.get("name")) if part)


def model_changes(old: Side, new: Side) -> Iterator[Change]:
    """Yield classes that came, went and changed their names; both sides must be documents."""
    before, after = _living(old), _living(new)
    gone = {name: origin for origin, name in before.items() if name not in after.values()}
    for origin, name in after.items():
        was = before.get(origin)
        if was is not None and was != name:
            gone.pop(was, None)
            yield Change(
                kind="model-renamed", subject=f"model {name}", before=was, after=name, new=Origin(origin)
            )
        elif was is None and name not in before.values():
            yield Change(kind="model-added", subject=f"model {name}", new=Origin(origin))
    for name, origin in gone.items():
        yield Change(kind="model-removed", subject=f"model {name}", old=Origin(origin))


def _living(side: Side) -> dict[str, str]:
    """Return `{origin: class}` of component schemas that are there; recorded names outlive them."""
    return {origin: name for origin, name in side.models.items() if Origin(origin) in side.api.schemas}
