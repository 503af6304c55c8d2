"""Golden trees: files of a case stand in `cases/<case>/expected/` under the names they have in a package."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from syrupy.data import SnapshotCollections
from syrupy.extensions.single_file import SingleFileSnapshotExtension, WriteMode
from syrupy.location import PyTestLocation
from syrupy.types import SnapshotIndex

CASES = Path(__file__).parent / "cases"


class GoldenTree(SingleFileSnapshotExtension):
    """Keeps `snapshot(name="<case>/<path>")` at `cases/<case>/expected/<path>`."""

    _write_mode = WriteMode.TEXT
    file_extension = ""

    @classmethod
    def get_location(cls, *, test_location: PyTestLocation, index: SnapshotIndex) -> str:
        case, _, path = str(index).partition("/")
        return str(CASES / case / "expected" / path)

    @classmethod
    def get_snapshot_name(cls, *, test_location: PyTestLocation, index: SnapshotIndex = 0) -> str:
        return str(index)

    def discover_snapshots(self, **_: Any) -> SnapshotCollections:
        """Find nothing: a test looks for stale files, which also works when a part of the suite runs."""
        return SnapshotCollections()
