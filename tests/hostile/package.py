"""A package generated of a small, honest document, for answers and arguments that are not honest."""

from __future__ import annotations

import importlib
import json
import sys
from pathlib import Path
from typing import Any, NamedTuple

from integen.pipeline import Options, generate

_PET = {
    "type": "object",
    "properties": {"id": {"type": "integer"}, "name": {"type": "string"}, "price": {"type": "number"}},
}
_JSON = {"application/json": {"schema": _PET}}
_EVENTS = {"text/event-stream": {"schema": {"type": "string"}}}
_XML = {"application/xml": {"schema": {**_PET, "xml": {"name": "pet"}}}}


def _parameter(name: str, place: str, **more: Any) -> dict[str, Any]:
    return {"name": name, "in": place, "required": place == "path", "schema": {"type": "string"}, **more}


def _answers(content: Any) -> dict[str, Any]:
    return {"200": {"description": "x", "content": content}}


DOCUMENT = {
    "openapi": "3.1.0",
    "info": {"title": "Pets", "version": "1"},
    "servers": [{"url": "/v1"}],
    "tags": [{"name": "pets"}],
    "paths": {
        "/pets/{id}": {
            "get": {
                "operationId": "getPet",
                "tags": ["pets"],
                "parameters": [
                    _parameter("id", "path"),
                    _parameter("X-Trace", "header"),
                    _parameter("session", "cookie"),
                    _parameter("filter", "query", style="deepObject", schema={"type": "object"}),
                    _parameter("sort", "query", schema={"type": "array", "items": {"type": "string"}}),
                ],
                "responses": _answers(_JSON),
            },
        },
        "/pets": {
            "post": {
                "operationId": "addPet",
                "tags": ["pets"],
                "requestBody": {"content": {"application/json": {"schema": {"type": "object"}}}},
                "responses": _answers(_JSON),
            },
        },
        "/forms": {
            "post": {
                "operationId": "sendForm",
                "tags": ["pets"],
                "requestBody": {
                    "content": {
                        "multipart/form-data": {
                            "schema": {
                                "type": "object",
                                "properties": {
                                    "name": {"type": "string"},
                                    "file": {"type": "string", "format": "binary"},
                                },
                            }
                        }
                    }
                },
                "responses": _answers(_JSON),
            },
        },
        "/events": {"get": {"operationId": "watch", "tags": ["pets"], "responses": _answers(_EVENTS)}},
        "/xml": {"get": {"operationId": "getXml", "tags": ["pets"], "responses": _answers(_XML)}},
    },
    "components": {"securitySchemes": {"key": {"type": "apiKey", "in": "header", "name": "X-Key"}}},
    "security": [{"key": []}, {}],
}


class Generated(NamedTuple):
    root: Any
    """The module of the package."""
    server: Any
    folder: Path


def made(folder: Path, name: str) -> Generated:
    """Generate the package under a name of its own and import it."""
    spec = folder / "spec.json"
    spec.write_text(json.dumps(DOCUMENT))
    directory = generate(Options(spec=str(spec), name=name, output=folder / "out")).directory
    sys.path.insert(0, str(directory))
    try:
        root = importlib.import_module(f"{name}_api")
        return Generated(root, importlib.import_module(f"{name}_api.server"), directory)
    finally:
        sys.path.remove(str(directory))
