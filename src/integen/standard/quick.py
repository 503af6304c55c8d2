"""Tells in no time whether a document is as the tables say, and where it first is not."""

from __future__ import annotations

from functools import cache

import jsonschema_rs

from integen.ir.schema import JsonValue
from integen.standard.meta import meta_schema


@cache
def _validator(version: str) -> jsonschema_rs.Draft202012Validator:
    return jsonschema_rs.Draft202012Validator(meta_schema(version))


def conforms(value: JsonValue, version: str) -> bool:
    """Tell whether a whole document is as the tables of its version say."""
    return _validator(version).is_valid(value)
