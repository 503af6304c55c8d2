"""The table of clients. Each row was looked up at its sources on its date; a row that is wrong is a bug."""

from __future__ import annotations

from integen.install.client import (
    INHERITED,
    NAMES,
    PROMPT,
    Client,
    Format,
    Shape,
    reference,
)

_SERVERS = ("mcpServers",)
_BRACED, _ENV = reference("${NAME}"), reference("${env:NAME}")
_EMPTY_WITHOUT = reference("${NAME:-}")
_RESTART = "quit {title} and open it again"

_ROWS = (
    Client(
        key="claude-desktop",
        title="Claude Desktop",
        user={"*": ("{config}/Claude/claude_desktop_config.json",)},
        project=None,
        container=_SERVERS,
        then=_RESTART,
        sources=("modelcontextprotocol.io/docs/develop/connect-local-servers",),
    ),
    Client(
        key="claude-code",
        title="Claude Code",
        user={"*": ("{CLAUDE_CONFIG_DIR|{home}}/.claude.json",)},
        project=".mcp.json",
        container=_SERVERS,
        shape=Shape.TYPED,
        secrets=INHERITED,
        # An unset `${VAR}` reaches the server as it is written; with an empty default it does not.
        project_secrets=_EMPTY_WITHOUT,
        then="start Claude Code anew; /mcp shows the server",
        sources=(
            "code.claude.com/docs/en/mcp",
            "github.com/anthropics/claude-code/issues/4193",
            "github.com/anthropics/claude-code/issues/43693",
            "github.com/anthropics/claude-code/issues/48448",
        ),
    ),
    Client(
        key="cursor",
        title="Cursor",
        user={"*": ("{home}/.cursor/mcp.json",)},
        project=".cursor/mcp.json",
        container=_SERVERS,
        comments=True,
        secrets=_ENV,
        then="switch the server on in Cursor's settings, under MCP",
        sources=("cursor.com/docs/mcp",),
    ),
    Client(
        key="vscode",
        title="VS Code",
        user={"*": ("{config}/Code/User/mcp.json",)},
        project=".vscode/mcp.json",
        container=("servers",),
        shape=Shape.TYPED,
        comments=True,
        secrets=PROMPT,
        then="run `MCP: List Servers` in VS Code; it asks for secrets once",
        sources=("code.visualstudio.com/docs/copilot/reference/mcp-configuration",),
    ),
    Client(
        key="codex",
        title="Codex",
        user={"*": ("{CODEX_HOME|{home}/.codex}/config.toml",)},
        project=".codex/config.toml",
        container=("mcp_servers",),
        shape=Shape.CODEX,
        format=Format.TOML,
        secrets=NAMES,
        then="start Codex anew; /mcp shows the server",
        sources=("github.com/openai/codex/pull/5246", "github.com/openai/codex/issues/43669"),
    ),
    Client(
        key="gemini",
        title="Gemini CLI",
        user={"*": ("{home}/.gemini/settings.json",)},
        project=".gemini/settings.json",
        container=_SERVERS,
        comments=True,
        secrets=_BRACED,
        then="start Gemini CLI anew; /mcp shows the server",
        sources=("geminicli.com/docs/tools/mcp-server", "geminicli.com/docs/cli/configuration"),
    ),
    Client(
        key="windsurf",
        title="Windsurf",
        user={"*": ("{home}/.codeium/windsurf/mcp_config.json",)},
        project=None,
        container=_SERVERS,
        secrets=_ENV,
        then="refresh the servers in Windsurf's settings, under Cascade",
        sources=("docs.windsurf.com/windsurf/cascade/mcp",),
    ),
    Client(
        key="zed",
        title="Zed",
        user={
            "*": ("{XDG_CONFIG_HOME|{home}/.config}/zed/settings.json",),
            "win32": ("{config}/Zed/settings.json",),
        },
        project=".zed/settings.json",
        container=("context_servers",),
        comments=True,
        secrets=INHERITED,
        then="Zed notices by itself",
        sources=("zed.dev/docs/ai/mcp", "github.com/zed-industries/zed/pull/33539"),
    ),
    Client(
        key="cline",
        title="Cline",
        user={
            "*": (
                "{CLINE_MCP_SETTINGS_PATH|{home}/.cline/data/settings/cline_mcp_settings.json}",
                "{config}/Code/User/globalStorage/saoudrizwan.claude-dev/settings/cline_mcp_settings.json",
            )
        },
        project=None,
        container=_SERVERS,
        secrets=_ENV,
        extra={"disabled": False},
        then="Cline notices by itself",
        sources=("docs.cline.bot/mcp/configuring-mcp-servers", "github.com/cline/cline/pull/8079"),
    ),
    Client(
        key="goose",
        title="goose",
        user={
            "*": ("{XDG_CONFIG_HOME|{home}/.config}/goose/config.yaml",),
            "win32": ("{config}/Block/goose/config/config.yaml",),
        },
        project=None,
        container=("extensions",),
        shape=Shape.GOOSE,
        format=Format.YAML,
        secrets=NAMES,
        then="start a new goose session; it finds secrets in its keyring or the environment",
        sources=(
            "block.github.io/goose/docs/guides/config-files",
            "github.com/aaif-goose/goose/pull/2259",
        ),
    ),
    Client(
        key="opencode",
        title="opencode",
        user={
            "*": (
                "{XDG_CONFIG_HOME|{home}/.config}/opencode/opencode.json",
                "{XDG_CONFIG_HOME|{home}/.config}/opencode/opencode.jsonc",
            )
        },
        project="opencode.json",
        container=("mcp",),
        shape=Shape.OPENCODE,
        comments=True,
        secrets=reference("{env:NAME}"),
        then="start opencode anew",
        sources=("opencode.ai/docs/mcp-servers", "github.com/anomalyco/opencode/issues/26332"),
    ),
    Client(
        key="copilot",
        title="GitHub Copilot CLI",
        user={"*": ("{COPILOT_HOME|{home}/.copilot}/mcp-config.json",)},
        project=None,
        container=_SERVERS,
        shape=Shape.COPILOT,
        secrets=_EMPTY_WITHOUT,
        then="start Copilot CLI anew; /mcp show lists the server",
        sources=(
            "code.visualstudio.com/docs/agents/reference/mcp-configuration",
            "github.com/github/copilot-cli/issues/903",
        ),
    ),
    Client(
        key="kiro",
        title="Kiro",
        user={"*": ("{home}/.kiro/settings/mcp.json",)},
        project=".kiro/settings/mcp.json",
        container=_SERVERS,
        secrets=_BRACED,
        then="Kiro notices by itself",
        sources=("kiro.dev/docs/mcp/configuration",),
    ),
)

CLIENTS = {client.key: client for client in _ROWS}
"""Every client that is known, the most used ones first."""
