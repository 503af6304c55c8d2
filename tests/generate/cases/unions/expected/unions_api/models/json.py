from __future__ import annotations

from typing import Any, TypeAlias

Json: TypeAlias = str | float | list[Any]
"""`Json`."""
