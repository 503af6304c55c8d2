"""The options that say how documents are read: every command that reads one takes the same."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Annotated, Any

import typer

if TYPE_CHECKING:
    from integen.source.limits import Limits
    from integen.source.reading import Reading

_PANEL = "Reading the document"
_HEADER = "'NAME: VALUE'"


def _option(flag: str, told: str, **more: Any) -> Any:
    return typer.Option(flag, help=told, rich_help_panel=_PANEL, **more)


_OPTIONS: dict[str, tuple[Any, Any]] = {
    "overlay": (
        Annotated[
            list[str] | None,
            _option("--overlay", "Apply an OpenAPI Overlay; may be repeated.", metavar="PATH|URL"),
        ],
        None,
    ),
    "header": (
        Annotated[
            list[str] | None,
            _option("--header", "Send a header for a private document; never stored.", metavar=_HEADER),
        ],
        None,
    ),
    "refresh": (Annotated[bool, _option("--refresh", "Fetch anew what was fetched within a day.")], False),
    "offline": (Annotated[bool, _option("--offline", "Use kept copies only, never the network.")], False),
    "allow_private": (
        Annotated[bool, _option("--allow-private", "Also fetch from private and loopback addresses.")],
        False,
    ),
    "allow_origin": (
        Annotated[
            list[str] | None,
            _option("--allow-origin", "Let references lead to this origin too.", metavar="URL"),
        ],
        None,
    ),
    "limit": (
        Annotated[
            list[str] | None,
            _option("--limit", "Bound `bytes`, `documents` or `seconds` otherwise.", metavar="NAME=NUMBER"),
        ],
        None,
    ),
}
"""`{parameter: (annotated type, default)}`."""


def reads_documents(command: Callable[..., Any]) -> Callable[..., Any]:
    """Let a command take `reading: Reading`; on the command line it is these options.

    Typer reads signatures, so they are spelled out in the one that it sees.
    """

    def spelled_out(**given: Any) -> Any:
        reading = _reading(**{name: given.pop(name) for name in _OPTIONS})
        return command(**given, reading=reading)

    own = dict(inspect.signature(command).parameters)
    del own["reading"]  # its type is not imported where commands are declared
    parameters = [_evaluated(each, command) for each in own.values()]
    parameters += [
        inspect.Parameter(name, _KEYWORD, default=default, annotation=annotation)
        for name, (annotation, default) in _OPTIONS.items()
    ]
    spelled_out.__signature__ = inspect.Signature(parameters)  # type: ignore[attr-defined]
    spelled_out.__annotations__ = {each.name: each.annotation for each in parameters}
    spelled_out.__doc__ = command.__doc__
    return spelled_out


def _evaluated(parameter: inspect.Parameter, command: Callable[..., Any]) -> inspect.Parameter:
    # Our own source, as `inspect.signature(eval_str=True)` would evaluate it.
    annotation = eval(parameter.annotation, command.__globals__)
    return parameter.replace(kind=_KEYWORD, annotation=annotation)


_KEYWORD = inspect.Parameter.KEYWORD_ONLY


def _reading(
    *,
    overlay: Sequence[str] | None,
    header: Sequence[str] | None,
    refresh: bool,
    offline: bool,
    allow_private: bool,
    allow_origin: Sequence[str] | None,
    limit: Sequence[str] | None,
) -> Reading:
    from integen.source.reading import Reading

    return Reading(
        headers=_headers(header or ()),
        overlays=tuple(overlay or ()),
        refresh=refresh,
        offline=offline,
        allow_private=allow_private,
        allow_origins=_origins(allow_origin or ()),
        limits=_limits(limit or ()),
    )


def _limits(words: Sequence[str]) -> Limits:
    """Raises Misuse."""
    from integen.cli.misuse import Misuse
    from integen.source.limits import Limits

    try:
        return Limits().with_words(words)
    except ValueError as error:
        raise Misuse(str(error), hint="write --limit bytes=20M") from error


def _origins(urls: Sequence[str]) -> tuple[str, ...]:
    """Return the URLs as they are; their origin counts. Raises Misuse for what has none."""
    from urllib.parse import urlsplit

    from integen.cli.misuse import Misuse
    from integen.source.address import is_url

    for url in urls:
        try:
            named = is_url(url) and urlsplit(url).hostname and (urlsplit(url).port or True)
        except ValueError:
            named = False
        if not named:
            raise Misuse(f"`{url}` is no origin", hint="write --allow-origin https://schemas.example.com")
    return tuple(urls)


def _headers(lines: Sequence[str]) -> dict[str, str]:
    """Return `{name: value}`. Raises Misuse, whose text never holds a value."""
    from integen.cli.misuse import Misuse

    headers = {}
    for line in lines:
        name, colon, value = line.partition(":")
        if not colon or not name.strip() or not (name + value).isprintable():
            raise Misuse("--header needs a name and a value", hint="write --header 'Authorization: Bearer …'")
        headers[name.strip().lower()] = value.strip()
    return headers
