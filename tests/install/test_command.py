"""`integen install`, in a home of its own."""

from __future__ import annotations

import json
import os
import re
import stat
import subprocess
import tomllib
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.cli.conftest import ROOT, environment

from integen.install.clients import CLIENTS
from integen.install.places import Machine, is_here, user_file

Told = subprocess.CompletedProcess[str]
Run = Callable[..., Told]
SECRET = "ghp_0123456789abcdef"


@pytest.fixture
def home(tmp_path: Path) -> Path:
    folder = tmp_path / "home"
    folder.mkdir()
    return folder


@pytest.fixture
def install(integen: Run, generated: Path, home: Path) -> Run:
    """Return a function that installs github; the home is the test's."""

    def run(*arguments: str, **env: str) -> Told:
        return integen("install", *arguments, HOME=str(home), XDG_CONFIG_HOME="", **env)

    return run


def test_a_client_gets_the_server_and_keeps_what_it_had(install: Run, home: Path) -> None:
    file = home / ".cursor" / "mcp.json"
    file.parent.mkdir()
    file.write_text('{"mcpServers": {"other": {"command": "x"}}}')
    told = install("github", "--client", "cursor", "--", "--toolset", "issues", "--read-only")
    assert told.returncode == 0, told.stderr
    servers = json.loads(file.read_text())["mcpServers"]
    assert servers["other"] == {"command": "x"}
    assert servers["github"]["args"][-3:] == ["--toolset", "issues", "--read-only"]
    assert servers["github"]["env"] == {"GITHUB_TOKEN": "${env:GITHUB_TOKEN}"}
    assert "set GITHUB_TOKEN in the environment that Cursor starts in" in told.stdout
    assert json.loads(Path(f"{file}.before-integen").read_text()) == {
        "mcpServers": {"other": {"command": "x"}}
    }


def test_the_command_that_stands_in_the_file_serves_the_package(
    install: Run, home: Path, tmp_path: Path
) -> None:
    install("github", "--client", "claude-code", "--", "--list", "--json", "--toolset", "users")
    entry = json.loads((home / ".claude.json").read_text())["mcpServers"]["github"]
    away = tmp_path / "away"
    away.mkdir()
    command = [entry["command"], *entry["args"]]
    told = subprocess.run(command, cwd=away, env=environment(), capture_output=True, text=True, timeout=60)
    assert [tool["name"] for tool in json.loads(told.stdout)] == ["users_get_me"], told.stderr


@pytest.mark.parametrize("client", CLIENTS)
def test_no_secret_of_the_environment_reaches_a_file_or_the_terminal(
    client: str, install: Run, home: Path
) -> None:
    told = install("github", "--client", client, GITHUB_TOKEN=SECRET)
    assert told.returncode == 0, told.stderr
    written = [path for path in home.rglob("*") if path.is_file()]
    assert len(written) == 1
    assert SECRET not in written[0].read_text() + told.stdout + told.stderr


def test_secrets_are_written_only_when_asked_for_and_never_shown(install: Run, home: Path) -> None:
    arguments = ("github", "--client", "claude-desktop", "--secrets")
    shown = install(*arguments, "--dry-run", GITHUB_TOKEN=SECRET)
    assert '"GITHUB_TOKEN": "…"' in shown.stdout
    assert SECRET not in shown.stdout + shown.stderr
    told = install(*arguments, GITHUB_TOKEN=SECRET)
    file = home / ".config" / "Claude" / "claude_desktop_config.json"
    assert json.loads(file.read_text())["mcpServers"]["github"]["env"] == {"GITHUB_TOKEN": SECRET}
    assert "in plain text" in told.stdout
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    missing = install(*arguments)
    assert missing.returncode == 1
    assert "error: `GITHUB_TOKEN` is not set" in missing.stderr


def test_a_dry_run_writes_nothing_and_hides_the_values_of_others(install: Run, home: Path) -> None:
    file = home / ".codex" / "config.toml"
    file.parent.mkdir()
    text = '[mcp_servers.other]\ncommand = "x"\nenv = { KEY = "secret-of-another" }\n'
    file.write_text(text)
    told = install("github", "--client", "codex", "--dry-run")
    assert told.returncode == 0
    assert '+env_vars = ["GITHUB_TOKEN"]' in told.stdout
    assert "secret-of-another" not in told.stdout
    assert file.read_text() == text
    assert [path.name for path in file.parent.iterdir()] == ["config.toml"]


@pytest.mark.parametrize("shape", [None, 2])
def test_a_dry_run_hides_secrets_that_stand_in_the_file(shape: int | None, install: Run, home: Path) -> None:
    file = home / ".cursor" / "mcp.json"
    file.parent.mkdir()
    env = {"GITHUB_TOKEN": SECRET}
    servers = {
        "other": {"command": "x", "env": {"KEY": "a \\ secret"}},
        "github": {"command": "y", "env": env},
    }
    file.write_text(json.dumps({"mcpServers": servers}, indent=shape))
    told = install("github", "--client", "cursor", "--dry-run")
    assert "+" in told.stdout
    assert "serve" in told.stdout
    assert SECRET not in told.stdout
    assert "a \\" not in told.stdout
    gone = install("github", "--client", "cursor", "--dry-run", "--uninstall")
    assert "-" in gone.stdout
    assert SECRET not in gone.stdout


def test_installing_twice_and_taking_out_gives_back_the_file(install: Run, home: Path) -> None:
    file = home / ".config" / "zed" / "settings.json"
    file.parent.mkdir(parents=True)
    text = '// mine\n{\n  "context_servers": {\n    "a": {"command": "x"}, // a\n  },\n}\n'
    file.write_text(text)
    install("github", "--client", "zed")
    once = file.read_text()
    again = install("github", "--client", "zed")
    assert "github is already in Zed" in again.stdout
    assert file.read_text() == once != text
    gone = install("github", "--client", "zed", "--uninstall")
    assert "github removed from Zed" in gone.stdout
    assert file.read_text() == text
    assert "github is not in Zed" in install("github", "--client", "zed", "--uninstall").stdout


def test_vs_code_is_told_to_ask_and_forgets_the_question_with_the_server(install: Run, home: Path) -> None:
    install("github", "--client", "vscode")
    file = home / ".config" / "Code" / "User" / "mcp.json"
    found = json.loads(file.read_text())
    assert found["inputs"][0]["id"] == "github-GITHUB_TOKEN"
    assert found["inputs"][0]["password"] is True
    assert found["servers"]["github"]["env"] == {"GITHUB_TOKEN": "${input:github-GITHUB_TOKEN}"}
    install("github", "--client", "vscode", "--uninstall")
    assert json.loads(file.read_text()) == {"inputs": [], "servers": {}}


def test_a_project_has_a_configuration_of_its_own(install: Run, home: Path, tmp_path: Path) -> None:
    told = install("github", "--client", "claude-code", "--client", "codex", "--scope", "project")
    assert told.returncode == 0, told.stderr
    claude = json.loads((tmp_path / ".mcp.json").read_text())["mcpServers"]["github"]
    assert claude["env"] == {"GITHUB_TOKEN": "${GITHUB_TOKEN:-}"}
    codex = tomllib.loads((tmp_path / ".codex" / "config.toml").read_text())
    assert codex["mcp_servers"]["github"]["env_vars"] == ["GITHUB_TOKEN"]
    assert list(home.iterdir()) == []
    assert (
        "no configuration for a project"
        in install("github", "--client", "goose", "--scope", "project").stderr
    )


def test_a_broken_configuration_is_named_with_its_place_and_left_alone(install: Run, home: Path) -> None:
    file = home / ".gemini" / "settings.json"
    file.parent.mkdir()
    file.write_text('{\n  "a": 1\n  "b": 2\n}\n')
    told = install("github", "--client", "gemini")
    assert told.returncode == 1
    assert f"error: {file}:3:3: `,` or `}}` is missing" in told.stderr
    assert file.read_text() == '{\n  "a": 1\n  "b": 2\n}\n'
    assert len(list(file.parent.iterdir())) == 1


def test_an_unknown_client_gets_what_most_of_them_read(install: Run) -> None:
    told = install("github", "--client", "cursr")
    assert told.returncode == 1
    entry = json.loads(told.stdout)["mcpServers"]["github"]
    assert entry["env"] == {"GITHUB_TOKEN": "<GITHUB_TOKEN>"}
    assert "did you mean `cursor`?" in told.stderr
    assert install("github", "--client", "some-editor", "--print").returncode == 0


def test_print_shows_the_entry_and_writes_nothing(install: Run, home: Path) -> None:
    told = install("github", "--client", "codex", "--print")
    assert tomllib.loads(told.stdout)["mcp_servers"]["github"]["env_vars"] == ["GITHUB_TOKEN"]
    assert list(home.iterdir()) == []


def test_programs_get_json(install: Run, home: Path) -> None:
    told = install("github", "--client", "kiro", "--as", "work", "--json")
    file = home / ".kiro" / "settings" / "mcp.json"
    assert json.loads(told.stdout) == [
        {"client": "kiro", "file": str(file), "changed": True, "written": True, "backup": None}
    ]
    assert list(json.loads(file.read_text())["mcpServers"]) == ["work"]


def test_an_api_without_credentials_hands_nothing_on(install: Run, home: Path) -> None:
    install("weather", "--client", "cursor")
    assert "env" not in json.loads((home / ".cursor" / "mcp.json").read_text())["mcpServers"]["weather"]
    told = install("weather", "--client", "cursor", "--env", "TOKEN")
    assert told.returncode == 2
    assert "it takes no credentials" in told.stderr


WRONG = [
    ((), "`integen install` needs the KEY"),
    (("github",), "`--client` is missing"),
    (("githup", "--client", "zed"), "did you mean `github`?"),
    (("github", "--client", "zed", "--as", "a b"), "cannot be a server's name"),
    (("github", "--client", "zed", "--env", "GITHUB_TOKN"), "did you mean `GITHUB_TOKEN`?"),
    (("github", "--client", "zed", "--client", "kiro", "--config", "x"), "is one client's file"),
    (("github", "--client", "zed", "--runner", "script"), "there is no `github-mcp` on the path"),
    (("github", "--client", "zed", "--scope", "world"), "world"),
]


@pytest.mark.parametrize(("arguments", "message"), WRONG)
def test_wrong_use_says_what_to_do_and_writes_nothing(arguments, message, install: Run, home: Path) -> None:
    told = install(*arguments)
    assert told.returncode in (1, 2)
    assert message in told.stderr
    assert list(home.iterdir()) == []


def test_a_link_to_a_configuration_stays_a_link(install: Run, home: Path, tmp_path: Path) -> None:
    real = tmp_path / "dotfiles.json"
    real.write_text("{}")
    real.chmod(0o640)
    (home / ".cursor").mkdir()
    (home / ".cursor" / "mcp.json").symlink_to(real)
    install("github", "--client", "cursor")
    assert (home / ".cursor" / "mcp.json").is_symlink()
    assert "github" in json.loads(real.read_text())["mcpServers"]
    assert stat.S_IMODE(real.stat().st_mode) == 0o640


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_that_cannot_be_written_is_named(install: Run, home: Path) -> None:
    (home / ".cursor").mkdir(mode=0o500)
    told = install("github", "--client", "cursor")
    assert told.returncode == 1
    assert "cannot write" in told.stderr


def test_the_list_tells_which_clients_are_here(install: Run, home: Path) -> None:
    (home / ".cursor").mkdir()
    told = install("--list", "--json")
    here = {record["client"]: record["here"] for record in json.loads(told.stdout)}
    assert {client for client, found in here.items() if found} == {"cursor"}
    assert set(here) == set(CLIENTS)
    assert "claude-desktop" in install("--list").stdout


PLACES = [
    ("claude-desktop", "darwin", "/h/Library/Application Support/Claude/claude_desktop_config.json"),
    ("claude-desktop", "win32", "C:/Users/u/AppData/Roaming/Claude/claude_desktop_config.json"),
    ("vscode", "darwin", "/h/Library/Application Support/Code/User/mcp.json"),
    ("zed", "win32", "C:/Users/u/AppData/Roaming/Zed/settings.json"),
    ("zed", "darwin", "/h/.config/zed/settings.json"),
    ("goose", "win32", "C:/Users/u/AppData/Roaming/Block/goose/config/config.yaml"),
    ("codex", "linux", "/h/.codex/config.toml"),
    ("claude-code", "linux", "/h/.claude.json"),
]


@pytest.mark.parametrize(("client", "platform", "path"), PLACES)
def test_each_platform_has_its_places(client: str, platform: str, path: str) -> None:
    machine = Machine(
        platform=platform, home=Path("/h"), environment={"APPDATA": "C:/Users/u/AppData/Roaming"}
    )
    assert user_file(CLIENTS[client], machine).as_posix() == path
    assert not is_here(CLIENTS[client], machine)


def test_variables_of_clients_move_their_configuration() -> None:
    found = Machine(
        platform="linux",
        home=Path("/h"),
        environment={"CODEX_HOME": "/c", "CLAUDE_CONFIG_DIR": "/d", "XDG_CONFIG_HOME": "/x"},
    )
    files = [user_file(CLIENTS[key], found).as_posix() for key in ("codex", "claude-code", "zed", "vscode")]
    assert files == ["/c/config.toml", "/d/.claude.json", "/x/zed/settings.json", "/x/Code/User/mcp.json"]


def test_the_page_about_installing_names_every_client() -> None:
    page = (ROOT / "docs" / "install.md").read_text()
    assert re.findall(r"^\| `([a-z][a-z-]+)` \|", page, re.MULTILINE) == list(CLIENTS)
    for client in CLIENTS.values():
        assert client.project is None or f"`{client.project}`" in page
        assert user_file(client, Machine(platform="linux", home=Path("/h"), environment={})).name in page


def test_every_client_says_where_it_was_looked_up() -> None:
    for client in CLIENTS.values():
        assert client.sources
        assert client.as_of >= "2026-01-01"
        assert "{title}" not in client.then.format(title=client.title)
