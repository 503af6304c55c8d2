"""Words for an operation that nobody gave any: from its operationId, or else from its method and path."""

from __future__ import annotations

import re

from integen.ir.api import Operation
from integen.ir.origin import last
from integen.ir.schema import Array, Ref, Schema
from integen.naming.words import words

_VERBS = {"POST": "create", "PUT": "replace", "PATCH": "update", "DELETE": "delete", "HEAD": "check"}
_SAID = frozenset(
    """get list create update delete replace remove add set search find send cancel check count download
    upload start stop run read write copy move merge close open approve reject export import convert
    validate""".split()
)
_MACHINE = re.compile(r"using(get|post|put|patch|delete)\d*", re.IGNORECASE)
_EMPTY = frozenset(
    """a an the of by for to in on from with and or all one this that it is endpoint api operation method
    request call returns return gets fetches retrieve retrieves given specified""".split()
)
_PARAMETER = re.compile(r"\{[^{}]*\}")
_VERSION = re.compile(r"v\d+(\.\d+)*|api|rest")
_LONGEST = 80


def phrase(operation: Operation) -> str:
    """Return a few words such as `List photos of a pet`: a proposal, for a person to improve."""
    said = words(_MACHINE.sub("", operation.id or ""))
    found = " ".join(said) if len(said) > 1 and said[0] in _SAID else _of_path(operation)
    return (found[:1].upper() + found[1:])[:_LONGEST].strip()


def says_nothing(operation: Operation) -> bool:
    """Tell whether summary and description hold no word that its name and path do not hold as well."""
    told = set(words(f"{operation.summary or ''} {operation.description or ''}"))
    known = {*words(operation.id or ""), *words(operation.path), *words(operation.method), *_EMPTY}
    plain = {singular(word) for word in known} | known
    return not {word for word in told if word not in plain and singular(word) not in plain}


def returned(operation: Operation) -> str:
    """Return what a success answers, where the document has a name for it: ``Returns a list of `Pet`.``"""
    for response in operation.responses:
        if response.status.startswith("2"):
            for media in response.media:
                named = _named(media.schema)
                return f"Returns {named}." if named else ""
    return ""


def singular(word: str) -> str:
    """Return an English plural's singular, roughly."""
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith(("sses", "xes", "ches", "shes")):
        return word[:-2]
    return word[:-1] if word.endswith("s") and not word.endswith(("ss", "us", "is")) else word


def _of_path(operation: Operation) -> str:
    segments = [each for each in operation.path.split("/") if each]
    if segments and "." in segments[-1] and not _PARAMETER.search(segments[-1]):
        *things, verb = words(segments[-1]) or ("call",)  # `admin.apps.restrict`
        return " ".join([verb, *things])
    names = [" ".join(words(each)) for each in segments if not _PARAMETER.search(each)]
    names = [name for name in names if name and not _VERSION.fullmatch(name)] or ["api"]
    is_one = bool(segments) and _PARAMETER.search(segments[-1]) is not None
    noun, owner = names[-1], names[-2] if len(names) > 1 else ""
    parent = f" of {_one(owner)}" if owner and not is_one and len(segments) > len(names) else ""
    verb = _VERBS.get(operation.method, "")
    if not verb:
        verb = "get" if is_one or singular(noun) == noun else "list"
        return f"{verb} {_one(noun) if is_one else noun}{parent}"
    return f"{verb} {_one(noun) if is_one or verb == 'create' else noun}{parent}"


def _one(noun: str) -> str:
    *before, word = noun.split()
    name = " ".join([*before, singular(word)])
    return f"{'an' if name[:1] in 'aeiou' else 'a'} {name}"


def _named(schema: Schema | None) -> str:
    if isinstance(schema, Ref):
        return f"`{last(schema.target)}`"
    inner = schema.items if isinstance(schema, Array) else None
    return f"a list of `{last(inner.target)}`" if isinstance(inner, Ref) else ""
