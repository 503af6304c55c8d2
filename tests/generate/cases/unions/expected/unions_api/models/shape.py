from __future__ import annotations

from typing import Annotated, TypeAlias

from .._kit.models import Variants
from .circle import Circle, CircleParam
from .group import Group, GroupParam

Shape: TypeAlias = Annotated[
    Circle | Group, Variants("kind", {"circle": "Circle", "group": "Group"})
]
"""`Shape`."""

ShapeParam: TypeAlias = Circle | CircleParam | Group | GroupParam
"""What may be passed for `Shape`."""
