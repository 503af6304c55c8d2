"""The files of a generated package that its server is made of, and whether they have changed."""

from __future__ import annotations

import hashlib
import importlib
import os
import sys
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import ModuleType
from typing import NamedTuple

from .extended import MODULE

_Stats = tuple[tuple[str, int, int, int], ...]
_RUNTIME = Path(__file__).parents[1]


class Snapshot(NamedTuple):
    catalog: bytes
    digest: bytes
    """Of the catalog and of all the Python that it is served with."""


class PackageFiles:
    """The catalog, and with the name of its `package` the modules that `extensions.py` uses."""

    def __init__(self, catalog: str, package: str | None) -> None:
        self.catalog, self.package = catalog, package
        self._extensions = Path(catalog).with_name(f"{MODULE}.py")
        self._last: _Stats = ()
        self._seen: _Stats = ()
        self._among = 0, [os.fspath(self._extensions)]
        """How many modules there were of all packages, and which files those of this one were."""

    def is_extended(self) -> bool:
        return self.package is not None and self._extensions.is_file()

    def changed(self) -> bool:
        """Tell whether files differ from when this was last true, and stand still since the last look.

        Who writes them may be in the midst of it, and between two files that belong together.
        """
        stats = tuple(_stat(path) for path in self._paths())
        settled, self._last = stats == self._last, stats
        if not settled or stats == self._seen:
            return False
        self._seen = stats
        return True

    def read(self) -> Snapshot:
        """Raises OSError when there is no catalog."""
        data = Path(self.catalog).read_bytes()
        return Snapshot(data, self.digest_of(data))

    def digest_of(self, catalog: bytes) -> bytes:
        """Return the digest of a catalog with the modules as they are now."""
        found = hashlib.sha256(catalog)
        for path in self._modules():
            found.update(b"\0" + _content(path))
        return found.digest()

    def runtime(self) -> bytes:
        """Return the digest of the code that serves, which a running server cannot exchange."""
        found = hashlib.sha256()
        for folder, folders, names in os.walk(_RUNTIME):  # which heeds no folder that goes while it looks
            folders.sort()
            for name in sorted(names):
                if name.endswith(".py"):
                    found.update(_content(Path(folder) / name))
        return found.digest()

    @contextmanager
    def imported_anew(self) -> Generator[None]:
        """Let the body import the package's modules from their sources; put the old ones back if it fails."""
        old = self._loaded()
        for name in old:
            del sys.modules[name]
        try:
            with _from_sources():
                importlib.invalidate_caches()
                self._with_runtime()
                yield
        except BaseException:
            for name in self._loaded():
                del sys.modules[name]
            sys.modules.update(old)
            raise

    def _with_runtime(self) -> None:
        """Import the package itself, and let it know the parts of it that stay."""
        package = importlib.import_module(self.package or "")
        prefix = f"{self.package}."
        for name, module in list(sys.modules.items()):
            if name.startswith(prefix) and "." not in name.removeprefix(prefix):
                setattr(package, name.removeprefix(prefix), module)

    def _paths(self) -> Iterator[str]:
        yield self.catalog
        yield from self._modules()

    def _modules(self) -> list[str]:
        if self.package is None:
            return []
        if self._among[0] != len(sys.modules):  # else it would be most of what a look costs
            files = (getattr(module, "__file__", None) for module in self._loaded().values())
            found = sorted({os.fspath(self._extensions), *filter(None, files)})
            self._among = len(sys.modules), found
        return self._among[1]

    def _loaded(self) -> dict[str, ModuleType]:
        """Return the modules of the package without those that serve: `{name: module}`."""
        if self.package is None:
            return {}
        stays = (f"{self.package}._kit", f"{self.package}.server")
        return {
            name: module
            for name, module in list(sys.modules.items())
            if (name == self.package or name.startswith(f"{self.package}."))
            and not any(name == kept or name.startswith(f"{kept}.") for kept in stays)
        }


@contextmanager
def _from_sources() -> Generator[None]:
    """Read no compiled module: one is taken for new whose source has the same size and second."""
    kept = sys.pycache_prefix, sys.dont_write_bytecode
    sys.pycache_prefix, sys.dont_write_bytecode = os.devnull, True
    try:
        yield
    finally:
        sys.pycache_prefix, sys.dont_write_bytecode = kept


def _stat(path: str) -> tuple[str, int, int, int]:
    try:
        found = Path(path).stat()
    except OSError:
        return path, 0, -1, 0
    return path, found.st_mtime_ns, found.st_size, found.st_ino


def _content(path: str | os.PathLike[str]) -> bytes:
    try:
        return Path(path).read_bytes()
    except OSError:
        return b""
