"""Which addresses documents may come from, and that a name cannot lead elsewhere after it was checked."""

from __future__ import annotations

import socket
import ssl
import subprocess
import threading
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from ipaddress import ip_address
from pathlib import Path

import pytest
from tests.source.conftest import Web

from integen.diagnostics.diagnostic import DocumentError
from integen.ir.origin import Origin
from integen.source import guard
from integen.source.reading import Reading
from integen.source.sources import Sources, UnresolvedError

EMPTY = b'{"openapi": "3.1.0", "paths": {}}'
NEAR = Reading(allow_private=True)
REFUSED = """
127.0.0.1 127.255.255.254 0.0.0.0 0.1.2.3 10.0.0.1 172.16.0.1 172.31.255.255 192.168.1.1 169.254.1.1
169.254.169.254 100.64.0.1 100.100.100.200 168.63.129.16 192.0.0.1 192.0.2.1 198.18.0.1 198.51.100.1
203.0.113.1 224.0.0.1 239.255.255.255 240.0.0.1 255.255.255.255
:: ::1 fe80::1 fe80::1%eth0 fc00::1 fd00:ec2::254 fec0::1 ff02::1 2001:db8::1 100::1
::ffff:127.0.0.1 ::ffff:10.0.0.1 ::ffff:169.254.169.254 ::127.0.0.1 ::10.0.0.1
64:ff9b::7f00:1 64:ff9b::a9fe:a9fe 64:ff9b:1::a00:1 2002:7f00:1:: 2002:a00:1::
2001:0:4136:e378:8000:63bf:f5ff:fffe
""".split()
PUBLIC = "1.1.1.1 8.8.8.8 140.82.121.4 2606:4700::1111 ::ffff:8.8.8.8 64:ff9b::808:808 2002:808:808::".split()


@pytest.mark.parametrize("address", REFUSED)
def test_private_addresses_are_recognised_however_they_are_written(address: str) -> None:
    assert guard.kind_of(ip_address(address)) is not None


@pytest.mark.parametrize("address", PUBLIC)
def test_public_addresses_are_not_taken_for_private_ones(address: str) -> None:
    assert guard.kind_of(ip_address(address)) is None


def code_of(url: str, reading: Reading | None = None) -> str:
    with pytest.raises(DocumentError) as caught:
        Sources.load(url, reading=reading or Reading())
    return caught.value.diagnostic.code


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "127.1", "2130706433", "0x7f.1", "[::1]"])
def test_the_loopback_is_refused_by_every_name(web: Web, host: str) -> None:
    url = web.put("/api.json", EMPTY).replace("127.0.0.1", host)
    assert code_of(url) == "IG017"
    assert web.seen == []


def test_the_refusal_names_the_flag(web: Web) -> None:
    with pytest.raises(DocumentError) as caught:
        Sources.load(web.put("/api.json", EMPTY))
    assert "--allow-private" in str(caught.value.diagnostic.hint)
    assert "is at 127.0.0.1, this machine" in caught.value.diagnostic.message


Resolver = Callable[..., object]


def resolve_to(monkeypatch: pytest.MonkeyPatch, *answers: list[str]) -> list[str]:
    """Let the name server give these addresses, one list for each question; return the names asked for."""
    asked: list[str] = []
    real = socket.getaddrinfo

    def answer(host: str, port: int, *rest: object, **more: object) -> object:
        if host[:1].isdigit():
            return real(host, port, type=socket.SOCK_STREAM)
        asked.append(host)
        found = answers[min(len(asked), len(answers)) - 1]
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (each, port)) for each in found]

    monkeypatch.setattr(socket, "getaddrinfo", answer)
    return asked


def test_one_private_address_among_public_ones_is_enough(web: Web, monkeypatch: pytest.MonkeyPatch) -> None:
    resolve_to(monkeypatch, ["8.8.8.8", "127.0.0.1"])
    assert code_of(web.put("/api.json", EMPTY).replace("127.0.0.1", "api.example")) == "IG017"


def test_a_name_is_looked_up_once_and_its_second_answer_does_not_count(
    web: Web, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = resolve_to(monkeypatch, ["127.0.0.1"], ["10.1.2.3"])
    url = web.put("/api.json", EMPTY).replace("127.0.0.1", "api.example")
    assert Sources.load(url, reading=NEAR).main.uri == url
    assert asked == ["api.example"]
    assert web.seen[0][1]["host"] == url.removeprefix("http://").removesuffix("/api.json")


def test_the_next_address_is_tried_when_one_does_not_answer(
    web: Web, monkeypatch: pytest.MonkeyPatch
) -> None:
    resolve_to(monkeypatch, ["127.9.9.9", "127.0.0.1"])
    url = web.put("/api.json", EMPTY).replace("127.0.0.1", "api.example")
    assert Sources.load(url, reading=NEAR).main.uri == url


def test_a_redirect_is_checked_as_well(web: Web, other_web: Web, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(guard, "kind_of", lambda address: None if str(address) == "127.0.0.1" else "bad")
    other_web.put("/api.json", EMPTY)
    there = other_web.url.replace("127.0.0.1", "127.0.0.2") + "/api.json"
    assert code_of(web.put("/api.json", status=302, location=there)) == "IG017"
    assert other_web.seen == []


def test_tls_checks_the_name_and_not_the_address(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    certificate, key = tmp_path / "cert.pem", tmp_path / "key.pem"
    command = "openssl req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=api.example".split()
    names = ["-addext", "subjectAltName=DNS:api.example", "-keyout", str(key), "-out", str(certificate)]
    subprocess.run([*command, *names], check=True, capture_output=True)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)
    wanted: list[str | None] = []
    context.sni_callback = lambda _socket, name, _context: wanted.append(name)

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("content-length", str(len(EMPTY)))
            self.end_headers()
            self.wfile.write(EMPTY)

        def log_message(self, *arguments: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.socket = context.wrap_socket(server.socket, server_side=True)
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    resolve_to(monkeypatch, ["127.0.0.1"])
    try:
        url = f"https://api.example:{server.server_port}/api.json"
        assert Sources.load(url, reading=NEAR).main.uri == url
        assert code_of(url.replace("api.example", "other.example"), NEAR) == "IG004"
    finally:
        server.shutdown()
        server.server_close()
    assert wanted == ["api.example", "other.example"]


# --- proxies


def test_a_proxy_of_the_environment_is_asked_for_the_whole_url(
    web: Web, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("http_proxy", web.url)
    url = "http://api.example/api.json"
    web.answers[url] = (200, {}, EMPTY)
    assert Sources.load(url).main.uri == url
    assert web.seen[0][0] == url


@pytest.mark.parametrize(
    "host", ["localhost", "127.0.0.1", "2130706433", "[::1]", "169.254.169.254", "x.localhost"]
)
def test_a_proxy_is_not_asked_for_what_is_plainly_private(
    web: Web, monkeypatch: pytest.MonkeyPatch, host: str
) -> None:
    monkeypatch.setenv("http_proxy", web.url)
    monkeypatch.setenv("no_proxy", "")
    assert code_of(f"http://{host}/api.json") == "IG017"
    assert web.seen == []


def test_hosts_without_a_proxy_are_guarded(web: Web, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:1")
    monkeypatch.setenv("no_proxy", "127.0.0.1")
    url = web.put("/api.json", EMPTY)
    assert code_of(url) == "IG017"
    assert Sources.load(url, reading=NEAR).main.uri == url


# --- other origins


def test_references_lead_to_another_origin_only_when_it_is_allowed(web: Web, other_web: Web) -> None:
    url = web.put("/api.json", EMPTY)
    part = other_web.put("/schemas/pet.json", b'{"a": {"$ref": "more.json#/b"}}')
    other_web.put("/schemas/more.json", b'{"b": 7}')
    allowed = Reading(allow_private=True, allow_origins=(other_web.url,), headers={"x-key": "s3cret"})
    sources = Sources.load(url, reading=allowed)
    origin, value = sources.resolve(Origin("#/x"), part + "#/a")
    assert sources.resolve(origin, value["$ref"])[1] == 7
    assert [item.name for item in sources.documents.values()][1:] == [
        part,
        other_web.url + "/schemas/more.json",
    ]
    assert not any("x-key" in headers for _, headers in other_web.seen)
    assert "x-key" in web.seen[0][1]
    with pytest.raises(UnresolvedError) as caught:
        Sources.load(url, reading=NEAR).resolve(Origin("#/x"), part + "#/a")
    assert "--allow-origin" in caught.value.diagnostic.message


def test_a_local_document_may_refer_to_an_allowed_origin_which_may_not_refer_back(
    web: Web, tmp_path: Path
) -> None:
    (tmp_path / "api.json").write_bytes(EMPTY)
    (tmp_path / "secret.json").write_text('{"a": 1}')
    part = web.put("/pet.json", b'{"a": 5}')
    sources = Sources.load(
        str(tmp_path / "api.json"), reading=Reading(allow_private=True, allow_origins=(web.url + "/x",))
    )
    origin, value = sources.resolve(Origin("#/x"), part + "#/a")
    assert value == 5
    for reference in ((tmp_path / "secret.json").as_uri(), "file:///etc/passwd"):
        with pytest.raises(UnresolvedError) as caught:
            sources.resolve(origin, reference + "#/a")
        assert caught.value.diagnostic.code == "IG202"


def test_an_allowed_origin_is_guarded_too(web: Web, tmp_path: Path) -> None:
    (tmp_path / "api.json").write_bytes(EMPTY)
    part = web.put("/pet.json", b'{"a": 5}')
    sources = Sources.load(str(tmp_path / "api.json"), reading=Reading(allow_origins=(web.url,)))
    with pytest.raises(UnresolvedError) as caught:
        sources.resolve(Origin("#/x"), part + "#/a")
    assert (caught.value.diagnostic.code, caught.value.diagnostic.origin) == ("IG017", "#/x")
