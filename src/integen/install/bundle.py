"""Desktop extensions: a zip of the server and its manifest, with the same bytes for the same package."""

from __future__ import annotations

import hashlib
import io
import json
import os
import zipfile
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from integen.errors import IntegenError

_BESIDE = ("README.md", "main.py", "manifest.json", "pyproject.toml")
_EPOCH = (1980, 1, 1, 0, 0, 0)
"""The earliest time that a zip can hold."""
_MODE = 0o100644 << 16
_UNWANTED = frozenset(("__pycache__",))


@dataclass(frozen=True, slots=True, kw_only=True)
class Bundle:
    data: bytes
    files: int
    name: str
    version: str

    @property
    def sha256(self) -> str:
        """What `fileSha256` of a `server.json` with this bundle is."""
        return hashlib.sha256(self.data).hexdigest()


def bundle(directory: Path, module: str) -> Bundle:
    """Return the bundle of a generated package. Raises IntegenError when a part of it cannot be read."""
    try:
        manifest = json.loads((directory / "manifest.json").read_bytes())
        paths = sorted((*_BESIDE, *_modules(directory, module)))
        data = _zipped({path: (directory / path).read_bytes() for path in paths})
        return Bundle(
            data=data, files=len(paths), name=str(manifest["name"]), version=str(manifest["version"])
        )
    except OSError as error:
        message = f"cannot read `{error.filename or directory}`: {error.strerror or error}"
        raise IntegenError(message, hint="generate the package again") from error
    except (ValueError, KeyError, TypeError) as error:
        raise IntegenError(
            f"`{directory / 'manifest.json'}` is damaged", hint="generate the package again with --force"
        ) from error


def _modules(directory: Path, module: str) -> Iterator[str]:
    """Yield the files of the Python package, what people added included; links are left out.

    Hidden files are, too: an `.env` beside the code is for the machine that it is on.
    """
    for folder, folders, names in os.walk(directory / module):
        folders[:] = sorted(name for name in folders if name not in _UNWANTED and not name.startswith("."))
        for name in names:
            path = Path(folder, name)
            if not name.startswith(".") and not name.endswith(".pyc") and not path.is_symlink():
                yield path.relative_to(directory).as_posix()


def _zipped(files: dict[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for path, data in files.items():
            info = zipfile.ZipInfo(path, _EPOCH)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.create_system = 3  # what a zip says of who made it must not depend on who did
            info.external_attr = _MODE
            archive.writestr(info, data, compresslevel=9)
    return buffer.getvalue()


def write_bundle(path: Path, made: Bundle) -> None:
    """Write a bundle whole or not at all. Raises IntegenError."""
    temporary = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        temporary.write_bytes(made.data)
        temporary.replace(path)
    except OSError as error:
        raise IntegenError(
            f"cannot write `{path}`: {error.strerror or error}", hint="choose another place with --file"
        ) from error
    finally:
        with suppress(OSError):
            temporary.unlink(missing_ok=True)
