"""Where a client's configuration is on this machine."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from integen.errors import IntegenError
from integen.install.client import Client

_VARIABLE = re.compile(r"\{([A-Z_]+)\|((?:[^{}]|\{[a-z]+\})*)\}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Machine:
    """What decides where configurations are."""

    platform: str
    """`sys.platform`."""
    home: Path
    environment: Mapping[str, str]

    @property
    def config(self) -> str:
        """Where programs keep their settings. Source: XDG Base Directory, Apple, Windows known folders."""
        if self.platform == "darwin":
            return f"{self.home}/Library/Application Support"
        if self.platform == "win32":
            return self.environment.get("APPDATA") or f"{self.home}/AppData/Roaming"
        return self.environment.get("XDG_CONFIG_HOME") or f"{self.home}/.config"

    def path(self, template: str) -> Path:
        """Return the path that a template of the table means here."""
        filled = _VARIABLE.sub(lambda found: self.environment.get(found[1]) or found[2], template)
        return Path(filled.replace("{home}", str(self.home)).replace("{config}", self.config))


def user_file(client: Client, machine: Machine) -> Path:
    """Return the user's configuration: the first of the known places that is there, else the first."""
    platform = machine.platform if machine.platform in client.user else "*"
    candidates = [machine.path(template) for template in client.user[platform]]
    return next((path for path in candidates if path.exists()), candidates[0])


def project_file(client: Client, folder: Path) -> Path:
    """Return the configuration of a project. Raises IntegenError for a client without one."""
    if client.project is None:
        raise IntegenError(
            f"{client.title} has no configuration for a project", hint="leave --scope out: it is the user's"
        )
    return folder / client.project


def is_here(client: Client, machine: Machine) -> bool:
    """Return whether the client has left traces: its configuration, or the folder that would hold it."""
    path = user_file(client, machine)
    return path.exists() or (path.parent != machine.home and path.parent.is_dir())
