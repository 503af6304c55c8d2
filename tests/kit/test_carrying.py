from __future__ import annotations

from pathlib import Path

from integen.kit.carrying import with_text


def test_a_file_is_carried_as_what_stands_in_it_and_not_as_its_name(tmp_path: Path) -> None:
    file = tmp_path / "cat.jpg"
    file.write_bytes(b"\xff\xd8")
    carried = with_text({"content": file, "name": "cat.jpg"}, [{"at": ["content"], "as": "base64"}])
    assert carried == {"content": "/9g=", "name": "cat.jpg"}
