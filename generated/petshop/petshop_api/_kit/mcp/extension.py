"""What `extensions.py` of a generated package can change: tools, resources, prompts, and every request.

The module defines `extend`, which is called once, before the server answers anything:

    def extend(extension: Extension) -> None:
        extension.hide("pets_delete")

        @extension.tool("pets_count", description="Counts the pets.", read_only=True)
        async def count(context: Context, arguments: dict[str, Any]) -> str:
            return f"{len((await context.call('pets_list', {})).data)} pets"

Nothing of the MCP SDK is imported here. A name that does not exist or is taken raises ExtensionError at once,
so that the message names the line.
"""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable, Collection, Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias, TypeVar

from ..catalog import CatalogError
from .discovery_tools import NAMES
from .filters import nearest
from .handshake import one_line

if TYPE_CHECKING:
    from ..http import Request, Response
    from .content import Block, ToolResult
    from .context import Context

TOOLSET = "extensions"
"""The group of hand-written tools, for `--toolset`."""

ToolHandler: TypeAlias = "Callable[[Context, dict[str, Any]], Awaitable[Any]]"
"""`(context, arguments) -> answer`; see `content` for what an answer may be."""
Proceed: TypeAlias = "Callable[[Mapping[str, Any]], Awaitable[ToolResult]]"
"""Runs the wrapped tool with the arguments that it is given."""
Wrapper: TypeAlias = "Callable[[Context, dict[str, Any], Proceed], Awaitable[Any]]"
ResourceReader: TypeAlias = "Callable[[Context], Awaitable[str | bytes]]"
TemplateReader: TypeAlias = "Callable[[Context, dict[str, str]], Awaitable[str | bytes]]"
PromptWriter: TypeAlias = "Callable[[Context, dict[str, str]], Awaitable[str | Sequence[str | Block]]]"
Completer: TypeAlias = "Callable[[Context, str], Awaitable[Sequence[str]]]"
RequestHook: TypeAlias = "Callable[[Request], Awaitable[None]]"
AnswerHook: TypeAlias = "Callable[[Response], Awaitable[Response | None]]"

_H = TypeVar("_H", bound=Callable[..., Any])
_NAME = re.compile(r"[A-Za-z][A-Za-z0-9_-]{0,63}")
_VARIABLE = re.compile(r"\{(\w+)\}", re.ASCII)
_NO_ARGUMENTS: Mapping[str, Any] = {"type": "object", "properties": {}, "additionalProperties": False}


class ExtensionError(CatalogError):
    """`extensions.py` asks for something impossible, or fails."""


class OwnTool(NamedTuple):
    wire: dict[str, Any]
    """The tool as MCP sends it."""
    effect: str
    handler: ToolHandler


class OwnResource(NamedTuple):
    wire: dict[str, Any]
    reader: ResourceReader


class OwnTemplate(NamedTuple):
    wire: dict[str, Any]
    pattern: re.Pattern[str]
    reader: TemplateReader


class OwnPrompt(NamedTuple):
    wire: dict[str, Any]
    writer: PromptWriter


class Extension:
    """Collects what the functions of `extensions.py` register; the server reads it afterwards."""

    def __init__(self, tools: Collection[str] = ()) -> None:
        """Take the names of the generated tools."""
        self._generated = frozenset(tools)
        self.tools: dict[str, OwnTool] = {}
        self.resources: dict[str, OwnResource] = {}
        self.templates: dict[str, OwnTemplate] = {}
        self.prompts: dict[str, OwnPrompt] = {}
        self.completions: dict[tuple[str, str], Completer] = {}
        self.hidden: set[str] = set()
        self.renamed: dict[str, str] = {}
        self.wrappers: dict[str, list[Wrapper]] = {}
        self.request_hooks: list[RequestHook] = []
        self.answer_hooks: list[AnswerHook] = []

    def hide(self, *names: str) -> None:
        """Take generated tools away: they are not listed, not found and not callable by clients."""
        for name in names:
            self.hidden.add(self._known(name))

    def rename(self, old: str, new: str) -> None:
        """Give a generated tool another name; the old one still answers."""
        self._free(new)
        self.renamed[self._known(old)] = new

    def tool(
        self,
        name: str,
        *,
        description: str,
        input_schema: Mapping[str, Any] = _NO_ARGUMENTS,
        title: str | None = None,
        read_only: bool = False,
        destructive: bool = False,
        idempotent: bool = False,
        open_world: bool = True,
        meta: Mapping[str, Any] | None = None,
    ) -> Callable[[ToolHandler], ToolHandler]:
        """Register a hand-written tool; its arguments are checked against `input_schema` before it is called.

        `--read-only` keeps only those that are `read_only`.
        """
        self._free(name)
        if input_schema.get("type") != "object":
            raise ExtensionError(f"the input schema of `{name}` must have the type `object`")
        hints = {
            "readOnlyHint": read_only,
            "destructiveHint": destructive,
            "idempotentHint": idempotent or read_only,
            "openWorldHint": open_world,
        }
        wire = {
            "name": name,
            "title": title or name.replace("_", " ").capitalize(),
            "description": description,
            "inputSchema": dict(input_schema),
            "annotations": hints,
            **({"_meta": dict(meta)} if meta else {}),
        }
        effect = "read" if read_only else "destructive" if destructive else "write"

        def register(handler: ToolHandler) -> ToolHandler:
            self.tools[name] = OwnTool(wire, effect, handler)
            return handler

        return register

    def wrap(self, name: str) -> Callable[[Wrapper], Wrapper]:
        """Register a function that runs in the place of a generated tool; the last one is outermost."""
        return _into(self.wrappers.setdefault(self._known(name), []))

    def before_request(self, hook: RequestHook) -> RequestHook:
        """Register a function that may change every request to the API, repeated ones too.

        It sees requests that carry credentials, and is not asked where a redirect leads to another origin.
        """
        return _into(self.request_hooks)(hook)

    def after_answer(self, hook: AnswerHook) -> AnswerHook:
        """Register a function that sees every answer of the API and may return another one."""
        return _into(self.answer_hooks)(hook)

    def resource(
        self, uri: str, *, name: str | None = None, description: str = "", mime_type: str = "text/plain"
    ) -> Callable[[ResourceReader], ResourceReader]:
        """Register what clients read at a URI: text, or bytes."""
        _unique(uri, self.resources, "resource")
        wire = {"uri": uri, **_about(name or uri, description), "mimeType": mime_type}

        def register(reader: ResourceReader) -> ResourceReader:
            self.resources[uri] = OwnResource(wire, reader)
            return reader

        return register

    def resource_template(
        self, uri: str, *, name: str | None = None, description: str = "", mime_type: str = "text/plain"
    ) -> Callable[[TemplateReader], TemplateReader]:
        """Register resources by a URI with `{variables}`, each of which stands for one segment of a path."""
        _unique(uri, self.templates, "resource template")
        wire = {"uriTemplate": uri, **_about(name or uri, description), "mimeType": mime_type}

        def register(reader: TemplateReader) -> TemplateReader:
            self.templates[uri] = OwnTemplate(wire, _pattern(uri), reader)
            return reader

        return register

    def prompt(
        self,
        name: str,
        *,
        description: str = "",
        arguments: Mapping[str, str] | None = None,
        optional: Collection[str] = (),
    ) -> Callable[[PromptWriter], PromptWriter]:
        """Register a prompt; `arguments` are `{name: description}`, required unless named in `optional`."""
        _unique(name, self.prompts, "prompt")
        takes = [
            {"name": key, "description": about, "required": key not in optional}
            for key, about in (arguments or {}).items()
        ]
        wire = {**_about(name, description), "arguments": takes}

        def register(writer: PromptWriter) -> PromptWriter:
            self.prompts[name] = OwnPrompt(wire, writer)
            return writer

        return register

    def completion(self, of: str, argument: str) -> Callable[[Completer], Completer]:
        """Register what completes an argument of a prompt (by name) or of a resource template (by URI)."""

        def register(completer: Completer) -> Completer:
            self.completions[of, argument] = completer
            return completer

        return register

    def _known(self, name: str) -> str:
        if name not in self._generated:
            raise ExtensionError(f"there is no tool `{one_line(name, 60)}`{nearest(name, self._generated)}")
        return name

    def _free(self, name: str) -> None:
        if not _NAME.fullmatch(name):
            raise ExtensionError(
                f"`{one_line(name, 80)}` is no name for a tool: letters, digits, _ and -, 64 at most"
            )
        if name in (self._generated | NAMES | self.tools.keys() | set(self.renamed.values())):
            raise ExtensionError(f"there is a tool `{name}` already; hide, rename or wrap it")


def _into(registered: list[_H]) -> Callable[[_H], _H]:
    def register(handler: _H) -> _H:
        registered.append(handler)
        return handler

    return register


def _unique(name: str, registered: Collection[str], kind: str) -> None:
    if name in registered:
        raise ExtensionError(f"there is a {kind} `{one_line(name, 80)}` already")


def _about(name: str, description: str) -> dict[str, str]:
    return {"name": name, **({"description": description} if description else {})}


def _pattern(uri: str) -> re.Pattern[str]:
    parts = _VARIABLE.split(uri)
    if len(set(parts[1::2])) < len(parts[1::2]):
        raise ExtensionError(f"the template `{one_line(uri, 80)}` names a variable twice")
    return re.compile(
        "".join(f"(?P<{part}>[^/]+)" if at % 2 else re.escape(part) for at, part in enumerate(parts))
    )
