"""The command line as a person runs it, on packages that are generated once."""

from __future__ import annotations

from tests.cli.conftest import generated, integen, packages

__all__ = ["generated", "integen", "packages"]
