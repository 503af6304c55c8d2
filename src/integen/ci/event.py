"""What GitHub says of the run of a workflow.

Source: https://docs.github.com/actions, "Variables reference" and "Webhook events and payloads".
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from integen.errors import IntegenError

API, SERVER = "https://api.github.com", "https://github.com"


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    name: str = ""
    """`push`, `pull_request`, …; empty elsewhere than in a workflow."""
    repository: str = ""
    """`owner/name`"""
    branch: str = ""
    """The branch that was pushed to, or that a pull request brings; empty for a tag."""
    pull: int | None = None
    """The number of the pull request."""
    is_fork: bool = False
    """Whether the pull request comes from another repository: then nothing can be written to either."""
    api: str = API
    server: str = SERVER
    token: str = field(default="", repr=False)

    @classmethod
    def of(cls, environment: Mapping[str, str]) -> Event:
        """Raises IntegenError when GitHub's own description of the event is damaged."""
        pull = _payload(environment).get("pull_request") or {}
        return cls(
            name=environment.get("GITHUB_EVENT_NAME", ""),
            repository=environment.get("GITHUB_REPOSITORY", ""),
            branch=_branch(environment),
            pull=pull.get("number"),
            is_fork=bool(pull) and _home(pull, "head") != _home(pull, "base"),
            api=environment.get("GITHUB_API_URL") or API,
            server=environment.get("GITHUB_SERVER_URL") or SERVER,
            token=environment.get("GITHUB_TOKEN") or environment.get("GH_TOKEN") or "",
        )


def _branch(environment: Mapping[str, str]) -> str:
    if environment.get("GITHUB_HEAD_REF"):
        return environment["GITHUB_HEAD_REF"]
    return environment.get("GITHUB_REF_NAME", "") if environment.get("GITHUB_REF_TYPE") == "branch" else ""


def _home(pull: Mapping[str, Any], side: str) -> object:
    """Return the repository of a side; one that was deleted is nobody's."""
    return ((pull.get(side) or {}).get("repo") or {}).get("full_name")


def _payload(environment: Mapping[str, str]) -> dict[str, Any]:
    path = environment.get("GITHUB_EVENT_PATH")
    if not path:
        return {}
    try:
        found = json.loads(Path(path).read_bytes())
    except (OSError, ValueError) as error:
        raise IntegenError("the file of GITHUB_EVENT_PATH cannot be read") from error
    return found if isinstance(found, dict) else {}
