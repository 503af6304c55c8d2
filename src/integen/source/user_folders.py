"""Where a user's machine keeps what can be made anew."""

from __future__ import annotations

import os
import sys
from pathlib import Path


def cache_folder() -> Path | None:
    """Return integen's own folder there; None where there is no such place.

    Source: XDG Base Directory Specification (relative paths are to be ignored), and the rules of macOS and
    Windows.
    """
    named = os.environ.get("XDG_CACHE_HOME", "")
    if os.path.isabs(named):  # noqa: PTH117 (an empty text is no path)
        return Path(named) / "integen"
    try:
        if sys.platform == "darwin":
            return Path("~/Library/Caches/integen").expanduser()
        if sys.platform == "win32":
            local = os.environ.get("LOCALAPPDATA")
            return Path(local) / "integen" / "Cache" if local else None
        return Path("~/.cache/integen").expanduser()
    except RuntimeError:
        return None
