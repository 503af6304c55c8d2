"""Calls the generated SDKs as the scenarios of AutoRest's test server want it."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice
from typing import Any

import httpx2

from wire_judges.autorest_azure import AZURE
from wire_judges.autorest_calls import CALLS, Call
from wire_judges.autorest_packages import Method, methods
from wire_judges.autorest_server import Server
from wire_judges.autorest_waiting import waiting_calls

TABLE = {name: CALLS.get(name, {}) | AZURE.get(name, {}) for name in {*CALLS, *AZURE}}


@dataclass(frozen=True, kw_only=True)
class Failure:
    """A call that ended in an error: often what the scenario wants, and never a defect of itself."""

    document: str
    method: str
    reason: str


class Driver:
    """Drives one document's client after the other; `failures` says what was raised."""

    def __init__(self, server: Server) -> None:
        self._server = server
        self.failures: list[Failure] = []

    def drive(self, document: str, client_type: type[Any]) -> None:
        """Call all methods: with what the table says, or else with nothing, or with what a GET answered."""
        table = TABLE.get(document, {})
        with client_type(base_url=self._server.url, max_retries=0, timeout=10) as client:
            known = methods(document, client)
            if unknown := table.keys() - known.keys():
                raise SystemExit(f"{document} has no {', '.join(sorted(unknown))}")
            answers: dict[str, Any] = {}
            for method in known.values():
                for call in waiting_calls(method.id, table.get(method.id, [Call()])):
                    if method.id in table and not call.client and method.given(call.arguments) is None:
                        raise SystemExit(
                            f"{document}: `{method.id}` needs more than {sorted(call.arguments)}"
                        )
                    answer = self._call(method, call, client_type)
                    if method.verb == "GET" and answer is not None:
                        answers[method.path] = answer
            for method in known.values():
                if method.verb in ("PUT", "POST") and method.id not in table and method.path in answers:
                    self._attempt(method, _back(method, answers[method.path]), {})

    def _call(self, method: Method, call: Call, client_type: type[Any]) -> Any:
        if not call.client and not call.cookies:
            return self._attempt(method, call.arguments, call.options)
        given: dict[str, Any] = {
            key: value.replace("{url}", self._server.url) for key, value in call.client.items()
        }
        if call.cookies:
            given["http_client"] = httpx2.Client()
        with client_type(**{"base_url": self._server.url, **given}) as client:
            return self._attempt(methods(method.document, client)[method.id], call.arguments, call.options)

    def _attempt(self, method: Method, arguments: dict[str, Any], options: dict[str, Any]) -> Any:
        filled = method.given(arguments)
        if filled is None:
            return None
        try:
            given = {**filled, **({"options": options} if options else {})}
            return method.call(**given) if method.items is None else list(islice(method.items(**given), 100))
        except Exception as error:  # whatever it is, the report names it
            reason = f"{type(error).__name__}: {error}"
            self.failures.append(Failure(document=method.document, method=method.id, reason=reason))
            return None


def _back(method: Method, answer: Any) -> dict[str, Any]:
    """Return the arguments that send back what was received."""
    if not method.fields:
        return {"body": answer}
    values = answer.model_dump(by_alias=True, exclude_unset=True) if hasattr(answer, "model_dump") else {}
    return {method.fields[wire]: value for wire, value in values.items() if wire in method.fields}
