"""A small part of what `bench/fuzz` does: the same mutants in every run."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

from integen.source.parse import parse

from .mutants import mutant
from .package import DOCUMENT
from .places import plain, swagger

ROOT = Path(__file__).resolve().parents[2]
EACH = 12


def documents() -> list[bytes]:
    petshop = ROOT / "specs" / "petshop.yaml"
    values = [plain(), DOCUMENT, swagger("a"), parse(petshop.read_bytes(), "petshop.yaml").value]
    return [json.dumps(value).encode() for value in values]


@pytest.mark.parametrize("batch", range(8))
def test_a_mutant_of_a_valid_document_ends_in_a_result_or_a_diagnostic(
    batch: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.syspath_prepend(str(ROOT / "bench"))
    if sys.platform == "win32":
        pytest.skip("mutants are tried in forked processes")
    from trials.fuzzing import tried

    for seed in range(batch * EACH, (batch + 1) * EACH):
        folder = tmp_path / str(seed)
        folder.mkdir()
        assert tried(mutant(documents(), seed), folder, imported=seed % EACH == 0) == "", f"seed {seed}"


def test_a_seed_gives_the_same_mutant_again() -> None:
    assert [mutant(documents(), seed) for seed in range(20)] == [
        mutant(documents(), seed) for seed in range(20)
    ]
