"""The catalog of a package that has an `extensions.py`: what it hides, renames and adds is in effect here.

So filters, lists, search and `--list` need to know nothing of extensions.
"""

from __future__ import annotations

import json
import mmap
import os
import traceback
from collections.abc import Iterator
from importlib import import_module
from importlib.util import find_spec
from types import ModuleType

from ..catalog import Catalog, Entry
from .extension import TOOLSET, Extension, ExtensionError
from .filters import Selection
from .handshake import one_line

MODULE = "extensions"


class ExtendedCatalog(Catalog):
    """A catalog as its extension leaves it. The operations are the same."""

    def __init__(
        self, path: str | os.PathLike[str], extension: Extension, data: mmap.mmap | bytes | None = None
    ) -> None:
        super().__init__(path, data)
        self.extension = extension
        self._lines_by_tool: dict[str, bytes] | None = None

    def index(self) -> dict[str, Entry]:
        """Return generated tools first, then the hand-written ones in the order of registration."""
        own = {name: Entry("", TOOLSET, tool.effect) for name, tool in self.extension.tools.items()}
        return {name: entry for _, name, entry in self._kept()} | own

    @property
    def aliases(self) -> dict[str, str]:
        """Names that tools had, with those that they have now; what is hidden has none."""
        renamed, kept = self.extension.renamed, self.index()
        found = {old: renamed.get(name, name) for old, name in super().aliases.items()}
        return {old: name for old, name in found.items() if name in kept and old not in kept}

    def tool_lines(self) -> Iterator[bytes]:
        kept = {old: name for old, name, _ in self._kept()}
        for old, line in zip(super().index(), super().tool_lines(), strict=True):
            if old in kept:
                yield line if kept[old] == old else _line({**json.loads(line), "name": kept[old]})
        for tool in self.extension.tools.values():
            yield _line(tool.wire)

    def tool_line(self, name: str) -> bytes:
        if self._lines_by_tool is None:
            self._lines_by_tool = dict(zip(self.index(), self.tool_lines(), strict=True))
        return self._lines_by_tool[name]

    def _kept(self) -> Iterator[tuple[str, str, Entry]]:
        """Yield the name in the catalog, the name to use, and the entry of what is not hidden."""
        extension = self.extension
        for old, entry in super().index().items():
            if old not in extension.hidden:
                yield old, extension.renamed.get(old, old), entry


def _line(tool: object) -> bytes:
    return json.dumps(tool, ensure_ascii=False, separators=(",", ":")).encode()


def with_own_listed(catalog: Catalog, selection: Selection) -> Selection:
    """List hand-written tools beside the search: whoever wrote them wants them seen."""
    if not selection.discovery or not isinstance(catalog, ExtendedCatalog):
        return selection
    own = [name for name in selection.callable if name in catalog.extension.tools]
    return selection._replace(listed=tuple(dict.fromkeys((*selection.listed, *own))))


def load(catalog_path: str | os.PathLike[str], package: str, data: bytes | None = None) -> ExtendedCatalog:
    """Return the catalog with what `extend` of the package's module changes. Raises ExtensionError."""
    extension = Extension(Catalog(catalog_path, data).index())
    found = find_spec(f".{MODULE}", package)
    path = (found and found.origin) or f"{MODULE}.py"
    try:
        _extend(import_module(f".{MODULE}", package), extension)
    except ExtensionError as error:
        raise ExtensionError(f"{_where(error, path)}: {error}") from error
    except Exception as error:  # whatever a module of the user's raises is told as one line, with its place
        reason = one_line(getattr(error, "msg", None) or str(error), 500)
        raise ExtensionError(f"{_where(error, path)}: {type(error).__name__}: {reason}") from error
    return ExtendedCatalog(catalog_path, extension, data)


def _extend(module: ModuleType, extension: Extension) -> None:
    extend = getattr(module, "extend", None)
    if not callable(extend):
        raise ExtensionError("no function `extend(extension)` is defined")
    extend(extension)


def _where(error: Exception, path: str) -> str:
    """Return `file:line` of the last line of the user's that was being run."""
    if isinstance(error, SyntaxError) and error.filename:
        return f"{error.filename}:{error.lineno or 1}"
    lines = [frame.lineno for frame in traceback.extract_tb(error.__traceback__) if frame.filename == path]
    return f"{path}:{lines[-1] if lines else 1}"
