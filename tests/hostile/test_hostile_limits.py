"""How much may be read is for the person to say."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from integen.cli.app import main
from integen.source.limits import Limits

from .places import plain


@pytest.fixture
def spec(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    document = plain()
    document["components"]["schemas"]["Pet"] = {"$ref": "other.json#/a"}
    (tmp_path / "other.json").write_text(json.dumps({"a": {"type": "string", "description": "x" * 3_000}}))
    path = tmp_path / "spec.json"
    path.write_text(json.dumps(document))
    return path


@pytest.mark.parametrize("limit", ["bytes=100", "bytes=1k", "documents=1"])
def test_a_limit_of_the_command_line_is_kept(
    spec: Path, limit: str, capsys: pytest.CaptureFixture[str]
) -> None:
    code = main(["generate", "--spec", str(spec), "--output", "out", "--json", "--limit", limit])
    report = json.loads(capsys.readouterr().out)
    assert code == 1
    assert "IG011" in {item["code"] for item in report["diagnostics"]}
    assert main(["generate", "--spec", str(spec), "--output", "out", "--quiet", "--limit", "bytes=1M"]) == 0


@pytest.mark.parametrize(
    "limit",
    ["bytes", "bytes=", "bytes=-1", "bytes=0", "bytes=1e9", "bytes=1T", "x=1", "=", "bytes=" + "9" * 5000],
)
def test_what_is_no_limit_is_refused(spec: Path, limit: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["generate", "--spec", str(spec), "--output", "out", "--limit", limit]) == 2
    told = capsys.readouterr().err
    assert "Traceback" not in told and len(told) < 500
    assert not Path("out").exists()


def test_limits_of_the_command_line_win_over_those_of_the_file() -> None:
    file = Limits(bytes=5, seconds=7.0)
    assert Limits().with_words(["bytes=20k"]).over(file) == Limits(bytes=20_000, seconds=7.0)
