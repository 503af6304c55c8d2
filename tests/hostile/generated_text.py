"""Judges what was generated without running it: each kind of file by a parser of its language."""

from __future__ import annotations

import ast
import json
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from markdown_it import MarkdownIt

from .cage import MARK

INVISIBLE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u2028-\u202e"
    "\u2060-\u206f\u2800\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb\ue000-\uf8ff"
    "\U000e0000-\U000e0fff\U000f0000-\U0010ffff]"
)
"""Written here once more and not taken from the code under test."""

_PATH = re.compile(r"[A-Za-z0-9_.-]+(/[A-Za-z0-9_.-]+)*")
_TOP = (
    ast.Import,
    ast.ImportFrom,
    ast.ClassDef,
    ast.FunctionDef,
    ast.AsyncFunctionDef,
    ast.Assign,
    ast.AnnAssign,
    ast.If,
)
_CALLS = frozenset(
    "Annotated AliasGenerator Client AsyncClient Heirs TypedDict Variants Wire attach property dirname join "
    "abspath exit main serve create create_server opened request super frozenset Field Discriminator cast "
    "TypeVar read parse received model_validate model_validate_json rpartition getattr AttributeError "
    "import_module globals".split()
)
"""What generated code calls; a new one has to be looked at before it is added."""
_COMMANDS = re.compile(
    r"\$ (pip install \./x|x-mcp --list|x-mcp --transport http --port 8000|integen bundle x"
    r"|integen install x --client claude-code)"
)
_LINKS = re.compile(r"typescript/README\.md|docs/README\.md|docs/connect\.md|llms\.txt")
"""Those of our own in the README."""
_LINKS_OF_DOCS = re.compile(r"[A-Za-z0-9_-]+\.md|#[a-z0-9_-]+|https?://[^\s<>\"']+")
"""Descriptions keep what leads to the web."""


def problems(package: Path) -> list[str]:
    """Return what is wrong with any file of a package that was generated with the name `x`."""
    return [
        f"{path.relative_to(package).as_posix()}: {problem}"
        for path in sorted(package.rglob("*"))
        if path.is_symlink() or path.is_file()
        if "_kit" not in path.parts
        for problem in _of(path, package)
    ]


def _of(path: Path, package: Path) -> Iterator[str]:
    if path.is_symlink():
        yield "is a link"
        return
    if not _PATH.fullmatch(path.relative_to(package).as_posix()):
        yield "has a strange name"
    text = path.read_text(encoding="utf-8")
    checks = {".py": _python, ".toml": _toml, ".json": _json, ".md": _markdown, ".ts": _typescript}
    if path.parent.name == "docs":
        checks[".md"] = _docs
    if path.relative_to(package).parts[0] == "tests":
        checks[".py"] = _constant
    check = _dockerfile if path.name == "Dockerfile" else checks.get(path.suffix)
    if check is not None:
        yield from check(text)
    if path.suffix in (".py", ".md", ".toml", ".ts"):
        yield from (f"holds {char!r}" for char in sorted(set(INVISIBLE.findall(text))))


def _python(text: str) -> Iterator[str]:
    tree = ast.parse(text)
    for node in tree.body:
        if not isinstance(node, _TOP) and not (
            isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
        ):
            yield f"line {node.lineno}: {type(node).__name__} at the top"
    own = _own_names(tree)
    for inner in ast.walk(tree):
        if isinstance(inner, ast.Call):
            name = (
                inner.func.attr if isinstance(inner.func, ast.Attribute) else getattr(inner.func, "id", "?")
            )
            if name not in _CALLS | own:
                yield f"line {inner.lineno}: calls {name}"
        elif isinstance(inner, ast.Import | ast.ImportFrom):
            names = [alias.name for alias in inner.names]
            if any(MARK in name for name in names):
                yield f"line {inner.lineno}: imports {names}"
        elif isinstance(inner, ast.Constant) and isinstance(inner.value, str) and inner.kind:
            yield f"line {inner.lineno}: a string with a prefix"
        elif isinstance(inner, ast.Name) and MARK in inner.id:
            yield f"line {inner.lineno}: names {inner.id}"
        elif isinstance(inner, ast.JoinedStr) and MARK in ast.unparse(inner):
            yield f"line {inner.lineno}: formats a text of the document"
        elif isinstance(inner, ast.Lambda | ast.Global | ast.Delete):
            yield f"line {inner.lineno}: {type(inner).__name__}"


def _constant(text: str) -> Iterator[str]:
    """Tests are the same for every document, which they read as data."""
    if MARK in text:
        yield "holds a text of the document"


def _own_names(tree: ast.Module) -> set[str]:
    """Return the names of classes and functions that come from the package itself."""
    nodes = list(ast.walk(tree))
    imported = {
        alias.asname or alias.name
        for node in nodes
        if isinstance(node, ast.ImportFrom) and node.level
        for alias in node.names
    }
    return imported | {
        node.name for node in nodes if isinstance(node, ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef)
    }


_MAIN = "x_api.server:main"


def _toml(text: str) -> Iterator[str]:
    project = tomllib.loads(text)
    if not set(project["project"]["scripts"].items()) <= {("x-mcp", _MAIN), ("x-api", _MAIN)}:
        yield f"scripts {project['project']['scripts']}"
    if project["build-system"]["build-backend"] != "hatchling.build" or not set(project) <= {
        "build-system",
        "project",
        "tool",
    }:
        yield f"tables {sorted(project)}"


def _json(text: str) -> Iterator[str]:
    value = json.loads(text, parse_constant=_no_number)
    if not isinstance(value, dict):
        return  # what the package's tests remember
    for tool in value.get("tools", ()):
        if not re.fullmatch(r"[a-zA-Z][a-zA-Z0-9_]{0,63}", tool["name"]):
            yield f"a tool is called {tool['name']!r}"
        found = {char for shown in strings(tool) for char in INVISIBLE.findall(shown)}
        yield from (f"the tool {tool['name']} shows {char!r}" for char in sorted(found))


def _no_number(name: str) -> float:
    raise ValueError(f"{name} is no JSON")


def strings(value: Any) -> Iterator[str]:
    """Yield every string of a JSON value, keys included."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for key, item in value.items():
            yield key
            yield from strings(item)
    elif isinstance(value, list):
        for item in value:
            yield from strings(item)


_TOKENS = re.compile(
    r"""//[^\n]*|/\*.*?\*/|"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|`(?:[^`\\$]|\\.|\$(?!\{))*`""", re.DOTALL
)


def _typescript(text: str) -> Iterator[str]:
    """What is neither a comment nor a string may not hold what the document wrote; `tsc` judges the rest."""
    code = _TOKENS.sub(" ", text)
    if called := re.search(rf"{MARK}\s*[(`]|{MARK}\b(?!\??:)", code):
        yield f"code: {code[max(0, called.start() - 60) :][:120]!r}"


_INSTRUCTIONS = re.compile(r"(FROM|RUN|COPY|WORKDIR|USER|ENV|EXPOSE|LABEL|ENTRYPOINT|CMD|HEALTHCHECK|ARG) ")


def _dockerfile(text: str) -> Iterator[str]:
    for line in text.replace("\\\n", " ").splitlines():
        if line.strip() and line[0] != "#":
            if not _INSTRUCTIONS.match(line):
                yield f"instruction {line[:80]}"
            elif MARK in line and not line.startswith("LABEL "):
                yield f"runs {line[:80]}"


def _docs(text: str) -> Iterator[str]:
    yield from _markdown(text, _LINKS_OF_DOCS)


def _markdown(text: str, links: re.Pattern[str] = _LINKS) -> Iterator[str]:
    for block in MarkdownIt("commonmark").enable("table").parse(text):
        if block.type == "html_block":
            yield f"HTML: {block.content[:80]}"
        if block.type == "fence" and block.info == "console":
            yield from (
                f"shell: {line}" for line in block.content.splitlines() if not _COMMANDS.fullmatch(line)
            )
        for token in block.children or ():
            href = str(token.attrs.get("href"))
            if token.type in ("html_inline", "link_open", "image") and not links.fullmatch(href):
                yield f"{token.type} {token.content}{token.attrs}"
