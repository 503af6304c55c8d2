"""An example call with curl: the request is built by the kit, as the SDK and the server build theirs."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from integen.kit.bind import bind
from integen.kit.build import RequestParts, build
from integen.kit.errors import ArgumentError
from integen.kit.records import Scheme
from integen.kit.servers import base_url_of
from integen.kit.styles import percent
from integen.plan.docs.call import BINARY_FILE, Call
from integen.plan.docs.shell import command, with_variable, word

_GLOBS = re.compile(r"[\[\]{}]")
_SHORT = 60
"""Characters of a JSON body that stays in one line."""


def curl_call(call: Call) -> str | None:
    """Return the command, or None for a request that cannot be written as one."""
    try:
        base_url = base_url_of(call.operation, call.integration)
    except ArgumentError:
        base_url = "https://api.example.com"
    try:
        parts = build(call.operation, bind(call.operation, call.arguments), base_url=base_url)
        return command(_words(parts, call))
    except (ArgumentError, ValueError, TypeError):
        return None


def _words(parts: RequestParts, call: Call) -> Iterator[str]:
    first = ["curl"]
    if _GLOBS.search(parts.full_url):
        first.append("--globoff")
    if parts.method == "HEAD":
        first.append("--head")
    elif parts.method != "GET" or parts.payload.content or parts.payload.parts:
        first.append(f"-X {word(parts.method)}")
    yield " ".join((*first, _url(parts, call.schemes)))
    for name, value in parts.header_items():
        yield f"-H {word(f'{name.decode()}: {value.decode()}')}"
    for scheme in call.schemes:
        yield from _credential(scheme)
    yield from _body(parts)


def _url(parts: RequestParts, schemes: tuple[Scheme, ...]) -> str:
    url = parts.full_url
    for scheme in schemes:
        if scheme.kind == "apiKey" and scheme.location == "query" and scheme.env:
            mark = "&" if "?" in url else "?"
            return with_variable(f"{url}{mark}{percent(scheme.parameter or '')}=", scheme.env[0])
    return word(url)


def _credential(scheme: Scheme) -> Iterator[str]:
    if not scheme.env:
        return
    first = scheme.env[0]
    if scheme.kind == "http" and scheme.scheme == "basic":
        yield f'-u "${first}:${scheme.env[-1]}"'
    elif scheme.kind != "apiKey":
        kind = (scheme.scheme or "bearer").capitalize() if scheme.kind == "http" else "Bearer"
        yield f"-H {with_variable(f'Authorization: {kind} ', first)}"
    elif scheme.location == "header":
        yield f"-H {with_variable(f'{scheme.parameter}: ', first)}"
    elif scheme.location == "cookie":
        yield f"-b {with_variable(f'{scheme.parameter}=', first)}"


def _body(parts: RequestParts) -> Iterator[str]:
    payload = parts.payload
    for name, part in payload.parts:
        yield f"-F {word(_part(name, *part))}"
    if not payload.content:
        return
    text = _text(payload.content)
    if text is None:
        yield f"--data-binary @{BINARY_FILE}"
    else:
        yield f"--data-raw {word(_indented(text, payload.content_type or ''))}"


def _text(content: Any) -> str | None:
    """Return a body as text; None for bytes, which come from a file."""
    if not isinstance(content, bytes) or b"\x00" in content:
        return None
    try:
        return content.decode()
    except UnicodeDecodeError:
        return None


def _indented(text: str, content_type: str) -> str:
    """Return a JSON body for reading; the same value."""
    if "json" not in content_type or len(text) <= _SHORT or text.count("\n") > 1:
        return text
    try:
        return json.dumps(json.loads(text), indent=2, ensure_ascii=False)
    except ValueError:
        return text


def _part(name: str, filename: str | None, content: Any, kind: str | None, headers: dict[str, str]) -> str:
    """Return a part as `-F` reads it. Source: curl's manual, `--form`."""
    if headers:
        raise ValueError("a part with headers of its own")
    about = f";type={kind}" if kind else ""
    if not isinstance(content, str | bytes) or filename is not None:
        return f"{_quoted(name, bare=True)}=@{BINARY_FILE}{about}"
    text = content if isinstance(content, str) else content.decode()
    return f"{_quoted(name, bare=True)}={_quoted(text)}{about}"


def _quoted(text: str, *, bare: bool = False) -> str:
    if bare:
        if "=" in text:
            raise ValueError("curl ends a name at its first `=`")
        return text
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
