from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from integen.diagnostics.diagnostic import Diagnostics, DocumentError
from integen.ir.origin import Origin
from integen.lower.api import lower
from integen.source.limits import Limits
from integen.source.reading import Reading
from integen.source.sources import Sources, UnresolvedError

EMPTY = b'{"openapi": "3.1.0", "paths": {}}'


NEAR = Reading(allow_private=True)
"""The servers of these tests are on the loopback."""


def refused(location: str, reading: Reading = NEAR, **options: object) -> str:
    with pytest.raises(DocumentError) as caught:
        Sources.load(location, reading=reading, **options)  # type: ignore[arg-type]
    return caught.value.diagnostic.code


def unresolved(sources: Sources, ref: str, origin: str = "#/x") -> str:
    with pytest.raises(UnresolvedError) as caught:
        sources.resolve(Origin(origin), ref)
    return caught.value.diagnostic.code


def write(folder: Path, **files: object) -> Sources:
    """Write `name__ext=value` files; `api__json` is the main one."""
    for name, value in files.items():
        path = folder / name.replace("__", ".").replace("_in_", "/")
        path.parent.mkdir(exist_ok=True)
        path.write_text(value if isinstance(value, str) else json.dumps(value))
    return Sources.load(str(folder / "api.json"))


MAIN = {"openapi": "3.1.0", "paths": {}}


def test_a_file_a_url_and_standard_input_give_the_same_document(tmp_path, web):
    (tmp_path / "api.json").write_bytes(EMPTY)
    url = web.put("/api.json", EMPTY)
    three = [
        Sources.load(str(tmp_path / "api.json")),
        Sources.load(url, reading=NEAR),
        Sources.load("-", stdin=EMPTY),
    ]
    assert [item.main.value for item in three] == [MAIN] * 3
    assert len({item.digest() for item in three}) == 1
    assert [item.main.name for item in three] == [str(tmp_path / "api.json"), url, "<stdin>"]


@pytest.mark.parametrize("name", ["api.json", "api.yaml", "api", "-x"])
def test_the_format_is_found_in_the_text_and_not_in_the_name(tmp_path, name):
    (tmp_path / name).write_text("openapi: 3.1.0\npaths: {}\n")
    sources = Sources.load(str(tmp_path / name))
    assert (sources.main.value, sources.main.format) == (MAIN, "yaml")


@pytest.mark.parametrize("prefix", [b"\xef\xbb\xbf", b"\n\n  ", b"\r\n\t"])
def test_marks_and_blanks_in_front_do_not_matter(prefix):
    assert Sources.load("-", stdin=prefix + EMPTY).main.value == MAIN


def test_utf_16_with_a_mark_is_read():
    assert Sources.load("-", stdin=EMPTY.decode().encode("utf-16")).main.value == MAIN


def test_a_missing_file_a_directory_and_a_strange_path_are_diagnosed(tmp_path):
    assert refused(str(tmp_path / "no.json")) == "IG001"
    assert refused(str(tmp_path)) == "IG002"
    assert refused("a\0b") == "IG002"
    assert refused("x" * 5000) == "IG002"
    assert refused(str(tmp_path / "no.json" / "deeper")) == "IG001"


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_an_unreadable_file_is_diagnosed(tmp_path):
    path = tmp_path / "api.json"
    path.write_bytes(EMPTY)
    path.chmod(0)
    assert refused(str(path)) == "IG002"


def test_a_text_beyond_the_limit_is_refused(tmp_path, web):
    reading = Reading(limits=Limits(bytes=20), allow_private=True)
    (tmp_path / "api.json").write_bytes(EMPTY)
    assert refused(str(tmp_path / "api.json"), reading=reading) == "IG011"
    assert refused(web.put("/api.json", EMPTY), reading=reading) == "IG011"
    assert refused("-", stdin=EMPTY, reading=reading) == "IG011"


@pytest.mark.parametrize(
    "text",
    [
        b'{"a":' * 300 + b"1" + b"}" * 300,
        b"[" * 100_000,
        b"[" * 100_000 + b"]" * 100_000,
        b'{"openapi": "3.1.0", "paths": {}, "x-a": ' + b"[" * 250 + b"]" * 250 + b"}",
        b"- " * 100_000,
    ],
)
def test_deep_nesting_ends_in_a_diagnostic(text):
    assert refused("-", stdin=text) in {"IG012", "IG007"}


@pytest.mark.parametrize(
    "text",
    [
        rb'{"openapi": "3.1.0", "paths": {}, "info": {"title": "\ud800"}}',
        rb'{"openapi": "3.1.0", "paths": {}, "x-a": NaN',
        b'{"openapi": "3.1.0", "paths": {}, "x-a": 1e999}}',
        b'{"a": "\x01"}}',
        b'{"openapi": "3.1.0", "paths": {}',
        b'{"openapi": "3.1.0", "paths": {}}}',
    ],
)
def test_what_json_does_not_allow_is_located(text):
    with pytest.raises(DocumentError) as caught:
        Sources.load("-", stdin=text)
    assert caught.value.diagnostic.code == "IG007"
    assert caught.value.diagnostic.position is not None


def test_huge_numbers_become_floats(tmp_path):
    sources = Sources.load("-", stdin=b'{"openapi": "3.1.0", "paths": {}, "x-a": 1' + b"0" * 30 + b"}")
    assert sources.main.value["x-a"] == 1e30


# --- references


def test_local_references_are_decoded(tmp_path):
    sources = write(tmp_path, api__json={**MAIN, "x": {"a/b": {"c~d": {"e f": [10, 20]}}}})
    assert sources.resolve(Origin("#/y"), "#/x/a~1b/c~0d/e%20f/1") == ("#/x/a~1b/c~0d/e f/1", 20)
    assert sources.resolve(Origin("#/y"), "#") == ("#", sources.main.value)
    assert sources.at(Origin("#/x/a~1b/c~0d/e f/1")) == 20


def test_an_origin_with_a_percent_sign_is_not_decoded_again(tmp_path):
    sources = write(tmp_path, api__json={**MAIN, "x": {"100%25": 1, "a%": 2}})
    assert sources.at(Origin("#/x/100%25")) == 1
    assert sources.at(Origin("#/x/a%")) == 2


@pytest.mark.parametrize(
    "ref", ["#/no", "#/x/5", "#/x/-1", "#/x/²", "#/openapi/0", "#/x/0/", "#nope", "#/x/99999999999"]
)
def test_references_that_lead_nowhere(tmp_path, ref):
    assert unresolved(write(tmp_path, api__json={**MAIN, "x": [{}]}), ref) == "IG201"


def test_references_are_relative_to_the_document_in_which_they_stand(tmp_path):
    sources = write(
        tmp_path,
        api__json=MAIN,
        parts_in_a__yaml="one: {$ref: 'b.json#/two'}\n",
        parts_in_b__json={"two": {"$ref": "../api.json#/openapi"}},
    )
    origin, value = sources.resolve(Origin("#/x"), "./parts/a.yaml#/one")
    assert origin == "parts/a.yaml#/one"
    origin, value = sources.resolve(origin, value["$ref"])
    assert origin == "parts/b.json#/two"
    assert sources.resolve(origin, value["$ref"]) == ("#/openapi", "3.1.0")
    assert [item.name for item in sources.documents.values()][1:] == [
        str(tmp_path / "parts/a.yaml"),
        str(tmp_path / "parts/b.json"),
    ]


def test_the_digest_covers_the_files_that_were_read(tmp_path):
    sources = write(tmp_path, api__json=MAIN, b__json={"a": 1})
    alone = sources.digest()
    sources.resolve(Origin("#/x"), "b.json#/a")
    both = sources.digest()
    again = write(tmp_path, api__json=MAIN, b__json={"a": 2})
    again.resolve(Origin("#/x"), "b.json#/a")
    assert len({alone, both, again.digest()}) == 3


@pytest.mark.parametrize(
    "ref",
    [
        "../secret.json",
        "a/../../secret.json",
        "%2e%2e/secret.json",
        "..%2fsecret.json",
        "/etc/passwd",
        "file:///etc/passwd",
        "file://host/share",
        "//host/share",
        "http://127.0.0.1:1/x",
        "https://example.com/x",
        "ftp://example.com/x",
        "data:application/json,{}",
        "http://[",
        "link.json",
    ],
)
def test_local_documents_reach_only_files_below_their_folder(tmp_path, ref):
    (tmp_path / "secret.json").write_text("{}")
    folder = tmp_path / "specs"
    folder.mkdir()
    (folder / "link.json").symlink_to(tmp_path / "secret.json")
    assert unresolved(write(folder, api__json=MAIN), ref + "#/a") in {"IG202", "IG001"}


def test_a_reference_to_a_missing_or_broken_file_is_diagnosed_each_time(tmp_path):
    sources = write(tmp_path, api__json=MAIN, bad__json="{")
    for _ in range(2):
        assert unresolved(sources, "no.json#/a") == "IG001"
        assert unresolved(sources, "bad.json#/a") == "IG007"
    assert sources.unread == ("no.json", "bad.json")


def test_a_file_is_read_once_however_it_is_spelled(tmp_path):
    sources = write(tmp_path, api__json=MAIN, b__json={"a": 1})
    spellings = [
        "b.json",
        "./b.json",
        "x/../b.json",
        "%62.json",
        "b.json?1",
        "b.json?2",
        (tmp_path / "b.json").as_uri(),
    ]
    assert {sources.resolve(Origin("#/x"), ref + "#/a")[0] for ref in spellings} == {"b.json#/a"}
    assert sources.resolve(Origin("#/x"), "api.json?y#/openapi")[0] == "#/openapi"
    assert len(sources.documents) == 2


def test_documents_that_together_are_too_large_are_refused(tmp_path):
    write(tmp_path, api__json=MAIN, b__json={"a": "x" * 50}, c__json={"a": 1})
    sources = Sources.load(str(tmp_path / "api.json"), reading=Reading(limits=Limits(bytes=90)))
    assert sources.resolve(Origin("#/x"), "b.json#/a")[0] == "b.json#/a"
    assert unresolved(sources, "c.json#/a") == "IG011"


def test_standard_input_has_no_neighbours():
    assert unresolved(Sources.load("-", stdin=EMPTY), "other.json#/a") == "IG202"


def test_references_in_a_circle_on_the_way_of_a_pointer_end(tmp_path):
    loop = {"a": {"$ref": "#/b"}, "b": {"$ref": "#/a"}}
    assert unresolved(write(tmp_path, api__json={**MAIN, **loop}), "#/a/x") == "IG203"


# --- the web


def test_documents_from_the_web_reach_their_own_origin_only(web, other_web):
    sources = Sources.load(web.put("/api/openapi.json", EMPTY), reading=NEAR)
    web.put("/common.yaml", b"a: 5\n")
    assert sources.resolve(Origin("#/x"), "../common.yaml#/a") == ("../common.yaml#/a", 5)
    assert unresolved(sources, other_web.put("/x.json", b"{}") + "#/a") == "IG202"
    assert unresolved(sources, "file:///etc/passwd") == "IG202"
    assert other_web.seen == []


def test_a_referenced_document_may_not_redirect_to_another_origin(web, other_web):
    sources = Sources.load(web.put("/openapi.json", EMPTY), reading=NEAR)
    web.put("/moved.json", status=302, location=other_web.put("/x.json", b'{"a": 1}'))
    assert unresolved(sources, "moved.json#/a") == "IG202"
    assert other_web.seen == []


def test_the_main_document_may_redirect_and_then_belongs_there(web, other_web):
    url = web.put("/openapi.json", status=301, location=other_web.put("/v2/openapi.json", EMPTY))
    reading = Reading(headers={"authorization": "Bearer secret"}, allow_private=True)
    sources = Sources.load(url, reading=reading)
    other_web.put("/v2/part.json", b'{"a": 1}')
    assert sources.resolve(Origin("#/x"), "part.json#/a")[1] == 1
    assert web.seen[0][1]["authorization"] == "Bearer secret"
    assert [path for path, _ in other_web.seen] == ["/v2/openapi.json", "/v2/part.json"]
    assert not any("authorization" in headers for _, headers in other_web.seen)


@pytest.mark.parametrize(
    ("status", "body", "code"),
    [
        (404, b"gone", "IG003"),
        (500, b"", "IG003"),
        (200, b"<!DOCTYPE html><html>", "IG005"),
        (200, b"  <?xml version='1.0'?>", "IG005"),
        (200, b"", "IG006"),
        (200, b"{", "IG007"),
        (302, b"", "IG003"),
    ],
)
def test_answers_that_are_no_document(web, status, body, code):
    assert refused(web.put("/x", body, status=status)) == code


def test_redirects_in_a_circle_end(web):
    assert refused(web.put("/x", status=302, location="/x")) == "IG003"
    assert len(web.seen) == 6


def test_a_redirect_away_from_the_web_is_refused(web):
    assert refused(web.put("/x", status=302, location="file:///etc/passwd")) == "IG003"


@pytest.mark.parametrize(
    "url", ["http://127.0.0.1:1/x", "http://[::1", "http://", "https://nowhere.invalid/x", "http://a:b/"]
)
def test_a_server_that_cannot_be_reached_is_diagnosed(url):
    assert refused(url) == "IG004"


def test_credentials_in_a_url_are_used_but_never_shown(web):
    url = web.put("/x.json", b"{").replace("http://", "http://user:s3cret@")
    with pytest.raises(DocumentError) as caught:
        Sources.load(url, reading=NEAR)
    assert "authorization" in web.seen[0][1]
    assert "s3cret" not in repr(caught.value.diagnostic) + repr(caught.value.documents)


def test_a_compressed_answer_counts_by_what_it_unpacks_to(web):
    import gzip

    reading = Reading(limits=Limits(bytes=1_000_000), allow_private=True)
    url = web.put("/x", gzip.compress(b" " * 50_000_000), **{"content-encoding": "gzip"})
    assert refused(url, reading=reading) == "IG011"
    assert refused(web.put("/y", b"no gzip", **{"content-encoding": "gzip"})) == "IG003"


def test_servers_of_a_document_from_the_web_are_resolved_against_its_url(web):
    def servers(body: bytes) -> list[str]:
        url = web.put("/api/v1/openapi.json", body).replace("http://", "http://user:s3cret@")
        return [item.url for item in lower(Sources.load(url, reading=NEAR), Diagnostics()).servers]

    given = (
        b'{"openapi": "3.1.0", "paths": {}, "servers": [{"url": "."}, {"url": "/v2"}, {"url": "https://a"}]}'
    )
    assert servers(given) == [web.url + "/api/v1/", web.url + "/v2", "https://a"]
    assert servers(EMPTY) == [web.url + "/"]
