"""Holds small documents to the standard."""

from __future__ import annotations

from typing import Any

import yaml12

HEADS = {
    "2.0": {"swagger": "2.0", "info": {"title": "Pets", "version": "1"}, "paths": {}},
    "3.0": {"openapi": "3.0.4", "info": {"title": "Pets", "version": "1"}, "paths": {}},
    "3.1": {"openapi": "3.1.2", "info": {"title": "Pets", "version": "1"}, "paths": {}},
    "3.2": {"openapi": "3.2.0", "info": {"title": "Pets", "version": "1"}, "paths": {}},
}


def document(version: str, members: str) -> dict[str, Any]:
    """Return a document of a version with these members, which are YAML; null takes one away."""
    stated = yaml12.parse_yaml(members) or {}
    found = {**HEADS[version], **stated}
    return {key: value for key, value in found.items() if value != "ABSENT"}
