"""Keeps API keys that travel in queries out of the HTTP library's log, which names each URL."""

from __future__ import annotations

import logging
import re

from .http import LOGGER
from .records import Integration
from .styles import percent


class _Filter(logging.Filter):
    """Masks the values of some query parameters in the URLs of log records."""

    def __init__(self) -> None:
        super().__init__()
        self.names: frozenset[str] = frozenset()
        self._pattern = re.compile(r"(?!)")

    def add(self, names: frozenset[str]) -> None:
        if not names <= self.names:
            self.names |= names
            choices = "|".join(re.escape(name) for name in sorted(self.names))
            self._pattern = re.compile(rf"([?&](?:{choices})=)[^&#\s\"]*")

    def filter(self, record: logging.LogRecord) -> bool:
        if isinstance(record.args, tuple):
            record.args = tuple(self._masked(argument) for argument in record.args)
        return True

    def _masked(self, argument: object) -> object:
        if isinstance(argument, (int, float)):
            return argument
        text = str(argument)
        masked = self._pattern.sub(r"\1***", text)
        return argument if masked == text else masked


_FILTER = _Filter()


def hide_query_credentials(integration: Integration) -> None:
    """Mask the query parameters that carry credentials of this API, from now on; names as they are
    encoded.
    """
    names = frozenset(
        percent(scheme.parameter)
        for scheme in integration.schemes.values()
        if scheme.kind == "apiKey" and scheme.location == "query" and scheme.parameter
    )
    if names:
        _FILTER.add(names)
        logging.getLogger(LOGGER).addFilter(_FILTER)
