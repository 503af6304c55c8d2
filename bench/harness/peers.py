"""The peers: where they are installed, and the command with which each does a piece of work.

Every peer has an environment of its own in `bench/.work`: their dependencies do not agree.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import venv
from pathlib import Path

from harness.process import Run

BENCH = Path(__file__).resolve().parents[1]
WORK = BENCH / ".work"
PYTHON_PEERS = {
    "opc": "openapi-python-client",
    "dcg": "datamodel-code-generator",
    "fastmcp": "fastmcp==4.1.2",
    "ogen": "openapi-generator-cli",
    "mcpify": "mcpify-openapi",
}
NODE_PEERS = ("openapi-mcp-generator", "openapi-typescript@7", "@hey-api/openapi-ts", "typescript@5")
_FOLDERS = ("openapi-mcp-generator", "openapi-typescript", "@hey-api/openapi-ts", "typescript")
DISTRIBUTIONS = {**PYTHON_PEERS, "fastmcp": "fastmcp"}


def install() -> None:
    """Install what is missing; a peer that cannot be installed is measured as failed, not left out."""
    WORK.mkdir(exist_ok=True)
    for folder, requirement in PYTHON_PEERS.items():
        if not (WORK / folder).exists():
            print(f"installing {requirement}", file=sys.stderr)
            venv.create(WORK / folder, with_pip=True)
            subprocess.run([python(folder), "-m", "pip", "install", "-q", requirement], check=False)
    missing = any(not (WORK / "node" / "node_modules" / peer).exists() for peer in _FOLDERS)
    if missing and shutil.which("npm"):
        (WORK / "node").mkdir(exist_ok=True)
        (WORK / "node" / "package.json").write_text('{"private": true}\n')
        subprocess.run(
            ["npm", "install", "--no-fund", "--no-audit", *NODE_PEERS], cwd=WORK / "node", check=False
        )


def python(peer: str) -> Path:
    return WORK / peer / "bin" / "python"


def version(peer: str) -> str:
    """Return what is installed, or `?`."""
    code = "import importlib.metadata as m, sys; print(m.version(sys.argv[1]))"
    try:
        told = subprocess.run([python(peer), "-c", code, DISTRIBUTIONS[peer]], capture_output=True, text=True)
    except OSError:
        return "?"
    return told.stdout.strip() or "?"


def cleared(folder: Path) -> Path:
    """Return a folder that does not exist."""
    shutil.rmtree(folder, ignore_errors=True)
    return folder


def client(document: Path, output: Path) -> Run:
    """openapi-python-client; `literal_enums`, because with its default it makes nothing at all of Stripe."""
    config = WORK / "opc.yaml"
    config.write_text("literal_enums: true\n")
    command = [
        WORK / "opc/bin/openapi-python-client",
        "generate",
        "--path",
        document,
        "--output-path",
        output,
    ]
    return Run(
        command=[*command, "--meta", "none", "--config", config],
        before=lambda: cleared(output) and None,
        env={"PATH": f"{WORK / 'opc/bin'}:/usr/bin:/bin"},
    )


def models(document: Path, output: Path) -> Run:
    """datamodel-code-generator: models only, with its fastest formatter."""
    command = [WORK / "dcg/bin/datamodel-codegen", "--input", document, "--input-file-type", "openapi"]
    options = [
        "--output-model-type",
        "pydantic_v2.BaseModel",
        "--formatters",
        "builtin",
        "--no-treat-dot-as-module",
    ]
    return Run(
        command=[*command, *options, "--output", output / "__init__.py"],
        before=lambda: cleared(output).mkdir(parents=True),
    )


def java(document: Path, output: Path) -> Run:
    """openapi-generator's `python`; its check of the document is off, as few real documents pass it."""
    command = [
        WORK / "ogen/bin/openapi-generator-cli",
        "generate",
        "-g",
        "python",
        "-i",
        document,
        "-o",
        output,
    ]
    return Run(command=[*command, "--skip-validate-spec"], before=lambda: cleared(output) and None)


def node_server(document: Path, output: Path) -> Run:
    """openapi-mcp-generator; `compiled` makes a running server of what it writes."""
    command = ["node", WORK / "node/node_modules/.bin/openapi-mcp-generator", "-i", document, "-o", output]
    return Run(command=[*command, "--force"], before=lambda: cleared(output) and None)


def compiled(project: Path) -> Path:
    """Return the script of a generated Node server: its dependencies installed, its TypeScript compiled."""
    script = project / "build" / "index.js"
    if not script.exists():
        subprocess.run(["npm", "install", "--no-fund", "--no-audit", "-s"], cwd=project, check=True)
        subprocess.run(["npx", "tsc"], cwd=project, check=True, stdout=subprocess.DEVNULL)
    return script
