"""Gives models the other models that their annotations name, when they are first used.

A module of models imports the models it names for type checkers only, so that modules never import each other
in circles and using one model does not load a thousand. The names are looked up in the models package here.
"""

from __future__ import annotations

import re
import sys
from types import ModuleType
from typing import Any

_TOKEN = re.compile(r'"(?:[^"\\]|\\.)*"|' + r"'(?:[^'\\]|\\.)*'|[A-Za-z_][A-Za-z0-9_]*")


def link(model: type[Any]) -> None:
    """Add what the annotations of `model` name, and its module lacks, from the package that the module is in.

    The annotations of its bases are resolved in its module too, so their names are added as well.
    """
    module = sys.modules[model.__module__]
    package = sys.modules.get(model.__module__.rpartition(".")[0])
    if package is None or "__getattr__" not in vars(package):
        return
    known = vars(module)
    for owner in model.__mro__:
        if owner.__module__.rpartition(".")[0] == package.__name__:
            for annotation in owner.__annotations__.values():
                _find(annotation, known, vars(sys.modules[owner.__module__]), package)


def _find(annotation: Any, known: dict[str, Any], home: dict[str, Any], package: ModuleType) -> None:
    """Add to `known` what an annotation names, from the module where it is written, else from the package."""
    for name in _TOKEN.findall(annotation) if isinstance(annotation, str) else ():
        if name[0] in "\"'" or name in known:
            continue
        found = home[name] if name in home else getattr(package, name, None) if name[0].isupper() else None
        if found is not None:
            known[name] = found
