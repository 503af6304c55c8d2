"""Documents from the web are kept: when a copy is used, when it is asked for, and what is never kept."""

from __future__ import annotations

import json
import os
import stat
import threading
from pathlib import Path

import pytest
from tests.source.conftest import Web

from integen.diagnostics.diagnostic import DocumentError
from integen.ir.origin import Origin
from integen.source import cache as caching
from integen.source.cache import Cache, Copy
from integen.source.reading import Reading
from integen.source.sources import Sources, UnresolvedError
from integen.source.user_folders import cache_folder

EMPTY = b'{"openapi": "3.1.0", "paths": {}}'
OTHER = b'{"openapi": "3.1.0", "paths": {}, "x": 2}'
OFFLINE = Reading(allow_private=True, offline=True)
NEAR = Reading(allow_private=True)
DAY = 24 * 3600


def load(url: str, reading: Reading = NEAR) -> Sources:
    return Sources.load(url, reading=reading)


def public(cache: Path, *, age: float = 0, **changes: object) -> None:
    """Make every entry one of a public server, confirmed `age` seconds ago."""
    for path in (cache / "urls").iterdir():
        record = json.loads(path.read_text())
        path.write_text(
            json.dumps({**record, "private": False, "checked": record["checked"] - age, **changes})
        )


def codes(sources: Sources) -> list[str]:
    return [item.code for item in sources.diagnostics]


def test_within_a_day_a_document_is_fetched_once(web: Web, cache: Path) -> None:
    url = web.put("/api.json", EMPTY)
    load(url)
    public(cache, age=DAY - 100)
    assert load(url).main.value == json.loads(EMPTY)
    assert len(web.seen) == 1


def test_after_a_day_the_server_is_asked_again(web: Web, cache: Path) -> None:
    url = web.put("/api.json", EMPTY)
    load(url)
    public(cache, age=DAY + 100)
    web.put("/api.json", OTHER)
    assert load(url).main.value == json.loads(OTHER)


def test_a_copy_from_the_future_is_not_trusted(web: Web, cache: Path) -> None:
    url = web.put("/api.json", EMPTY)
    load(url)
    public(cache, age=-1000)
    load(url)
    assert len(web.seen) == 2


def test_what_is_served_nearby_is_asked_for_each_time(web: Web) -> None:
    url = web.put("/api.json", EMPTY)
    load(url)
    web.put("/api.json", OTHER)
    assert load(url).main.value == json.loads(OTHER)


def test_a_document_that_did_not_change_is_not_sent_again(web: Web, cache: Path) -> None:
    url = web.put("/api.json", EMPTY, etag='"one"', **{"last-modified": "Mon, 02 Nov 2026 00:00:00 GMT"})
    load(url)
    public(cache, age=DAY + 100)
    assert load(url).main.value == json.loads(EMPTY)
    assert web.seen[1][1]["if-none-match"] == '"one"'
    assert web.seen[1][1]["if-modified-since"] == "Mon, 02 Nov 2026 00:00:00 GMT"
    load(url)
    assert len(web.seen) == 2, "the confirmation did not count"


def test_refresh_asks_although_the_copy_is_young(web: Web, cache: Path) -> None:
    url = web.put("/api.json", EMPTY, etag='"one"')
    load(url)
    public(cache)
    load(url, Reading(allow_private=True, refresh=True))
    assert "if-none-match" in web.seen[1][1]
    web.put("/api.json", OTHER, etag='"two"')
    assert load(url, Reading(allow_private=True, refresh=True)).main.value == json.loads(OTHER)


def test_a_server_that_wants_to_be_asked_is_asked(web: Web, cache: Path) -> None:
    url = web.put("/api.json", EMPTY, **{"cache-control": "max-age=0, no-cache"})
    load(url)
    public(cache)
    load(url)
    assert len(web.seen) == 2


@pytest.mark.parametrize("status", [500, 503, 429])
def test_an_ill_server_is_replaced_by_the_copy_with_a_warning(web: Web, status: int) -> None:
    url = web.put("/api.json", EMPTY)
    load(url)
    web.put("/api.json", b"broken", status=status)
    sources = load(url)
    assert (codes(sources), sources.main.value) == (["IG015"], json.loads(EMPTY))
    assert sources.diagnostics.items[0].source == url


@pytest.mark.parametrize("status", [401, 403, 404, 410])
def test_a_server_that_says_no_is_not_replaced_by_the_copy(web: Web, status: int) -> None:
    url = web.put("/api.json", EMPTY)
    load(url)
    web.put("/api.json", b"no", status=status)
    with pytest.raises(DocumentError) as caught:
        load(url)
    assert caught.value.diagnostic.code == "IG003"


def test_without_the_network_the_last_copy_does(cache: Path) -> None:
    gone = "http://127.0.0.1:1/api.json"
    Cache(cache_folder()).keep(gone, Copy(uri=gone, data=EMPTY))
    public(cache, age=50 * DAY)
    sources = load(gone)
    assert codes(sources) == ["IG015"]
    assert "1200 hours" in str(sources.diagnostics.items[0].note)


def test_offline_uses_a_copy_of_any_age_and_opens_no_connection(web: Web, cache: Path) -> None:
    url = web.put("/api.json", EMPTY)
    load(url)
    public(cache, age=50 * DAY)
    sources = load(url, OFFLINE)
    assert (codes(sources), sources.main.value, len(web.seen)) == ([], json.loads(EMPTY), 1)


def test_offline_without_a_copy_ends_in_a_message(web: Web) -> None:
    with pytest.raises(DocumentError) as caught:
        load(web.put("/api.json", EMPTY), OFFLINE)
    assert (caught.value.diagnostic.code, web.seen) == ("IG016", [])


def test_offline_a_reference_without_a_copy_is_diagnosed_where_it_stands(web: Web) -> None:
    url = web.put("/api.json", EMPTY)
    load(url)
    with pytest.raises(UnresolvedError) as caught:
        load(url, OFFLINE).resolve(Origin("#/x"), "part.json#/a")
    assert (caught.value.diagnostic.code, caught.value.diagnostic.origin) == ("IG016", "#/x")


def test_referenced_documents_are_kept_as_well(web: Web) -> None:
    url = web.put("/api.json", EMPTY)
    web.put("/part.json", b'{"a": 5}')
    load(url).resolve(Origin("#/x"), "part.json#/a")
    assert load(url, OFFLINE).resolve(Origin("#/x"), "part.json#/a")[1] == 5


def test_a_copy_knows_where_redirects_led(web: Web) -> None:
    url = web.put("/api.json", status=302, location="/v2/api.json")
    web.put("/v2/api.json", EMPTY)
    assert load(url).main.uri == load(url, OFFLINE).main.uri == web.url + "/v2/api.json"


def test_a_copy_that_came_from_another_origin_is_not_used_for_a_reference(web: Web, other_web: Web) -> None:
    part = web.put("/part.json", status=302, location=other_web.put("/part.json", EMPTY))
    load(part)
    sources = load(web.put("/api.json", EMPTY))
    with pytest.raises(UnresolvedError) as caught:
        sources.resolve(Origin("#/x"), "part.json#/paths")
    assert caught.value.diagnostic.code == "IG202"


# --- what is never kept


@pytest.mark.parametrize(
    ("path", "headers", "answer"),
    [
        ("/api.json", {"authorization": "Bearer s3cret"}, {}),
        ("/api.json", {}, {"cache-control": "private, No-Store"}),
        ("/api.json", {}, {"vary": "*"}),
        ("/api.json?access_token=s3cret", {}, {}),
        ("/api.json?X-Amz-Signature=s3cret", {}, {}),
    ],
)
def test_private_answers_are_not_kept(
    web: Web, cache: Path, path: str, headers: dict[str, str], answer: dict[str, str]
) -> None:
    load(web.put(path, EMPTY, **answer), Reading(allow_private=True, headers=headers))
    assert not cache.exists()


def test_a_url_with_credentials_is_not_kept(web: Web, cache: Path) -> None:
    load(web.put("/api.json", EMPTY).replace("http://", "http://user:s3cret@"))
    assert not cache.exists()


def test_a_request_with_headers_does_not_get_the_copy_of_one_without(web: Web, cache: Path) -> None:
    url = web.put("/api.json", EMPTY)
    load(url)
    public(cache)
    load(url, Reading(allow_private=True, headers={"authorization": "x"}))
    assert len(web.seen) == 2


@pytest.mark.parametrize("body", [b"<html>log in</html>", b"", b"{", b"[1]"])
def test_what_is_no_document_is_not_kept(web: Web, cache: Path, body: bytes) -> None:
    with pytest.raises(DocumentError):
        load(web.put("/api.json", body))
    kept = list(cache.glob("urls/*"))
    assert not kept or body == b"[1]"


def test_a_copy_from_a_private_address_needs_the_same_permission(web: Web) -> None:
    url = web.put("/api.json", EMPTY)
    load(url)
    with pytest.raises(DocumentError) as caught:
        load(url, Reading(offline=True))
    assert caught.value.diagnostic.code == "IG016"


# --- the folder


def test_only_the_user_may_read_the_copies(web: Web, cache: Path) -> None:
    load(web.put("/api.json", EMPTY))
    modes = {path: stat.S_IMODE(path.stat().st_mode) for path in (cache, *cache.rglob("*"))}
    assert set(modes.values()) == {0o700, 0o600}
    assert all(mode == (0o700 if path.is_dir() else 0o600) for path, mode in modes.items())


@pytest.mark.parametrize("place", ["urls", "bodies"])
@pytest.mark.parametrize("text", ["", "{}", "[]", '{"uri": 5}', "\xff"])
def test_a_damaged_copy_is_fetched_anew(web: Web, cache: Path, place: str, text: str) -> None:
    url = web.put("/api.json", EMPTY)
    load(url)
    public(cache)
    for path in (cache / place).iterdir():
        path.write_text(text, encoding="latin-1")
    assert load(url).main.value == json.loads(EMPTY)
    public(cache)
    load(url)
    assert len(web.seen) == 2, "the copy was not repaired"


@pytest.mark.parametrize(
    "changes",
    [
        {"checked": "now"},
        {"uri": 5},
        {"etag": "a\r\nx-more: 1"},
        {"private": "no"},
        {"body": None},
        {"body": "0" * 64},
        {"more": 1},
    ],
)
def test_an_entry_of_the_wrong_kinds_is_no_entry(web: Web, cache: Path, changes: dict[str, object]) -> None:
    url = web.put("/api.json", EMPTY)
    load(url)
    public(cache)
    public(cache, **changes)  # type: ignore[arg-type]
    assert load(url).main.value == json.loads(EMPTY)
    assert "if-none-match" not in web.seen[-1][1] and len(web.seen) == 2


def test_an_entry_cannot_name_a_file_elsewhere(web: Web, cache: Path) -> None:
    url = web.put("/api.json", EMPTY)
    load(url)
    (cache / "secret").write_bytes(OTHER)
    public(cache, body="../secret")
    assert load(url).main.value == json.loads(EMPTY)


def test_a_cache_that_cannot_be_written_costs_nothing_but_the_download(
    web: Web, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "file"))
    assert load(web.put("/api.json", EMPTY)).main.value == json.loads(EMPTY)


def test_a_relative_cache_folder_is_ignored(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", "here")
    monkeypatch.setenv("HOME", "/home/somebody")
    assert os.fspath(cache_folder() or "").startswith("/home/somebody/")


def test_two_runs_at_once_leave_a_whole_copy(cache: Path) -> None:
    kept = Cache(cache_folder())
    bodies = [b"%d" % number * 50_000 for number in range(8)]
    threads = [
        threading.Thread(target=lambda data=data: kept.keep("u", Copy(uri="u", data=data))) for data in bodies
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    found = kept.find("u")
    assert found is not None and found.data in bodies
    assert not list(cache.rglob("tmp*"))


def test_the_oldest_copies_go_when_there_are_many(cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(caching, "_MOST", 10)
    kept = Cache(cache_folder())
    kept.keep("damaged", Copy(uri="u", data=b""))
    next(cache.glob("urls/*")).write_bytes(b"[]")
    for number in range(11):
        kept.keep(f"u{number}", Copy(uri="u", data=b"%d" % number))
        for path in cache.glob("urls/*"):
            os.utime(path, (path.stat().st_atime, path.stat().st_mtime - 10))
    assert kept.find("u0") is None
    assert kept.find("u10") is not None
    assert len(list(cache.glob("bodies/*"))) == len(list(cache.glob("urls/*"))) <= 10
