"""The part of GitHub's API that a pipeline asks, on the loopback: comments and pull requests."""

from __future__ import annotations

import json
import re
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

TOKEN = "ghs_a_token_that_nobody_may_see"
BOT = {"login": "github-actions[bot]", "type": "Bot"}


class GitHub(ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.comments: list[dict[str, Any]] = []
        self.pulls: list[dict[str, Any]] = []
        self.asked: list[str] = []
        """`GET /repos/…`, without its query."""
        self.forbids = False
        """The token may only read."""

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}"

    def add(self, body: str, user: dict[str, str]) -> dict[str, Any]:
        number = len(self.comments) + 1
        found = {"id": number, "body": body, "user": user, "html_url": f"https://github.com/c/{number}"}
        self.comments.append(found)
        return found


class _Handler(BaseHTTPRequestHandler):
    server: GitHub

    def _answer(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers.get("Content-Length") or 0)) or b"null")
        parts = urlsplit(self.path)
        self.server.asked.append(f"{self.command} {parts.path}")
        status, answer = self._found(parts.path, parse_qs(parts.query), body)
        data = json.dumps(answer).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def _found(self, path: str, query: dict[str, list[str]], body: Any) -> tuple[int, Any]:
        if self.headers.get("Authorization") != f"Bearer {TOKEN}":
            return 401, {"message": "Bad credentials"}
        if path == "/user" or (self.server.forbids and self.command != "GET"):
            return 403, {"message": "Resource not accessible by integration"}
        for (method, pattern), answer in _ANSWERS.items():
            match = re.fullmatch(rf"/repos/team/shop/{pattern}", path)
            if match and method == self.command:
                return answer(self.server, query, body, *match.groups())
        return 404, {"message": "Not Found"}

    do_GET = do_POST = do_PATCH = _answer

    def log_message(self, *_: object) -> None:
        """Say nothing."""


def _listed(server: GitHub, query: dict[str, list[str]], _: Any, __: str) -> tuple[int, Any]:
    page, size = int(query["page"][0]), int(query["per_page"][0])
    return 200, server.comments[(page - 1) * size : page * size]


def _commented(server: GitHub, _: Any, body: Any, __: str) -> tuple[int, Any]:
    if len(body["body"]) > 65_536:
        return 422, {"message": "Validation Failed", "errors": [{"message": "body is too long"}]}
    return 201, server.add(body["body"], BOT)


def _rewritten(server: GitHub, _: Any, body: Any, number: str) -> tuple[int, Any]:
    server.comments[int(number) - 1] |= body
    return 200, server.comments[int(number) - 1]


def _pulls(server: GitHub, query: dict[str, list[str]], _: Any) -> tuple[int, Any]:
    head = query["head"][0].partition(":")[2]
    return 200, [each for each in server.pulls if each["head"] == head and each["base"] == query["base"][0]]


def _opened(server: GitHub, _: Any, body: Any) -> tuple[int, Any]:
    number = len(server.pulls) + 1
    server.pulls.append({**body, "number": number, "html_url": f"https://github.com/p/{number}"})
    return 201, server.pulls[-1]


def _described(server: GitHub, _: Any, body: Any, number: str) -> tuple[int, Any]:
    server.pulls[int(number) - 1] |= body
    return 200, server.pulls[int(number) - 1]


_ANSWERS = {
    ("GET", r"issues/(\d+)/comments"): _listed,
    ("POST", r"issues/(\d+)/comments"): _commented,
    ("PATCH", r"issues/comments/(\d+)"): _rewritten,
    ("GET", r"pulls"): _pulls,
    ("POST", r"pulls"): _opened,
    ("PATCH", r"pulls/(\d+)"): _described,
}
