"""Text of a document stays text in everything that is generated from it."""

from __future__ import annotations

import ast
import json
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest

from integen.pipeline import Options, generate

ATTACKS = {
    "docstring": '"""\nopen("CANARY", "w")\n"""',
    "docstring end": 'ends in a quote"',
    "backslash": "\\",
    "escape": '\\"\\"\\"; open("CANARY", "w"); """',
    "newline": 'x\nopen("CANARY", "w")\n#',
    "carriage return": 'x\ropen("CANARY", "w")\r',
    "string": "'); open('CANARY', 'w'); ('",
    "double": '"); open("CANARY", "w"); ("',
    "template": "{{ ''.__class__ }}{% for x in y %}{# z #}",
    "format": "{x!r} %s %(x)s $x",
    "toml": '"\n[project.scripts]\nevil = "os:system"\n#',
    "markdown": "](javascript:alert(1)) <script>alert(1)</script> `",
    "path": "../../../CANARY",
    "control": "\x1b[31m\x07\x00\u202e\u200b\ufeff",
    "braces": "}{ }} {{",
}


def document(attack: str) -> dict[str, Any]:
    """Return a document with the attack in every place that takes text."""
    schema = {
        "type": "object",
        "title": attack,
        "description": attack,
        "properties": {
            attack: {"type": "string", "description": attack, "enum": [attack, "b"], "default": attack},
            "plain": {"type": "string", "pattern": attack, "format": attack, "title": attack},
            "nested": {"type": "object", "title": attack, "properties": {attack: {"const": attack}}},
        },
        "required": [attack],
    }
    parameter = {
        "name": attack,
        "in": "query",
        "description": attack,
        "schema": {"type": "string", "enum": [attack]},
    }
    operation = {
        "operationId": attack,
        "summary": attack,
        "description": attack,
        "tags": [attack],
        "externalDocs": {"url": attack},
        "parameters": [parameter],
        "requestBody": {
            "description": attack,
            "content": {"application/json": {"schema": schema}, attack: {"schema": {"type": "string"}}},
        },
        "responses": {
            "200": {
                "description": attack,
                "content": {"application/json": {"schema": {"$ref": "#/components/schemas/A"}}},
            },
            "400": {"description": attack, "content": {attack: {"schema": schema}}},
        },
        "security": [{attack: [attack]}],
    }
    return {
        "openapi": "3.1.0",
        "info": {"title": attack, "version": attack, "description": attack},
        "servers": [{"url": attack, "description": attack, "variables": {attack: {"default": attack}}}],
        "tags": [{"name": attack, "description": attack}],
        "paths": {f"/{attack}": {"post": operation}, "/plain": {"get": {**operation, "requestBody": None}}},
        "components": {
            "schemas": {
                "A": schema,
                attack: schema,
                "E": {"type": "string", "enum": [attack, "c"], "description": attack},
            },
            "securitySchemes": {
                attack: {"type": "apiKey", "in": "header", "name": attack, "description": attack},
            },
        },
    }


@pytest.mark.heavy
@pytest.mark.parametrize("attack", ATTACKS.values(), ids=ATTACKS)
def test_nothing_of_it_runs_and_nothing_leaves_the_folder(tmp_path: Path, attack: str) -> None:
    spec = tmp_path / "in" / "spec.json"
    spec.parent.mkdir()
    spec.write_text(json.dumps(document(attack)))
    result = generate(Options(spec=str(spec), name="x", output=tmp_path / "out"))
    assert result.operations >= 1
    assert sorted(path.name for path in tmp_path.iterdir()) == ["in", "out"]
    for path in result.directory.rglob("*.py"):
        ast.parse(path.read_text())
    project = tomllib.loads((result.directory / "pyproject.toml").read_text())
    assert project["project"]["scripts"] == dict.fromkeys(("x-mcp", "x-api"), "x_api.server:main")
    program = (
        "import sys, pkgutil, importlib; sys.path.insert(0, sys.argv[1]); import x_api\n"
        "for found in pkgutil.walk_packages(x_api.__path__, 'x_api.'):\n"
        "    if '_kit' not in found.name: importlib.import_module(found.name)\n"
        "from x_api import Client, models; Client(); models.A.model_rebuild()\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, str(result.directory)],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert not list(tmp_path.rglob("CANARY"))


@pytest.mark.parametrize("attack", [ATTACKS["control"], ATTACKS["carriage return"]])
def test_characters_that_cannot_be_seen_do_not_reach_what_people_and_models_read(
    tmp_path: Path, attack: str
) -> None:
    spec = tmp_path / "spec.json"
    spec.write_text(json.dumps(document(attack)))
    directory = generate(Options(spec=str(spec), name="x", output=tmp_path / "out")).directory
    catalog = json.loads((directory / "x_api" / "catalog.json").read_text())
    shown = [json.dumps(catalog["tools"], ensure_ascii=False), (directory / "README.md").read_text()]
    shown += [path.read_text() for path in (directory / "x_api").rglob("*.py") if "_kit" not in path.parts]
    for text in shown:
        assert not set("\x1b\x07\x00\u202e\u200b\ufeff\r") & set(text)
