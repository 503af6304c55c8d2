"""The module of webhooks: a function for each request that the API sends."""

from __future__ import annotations

from dataclasses import dataclass

from integen.ir.api import Api
from integen.naming.legal import PyIdent
from integen.plan.content import essence, is_xml
from integen.plan.python.registry import Registry
from integen.plan.python.types import TypeWriter, names_in
from integen.plan.webhook import PlannedWebhook, told_by
from integen.quoting import line, prose, wrapped

_JSON = "application/json"


@dataclass(frozen=True, slots=True, kw_only=True)
class Receiver:
    """One function."""

    name: PyIdent
    event: str
    """What receivers call it."""
    kind: str
    returns: str
    media_type: str | None
    """Of a body whose sender does not say, where that is not JSON."""
    doc: str


@dataclass(frozen=True, slots=True, kw_only=True)
class WebhookModule:
    receivers: tuple[Receiver, ...]
    tells: dict[str, dict[str, str]]
    """`{property: {value: event}}` of properties that say of bodies what they are."""
    uses: frozenset[str]

    @property
    def exports(self) -> tuple[str, ...]:
        """What `__all__` names, sorted as ruff sorts it."""
        functions = sorted((*(receiver.name for receiver in self.receivers), "parse"))
        return ("Event", "Payload", "WebhookError", *functions)


def plan_webhook_module(
    api: Api, registry: Registry, webhooks: tuple[PlannedWebhook, ...]
) -> WebhookModule | None:
    """Return the module; None when the API sends nothing."""
    if not webhooks:
        return None
    types = TypeWriter(registry, prefix="models.")
    receivers = tuple(_receiver(types, planned) for planned in webhooks)
    uses = frozenset({"Any"}).union(*(names_in(receiver.returns) for receiver in receivers))
    return WebhookModule(receivers=receivers, tells=told_by(api, webhooks), uses=uses)


def _receiver(types: TypeWriter, planned: PlannedWebhook) -> Receiver:
    media = planned.media
    json = media is None or "json" in essence(media) or essence(media) == "*/*"
    return Receiver(
        name=planned.function,
        event=planned.name,
        kind=planned.webhook.kind,
        returns=_returns(types, planned),
        media_type=None if json or media is None else essence(media),
        doc=_doc(planned),
    )


def _returns(types: TypeWriter, planned: PlannedWebhook) -> str:
    """XML and other texts are given as they came, and so is what is no text."""
    media, schema = planned.media, planned.schema
    if media is None or schema is None:
        return "Any"
    name = essence(media)
    if "json" in name or "form" in name or name == "*/*":
        return types.write(schema)
    return "str" if name.startswith("text/") or is_xml(media) or "yaml" in name else "bytes"


def _doc(planned: PlannedWebhook) -> str:
    webhook, operation = planned.webhook, planned.webhook.operation
    summary = line(prose(operation.summary or "", 200)).rstrip(".")
    text = prose(operation.description or "", 1200)
    parts = [f"{summary}." if summary else f"Read the {webhook.kind} `{line(webhook.name)}`."]
    if text and text.rstrip(".") != summary:
        parts.append(wrapped(text, 96))
    if operation.deprecated:
        parts.append("Deprecated: the API may stop sending it.")
    if webhook.expression is not None:
        callers = ", ".join(f"`{line(caller)}`" for caller in webhook.callers[:5])
        asked = f" of {callers}" if callers else ""
        parts.append(wrapped(f"Sent to `{line(webhook.expression)}`{asked}.", 96))
    headers = [item for item in operation.parameters if item.location == "header"]
    if headers:
        lines = (_header(item.name, item.description) for item in headers)
        parts.append("\n".join(("Headers:", *lines)))
    if operation.security:
        schemes = dict.fromkeys(scheme for item in operation.security for scheme, _ in item)
        names = ", ".join(f"`{line(scheme)}`" for scheme in schemes)
        parts.append(wrapped(f"It carries {names}, which is not checked here.", 96))
    if operation.docs_url:
        parts.append(f"See {line(operation.docs_url)}")
    return "\n\n".join(parts)


def _header(name: str, description: str | None) -> str:
    text = line(prose(description or "", 300))
    first, *rest = wrapped(f"{line(name)}: {text}" if text else line(name), 92).split("\n")
    return "\n".join((f"    {first}", *(f"        {item}" for item in rest)))
