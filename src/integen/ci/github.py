"""Comments and pull requests on GitHub. Source: https://docs.github.com/rest, version 2022-11-28."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from integen.ci.event import Event
from integen.errors import IntegenError
from integen.kit.http import Client, Response, Timeout, TransportError

_PAGE, _PAGES = 100, 30
_TIMEOUT = Timeout(30.0, connect=10.0)
_HINT = (
    "the token needs `contents: write` and `pull-requests: write`; whether workflows may open pull requests "
    "is a setting of the repository (Actions, General)"
)


class Refused(IntegenError):
    """The token may not do that."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pull:
    number: int
    url: str
    is_new: bool


@dataclass(frozen=True, slots=True)
class GitHub:
    """One repository, as a token sees it."""

    event: Event
    _client: Client = field(repr=False)

    def comment(self, number: int, marker: str, body: str) -> str:
        """Write a comment on a pull request, or over the one that begins with `marker`; return its URL.

        Only comments of our own are written over: others may begin with the marker, too. Raises IntegenError.
        """
        own = self._login()
        for each in self._pages(f"issues/{number}/comments"):
            if str(each.get("body", "")).startswith(marker) and _is_by(each.get("user"), own):
                found = self._ask("PATCH", self._at(f"issues/comments/{int(each['id'])}"), {"body": body})
                return str(found["html_url"])
        return str(self._ask("POST", self._at(f"issues/{number}/comments"), {"body": body})["html_url"])

    def pull_request(self, head: str, base: str, title: str, body: str) -> Pull:
        """Open a pull request from a branch to another, or describe the one that is open anew."""
        owner = self.event.repository.partition("/")[0]
        open_ones = self._ask("GET", self._at("pulls"), head=f"{owner}:{head}", base=base, state="open")
        if open_ones:
            found = self._ask(
                "PATCH", self._at(f"pulls/{int(open_ones[0]['number'])}"), {"title": title, "body": body}
            )
        else:
            found = self._ask(
                "POST", self._at("pulls"), {"head": head, "base": base, "title": title, "body": body}
            )
        return Pull(number=int(found["number"]), url=str(found["html_url"]), is_new=not open_ones)

    def _login(self) -> str | None:
        """Return who the token speaks for; tokens of a workflow and of an application may not ask that."""
        try:
            return str(self._ask("GET", "/user")["login"])
        except Refused:
            return None

    def _pages(self, path: str) -> Iterator[dict[str, Any]]:
        for page in range(1, _PAGES + 1):
            found = self._ask("GET", self._at(path), per_page=_PAGE, page=page)
            yield from found
            if len(found) < _PAGE:
                return

    def _at(self, path: str) -> str:
        return f"/repos/{self.event.repository}/{path}"

    def _ask(self, method: str, path: str, body: Any = None, **query: str | int) -> Any:
        try:
            response = self._client.request(method, self.event.api + path, json=body, params=query)
        except TransportError as error:
            raise IntegenError(f"{self.event.api} cannot be reached: {type(error).__name__}") from None
        if response.is_success:
            return _json(response)
        said = _reason(response)
        kind = Refused if response.status_code in (401, 403, 404) else IntegenError
        raise kind(f"GitHub answered {method} {path} with {response.status_code}{said}", hint=_HINT)


def connected(event: Event) -> GitHub:
    """Return the repository of a run. Raises IntegenError where there is none, and without a token."""
    if not event.repository:
        raise IntegenError("this is no workflow of GitHub", hint="GITHUB_REPOSITORY says OWNER/NAME there")
    if not event.token:
        raise IntegenError("there is no token", hint="set GITHUB_TOKEN in the step's `env`")
    headers = {
        "accept": "application/vnd.github+json",
        "authorization": f"Bearer {event.token}",
        "x-github-api-version": "2022-11-28",
        "user-agent": "integen",
    }
    return GitHub(event, Client(headers=headers, timeout=_TIMEOUT))


def _is_by(user: Any, own: str | None) -> bool:
    if not isinstance(user, dict):
        return False
    return user.get("login") == own if own else user.get("type") == "Bot"


def _json(response: Response) -> Any:
    try:
        return response.json()
    except ValueError:
        raise IntegenError(f"{response.url.host} answered with something else than JSON") from None


def _reason(response: Response) -> str:
    try:
        said = response.json()
    except ValueError:
        return ""
    message = said.get("message") if isinstance(said, dict) else None
    errors = said.get("errors") if isinstance(said, dict) else None
    more = [str(each.get("message", "")) for each in errors or () if isinstance(each, dict)]
    text = "; ".join(filter(None, [str(message or ""), *more]))
    return f": {text[:300]}" if text else ""
