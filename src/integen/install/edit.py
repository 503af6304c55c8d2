"""Plans the new text of a configuration, and proves that it says what it should before anybody writes it."""

from __future__ import annotations

import copy
import json
import re
from dataclasses import replace
from typing import Any

from integen.install import json_edit, toml_edit, yaml_edit
from integen.install.broken import BrokenError, DelicateError
from integen.install.changes import texts
from integen.install.client import Client, Format, Secrets
from integen.install.entries import entry, merged, prompts
from integen.install.jsonc import parse as parse_json
from integen.install.launch import Launch

_PROMPT = re.compile(r"\$\{input:([^}]+)\}")
_PROMPTS = ("inputs",)


def values(client: Client, text: str) -> dict[str, Any]:
    """Return what a configuration says. Raises BrokenError."""
    if not text.strip("\ufeff \t\r\n"):
        return {}
    if client.format is Format.TOML:
        return toml_edit.parse(text)
    if client.format is Format.YAML:
        return yaml_edit.parse(text)
    value = parse_json(text, comments=client.comments).value
    if not isinstance(value, dict):
        raise BrokenError("it is no JSON object", 1, 1)
    return value


def servers(client: Client, text: str) -> dict[str, Any]:
    """Return the servers of a configuration by name. Raises BrokenError."""
    found: Any = values(client, text)
    for name in client.container:
        found = found.get(name) if isinstance(found, dict) else None
    return found if isinstance(found, dict) else {}


def with_server(client: Client, text: str, launch: Launch, secrets: Secrets) -> str:
    """Return the text with the server in it. Raises BrokenError and DelicateError."""
    old = servers(client, text).get(launch.name)
    new = merged(old, entry(client, launch, secrets), override=bool(launch.values))
    asked = prompts(launch, secrets) if client.format is Format.JSON else []
    expected = copy.deepcopy(values(client, text))
    _set(expected, (*client.container, launch.name), new)
    for prompt in asked:
        _put_prompt(expected.setdefault(_PROMPTS[0], []), prompt)
    if expected == values(client, text):
        return text
    return _proven(client, _edited(client, text, launch.name, new, asked), expected)


def _put_prompt(listed: Any, prompt: dict[str, Any]) -> None:
    if not isinstance(listed, list):
        raise DelicateError("`inputs` is no list")
    for index, each in enumerate(listed):
        if isinstance(each, dict) and each.get("id") == prompt["id"]:
            listed[index] = prompt
            return
    listed.append(prompt)


def _edited(client: Client, text: str, name: str, new: dict[str, Any], asked: list[dict[str, Any]]) -> str:
    path = (*client.container, name)
    if client.format is Format.TOML:
        return toml_edit.put(text, path, new)
    if client.format is Format.YAML:
        return yaml_edit.put(text, (client.container[0], name), new)
    text = text if text.strip("\ufeff \t\r\n") else "{}\n"
    text = json_edit.put(text, path, new, comments=client.comments)
    for prompt in asked:
        text = json_edit.put_element(text, _PROMPTS, prompt, comments=client.comments)
    return text


def private(client: Client, text: str, launch: Launch | None, secrets: Secrets) -> frozenset[str]:
    """Return the texts of a configuration that a diff must not show: all but what the new entry says.

    The values that the launch brings are among them. Raises BrokenError.
    """
    if launch is None:
        return frozenset(texts(values(client, text)))
    plain = replace(launch, values={})
    new = {*texts(entry(client, plain, secrets)), *texts(prompts(plain, secrets))}
    return frozenset(texts(values(client, text))) - new | frozenset(launch.values.values())


def without_server(client: Client, text: str, name: str) -> str:
    """Return the text without the server; the same text when it is not there. Raises as `with_server`."""
    old = servers(client, text).get(name)
    if old is None:
        return text
    expected = copy.deepcopy(values(client, text))
    _set(expected, (*client.container, name), None)
    prompted = _PROMPT.findall(json.dumps(old, default=str)) if client.format is Format.JSON else []
    if prompted:
        expected[_PROMPTS[0]] = [
            each
            for each in expected.get(_PROMPTS[0], [])
            if not (isinstance(each, dict) and each.get("id") in prompted)
        ]
    return _proven(client, _removed(client, text, name, prompted), expected)


def _removed(client: Client, text: str, name: str, prompted: list[str]) -> str:
    path = (*client.container, name)
    if client.format is Format.TOML:
        return toml_edit.drop(text, path)
    if client.format is Format.YAML:
        return yaml_edit.drop(text, (client.container[0], name))
    text = json_edit.drop(text, path, comments=client.comments)
    for key in prompted:
        text = json_edit.drop_element(text, _PROMPTS, key, comments=client.comments)
    return text


def _set(holder: dict[str, Any], path: tuple[str, ...], value: Any) -> None:
    """Set or (None) remove a member. Raises DelicateError where something else stands on the way."""
    for name in path[:-1]:
        inner = holder.get(name)
        if inner is None:
            inner = holder[name] = {}
        if not isinstance(inner, dict):
            raise DelicateError(f"`{name}` is no object")
        holder = inner
    if value is None:
        holder.pop(path[-1], None)
    else:
        holder[path[-1]] = value


def _proven(client: Client, text: str, expected: dict[str, Any]) -> str:
    """Return the text if it says exactly what is expected: every other setting as it was."""
    try:
        found = _pruned(client, values(client, text))
    except BrokenError as error:
        raise DelicateError("it is written in a way that is better edited by hand") from error
    if found != _pruned(client, expected):
        raise DelicateError("it is written in a way that is better edited by hand")
    return text


def _pruned(client: Client, found: dict[str, Any]) -> dict[str, Any]:
    """Return the values without the object of servers when it is empty: formats write that differently."""
    return (
        found
        if found.get(client.container[0])
        else {k: v for k, v in found.items() if k != client.container[0]}
    )


def snippet(client: Client | None, launch: Launch, secrets: Secrets) -> str:
    """Return what a person pastes into an empty configuration; without a client, what most of them read."""
    if client is None:
        env = {name: launch.values.get(name, f"<{name}>") for name in launch.variables}
        record: dict[str, Any] = {"command": launch.command, "args": list(launch.args)}
        return json.dumps(
            {"mcpServers": {launch.name: {**record, **({"env": env} if env else {})}}}, indent=2
        )
    return with_server(client, "", launch, secrets).strip("\n")
