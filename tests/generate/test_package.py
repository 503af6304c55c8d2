"""The shape of a generated package: what is in it, and what a change of the document does to it."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from integen.errors import IntegenError
from integen.pipeline import Options, generate

ROOT = Path(__file__).parents[2]
PETSHOP = ROOT / "specs" / "petshop.yaml"


def texts(directory: Path) -> dict[str, str]:
    return {
        path.relative_to(directory).as_posix(): path.read_text()
        for path in directory.rglob("*")
        if path.is_file() and "_kit" not in path.parts
    }


def test_the_same_document_gives_the_same_bytes_wherever_it_is_generated(tmp_path: Path) -> None:
    one = generate(Options(spec=str(PETSHOP), output=tmp_path / "one")).directory
    (tmp_path / "elsewhere").mkdir()
    copied = shutil.copy(PETSHOP, tmp_path / "elsewhere")
    arguments = f"spec={str(copied)!r}, output=Path({str(tmp_path / 'two')!r})"
    program = f"from integen.pipeline import *; generate(Options({arguments}))"
    subprocess.run(
        [sys.executable, "-c", program],
        check=True,
        env={"PYTHONHASHSEED": "42", "PYTHONPATH": str(ROOT / "src"), "HOME": str(tmp_path)},
    )
    assert texts(one) == texts(tmp_path / "two" / "petshop")


def test_nothing_is_done_when_nothing_changed_and_everything_when_something_did(tmp_path: Path) -> None:
    spec = Path(shutil.copy(PETSHOP, tmp_path))
    options = Options(spec=str(spec), output=tmp_path / "out")
    first = generate(options)
    again = generate(options)
    assert (first.up_to_date, again.up_to_date) == (False, True)
    assert (again.operations, again.tools, again.models) == (first.operations, first.tools, first.models)
    spec.write_text(spec.read_text().replace("summary: List pets", "summary: List all pets"))
    assert not generate(options).up_to_date
    assert "List all pets" in (first.directory / "petshop_api" / "resources" / "pets.py").read_text()


def test_a_document_is_known_again_however_its_path_is_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "real"
    folder.mkdir()
    shutil.copy(PETSHOP, folder)
    (tmp_path / "link").symlink_to(folder)
    monkeypatch.chdir(folder)
    spelled = (str(folder / "petshop.yaml"), "petshop.yaml", "../real/petshop.yaml", "../link/petshop.yaml")
    first, *others = (generate(Options(spec=spec, output=tmp_path / "out")) for spec in spelled)
    assert not first.up_to_date
    assert [other.up_to_date for other in others] == [True, True, True]


def test_a_link_that_leads_to_another_document_is_a_change(tmp_path: Path) -> None:
    link = tmp_path / "api.yaml"
    link.symlink_to(PETSHOP)
    options = Options(spec=str(link), name="some", output=tmp_path / "out")
    generate(options)
    link.unlink()
    link.symlink_to(PETSHOP.with_name("weather.yaml"))
    assert not generate(options).up_to_date


@pytest.mark.parametrize("damage", ["edit", "delete"])
def test_a_tree_that_was_touched_is_not_taken_for_current(tmp_path: Path, damage: str) -> None:
    options = Options(spec=str(PETSHOP), output=tmp_path)
    victim = generate(options).directory / "petshop_api" / "client.py"
    text = victim.read_text()
    if damage == "edit":
        victim.write_text(text + "# mine\n")
    else:
        victim.unlink()
    result = generate(options)
    assert not result.up_to_date
    assert result.kept == (("petshop_api/client.py",) if damage == "edit" else ())
    assert victim.read_text() == (text + "# mine\n" if damage == "edit" else text)


def test_a_target_left_out_leaves_its_files_and_requirements_out(tmp_path: Path) -> None:
    both = generate(Options(spec=str(PETSHOP), output=tmp_path))
    assert (both.directory / "petshop_api" / "server.py").exists()
    python = generate(Options(spec=str(PETSHOP), output=tmp_path, targets=("python",)))
    assert not (python.directory / "petshop_api" / "server.py").exists()
    assert not (python.directory / "petshop_api" / "_kit" / "mcp").exists()
    assert "mcp" not in (python.directory / "pyproject.toml").read_text()
    mcp = generate(Options(spec=str(PETSHOP), output=tmp_path, targets=("mcp",)))
    assert not (mcp.directory / "petshop_api" / "resources").exists()
    assert not (mcp.directory / "petshop_api" / "client.py").exists()


def test_every_tool_has_a_title_a_description_and_all_four_hints(tmp_path: Path) -> None:
    directory = generate(Options(spec=str(PETSHOP), output=tmp_path)).directory
    catalog = json.loads((directory / "petshop_api" / "catalog.json").read_text())
    assert [tool["name"] for tool in catalog["tools"]] == sorted(tool["name"] for tool in catalog["tools"])
    for tool in catalog["tools"]:
        assert tool["title"]
        assert tool["description"]
        assert set(tool["annotations"]) == {
            "readOnlyHint",
            "destructiveHint",
            "idempotentHint",
            "openWorldHint",
        }
    hints = {tool["name"]: tool["annotations"] for tool in catalog["tools"]}
    assert hints["list_pets"]["readOnlyHint"]
    assert hints["delete_pet"]["destructiveHint"]
    assert not hints["create_pet"]["readOnlyHint"]


def test_tool_schemas_are_taken_by_the_sdk_in_every_protocol_revision(tmp_path: Path) -> None:
    from mcp_types.methods import serialize_server_result

    directory = generate(Options(spec=str(PETSHOP), output=tmp_path)).directory
    tools = json.loads((directory / "petshop_api" / "catalog.json").read_text())["tools"]
    for version in ("2025-06-18", "2025-11-25", "2026-07-28"):
        result = {"tools": tools, "resultType": "complete", "ttlMs": 1, "cacheScope": "public"}
        if version != "2026-07-28":
            result = {"tools": tools}
        sent = serialize_server_result("tools/list", version, result)
        assert [tool["inputSchema"] for tool in sent["tools"]] == [tool["inputSchema"] for tool in tools]


def test_a_name_that_cannot_be_a_folder_is_refused_with_one_that_can(tmp_path: Path) -> None:
    with pytest.raises(IntegenError) as caught:
        generate(Options(spec=str(PETSHOP), name="../Evil Name", output=tmp_path))
    assert caught.value.hint is not None
    assert "evil-name" in caught.value.hint
    assert list(tmp_path.iterdir()) == []
