"""What an API may answer: a sample of every documented status and media type.

    {"status": "200", "type": media type, "value": what callers should get,
     "model": name of the class, "[name]" for a list; left out where there is none,
     "sent": the body, where that is another text than `value` says (XML),
     "events": whether items of an event stream are events and not what their data holds,
     "beside": whether the SDK reads another media type; tools read all of them}

Members that say no are left out. Ranges of media types are one type of theirs.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from integen.ir.api import Api, Media, Operation, Response
from integen.ir.schema import Ref, Schema
from integen.plan.content import SEQUENCES, answered, essence, is_xml, item_of, reads_xml, whole_events
from integen.plan.samples.plain import plain
from integen.plan.samples.validity import Validity
from integen.plan.samples.values import Bytes, Sampler, Unmakable
from integen.plan.samples.xml import written

Models = Mapping[str, Mapping[str, str | None]]
"""`{status: {media type: name}}`"""

_TYPES = {"*/*": "application/json", "application/*": "application/octet-stream", "text/*": "text/plain"}
_YAML = ("application/yaml", "application/x-yaml")
_TEXT = "a b&c/d=é+%"


def answers(api: Api, operation: Operation, models: Models, validity: Validity) -> Iterator[dict[str, Any]]:
    """Yield the answers, in document order."""
    writer = _Answers(api, operation, models, validity)
    successes = any(response.status[:1] == "2" for response in operation.responses)
    for response in operation.responses:
        yield from writer.of(response, response.status)
        if response.status == "default" and not successes:
            yield from writer.of(response, "200")


@dataclass(frozen=True, slots=True)
class _Answers:
    api: Api
    operation: Operation
    models: Models
    validity: Validity

    def of(self, response: Response, status: str) -> Iterator[dict[str, Any]]:
        if not response.media:
            yield {"status": status}
        read = answered(response)
        fails = status[:1] not in "2"
        for media in response.media:
            record = self._of(response.status, media, fails=fails)
            if record is None:
                continue
            name = essence(media)
            concrete = _TYPES.get(name) or (f"{name[:-1]}png" if name.endswith("/*") else media.type)
            beside = {} if media is read or fails else {"beside": True}
            yield {"status": status, "type": concrete, **record, **beside}

    def _of(self, status: str, media: Media, *, fails: bool) -> dict[str, Any] | None:
        name = essence(media)
        if name in SEQUENCES and not fails:
            return self._sequence(media)
        if "json" in name or name == "*/*":
            value = self._json(status, media)
            model = self.models.get(status, {}).get(media.type)
            return None if value is None else {"value": value, **({"model": model} if model else {})}
        if is_xml(media):
            return self._xml(status, media, fails=fails)
        if name.startswith("text/") or name in _YAML:
            return {"value": _TEXT}
        return {"value": plain(Bytes())}

    def _sequence(self, media: Media) -> dict[str, Any] | None:
        item, is_events = item_of(self.api, media), whole_events(self.api, media)
        try:
            items = [self._sample(item, number) for number in range(2)]
        except Unmakable:
            return None
        if not is_events:
            return {"value": items}
        return {"value": [_event(each) for each in items], "events": True}

    def _sample(self, schema: Schema | None, number: int) -> Any:
        if schema is None:
            return {"number": number}
        return plain(Sampler(self.api, most=True, number=number, answer=True).value(schema))

    def _json(self, status: str, media: Media) -> Any:
        """Return a sample, or None when no valid one was found; what is referred to is sampled once."""
        schema, known = media.schema, self.validity.answers
        if schema is None:
            return "any"
        if isinstance(schema, Ref) and schema.target in known:
            return known[schema.target]
        try:
            found = plain(Sampler(self.api, most=True, answer=True).value(schema))
        except Unmakable:
            found = None
        if found is not None and not self.validity.of_answer(self.operation, status, media.type, found):
            found = None
        if isinstance(schema, Ref):
            known[schema.target] = found
        return found

    def _xml(self, status: str, media: Media, *, fails: bool) -> dict[str, Any] | None:
        text = {"value": "<a>text</a>"}
        if fails or media.schema is None or not reads_xml(self.api, media):
            return text
        value = self._json(status, media)
        sent = None if value is None else written(self.api, media.schema, value)
        return None if sent is None else {"value": value, "sent": sent}


def _event(value: Any) -> dict[str, Any]:
    """Return an event as it can be written: each member is a text of one line, or a number for `retry`."""
    members = value if isinstance(value, dict) else {"data": _TEXT}
    kept = {name: item for name, item in members.items() if name in ("event", "id", "retry")}
    return {"data": str(members.get("data", _TEXT)), **kept}
