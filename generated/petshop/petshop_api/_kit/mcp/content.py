"""What hand-written tools answer with: blocks of content, or any value that JSON can hold.

return "a sentence"                          text
return {"id": 7}                             JSON, as text and as structured content
return image(png, "image/png")               one block
return [text("two pictures:"), image(...)]   several
"""

from __future__ import annotations

import base64
import json
from collections.abc import Mapping
from typing import Any, cast

from ..kinds import is_list
from .budget import dumped


class ToolResult(dict[str, Any]):
    """A `CallToolResult` as MCP writes it, and what is mostly wanted of it."""

    @property
    def is_error(self) -> bool:
        return bool(self.get("isError"))

    @property
    def text(self) -> str:
        """The text blocks, joined by line breaks."""
        blocks = self.get("content", ())
        return "\n".join(block["text"] for block in blocks if block.get("type") == "text")

    @property
    def data(self) -> Any:
        """The structured content, or what the first text says as JSON; None when it is none."""
        if "structuredContent" in self:
            return self["structuredContent"]
        for block in self.get("content", ()):
            try:
                return json.loads(block.get("text", ""))
            except ValueError:
                break
        return None


class Block(dict[str, Any]):
    """One block of content as MCP writes it; made by the functions of this module."""


class ToolError(Exception):
    """What a hand-written tool raises to tell the model, in its words, what to do differently."""


def text(content: str) -> Block:
    return Block(type="text", text=content)


def image(data: bytes, mime_type: str) -> Block:
    return Block(type="image", data=base64.b64encode(data).decode(), mimeType=mime_type)


def audio(data: bytes, mime_type: str) -> Block:
    return Block(type="audio", data=base64.b64encode(data).decode(), mimeType=mime_type)


def embedded(uri: str, content: str | bytes, mime_type: str = "text/plain") -> Block:
    """Return a resource that travels with the answer."""
    return Block(type="resource", resource=resource_content(uri, content, mime_type))


def link(uri: str, name: str, mime_type: str | None = None) -> Block:
    """Return a resource that the client may read when it wants."""
    block = Block(type="resource_link", uri=uri, name=name)
    return Block(block, mimeType=mime_type) if mime_type else block


def resource_content(uri: str, content: str | bytes, mime_type: str) -> dict[str, Any]:
    if isinstance(content, bytes):
        return {"uri": uri, "mimeType": mime_type, "blob": base64.b64encode(content).decode()}
    return {"uri": uri, "mimeType": mime_type, "text": content}


def result_of(value: Any, *, modern: bool) -> ToolResult:
    """Return what a handler returned as a result. Raises TypeError for what JSON cannot hold.

    Structured content may be any JSON at 2026-07-28, before only an object.
    """
    if isinstance(value, ToolResult):
        return value
    blocks = _blocks(value)
    if blocks is not None:
        return ToolResult(content=blocks, isError=False)
    result = ToolResult(content=[text(dumped(value))], isError=False)
    if modern or isinstance(value, Mapping):
        result["structuredContent"] = value
    return result


def _blocks(value: Any) -> list[Block] | None:
    if value is None:
        return [text("Done.")]
    if isinstance(value, str):
        return [text(value)]
    if isinstance(value, Block):
        return [value]
    if is_list(value) and value and all(isinstance(item, Block) for item in value):
        return cast("list[Block]", value)
    return None
