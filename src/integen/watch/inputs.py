"""The files that a package is made of."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol
from urllib.parse import unquote

from integen.freshness import Options, key_of
from integen.output.stamp import read_stamp
from integen.overlay.beside import beside
from integen.source.address import is_url, local_path


class Documents(Protocol):
    """What has documents by the document part of origins: sources, and the error in their place."""

    @property
    def documents(self) -> Any: ...


@dataclass(frozen=True, slots=True)
class Inputs:
    options: Options
    documents: frozenset[str] = frozenset()
    """Absolute paths of what was read the last time, and of what was to be read."""

    def paths(self) -> frozenset[str]:
        """Return absolute paths, of files that are not there too; some of them come and go by themselves."""
        options = self.options
        named = (options.spec, *options.reading.overlays, *beside(options.spec))
        local = {os.path.abspath(each) for each in named if is_local(each)}  # noqa: PTH100 (links stay)
        return self.documents | local | frozenset(_below(options.templates))

    def after(self, read: Documents | None) -> Inputs:
        """Return them once a run has read its documents, or nothing because nothing had changed.

        Of a run that has failed only the text at fault: nothing can come of the others before that is mended.
        """
        if read is None:
            return Inputs(self.options, self.documents | frozenset(_remembered(self.options)))
        return Inputs(self.options, frozenset(_read(read)))


def is_local(location: str) -> bool:
    return location != "-" and not is_url(location)


def _remembered(options: Options) -> Iterable[str]:
    name = key_of(options)
    stamp = read_stamp(options.output / name) if name else None
    return stamp.documents if stamp else ()


def _read(read: Documents) -> Iterator[str]:
    for uri in map(_uri, read.documents.values()):
        if uri.startswith("file:"):
            yield str(local_path(uri))
    main = _uri(read.documents.get(""))
    if main.startswith("file:"):
        folder = local_path(main).parent
        for name in getattr(read, "unread", ()):
            if not is_url(name):
                yield os.path.abspath(folder / unquote(name))  # noqa: PTH100 (it may not be there)


def _uri(text: object) -> str:
    """Return where a document is; other texts that messages are about have no such place."""
    return getattr(text, "uri", "")


def _below(folder: Path | None) -> Iterator[str]:
    if folder is None:
        return
    for place, folders, names in os.walk(os.path.abspath(folder)):  # noqa: PTH100
        folders[:] = [each for each in folders if not each.startswith((".", "__"))]
        yield from (f"{place}/{name}" for name in names)
