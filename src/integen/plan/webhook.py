"""What every target needs to know of a webhook: its name, its body and how bodies say what they are."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from integen.ir.api import Api, Media, Webhook
from integen.ir.schema import Enum, Ref, Schema
from integen.ir.shape import deref, merged
from integen.naming.allocate import Request
from integen.naming.legal import PyIdent, pascal, snake
from integen.naming.words import words
from integen.plan.content import essence, schema_of
from integen.plan.names import Names
from integen.quoting import line, shorten

_TAKEN = frozenset(
    """parse read recognise models dt builtins UUID Decimal TextDecimal Any Literal Annotated Variants Heirs
    Callable Event Payload WebhookError list dict str int float bool bytes object tuple type None True False
    annotations""".split()
)
"""Names that the module of webhooks uses itself, or that hide a builtin."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedWebhook:
    webhook: Webhook
    name: str
    """What receivers call it: its key in the document, or its function where several have that key."""
    function: PyIdent
    type_name: PyIdent
    """What names of inline types begin with: `NewPetPayload`."""
    media: Media | None
    """What its body is read as; None when the document says nothing of a body."""
    schema: Schema | None


def plan_webhooks(api: Api, names: Names) -> tuple[PlannedWebhook, ...]:
    """Return the webhooks in the order of the API, every name allocated and recorded."""
    if not api.webhooks:
        return ()
    requests = [Request(webhook.key, _candidates(webhook)) for webhook in api.webhooks]
    functions = names.allocate("webhooks", requests, reserved=_TAKEN)
    uses = Counter((webhook.kind, webhook.name) for webhook in api.webhooks)
    planned = []
    for webhook in api.webhooks:
        function = PyIdent(functions[webhook.key])
        body = webhook.operation.body
        media = min(body.media, key=_preference) if body is not None else None
        planned.append(
            PlannedWebhook(
                webhook=webhook,
                name=webhook.name if _is_alone(webhook, uses) else function,
                function=function,
                type_name=pascal((*words(function), "payload")),
                media=media,
                schema=schema_of(api, media, body.origin) if body is not None and media is not None else None,
            )
        )
    return tuple(planned)


def _is_alone(webhook: Webhook, uses: Counter[tuple[str, str]]) -> bool:
    """Tell whether a name means this one: a webhook's before a callback's."""
    if webhook.kind == "callback" and ("webhook", webhook.name) in uses:
        return False
    return uses[webhook.kind, webhook.name] == 1


def _preference(media: Media) -> int:
    """JSON says most of a value, a form says more than a text."""
    name = essence(media)
    return 0 if "json" in name else 1 if "form" in name else 2


def _candidates(webhook: Webhook) -> tuple[str, ...]:
    """Return names: the key, then with who asks for it, then with the method and the address."""
    plain = words(webhook.name) or ("event",)
    method = webhook.operation.method.lower()
    caller = words(webhook.callers[0]) if webhook.callers else ()
    longer = (
        (*caller, *plain),
        (*caller, *plain, method),
        (*plain, *words(webhook.expression or ""), method),
    )
    safe = [snake(item, fallback="event") for item in (plain, *longer)]
    return tuple(dict.fromkeys(f"{name}_event" if name in _TAKEN else name for name in safe))


def told_by(api: Api, webhooks: Iterable[PlannedWebhook]) -> dict[str, dict[str, str]]:
    """Return `{property: {value: name}}` of the properties whose one value tells the webhooks apart.

    Such a property is in every body that is described, and no two share a value. One that only says how the
    name ends, such as an `action`, has no values here.
    """
    found: dict[str, dict[str, list[str]]] = {}
    described = 0
    for planned in webhooks:
        shape = merged(api, planned.schema) if planned.schema is not None else None
        for member in shape.properties if shape is not None else ():
            schema = deref(api, member.schema)
            for value in schema.values if isinstance(schema, Enum) and len(schema.values) == 1 else ():
                if isinstance(value, str):
                    found.setdefault(member.name, {}).setdefault(value, []).append(planned.name)
        described += shape is not None
    tells: dict[str, dict[str, str]] = {}
    for name, values in found.items():
        if len(values) == described > 1:
            return {name: {value: names[0] for value, names in values.items()}}
        if any(
            words(each)[-len(words(value)) :] == words(value)
            for value, names in values.items()
            for each in names
        ):
            tells[name] = {}
    return tells


def webhook_record(planned: PlannedWebhook, model: str | None, *, python: bool) -> dict[str, Any]:
    """Return one webhook as the catalog has it."""
    webhook, operation = planned.webhook, planned.webhook.operation
    media = operation.body.media if operation.body is not None else ()
    record: Mapping[str, Any] = {
        "kind": webhook.kind,
        "name": planned.name,
        "method": operation.method,
        "expression": webhook.expression,
        "operations": list(webhook.callers) or None,
        "id": operation.id,
        "summary": shorten(line(operation.summary or operation.description or ""), 200) or None,
        "deprecated": operation.deprecated or None,
        "headers": [item.name for item in operation.parameters if item.location == "header"] or None,
        "content": [item.type for item in media] or None,
        "model": model if python else None,
        "security": [dict(item) for item in operation.security] if operation.security else None,
        "function": planned.function if python else None,
    }
    return {name: value for name, value in record.items() if value is not None}


def model_of(api: Api, planned: PlannedWebhook, classes: Mapping[Any, PyIdent]) -> str | None:
    """Return the class that a body is read as; None where it is no class of its own."""
    schema = planned.schema
    if isinstance(schema, Ref):
        target = api.schemas.get(schema.target)
        return classes.get(schema.target) or (classes.get(target.origin) if target is not None else None)
    return classes.get(schema.origin) if schema is not None else None
