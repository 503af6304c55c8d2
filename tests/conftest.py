"""How the tests are run."""

from __future__ import annotations

import os


def pytest_xdist_auto_num_workers() -> int:
    """One more than there are processors: tests wait for disks, servers and browsers half of their time."""
    return (os.cpu_count() or 1) + 1
