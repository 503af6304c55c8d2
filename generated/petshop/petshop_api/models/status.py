from __future__ import annotations

from typing import Literal, TypeAlias

Status: TypeAlias = Literal["available", "reserved", "sold"] | str
"""`Status`."""
