"""References read nothing outside the folder of the document, and reach no network."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from .cage import MARK
from .conftest import Tried
from .places import plain

SECRET = json.dumps({"a": {"type": "object", "properties": {f"{MARK}_secret": {"type": "string"}}}}).encode()
UPSTREAM = "http://127.0.0.1:{port}"

REFERENCES = {
    "parent": "../secret.json#/a",
    "parent-after-child": "a/b/../../../secret.json#/a",
    "parent-encoded": "%2e%2e/secret.json#/a",
    "parent-encoded-slash": "..%2fsecret.json#/a",
    "parent-encoded-twice": "%252e%252e%252fsecret.json#/a",
    "parent-backslash": "..\\secret.json#/a",
    "parent-overlong": "%c0%ae%c0%ae/secret.json#/a",
    "absolute": "/etc/passwd",
    "absolute-file": "file:///etc/passwd#/a",
    "file-of-a-host": "file://evil.example/share/a.json",
    "file-with-one-slash": "file:/etc/passwd",
    "file-in-capitals": "FILE:///etc/passwd",
    "unc": "//evil.example/share/a.json",
    "unc-backslashes": "\\\\evil.example\\share\\a.json",
    "windows-drive": "C:\\Windows\\win.ini",
    "home": "~/.ssh/id_rsa",
    "variable": "$HOME/.netrc",
    "device": "/dev/zero",
    "device-of-terminals": "/dev/tty",
    "process": "/proc/self/environ",
    "nul": "a.json%00../secret.json",
    "link-to-file": "link.json#/a",
    "link-to-folder": "folder/secret.json#/a",
    "link-to-device": "zero.json",
    "link-to-itself": "loop.json",
    "web": "http://evil.example/a.json",
    "web-by-address": "http://169.254.169.254/latest/meta-data",
    "web-on-the-loopback": f"{UPSTREAM}/a.json",
    "web-secure": "https://evil.example/a.json",
    "web-with-credentials": "https://user:pass@evil.example/a.json",
    "web-without-scheme": "//169.254.169.254/a.json",
    "ftp": "ftp://evil.example/a.json",
    "data": "data:application/json,{}",
    "javascript": f"javascript:{MARK}()",
    "gopher": "gopher://127.0.0.1:6379/_x",
    "package": "importlib:os",
    "broken-address": "http://[::1",
    "blank": " ",
    "controls": "a\r\nHost: evil.example",
    "long": "a/" * 50_000,
}


_SAID = frozenset(("IG001", "IG002", "IG005", "IG008", "IG201", "IG202", "IG913"))
"""IG913 where a reference leads to the document itself, which is something else than what is wanted."""


def document(ref: str) -> bytes:
    found = plain()
    found["components"]["schemas"]["Pet"] = {"$ref": ref}
    found["components"]["schemas"]["Other"] = {"allOf": [{"$ref": ref}]}
    found["paths"]["/b"] = {"$ref": ref}
    found["paths"]["/pets"]["post"]["parameters"] = [{"$ref": ref}]
    found["components"]["examples"] = {"a": {"externalValue": ref}}
    found["externalDocs"] = {"url": ref}
    return json.dumps(found).encode()


@pytest.mark.parametrize("case", REFERENCES)
def test_a_reference_out_of_the_folder_is_refused_and_nothing_is_read(
    tried: Tried, tmp_path: Path, upstream: object, case: str
) -> None:
    (tmp_path / "secret.json").write_bytes(SECRET)
    port = getattr(upstream, "port")  # noqa: B009
    files: dict[str, bytes | Path] = {
        "spec.json": document(REFERENCES[case].replace("{port}", str(port))),
        "link.json": tmp_path / "secret.json",
        "folder": tmp_path,
        "zero.json": Path("/dev/zero"),
        "loop.json": Path("loop.json"),
    }
    report = tried(files, "spec.json")
    assert report["ended"] == 0, report
    assert report["failed"] is None, report["failed"]
    assert report["violations"] == []
    assert report["problems"] == []
    assert _SAID & set(report["codes"]), report["codes"]
    assert f"{MARK}_secret" not in json.dumps(report)


def test_a_secret_beside_the_folder_does_not_reach_what_is_generated(tried: Tried, tmp_path: Path) -> None:
    (tmp_path / "secret.json").write_bytes(SECRET)
    files: dict[str, bytes | Path] = {
        "spec.json": document("link.json#/a"),
        "link.json": tmp_path / "secret.json",
    }
    report = tried(files, "spec.json")
    assert report["operations"] is not None
    written = [path for path in (tmp_path / "case" / "out").rglob("*") if path.is_file()]
    assert written
    assert not [path for path in written if f"{MARK}_secret" in path.read_text(errors="replace")]
