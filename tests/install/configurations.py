"""A configuration of each client as people have them: with comments, other servers, their own layout."""

from __future__ import annotations

EXISTING = {
    "claude-desktop": """\
{
    "mcpServers": {
        "other": {"command": "x"}
    },
    "theme": "dark"
}
""",
    "claude-code": """\
{"numStartups": 3, "mcpServers": {"other": {"type": "stdio", "command": "x"}}}""",
    "cursor": ('{\r\n\t"mcpServers": {\r\n\t\t"other": {"command": "x"} // mine\r\n\t}\r\n}\r\n'),
    "vscode": """\
// mine
{
  "inputs": [
    {"id": "k", "type": "promptString"}, // k
  ],
  "servers": {
    "other": {
      "command": "x",
    }, // last
  },
}
""",
    "codex": """\
model = "o"  # mine

[mcp_servers.other]
command = "x" # keep

[mcp_servers.other.env]
A = "b"

# about profiles
[profiles.x]
a = 1
""",
    "gemini": """\
{"theme": "x" /* here */}
""",
    "windsurf": """\
{
  "mcpServers": {}
}
""",
    "zed": """\
// Zed
{
  "theme": "One", // nice
  "context_servers": {
    // other
    "other": {
      "command": "x",
    },
  },
  /* end */
}
""",
    "cline": """\
{
  "mcpServers": {
    "other": {
      "command": "x"
    }
  }
}""",
    "goose": """\
# goose
GOOSE_MODEL: x
extensions:
  developer:
    enabled: true # yes
    type: builtin

# after
GOOSE_MODE: auto
""",
    "opencode": """\
{
  "$schema": "https://opencode.ai/config.json",
  "mcp": {
    "a": {"type": "local"}
  }
}
""",
    "copilot": """\
{}
""",
    "kiro": ('\ufeff{\n  "mcpServers": {\n    "other": { "command": "x" }\n  }\n}\n'),
}
