"""What is read-only is never asked for, what is write-only never expected (OAS 3.2 section 4.24.1)."""

from __future__ import annotations

import importlib
import json
import sys
from pathlib import Path
from typing import Any

import pytest

from integen.pipeline import Options, generate

from .row import Reply
from .upstream import listening

pytestmark = pytest.mark.xdist_group("wire")

USER: dict[str, Any] = {
    "type": "object",
    "required": ["id", "name", "password"],
    "properties": {
        "id": {"type": "integer", "readOnly": True},
        "name": {"type": "string"},
        "password": {"type": "string", "writeOnly": True},
        "role": {"allOf": [{"type": "string"}, {"readOnly": True}]},
    },
}


def test_an_account_is_made_without_its_id_and_comes_back_without_its_password(tmp_path: Path) -> None:
    content = {"application/json": {"schema": {"$ref": "#/components/schemas/User"}}}
    operation = {
        "operationId": "makeUser",
        "tags": ["users"],
        "requestBody": {"required": True, "content": content},
        "responses": {"200": {"description": "The user", "content": content}},
    }
    with listening() as upstream:
        document = {
            "openapi": "3.1.0",
            "info": {"title": "Accounts", "version": "1"},
            "servers": [{"url": upstream.url}],
            "paths": {"/users": {"post": operation}},
            "components": {"schemas": {"User": USER}},
        }
        spec = tmp_path / "accounts.json"
        spec.write_text(json.dumps(document))
        result = generate(Options(spec=str(spec), name="accounts", output=tmp_path))
        sys.path.insert(0, str(result.directory))
        importlib.invalidate_caches()
        accounts = importlib.import_module("accounts_api")
        upstream.reply = Reply(body=b'{"id":1,"name":"A"}')
        with accounts.Client() as client:
            response = accounts.raw_response(client.users.make)(name="A", password="p")
        assert upstream.received[-1].body == b'{"name":"A","password":"p"}'
        assert response.parse().name == "A"
        assert response.mismatches == ()
