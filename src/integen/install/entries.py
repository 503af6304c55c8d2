"""What a server looks like in a client's configuration."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from integen.install.client import Client, Passing, Secrets, Shape
from integen.install.launch import Launch

_TIMEOUT = 300
"""Seconds that goose waits for an answer."""


def entry(client: Client, launch: Launch, secrets: Secrets) -> dict[str, Any]:
    """Return the entry. A secret's value is in it only if the launch holds it."""
    return {**SHAPES[client.shape](launch, _environment(launch, secrets), secrets), **(client.extra or {})}


def _environment(launch: Launch, secrets: Secrets) -> dict[str, str]:
    """Return `{variable: value, or how the client finds it}`."""
    if launch.values:
        return dict(launch.values)
    if secrets.passing is Passing.REFERENCE:
        return {name: secrets.reference.replace("NAME", name) for name in launch.variables}
    if secrets.passing is Passing.PROMPT:
        return {name: f"${{input:{prompt_id(launch, name)}}}" for name in launch.variables}
    return {}


def prompt_id(launch: Launch, variable: str) -> str:
    """Return what a question of VS Code is called: `github-GITHUB_TOKEN`."""
    return f"{launch.name}-{variable}"


def prompts(launch: Launch, secrets: Secrets) -> list[dict[str, Any]]:
    """Return the questions that VS Code asks, one for each secret; none when the values are known."""
    if secrets.passing is not Passing.PROMPT or launch.values:
        return []
    return [
        {
            "type": "promptString",
            "id": prompt_id(launch, name),
            "description": f"{name} of {launch.title}",
            "password": True,
        }
        for name in launch.variables
    ]


def _plain(launch: Launch, environment: Mapping[str, str], secrets: Secrets) -> dict[str, Any]:
    record: dict[str, Any] = {"command": launch.command, "args": list(launch.args)}
    return {**record, "env": dict(environment)} if environment else record


def _typed(launch: Launch, environment: Mapping[str, str], secrets: Secrets) -> dict[str, Any]:
    return {"type": "stdio", **_plain(launch, environment, secrets)}


def _copilot(launch: Launch, environment: Mapping[str, str], secrets: Secrets) -> dict[str, Any]:
    return {"type": "local", **_plain(launch, environment, secrets), "tools": ["*"]}


def _codex(launch: Launch, environment: Mapping[str, str], secrets: Secrets) -> dict[str, Any]:
    record = _plain(launch, environment, secrets)
    names = [name for name in launch.variables if name not in environment]
    return {**record, "env_vars": names} if names else record


def _goose(launch: Launch, environment: Mapping[str, str], secrets: Secrets) -> dict[str, Any]:
    return {
        "name": launch.name,
        "description": launch.title,
        "type": "stdio",
        "enabled": True,
        "cmd": launch.command,
        "args": list(launch.args),
        "envs": dict(environment),
        "env_keys": [name for name in launch.variables if name not in environment],
        "timeout": _TIMEOUT,
    }


def _opencode(launch: Launch, environment: Mapping[str, str], secrets: Secrets) -> dict[str, Any]:
    record: dict[str, Any] = {"type": "local", "command": [launch.command, *launch.args], "enabled": True}
    return {**record, "environment": dict(environment)} if environment else record


SHAPES: dict[Shape, Callable[[Launch, Mapping[str, str], Secrets], dict[str, Any]]] = {
    Shape.PLAIN: _plain,
    Shape.TYPED: _typed,
    Shape.CODEX: _codex,
    Shape.COPILOT: _copilot,
    Shape.GOOSE: _goose,
    Shape.OPENCODE: _opencode,
}

_ENVIRONMENTS = ("env", "envs", "environment")


def merged(old: Any, new: dict[str, Any], *, override: bool) -> dict[str, Any]:
    """Return a new entry with what people added to the old one: further members, values of variables.

    Values that stand in the file stay there, unless they are to be overridden.
    """
    if not isinstance(old, dict):
        return new
    result = {**old, **new}
    for name in _ENVIRONMENTS:
        kept = old.get(name)
        if isinstance(kept, dict):
            result[name] = {**kept, **new.get(name, {})} if override else {**new.get(name, {}), **kept}
    names = "env_keys" if "env_keys" in new else "env_vars"
    if names in new:
        known = [value for name in _ENVIRONMENTS for value in result.get(name, {})]
        result[names] = [each for each in new[names] if each not in known]
    return result
