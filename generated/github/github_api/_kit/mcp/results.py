"""Turns an API's answer into what MCP sends: the content type decides.

JSON is text that is the JSON itself, so that a model can quote it; notes about it (what was cut, where the
next page is) are a text of their own beside it.
"""

from __future__ import annotations

import base64
import json
import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple
from urllib.parse import parse_qsl

from ..http import URL, Response
from ..kinds import is_dict, is_list
from ..media import essence_of
from ..sequences import items_of
from ..statuses import phrase
from .budget import Cut, cut, dumped
from .handshake import one_line
from .projection import Projection

Result = dict[str, Any]
"""A `CallToolResult` as MCP writes it."""

MAX_BINARY = 700_000
"""Bytes of an image, a sound or a file sent inline: as base64 they stay below the 1 MiB of one event."""

_TEXT = re.compile(
    r"text/.*|application/(x-ndjson|jsonl|json-seq|x-www-form-urlencoded|javascript|graphql|sql|toml"
    r"|([\w.-]+\+)?(xml|yaml)|x-yaml)|image/svg\+xml",
)
_JSON = re.compile(r"(application|text)/([\w.-]+\+)?json")
_NEXT = re.compile(r'<([^<>]{1,4000})>((?:;[^,<>]*)?;\s*rel="?next"?)', re.IGNORECASE)
_PAGING = re.compile(
    r"page|per_?page|page_?(size|number|token)|limit|offset|cursor|after|before|start|skip|top|count|size|"
    r"max_?results|starting_?after|next_?token|marker",
    re.IGNORECASE,
)


class Rendering(NamedTuple):
    """How one answer is to be shown."""

    fields: Sequence[str] = ()
    limit: int = 100_000
    """Characters of JSON or text."""
    modern: bool = False
    """At 2026-07-28 structured content may be any JSON, before only an object."""
    always: bool = False
    """Structured content also of lists and of what was cut: it is made to fit an output schema."""
    arguments: Sequence[str] = ()
    """Names of the tool's arguments, to say which of them bring the rest."""


def rendered(response: Response, how: Rendering) -> Result:
    """Return a successful answer as content."""
    media_type = essence_of(response.headers.get("content-type", ""))
    if not response.content:
        return text_result(f"Done: {response.status_code} {phrase(response.status_code)}, no content.")
    if _JSON.fullmatch(media_type) or (not media_type and response.content[:1] in b"{["):
        try:
            return _json(json.loads(response.content), response, how)
        except (ValueError, RecursionError):
            return _text(response.text, how)
    if (items := _items(response, media_type)) is not None:
        return _json(items, response, how)
    if _TEXT.fullmatch(media_type):
        return _text(response.text, how)
    return _binary(response, media_type or "application/octet-stream")


def listed(items: list[Any], how: Rendering, prefix: str, following: Callable[[int], str | None]) -> Result:
    """Return items of several pages: as many as fit, whole, and the note of `following` their number.

    Fields may be named from the item on, or from the page on, where the items are at `prefix`.
    """
    notes: list[str] = []
    if not _is_sendable(text := dumped(items)):
        items = json.loads(text.encode(errors="replace"))
    if how.fields:
        fields = [field.removeprefix(f"{prefix}.") if prefix else field for field in how.fields]
        projection = Projection(fields)
        whole, items = items, projection.apply(items)
        if items and (missed := projection.missed()):
            notes.append(f"[No such fields in the items: {_few(missed)}. {_top_level(whole)}]")
    count = _fitting(items, how.limit)
    shown, cuts = items[:count], False
    if count == 1 and len(dumped(shown)) > how.limit:
        shown, made = cut(shown, how.limit)
        cuts = True
        notes.append(_cut_note(made, how))
    if note := following(count):
        notes.append(note)
    result = text_result(dumped(shown), *notes)
    if how.always or (how.modern and not cuts):
        result["structuredContent"] = shown
    return result


def shown_items(items: list[Any], how: Rendering) -> Result:
    """Return the items of a stream."""
    return _json(items, None, how)


def noted(result: Result, note: str) -> Result:
    """Return a result with a note beside what it holds."""
    return {**result, "content": [*result["content"], {"type": "text", "text": note}]}


def _fitting(items: Sequence[Any], limit: int) -> int:
    """Return how many items fit, one at least if there is one."""
    left = limit - 2
    for count, item in enumerate(items):
        left -= len(dumped(item)) + 1
        if left < 0:
            return max(count, 1)
    return len(items)


def _items(response: Response, media_type: str) -> list[Any] | None:
    """Return the items of a sequence; None when it is none, or one of them cannot be read."""
    try:
        return items_of(response.content, media_type)
    except ValueError:
        return None


def text_result(*texts: str) -> Result:
    return {"content": [{"type": "text", "text": text} for text in texts], "isError": False}


def error_result(text: str) -> Result:
    """Return a failure that the model can do something about; it never has structured content."""
    return {"content": [{"type": "text", "text": text}], "isError": True}


def _json(data: Any, response: Response | None, how: Rendering) -> Result:
    notes: list[str] = []
    if how.fields:
        projection = Projection(how.fields)
        whole, data = data, projection.apply(data)
        if missed := projection.missed():
            notes.append(f"[No such fields in the answer: {_few(missed)}. {_top_level(whole)}]")
    text = dumped(data)
    if not _is_sendable(text):
        data = json.loads(text.encode(errors="replace"))
        text = dumped(data)
    cuts: list[Cut] = []
    if len(text) > how.limit:
        data, cuts = cut(data, how.limit)
        text = dumped(data)
        notes.append(_cut_note(cuts, how))
    if response is not None and (following := _following(response, how.arguments)):
        notes.append(following)
    result = text_result(text, *notes)
    if how.always or (not cuts and (how.modern or isinstance(data, dict))):
        result["structuredContent"] = data
    return result


def _is_sendable(text: str) -> bool:
    """Half a surrogate pair, which JSON can spell, cannot be sent: there is no UTF-8 for it."""
    if text.isascii():
        return True
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


def _few(names: Sequence[str]) -> str:
    return ", ".join(one_line(name, 60) for name in names[:10])


def _top_level(data: Any) -> str:
    sample = data[0] if is_list(data) and data else data
    if not is_dict(sample):
        return ""
    names = [one_line(name, 60) for name in list(sample)[:30]]
    return f"It has: {', '.join(names)}."


def too_large(most: int, arguments: Sequence[str]) -> str:
    """Say that an answer was not read to its end, and how to ask for less; projection would come too late."""
    ways = [*_paging(arguments), "narrow the query"]
    ask = f"Ask for less: {', or '.join(ways)}."
    return f"The API's answer is larger than {most:,} bytes and was not read. {ask}"


def _paging(arguments: Sequence[str]) -> list[str]:
    names = [name for name in arguments if _PAGING.fullmatch(name)][:4]
    return [f"page with {', '.join(f'`{name}`' for name in names)}"] if names else []


def _cut_note(cuts: Sequence[Cut], how: Rendering) -> str:
    shown = "; ".join(map(str, cuts[:5]))
    ways = ['name the fields you need, such as `_fields: ["id"]` (`fields` in call_* tools)']
    ways += [*_paging(how.arguments), "narrow the query"]
    return f"[Cut to {how.limit:,} characters: {shown}. For the rest: {', or '.join(ways)}.]"


def _following(response: Response, arguments: Sequence[str]) -> str | None:
    """Say how to get the next page that a `Link` header names (RFC 8288), in arguments of the tool."""
    link = _NEXT.search(response.headers.get("link", "")[:8000])
    if link is None:
        return None
    query = dict(parse_qsl(link[1].partition("?")[2]))
    sent = dict(parse_qsl(response.request.url.query.decode("ascii", "replace")))
    changed = {name: value for name, value in query.items() if name in arguments and sent.get(name) != value}
    if not changed:
        return None
    shown = ", ".join(f"{name}={one_line(value, 300)}" for name, value in sorted(changed.items()))
    return f"[More results follow: repeat the call with {shown}.]"


def _text(text: str, how: Rendering) -> Result:
    if len(text) <= how.limit:
        return text_result(text)
    note = f"[Cut to {how.limit:,} of {len(text):,} characters. For the rest: narrow the query.]"
    return text_result(text[: how.limit], note)


def _binary(response: Response, media_type: str) -> Result:
    uri = public_url(response.request.url)
    size = len(response.content)
    if size > MAX_BINARY:
        link = {
            "type": "resource_link",
            "uri": uri,
            "name": uri.rpartition("/")[2] or uri,
            "mimeType": media_type,
        }
        note = f"[The answer is {size:,} bytes of {media_type}: too large to be sent here.]"
        return {"content": [{**link, "size": size}, {"type": "text", "text": note}], "isError": False}
    data = base64.b64encode(response.content).decode()
    kind = media_type.partition("/")[0]
    if kind in ("image", "audio"):
        block: Mapping[str, Any] = {"type": kind, "data": data, "mimeType": media_type}
    else:
        block = {"type": "resource", "resource": {"uri": uri, "mimeType": media_type, "blob": data}}
    return {"content": [block], "isError": False}


def public_url(url: URL) -> str:
    """Return a URL without what may be secret in it: user, password, query."""
    return str(url.copy_with(userinfo=b"", query=None, fragment=None))
