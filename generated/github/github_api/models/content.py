from __future__ import annotations

from typing import Literal

from .._kit.models import Model


class Content(Model):
    """A file, a folder's entry, a symbolic link or a submodule."""

    type: Literal["file", "dir", "symlink", "submodule"] | str
    name: str
    path: str
    sha: str
    """Needed to change or delete the file."""

    size: int
    """In bytes."""

    encoding: str | None = None
    content: str | None = None
    """The file in `encoding`, with line breaks."""

    html_url: str | None = None
    download_url: str | None = None
