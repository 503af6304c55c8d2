"""Sends requests of an extended server through the hooks of its extension."""

from __future__ import annotations

from .. import http
from ..catalog import Catalog
from ..connections import AsyncConnections
from ..exchange import Outcome, Send, Step
from ..options import Settings
from .bounded import BoundedCaller
from .extension import Extension


class HookedCaller(BoundedCaller):
    """Asks the hooks around every request to the API itself, and not where a redirect leads away."""

    def __init__(
        self,
        catalog: Catalog,
        extension: Extension,
        *,
        settings: Settings,
        connections: AsyncConnections,
        most: int,
    ) -> None:
        super().__init__(catalog, settings=settings, connections=connections, most=most)
        self._extension = extension

    async def _perform(self, client: http.AsyncClient, step: Step, stream: bool) -> Outcome:
        if not isinstance(step, Send) or not step.trusted:
            return await super()._perform(client, step, stream)
        for before in self._extension.request_hooks:
            await before(step.request)
        # Hooks see whole answers, so an endless one ends with the time of the call.
        outcome = await super()._perform(client, step, stream and not self._extension.answer_hooks)
        for after in self._extension.answer_hooks:
            if isinstance(outcome, http.Response):
                outcome = await after(outcome) or outcome
        return outcome
