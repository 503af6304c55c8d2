"""Leaves out operations and webhooks, and remembers what and by what."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet

from integen.curate.settings import Filter, Settings
from integen.ir.api import Operation, Webhook
from integen.ir.curation import LeftOut, Said

ITS_OPERATION = "its operation"


class Sieve:
    """The filters of one API."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._used: set[Filter] = set()
        self.left_out: list[LeftOut] = []
        """In the order of asking."""

    def keeps(self, operation: Operation, statements: Sequence[Said]) -> bool:
        """Whether an operation stays. A rule about the operation itself wins over filters."""
        by = self._taken_by(operation, self._settings.include)
        stated = next((said for said in statements if said.fact == "included" and not said.argument), None)
        if stated is not None:
            by = None if stated.value else stated.by
        return self._noted(operation, operation.key, by)

    def keeps_webhook(self, webhook: Webhook, kept: AbstractSet[str]) -> bool:
        """Whether a webhook stays; a callback goes with the last operation that asks for it."""
        if webhook.callers and kept.isdisjoint(webhook.callers):
            return self._noted(webhook.operation, webhook.key, ITS_OPERATION)
        include = () if webhook.callers else self._settings.include
        return self._noted(webhook.operation, webhook.key, self._taken_by(webhook.operation, include))

    def unused(self) -> Iterator[Filter]:
        """Yield the filters that fitted nothing."""
        return (each for each in (*self._settings.include, *self._settings.exclude) if each not in self._used)

    def _taken_by(self, operation: Operation, include: tuple[Filter, ...]) -> str | None:
        included = [each for each in include if each.selector.matches(operation)]
        excluded = [each for each in self._settings.exclude if each.selector.matches(operation)]
        self._used.update(included, excluded)
        if excluded:
            return excluded[0].by
        return "include" if include and not included else None

    def _noted(self, operation: Operation, key: str, by: str | None) -> bool:
        if by is not None:
            self.left_out.append(LeftOut(key=key, origin=operation.origin, by=by))
        return by is None
