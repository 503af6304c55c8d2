"""Shows what is decided about operations and who decided it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from integen.cli import terminal
from integen.cli.generated import nearest
from integen.errors import IntegenError

if TYPE_CHECKING:
    from integen.diagnostics.locate import Texts
    from integen.ir.api import Api, Operation
    from integen.ir.curation import Said

SHOWN = 20
"""Operations that people are shown; `--json` has them all."""
_WIDEST = 60


def explained(api: Api, wanted: str, texts: Texts) -> list[dict[str, Any]]:
    """Return what is decided about the operations that a selector, or the name of a tool, finds."""
    from integen.curate.selector import SelectorError, parsed

    try:
        selector = parsed(wanted)
    except SelectorError as error:
        raise IntegenError(f"`{wanted}`: {error}", hint=error.hint) from None
    found = [each for each in api.operations if selector.matches(each) or each.curation.name == wanted]
    if not found:
        left_out = next((each for each in api.left_out if each.key == wanted), None)
        if left_out is not None:
            raise IntegenError(f"`{wanted}` is left out by {left_out.by}")
        known = [name for each in api.operations for name in (each.key, each.id) if name]
        raise IntegenError(f"no operation is `{wanted}`", hint=nearest(wanted, known))
    return [_record(each, texts) for each in found]


def _record(operation: Operation, texts: Texts) -> dict[str, Any]:
    return {
        "operation": operation.key,
        "id": operation.id,
        "facts": list(_facts(operation, texts)),
    }


def _facts(operation: Operation, texts: Texts) -> Iterator[dict[str, Any]]:
    from integen.diagnostics.locate import Locator

    locator = Locator(texts)
    said = {each.fact for each in operation.curation.said if each.argument is None}
    from_method = f"the method {operation.method}"
    unsaid: list[tuple[str, Any, str]] = [
        ("effect", str(operation.effect), from_method),
        ("idempotent", operation.idempotent, from_method),
        ("title", operation.summary, "`summary` of the document"),
        ("description", operation.description, "`description` of the document"),
    ]
    for name, value, by in unsaid:
        if value not in (None, "") and not said & _OF_EFFECT.get(name, {name}):
            yield {"fact": name, "value": value, "by": by, "place": None}
    if operation.pagination is not None and "pagination" not in said:
        reason = operation.pagination.reason
        yield {"fact": "pagination", "value": operation.pagination.kind, "by": reason, "place": None}
    for each in operation.curation.said:
        name = f"{each.argument} {each.fact}" if each.argument else each.fact
        yield {
            "fact": name,
            "value": each.value,
            "by": each.place or each.by,
            "place": _place(each, locator, texts),
        }


_OF_EFFECT = {"effect": {"read_only", "destructive"}}


def _place(said: Said, locator: Any, texts: Texts) -> str | None:
    if said.origin is None:
        return None
    position = locator.locate(said.origin)
    text = texts.documents.get(said.origin.partition("#")[0])
    if position is None or text is None:
        return str(said.origin)
    return f"{text.name}:{position.line}:{position.column}"


def show(records: list[dict[str, Any]]) -> None:
    """Write each operation with its facts."""
    for number, record in enumerate(records[:SHOWN]):
        if number:
            terminal.say()
        terminal.facts(record["operation"], {each["fact"]: _told(each) for each in record["facts"]})
    if len(records) > SHOWN:
        terminal.say(f"and {len(records) - SHOWN:,} more")


def _told(fact: dict[str, Any]) -> str:
    value = fact["value"]
    if isinstance(value, list | tuple):
        value = ", ".join(map(str, value))
    elif isinstance(value, bool):
        value = "yes" if value else "no"
    text = " ".join(str(value).split())
    shown = text if len(text) <= _WIDEST else text[:_WIDEST] + "…"
    place = f" ({fact['place']})" if fact["place"] else ""
    return f"{shown}  ← {fact['by']}{place}"
