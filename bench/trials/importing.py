"""A program: compiles and imports all of a generated package, and builds every model.

Prints one JSON object: `{"modules": n, "models": n, "failed": [kind, text] | null}`.
"""

from __future__ import annotations

import importlib
import json
import pkgutil
import sys
import warnings
from pathlib import Path
from typing import Any


def main(directory: Path) -> None:
    """Try the package of which `directory` is the folder with `pyproject.toml`."""
    warnings.simplefilter("ignore", DeprecationWarning)
    sys.path.insert(0, str(directory))
    sys.dont_write_bytecode = True
    found: dict[str, Any] = {"modules": 0, "models": 0, "failed": None}
    at = str(directory)
    try:
        for path in sorted(directory.rglob("*.py")):
            if "_kit" not in path.parts:
                at = str(path.relative_to(directory))
                compile(path.read_bytes(), at, "exec", dont_inherit=True)
    except (SyntaxError, ValueError) as error:
        found["failed"] = ["invalid python", f"{at}: {error}"]
    else:
        _import(next(directory.glob("*_api")).name, found)
    print(json.dumps(found))


def _import(package: str, found: dict[str, Any]) -> None:
    at = package
    try:
        root = importlib.import_module(package)
        for module in pkgutil.walk_packages(root.__path__, f"{package}."):
            if "._kit" in module.name:
                continue
            at = module.name
            loaded = importlib.import_module(module.name)
            found["modules"] += 1
            for name, value in list(vars(loaded).items()):
                if (
                    isinstance(value, type)
                    and value.__module__ == module.name
                    and hasattr(value, "model_rebuild")
                ):
                    at = f"{module.name}.{name}"
                    value.model_rebuild()
                    value.__pydantic_validator__.title  # noqa: B018  a model that could not be built raises here
                    found["models"] += 1
        if (root.__path__ and "Client") in dir(root):
            root.Client()
    except Exception as error:
        found["failed"] = ["import", f"{at}: {type(error).__name__}: {error}"]


if __name__ == "__main__":
    main(Path(sys.argv[1]).resolve())
