"""Typer's command and group, without what a short run would pay for.

Typer 0.29 takes every value through a pydantic adapter, defaults and plain texts included, and importing
pydantic's schemas costs more than all of a run that has nothing to do. So values that need no conversion pass
here, and all others (numbers, choices) still go to typer. If a later typer asks its parameters otherwise, the
commands work as before and only a test of what is imported fails (docs/decisions/0002-command-line.md).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from typer.core import TyperCommand, TyperGroup

from integen.cli.generated import nearest
from integen.cli.misuse import Misuse


class Command(TyperCommand):
    def get_params(self, ctx: Any) -> list[Any]:
        return _lightened(super().get_params(ctx))


class Group(TyperGroup):
    def get_params(self, ctx: Any) -> list[Any]:
        return _lightened(super().get_params(ctx))

    def resolve_command(self, ctx: Any, args: list[str]) -> tuple[str | None, Any, list[str]]:
        if self.get_command(ctx, args[0]) is None and not ctx.resilient_parsing:
            raise Misuse(f"there is no command `{args[0]}`", hint=nearest(args[0], self.commands))
        return super().resolve_command(ctx, args)


@dataclass(frozen=True, slots=True)
class _Direct:
    """Stands where typer's converter does, and asks for that one only when there is something to convert."""

    annotation: Any
    converter: Callable[[], Any]

    def itself(self) -> _Direct:
        return self

    def coerce(self, value: Any, param: Any, ctx: Any) -> Any:
        if value is None or value == ():
            return () if param.multiple or param.nargs == -1 else None
        if type(value) is self.annotation:
            return value
        if self.annotation is Path and isinstance(value, (str, Path)):
            return Path(value)
        if self.annotation == list[str]:
            return list(value)
        return self.converter().coerce(value, param=param, ctx=ctx)


def _lightened(parameters: Iterable[Any]) -> list[Any]:
    found = list(parameters)
    for parameter in found:
        typers = getattr(parameter, "get_runtime_param", None)
        if typers is not None and not isinstance(getattr(typers, "__self__", None), _Direct):
            direct = _Direct(parameter.type_descriptor.annotation, typers)
            parameter.get_runtime_param = direct.itself
    return found
