"""The names that last: what `integen.lock` records, by namespace and position."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from integen.naming.allocate import Request, allocate


@dataclass(slots=True)
class Names:
    """`{namespace: {position: name}}`. Positions that are gone stay, so that their names come back."""

    recorded: dict[str, dict[str, str]] = field(default_factory=dict)

    def allocate(
        self, namespace: str, requests: Iterable[Request], *, reserved: Iterable[str] = ()
    ) -> dict[str, str]:
        """Return `{position: name}` for the requests and record them."""
        known = self.recorded.setdefault(namespace, {})
        names = allocate(requests, recorded=known, reserved=reserved)
        known.update(names)
        return names

    def give_up(self, namespace: str, taken: Mapping[str, str]) -> None:
        """Forget recorded names that another position has now: `taken` is `{name: position}`."""
        owners = {name.lower(): position for name, position in taken.items()}
        known = self.recorded.get(namespace, {})
        for position, name in list(known.items()):
            if owners.get(name.lower(), position) != position:
                del known[position]

    def as_json(self) -> dict[str, dict[str, str]]:
        """Return the record sorted by namespace and position."""
        return {space: dict(sorted(names.items())) for space, names in sorted(self.recorded.items())}

    @classmethod
    def from_json(cls, record: Mapping[str, Mapping[str, str]]) -> Names:
        return cls(
            {str(space): {str(k): str(v) for k, v in names.items()} for space, names in record.items()}
        )
