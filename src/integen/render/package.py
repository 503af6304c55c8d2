"""Renders a planned package into files."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from integen.plan.package import Package
from integen.plan.packaging.listing import Listing
from integen.plan.python.imports import kit_imports, standard_imports
from integen.plan.python.models import ModelModule
from integen.plan.python.resources import Resource
from integen.plan.python.webhooks import WebhookModule
from integen.render.custom import Custom
from integen.render.environment import environment

Files = dict[str, str]
"""`{path inside the package's folder, with `/`: text}`."""


@dataclass(frozen=True, slots=True)
class Renderer:
    custom: Custom | None = None

    def files(
        self, package: Package, modules: tuple[ModelModule, ...], listing: Listing | None = None
    ) -> Files:
        """Return every rendered file, unformatted; with a `listing` they also say where it is published."""
        both = {"package": package, "listing": listing}
        return {
            "README.md": self._text("package/README.md.jinja", **both),
            **(
                {"pyproject.toml": self._text("package/pyproject.toml.jinja", **both)}
                if package.is_python
                else {}
            ),
            **dict(self._modules(package, modules)),
        }

    def _modules(self, package: Package, modules: tuple[ModelModule, ...]) -> Iterator[tuple[str, str]]:
        root = package.module
        if not package.is_python:
            return
        yield f"{root}/__init__.py", self._text("python/init.py.jinja", package=package)
        yield f"{root}/py.typed", ""
        if package.has_mcp:
            yield f"{root}/server.py", self._text("mcp/server.py.jinja", package=package)
        if not package.has_python:
            return
        yield f"{root}/client.py", self._text("python/client.py.jinja", package=package)
        yield f"{root}/resources/__init__.py", '"""One module for each group of operations."""\n'
        for resource in package.resources:
            yield f"{root}/resources/{resource.name}.py", self._resource(resource)
        if package.webhooks is not None:
            yield f"{root}/webhooks.py", self._webhooks(package, package.webhooks)
        yield f"{root}/models/__init__.py", self._text("python/models_init.py.jinja", package=package)
        for module in modules:
            yield f"{root}/models/{module.module}.py", self._model(module)

    def _resource(self, resource: Resource) -> str:
        uses = resource.uses | {"Resource", "AsyncResource", "RequestOptions"}
        models = ("from .. import models",) if "models" in uses else ()
        imports = {
            "standard": standard_imports(uses),
            "local": models + kit_imports(uses, ".._kit."),
        }
        return self._text("python/resource.py.jinja", resource=resource, imports=imports)

    def _webhooks(self, package: Package, module: WebhookModule) -> str:
        uses = module.uses | {"Callable", "Event", "Payload", "WebhookError", "read", "recognise"}
        models = ("from . import models",) if "models" in uses else ()
        imports = {"standard": standard_imports(uses), "local": models + kit_imports(uses, "._kit.")}
        return self._text("python/webhooks.py.jinja", package=package, module=module, imports=imports)

    def _model(self, module: ModelModule) -> str:
        uses = module.uses | ({"TYPE_CHECKING"} if module.checked else set())
        imports = {
            "standard": standard_imports(uses),
            "local": kit_imports(uses, ".._kit.") + _from_siblings(module.imported),
            "checked": _from_siblings(module.checked),
        }
        return self._text("python/model.py.jinja", module=module, imports=imports)

    def _text(self, template: str, **context: Any) -> str:
        return environment(self.custom).get_template(template).render(context)


def _from_siblings(places: tuple[tuple[str, str], ...]) -> tuple[str, ...]:
    grouped: dict[str, list[str]] = {}
    for module, name in places:
        grouped.setdefault(module, []).append(name)
    return tuple(f"from .{module} import {', '.join(names)}" for module, names in grouped.items())
