"""Renders templates of the user's own: they reach nothing but what they are given, and come to an end.

What a template writes is run by whoever runs the package, so it has to be trusted like any code. But
generating runs nothing of a repository, and shall not because of templates: hence Jinja's sandbox.
"""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterable, Iterator, MutableMapping
from contextlib import contextmanager
from types import FrameType, GeneratorType
from typing import Any

import jinja2
from jinja2.meta import find_referenced_templates
from jinja2.runtime import Context
from jinja2.sandbox import ImmutableSandboxedEnvironment

from integen.render.custom import Custom
from integen.render.fault import FAULTS, Missing, fault

MOST_CHARACTERS = 64_000_000
"""Of one file; the largest of a real document is a tenth of it."""
MOST_SECONDS = 20.0
"""Of computing, for one file; all files of the largest document take less than one."""


class Rendered(str):
    """A text that knows its template, for when it turns out not to be what it should."""

    template: str

    @classmethod
    def by(cls, template: str, text: str) -> Rendered:
        found = cls(text)
        found.template = template
        return found


class TooMuch(Exception):
    """A template that writes or computes without end."""


class _Template(jinja2.Template):
    def render(self, *args: Any, **kwargs: Any) -> str:
        """Return the text as `Rendered`. Raises DocumentError."""
        assert isinstance(self.environment, Sandbox), "only the sandbox makes such templates"
        try:
            with _bounded():
                text = super().render(*args, **kwargs)
        except (*FAULTS, TooMuch) as error:
            raise fault(self.environment.custom, error, known=dict(*args, **kwargs)) from error
        return Rendered.by(self.name or "", text)


class Sandbox(ImmutableSandboxedEnvironment):
    template_class = _Template
    intercepted_binops = frozenset(("*", "**"))

    def __init__(self, custom: Custom, ours: jinja2.Environment, **settings: Any) -> None:
        super().__init__(undefined=Missing, **settings)
        self.custom = custom
        self._ours = ours
        self._reached: dict[str, bool] = {}

    def get_template(
        self,
        name: str | jinja2.Template,
        parent: str | None = None,
        globals: MutableMapping[str, Any] | None = None,
    ) -> jinja2.Template:
        """Return a template; ours take no sandbox, which is slow, unless they include one of the user's."""
        if parent is None and isinstance(name, str) and not self._reaches(name):
            return self._ours.get_template(name, globals=globals)
        return super().get_template(name, parent, globals)

    def _reaches(self, name: str) -> bool:
        """Whether a template is one of the user's, or one of ours that includes such."""
        if name not in self._reached:
            self._reached[name] = True  # for a template that includes itself, or that there is not
            self._reached[name] = name in self.custom.names or any(map(self._reaches, self._named(name)))
        return self._reached[name]

    def _named(self, name: str) -> Iterator[str]:
        assert self._ours.loader is not None, "ours are read from a folder"
        source = self._ours.loader.get_source(self._ours, name)[0]
        for each in find_referenced_templates(self._ours.parse(source)):
            if each is not None:
                yield each

    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> Any:
        """Multiply, unless the result alone would be too large. Raises TooMuch."""
        size, times = (right, left) if isinstance(left, int) else (left, right)
        if isinstance(size, (str, list, tuple)) and isinstance(times, int):
            if len(size) * times > MOST_CHARACTERS:
                raise TooMuch(f"it multiplies a text to more than {MOST_CHARACTERS:,} characters")
        elif operator == "**" and isinstance(right, int) and right > 1000:
            raise TooMuch("it raises a number to a power above 1,000")
        return super().call_binop(context, operator, left, right)

    @staticmethod
    def concat(parts: Iterable[str]) -> str:
        """Join what a template yields; one that yields too much is stopped where it stands."""
        return "".join(_counted(parts) if isinstance(parts, GeneratorType) else parts)


def _counted(parts: GeneratorType[str, None, None]) -> Iterator[str]:
    count = 0
    for part in parts:
        count += len(part)
        if count > MOST_CHARACTERS:
            parts.throw(TooMuch(f"it writes more than {MOST_CHARACTERS:,} characters"))
        yield part


@contextmanager
def _bounded() -> Iterator[None]:
    """Raise TooMuch inside of a template that computes for too long; signals reach the main thread only."""
    if not hasattr(signal, "SIGPROF") or threading.current_thread() is not threading.main_thread():
        yield
        return

    def stop(number: int, frame: FrameType | None) -> None:
        raise TooMuch(f"it computes for more than {MOST_SECONDS:g} seconds")

    before = signal.signal(signal.SIGPROF, stop)
    signal.setitimer(signal.ITIMER_PROF, MOST_SECONDS)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)
