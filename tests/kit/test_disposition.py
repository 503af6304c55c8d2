from __future__ import annotations

import pytest

from integen.kit.disposition import file_name

ROWS = [
    ('attachment; filename="a b.zip"', "a b.zip"),
    ("attachment; filename=a.zip", "a.zip"),
    ("attachment;filename=a.zip; size=3", "a.zip"),
    ('attachment; filename="a\\"b.zip"', 'a"b.zip'),
    ("attachment; filename=a.zip; filename*=UTF-8''%C3%A9.zip", "é.zip"),
    ("attachment; filename*=utf-8'en'%e2%82%ac.txt; filename=x", "€.txt"),
    ("attachment; filename*=iso-8859-1''%E9.zip", "é.zip"),
    ("attachment; filename*=klingon''x.zip; filename=a.zip", "a.zip"),
    ("attachment", None),
    ("", None),
    ('attachment; filename=""', None),
    ('attachment; filename="../../etc/passwd"', "passwd"),
    ("attachment; filename*=UTF-8''..%2F..%2Fetc%2Fpasswd", "passwd"),
    ('attachment; filename="C:\\\\x\\\\a.zip"', "a.zip"),
    ('attachment; filename=".."', None),
    ('attachment; filename="a/.."', None),
    ('attachment; filename="a\x1b[31m.zip"', "a[31m.zip"),
    ('attachment; filename="' + "a" * 500 + '"', "a" * 255),
]


@pytest.mark.parametrize(("header", "name"), ROWS)
def test_a_suggested_name_is_read_and_leads_nowhere_else(header: str, name: str | None) -> None:
    assert file_name(header) == name
