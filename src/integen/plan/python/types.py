"""Python types of schemas, as text. What a text needs imported is read off it by `names_in`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache

from integen.ir.origin import Origin
from integen.ir.schema import (
    AllOf,
    Array,
    Boolean,
    Enum,
    JsonValue,
    Nothing,
    Null,
    Number,
    Object,
    Ref,
    Schema,
    String,
    Union,
)
from integen.naming.legal import PyIdent
from integen.plan.carried import carries_bytes
from integen.plan.python.registry import Registry, single
from integen.quoting import python_string

_FORMATS = {
    "date-time": "dt.datetime",
    "date": "dt.date",
    "uuid": "UUID",
    "decimal": "TextDecimal",
}
_LITERALS_INLINE = 64
"""An enum with more values than this is spelled out only where it has a name of its own."""
_MOST_REFERENCES = 1000
"""That one type spells out: lists and unions that contain each other multiply; what is left becomes `Any`."""
_DEEPEST = 40
"""References within references without a class between them."""


@dataclass(slots=True)
class TypeWriter:
    """Writes types for one module."""

    registry: Registry
    prefix: str = ""
    """Before the name of a model: `models.` outside the models package."""
    arguments: bool = False
    """Write what a caller may pass (mappings too, `Sequence`, closed enums), not what an answer holds."""
    list_name: str = "list"
    """`builtins.list` inside a class that has a method called `list`."""
    _open: list[Origin] = field(default_factory=list)
    """Aliases being spelled out, innermost last: one that contains itself becomes `Any`."""

    _spelling: bool = False
    _followed: int = 0
    """References spelled out in the type that is being written."""

    def spelled_out(self, schema: Schema) -> str:
        """Return the type of an alias itself, not its name."""
        # Aliases within are spelled out too: modules of aliases would import each other in circles.
        self._open.append(schema.origin)
        self._spelling, self._followed = True, 0
        text = self.write(schema)
        self._spelling = False
        self._open.pop()
        return text

    def write(self, schema: Schema) -> str:
        """Return the type of a value that matches `schema`."""
        match schema:
            case Ref():
                return self._ref(schema)
            case Object() | AllOf():
                return self._object(schema)
            case Array():
                return self._array(schema)
            case Union():
                return self._union(schema)
            case Enum():
                return self._enum(schema)
            case String():
                return self._string(schema)
            case Number():
                return self._number(schema)
            case Boolean():
                return "bool"
            case Null():
                return "None"
        return "Any"

    def optional(self, text: str) -> str:
        """Return the type that may also be None."""
        return text if text in ("Any", "None") or text.endswith(" | None") else f"{text} | None"

    def _ref(self, schema: Ref) -> str:
        registry, target = self.registry, schema.target
        found = registry.api.schemas.get(target)
        if found is None or target in self._open:
            return "Any"
        if isinstance(found, Object | AllOf) and target in registry.classes:
            name = self._class(registry.classes[target])
            # Elsewhere the kit finds the heirs itself: a signature is to be read.
            marks = not self.arguments and not self.prefix and registry.heirs(target) is not None
            return f"Annotated[{name}, Heirs]" if marks else name
        alias = (registry.param_aliases if self.arguments else registry.aliases).get(target)
        if alias is not None and not self._spelling:
            return f"{self.prefix}{alias}"
        self._followed = self._followed + 1 if self._open else 1
        if self._followed > _MOST_REFERENCES or len(self._open) > _DEEPEST:
            return "Any"
        self._open.append(target)
        text = self.write(found)
        self._open.pop()
        return text

    def _class(self, name: PyIdent) -> str:
        if not self.arguments:
            return f"{self.prefix}{name}"
        param = self.registry.params.get(name)
        return f"{self.prefix}{name} | {f'{self.prefix}{param}' if param else 'Mapping[str, Any]'}"

    def _object(self, schema: Object | AllOf) -> str:
        name = self.registry.classes.get(schema.origin)
        if name is not None:
            return self._class(name)
        if isinstance(schema, AllOf):
            only = single(schema)
            if only is not None:
                return self.write(only)
            refs = [part for part in schema.parts if isinstance(part, Ref)]
            return self.write(refs[0]) if refs else "Any"
        value = self.write(schema.additional)
        return f"Mapping[str, {value}]" if self.arguments else f"dict[str, {value}]"

    def _array(self, schema: Array) -> str:
        items = [item for item in (*schema.prefix, schema.items) if not isinstance(item, Nothing)]
        options = list(dict.fromkeys(self.write(item) for item in items))
        item = " | ".join(options) if options and "Any" not in options else "Any"
        if self.arguments:
            return f"Sequence[{item}]"
        return f"{self.list_name}[{item}]"

    def _union(self, schema: Union) -> str:
        texts: dict[str, None] = {}
        alone = sum(not isinstance(variant, Null) for variant in schema.variants) == 1
        for variant in schema.variants:
            if not isinstance(variant, Nothing):
                text = self.write(variant)
                for part in split_union(text if alone else _unmarked(text)):
                    texts[part] = None
        if "Any" in texts:
            return "Any"
        none = texts.pop("None", "absent") is None
        text = " | ".join(_one_literal(list(texts))) or "None"
        tags = {} if self.arguments else self._tags(schema)
        if len(tags) > 1:
            pairs = ", ".join(
                f"{python_string(value)}: {python_string(name)}" for value, name in tags.items()
            )
            assert schema.discriminator is not None, "only a discriminator has tags"
            tag = python_string(schema.discriminator.property)
            text = f"Annotated[{text}, Variants({tag}, {{{pairs}}})]"
        return f"{text} | None" if none and text != "None" else text

    def _tags(self, schema: Union) -> dict[str, PyIdent]:
        """Return `{value of the discriminator: class}`, or nothing unless every variant is a class."""
        if schema.discriminator is None:
            return {}
        classes = self.registry.classes
        tags = {value: classes.get(origin) for value, origin in schema.discriminator.mapping}
        if None in tags.values() or not all(isinstance(v, (Ref, Null)) for v in schema.variants):
            return {}
        reachable = {classes.get(variant.target) for variant in schema.variants if isinstance(variant, Ref)}
        return {value: name for value, name in tags.items() if name is not None and name in reachable}

    def _enum(self, schema: Enum) -> str:
        none = None in schema.values
        values = [value for value in schema.values if value is not None]
        if not values:
            return "None"
        if len(values) > _LITERALS_INLINE and schema.origin not in self.registry.aliases:
            text = " | ".join(dict.fromkeys(map(_base, values)))
        elif all(isinstance(value, bool | int | str) for value in values):
            literals = ", ".join(_literal(value) for value in values)
            text = f"Literal[{literals}]"
            if not self.arguments and len(values) > 1:
                text = " | ".join(dict.fromkeys((text, *map(_base, values))))
        else:
            text = " | ".join(dict.fromkeys(map(_base, values)))
        return f"{text} | None" if none and text != "Any" else text

    def _string(self, schema: String) -> str:
        if schema.binary:
            return "FileInput" if self.arguments else "bytes"
        if self.arguments and carries_bytes(schema):
            return "str | bytes"
        text = _FORMATS.get(schema.format or "", "str")
        if not self.arguments or text == "str":
            return text
        return "str" if text == "TextDecimal" else f"{text} | str"

    def _number(self, schema: Number) -> str:
        if schema.integer:
            return "int"
        if schema.format != "decimal":
            return "float"
        return "Decimal | float" if self.arguments else "Decimal"


def _unmarked(text: str) -> str:
    """Return a class without the mark of its heirs: in a union the discriminator decides."""
    return text.removeprefix("Annotated[").removesuffix(_MARK) if text.endswith(_MARK) else text


_MARK = ", Heirs]"
_TOKEN = re.compile(r'"(?:[^"\\]|\\.)*"|\'(?:[^\'\\]|\\.)*\'|[A-Za-z_][A-Za-z0-9_]*')


@lru_cache(maxsize=8192)
def names_in(text: str) -> frozenset[str]:
    """Return the identifiers of a type's text, not looking into string literals."""
    return frozenset(token for token in _TOKEN.findall(text) if token[0] not in "\"'")


def _one_literal(texts: list[str]) -> list[str]:
    """Return the members with all literals in one."""
    literals = [text for text in texts if text.startswith("Literal[")]
    if len(literals) < 2:
        return texts
    together = f"Literal[{', '.join(text[len('Literal[') : -1] for text in literals)}]"
    return [together, *(text for text in texts if text not in literals)]


def _literal(value: JsonValue) -> str:
    return python_string(value) if isinstance(value, str) else repr(value)


def _base(value: JsonValue) -> str:
    return {bool: "bool", int: "int", float: "float", str: "str"}.get(type(value), "Any")


def split_union(text: str) -> Iterator[str]:
    """Yield the members of a union's text, not looking inside brackets or quotes."""
    depth, start, quote = 0, 0, ""
    index = 0
    while index < len(text):
        character = text[index]
        if quote:
            if character == "\\":
                index += 1
            elif character == quote:
                quote = ""
        elif character in "'\"":
            quote = character
        elif character in "[({":
            depth += 1
        elif character in "])}":
            depth -= 1
        elif not depth and text.startswith(" | ", index):
            yield text[start:index]
            start = index + 3
        index += 1
    yield text[start:]
