"""What is wrong with a template of the user's own, and where: exceptions of Jinja become diagnostics."""

from __future__ import annotations

import re
import traceback
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path

import jinja2

from integen.diagnostics.diagnostic import Diagnostic, DocumentError, Position, Severity
from integen.render.custom import Custom

FAULTS = (
    jinja2.TemplateError,
    ArithmeticError,
    AttributeError,
    LookupError,
    MemoryError,
    OSError,
    RecursionError,
    TypeError,
    ValueError,
)
"""What rendering can end in; filters and methods raise what they like."""
BROKEN, FAILS, REPLACES_NOTHING, NOT_THE_LANGUAGE, OUTDATED = "IG645", "IG646", "IG647", "IG648", "IG649"
_TAG = re.compile(r"\{[{%#]")
_QUOTED = re.compile(r"'([^'`]{1,100})'")
_NAMES = re.compile(r"`([^`]+)`")


class Missing(jinja2.StrictUndefined):
    """A name that nobody has; the message says what there is instead."""

    @property
    def _undefined_message(self) -> str:
        said = super()._undefined_message
        if self._undefined_hint is None and isinstance(self._undefined_name, str):
            known = [name for name in dir(self._undefined_obj) if not name.startswith("_")]
            near = get_close_matches(self._undefined_name, known, n=1)
            return f"{said}; did you mean '{near[0]}'?" if near else said
        return said


@dataclass(frozen=True, slots=True, kw_only=True)
class TemplateText:
    """A template as messages need it; `diagnostics.locate.Text` is such."""

    name: str
    text: bytes
    format: str = "jinja"


def fault(custom: Custom, error: BaseException, known: Collection[str] = ()) -> DocumentError:
    """Return what an exception says of the user's templates; `known` are the names that were given."""
    is_syntax = isinstance(error, jinja2.TemplateSyntaxError)
    if is_syntax:
        path, line = Path(error.filename or custom.folder), error.lineno  # type: ignore[attr-defined] # narrowed above
    else:
        path, line = _place(custom, error)
    message, hint = _told(error, known)
    code = BROKEN if is_syntax or isinstance(error, (jinja2.TemplateNotFound, UnicodeDecodeError)) else FAILS
    return located(code, path, message, line=line, hint=hint)


def located(
    code: str, path: Path, message: str, *, line: int | None = None, hint: str | None = None
) -> DocumentError:
    """Return an error about a template, with the line and the column that the message seems to be about."""
    data = _read(path)
    lines = data.decode(errors="replace").splitlines()
    position = None
    if line is not None and 0 < line <= len(lines):
        position = Position(line=line, column=_column(lines[line - 1], _NAMES.findall(message)))
    shown = str(path)
    found = DocumentError(
        Diagnostic(
            code=code, message=message, severity=Severity.ERROR, position=position, source=shown, hint=hint
        )
    )
    found.documents = {shown: TemplateText(name=shown, text=data)}
    return found


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError:
        return b""


def _place(custom: Custom, error: BaseException) -> tuple[Path, int | None]:
    """Return the innermost template of the user that was at work, and its line."""
    own = {str(custom.path(name)): custom.path(name) for name in custom.names}
    for frame in reversed(traceback.extract_tb(error.__traceback__)):
        if frame.filename in own:
            return own[frame.filename], frame.lineno
    return custom.folder, None


def _column(line: str, names: Iterable[str]) -> int:
    """Return where the first of the names stands in a line, else the first tag, else the first word."""
    for name in names:
        if found := re.search(rf"(?<!\w){re.escape(name)}(?!\w)", line):
            return found.start() + 1
    tag = _TAG.search(line)
    return (tag.start() if tag else len(line) - len(line.lstrip())) + 1


def _told(error: BaseException, known: Collection[str]) -> tuple[str, str | None]:
    """Return message and hint in our words."""
    if isinstance(error, jinja2.TemplateNotFound):
        return f"there is no template `{error.name}`", None
    if isinstance(error, UnicodeDecodeError):
        return "it is not UTF-8", "save it as UTF-8"
    if isinstance(error, RecursionError):
        return (
            "it includes or calls itself without end",
            "`integen/` before the name of a template means ours",
        )
    said = getattr(error, "message", None) or str(error) or type(error).__name__
    said = _QUOTED.sub(r"`\1`", " ".join(str(said).split())).removesuffix(".")
    said, _, hint = said.partition("; ")
    said = said[:1].lower() + said[1:]
    if not isinstance(error, jinja2.TemplateError) and type(error).__module__ == "builtins":
        said = f"{type(error).__name__}: {said}"
    return said, hint or _meant(said, known)


def _meant(said: str, known: Collection[str]) -> str | None:
    match = re.fullmatch(r"`([^`]+)` is undefined", said)
    if match is None or not known:
        return None
    near = get_close_matches(match[1], known, n=1)
    listed = ", ".join(f"`{name}`" for name in sorted(known))
    return f"did you mean `{near[0]}`?" if near else f"it is given {listed}"
