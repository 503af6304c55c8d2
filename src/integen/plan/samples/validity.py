"""Whether the contract allows a sample: jsonschema-rs is asked, so that no test tries what is wrong."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, Self
from urllib.parse import quote

import jsonschema_rs

from integen.ir.api import Operation
from integen.ir.origin import Origin, escape
from integen.plan.contract.document import plain_path
from integen.plan.samples.weight import is_bearable

_BASE = "urn:contract"
_PLAIN = {"string": str, "boolean": bool, "integer": int}
"""Types that need no judge where nothing else is said."""


@dataclass(frozen=True, slots=True)
class Validity:
    contract: Mapping[str, Any]
    registry: jsonschema_rs.Registry
    is_bearable: bool
    """False where asking would not end: then no sample is known to be valid, and none is tried."""
    answers: dict[Origin, Any] = field(default_factory=dict)
    """Samples of what many operations answer, by what they refer to; None where none is valid."""

    @classmethod
    def of(cls, contract: Mapping[str, Any]) -> Self:
        registry = jsonschema_rs.Registry([(_BASE, dict(contract))], draft=jsonschema_rs.Draft202012)
        return cls(contract, registry, is_bearable(contract))

    def of_request(self, operation: Operation, given: Mapping[str, Mapping[str, Any]], media: str) -> bool:
        """Whether `{place: {name: value}}` is allowed; a whole body has the name ``""``."""
        steps = self._steps(operation)
        if steps is None:
            return True
        stated = self._at(steps)
        for group in ("parameters", "x-unread"):
            for number, parameter in enumerate(stated.get(group, ())):
                values = given.get(parameter["in"], {})
                if parameter["name"] in values and "schema" in parameter:
                    place = (*steps, group, str(number))
                    if not self._allows((*place, "schema"), parameter["schema"], values[parameter["name"]]):
                        return False
        body = given.get("body", {})
        if not body and not (operation.body is not None and operation.body.required):
            return True
        return self._allows_at((*steps, "requestBody", "content", media, "schema"), body.get("", body))

    def of_answer(self, operation: Operation, status: str, media: str, value: Any) -> bool:
        """Whether an answer is allowed."""
        steps = self._steps(operation)
        return steps is None or self._allows_at(
            (*steps, "responses", status, "content", media, "schema"), value
        )

    def _steps(self, operation: Operation) -> tuple[str, ...] | None:
        other = ("x-operations", operation.key)
        if self._at(other) is not None:
            return other
        steps = ("paths", plain_path(operation), operation.method.lower())
        return steps if self._at(steps) is not None else None

    def _at(self, steps: tuple[str, ...]) -> Any:
        value: Any = self.contract
        for step in steps:
            value = value.get(step) if isinstance(value, dict) else None
        return value

    def _allows_at(self, steps: tuple[str, ...], value: Any) -> bool:
        schema = self._at(steps)
        return schema is None or self._allows(steps, schema, value)

    def _allows(self, steps: tuple[str, ...], schema: Mapping[str, Any], value: Any) -> bool:
        if schema.keys() == {"type"} and type(value) is _PLAIN.get(schema["type"]):
            return True
        if not self.is_bearable:
            return False
        pointer = "/".join(map(_quoted, steps))
        try:
            found = jsonschema_rs.Draft202012Validator(
                {"$ref": f"{_BASE}#/{pointer}"}, registry=self.registry, validate_formats=False
            )
            return bool(found.is_valid(value))
        except ValueError:
            return True  # a schema that the judge can make nothing of forbids nothing


@lru_cache(maxsize=4096)
def _quoted(step: str) -> str:
    return quote(escape(step), safe="~")
