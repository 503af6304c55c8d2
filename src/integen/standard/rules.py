"""What the standard demands and tables cannot say: how objects of a document depend on each other.

`RULES` names the rules of each kind of object; each is given the documents, one object and its place.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any, TypeAlias

from integen.ir.origin import Origin, child, split
from integen.standard import mending
from integen.standard.examined import METHODS, Examined, violation
from integen.standard.values import values_that_do_not_fit
from integen.standard.violation import Violation
from integen.standard.words import cut

Found: TypeAlias = Iterator[Violation]
Rule: TypeAlias = Callable[[Examined, dict[str, Any], Origin], Found]

_VARIABLE = re.compile(r"\{([^{}]*)\}")


def _repeated_id(examined: Examined, operation: dict[str, Any], origin: Origin) -> Found:
    name = operation.get("operationId")
    if isinstance(name, str) and examined.operation_ids[name] != origin:
        message = f"the operationId `{cut(name)}` is also that of another operation"
        yield violation("IG908", message, child(origin, "operationId"), "Operation")


def _repeated_parameter(examined: Examined, holder: dict[str, Any], origin: Origin) -> Found:
    seen: set[tuple[str, str]] = set()
    for parameter, _, place in examined.parameters(holder, origin):
        location, name = str(parameter.get("in")), parameter["name"]
        key = (location, name.lower() if location == "header" else name)
        if key in seen:
            message = f"the {location} parameter `{cut(name)}` stands here for the second time"
            yield violation("IG908", message, place, "Parameter")
        seen.add(key)


def _query_strings(examined: Examined, item: dict[str, Any], origin: Origin) -> Found:
    shared = list(examined.parameters(item, origin))
    operations = [(item[key], child(origin, key)) for key in METHODS if isinstance(item.get(key), dict)]
    for holder, place in ((item, origin), *operations):
        own = shared if holder is item else [*shared, *examined.parameters(holder, place)]
        whole = [where for parameter, _, where in own if parameter.get("in") == "querystring"]
        single = any(parameter.get("in") == "query" for parameter, _, _ in own)
        if len(whole) > 1:
            yield violation("IG907", "there are two `querystring` parameters", whole[1], "Parameter")
        if whole and single:
            message = "a `querystring` parameter excludes `query` parameters"
            yield violation("IG907", message, whole[0], "Parameter")


def _template(examined: Examined, item: dict[str, Any], origin: Origin) -> Found:
    document, tokens = split(origin)
    if document or len(tokens) != 2 or tokens[0] != "paths":
        return
    path = tokens[1]
    variables = _VARIABLE.findall(path)
    for name in dict.fromkeys(name for name in variables if variables.count(name) > 1):
        message = f"the variable `{cut(name)}` stands twice in the path"
        yield violation("IG912", message, origin, "Paths")
    found = examined.follow(item, origin)
    if found is None:
        return
    item, origin = found
    shared = [(each, own) for each, own, _ in examined.parameters(item, origin) if _is_path(each)]
    for parameter, own in shared:
        yield from _without_place(parameter, own, variables)
    for key in METHODS:
        operation, place = item.get(key), child(origin, key)
        if not isinstance(operation, dict):
            continue
        mine = [(each, own) for each, own, _ in examined.parameters(operation, place) if _is_path(each)]
        for parameter, own in mine:
            yield from _without_place(parameter, own, variables)
        declared = {parameter["name"] for parameter, _ in (*shared, *mine)}
        for name in dict.fromkeys(variables):
            if name not in declared:
                message = f"the path variable `{cut(name)}` is not declared"
                fix = mending.declared(name, place, swagger=examined.is_swagger)
                yield violation("IG912", message, place, "Paths", fix=fix)


def _is_path(parameter: dict[str, Any]) -> bool:
    """Tell so; `Path` is a slip of its own."""
    return str(parameter.get("in")).strip().lower() == "path"


def _without_place(parameter: dict[str, Any], origin: Origin, variables: list[str]) -> Found:
    if parameter["name"] not in variables:
        message = f"the path parameter `{cut(parameter['name'])}` has no place in the path"
        yield violation("IG912", message, origin, "Parameter")


def _alike(examined: Examined, paths: dict[str, Any], origin: Origin) -> Found:
    if examined.is_swagger:
        return
    seen: dict[str, str] = {}
    for path in paths:
        first = seen.setdefault(_VARIABLE.sub("{}", path), path)
        if first != path and path[:1] == "/":
            message = f"`{cut(path)}` and `{cut(first)}` are the same but for the names of variables"
            lenient = _methods(paths[path]).isdisjoint(_methods(paths[first]))
            yield violation("IG908", message, child(origin, path), "Paths", lenient=lenient)


def _methods(item: object) -> frozenset[str]:
    """Return the methods of a path item; of one without any it is not known which it will have."""
    found = frozenset(METHODS).intersection(item) if isinstance(item, dict) else frozenset[str]()
    return found or frozenset(METHODS)


def _security(examined: Examined, holder: dict[str, Any], origin: Origin) -> Found:
    listed = holder.get("security")
    for index, requirement in enumerate(listed if isinstance(listed, list) else ()):
        if not isinstance(requirement, dict):
            continue
        place = child(child(origin, "security"), index)
        for name, scopes in requirement.items():
            if name in examined.schemes:
                yield from _scopes(examined, name, scopes, child(place, name))
            elif not (examined.version >= "3.2" and re.search(r"[/#:.]", name)):
                message = f"the security scheme `{cut(name)}` is not declared"
                yield violation("IG909", message, child(place, name), "SecurityRequirement")


def _scopes(examined: Examined, name: str, scopes: object, origin: Origin) -> Found:
    if examined.version > "3.0" or not scopes:
        return
    found = examined.follow(examined.schemes[name], child(examined.schemes_place, name))
    if found is not None and found[0].get("type") not in ("oauth2", "openIdConnect"):
        message = f"`{cut(name)}` knows no scopes: they are for oauth2 and openIdConnect"
        yield violation("IG905", message, origin, "SecurityRequirement")


def _variables(examined: Examined, server: dict[str, Any], origin: Origin) -> Found:
    stated = server.get("variables")
    declared = stated if isinstance(stated, dict) else {}
    url = server.get("url")
    for name in dict.fromkeys(_VARIABLE.findall(url) if isinstance(url, str) else ()):
        if name not in declared:
            message = f"the variable `{cut(name)}` of the URL is not declared"
            yield violation("IG909", message, child(origin, "url"), "Server")
    for name, variable in declared.items():
        if not isinstance(variable, dict) or not isinstance(variable.get("enum"), list):
            continue
        default = variable.get("default")
        if variable["enum"] and "default" in variable and default not in variable["enum"]:
            message = f"the default `{cut(default)}` is none of the values in `enum`"
            place = child(child(child(origin, "variables"), name), "default")
            yield violation("IG911", message, place, "ServerVariable", lenient=examined.version == "3.0")


def _tags(examined: Examined, document: dict[str, Any], origin: Origin) -> Found:
    listed = document.get("tags")
    tags = [
        (index, tag)
        for index, tag in enumerate(listed if isinstance(listed, list) else ())
        if isinstance(tag, dict) and isinstance(tag.get("name"), str)
    ]
    parents: dict[str, Any] = {}
    for index, tag in tags:
        if tag["name"] in parents:
            place = child(child(child(origin, "tags"), index), "name")
            yield violation("IG908", f"the tag `{cut(tag['name'])}` is declared twice", place, "Tag")
        parents.setdefault(tag["name"], tag.get("parent"))
    for index, tag in tags:
        place = child(child(child(origin, "tags"), index), "parent")
        if isinstance(tag.get("parent"), str) and tag["parent"] not in parents:
            yield violation("IG909", f"the tag `{cut(tag['parent'])}` is not declared", place, "Tag")
        elif _is_circular(tag["name"], parents):
            yield violation("IG909", f"the parents of `{cut(tag['name'])}` lead back to it", place, "Tag")


def _is_circular(name: str, parents: Mapping[str, Any]) -> bool:
    seen, at = set(), parents.get(name)
    while isinstance(at, str) and at not in seen:
        if at == name:
            return True
        seen.add(at)
        at = parents.get(at)
    return False


def _body(examined: Examined, operation: dict[str, Any], origin: Origin) -> Found:
    """Swagger 2.0: one body, not beside form data, and files in forms only."""
    if not examined.is_swagger:
        return
    tokens = split(origin)[1]
    holder = origin.rpartition("/")[0] if len(tokens) > 1 else str(origin)
    item = examined.sources.at(Origin(holder))
    shared = examined.parameters(item, Origin(holder)) if isinstance(item, dict) else ()
    united = {
        (str(parameter.get("in")), parameter["name"]): (parameter, place)
        for parameter, _, place in (*shared, *examined.parameters(operation, origin))
    }
    bodies = [place for parameter, place in united.values() if parameter.get("in") == "body"]
    forms = [parameter for parameter, _ in united.values() if parameter.get("in") == "formData"]
    if len(bodies) > 1:
        yield violation("IG907", "there are two parameters with `in: body`", bodies[1], "Parameter")
    if bodies and forms:
        yield violation("IG907", "`in: body` and `in: formData` exclude each other", bodies[0], "Parameter")
    consumes = operation.get("consumes", examined.document.get("consumes"))
    kinds = [str(each).partition(";")[0].strip() for each in consumes or () if isinstance(consumes, list)]
    files = [parameter for parameter in forms if parameter.get("type") == "file"]
    if files and not any(kind.startswith("multipart/") or "form-urlencoded" in kind for kind in kinds):
        message = "a file needs `consumes: [multipart/form-data]`"
        yield violation("IG902", message, origin, "Parameter")


def _file(examined: Examined, schema: dict[str, Any], origin: Origin) -> Found:
    """Swagger 2.0: only the schema of a response is a file."""
    if not examined.is_swagger or schema.get("type") != "file":
        return
    tokens = split(origin)[1]
    if tokens[-1:] != ("schema",) or "responses" not in tokens[-3:]:
        message = "only responses and form data have the type `file`"
        yield violation("IG905", message, child(origin, "type"), "Schema")


RULES: dict[str, tuple[Rule, ...]] = {
    "Document": (_security, _tags),
    "Paths": (_alike,),
    "PathItem": (_template, _repeated_parameter, _query_strings),
    "Operation": (_repeated_id, _repeated_parameter, _security, _body),
    "Server": (_variables,),
    "Schema": (values_that_do_not_fit, _file),
    "Parameter": (values_that_do_not_fit,),
    "Items": (values_that_do_not_fit,),
}


def broken_rules(examined: Examined) -> Found:
    """Yield what rules find, in document order."""
    for name, value, origin in list(examined.nodes()):
        for rule in RULES.get(name, ()):
            yield from rule(examined, value, origin)
