"""The package as a whole: names, requirements, and what its own files show."""

from __future__ import annotations

import re
from dataclasses import dataclass

from integen.ir.api import Api
from integen.naming.legal import Key, PyIdent
from integen.plan.operation import PlannedOperation
from integen.plan.python.models import ModelModule
from integen.plan.python.resources import Method, Resource
from integen.plan.python.webhooks import WebhookModule
from integen.plan.records import Credential, Security
from integen.quoting import shorten

ERRORS = (
    "APIConnectionError",
    "APIError",
    "APIResponseError",
    "APIStatusError",
    "APITimeoutError",
    "ArgumentError",
    "AuthenticationError",
    "BadRequestError",
    "ConflictError",
    "InternalServerError",
    "NotFoundError",
    "OperationFailedError",
    "PermissionDeniedError",
    "RateLimitError",
    "UnprocessableEntityError",
)
_PLACES = (
    ("AsyncClient", ".client"),
    ("Client", ".client"),
    ("RequestOptions", "._kit.options"),
    ("items", "._kit.views"),
    ("pages", "._kit.views"),
    ("raw_response", "._kit.views"),
    ("streamed_response", "._kit.views"),
    ("wait", "._kit.views"),
    ("OMIT", "._kit.omit"),
    ("Omit", "._kit.omit"),
    ("AsyncStreamedResponse", "._kit.response"),
    ("Response", "._kit.response"),
    ("StreamedResponse", "._kit.response"),
    ("AsyncStream", "._kit.streams"),
    ("Stream", "._kit.streams"),
    *((name, "._kit.errors") for name in ERRORS),
)
_REQUIREMENTS = {
    "python": ("httpx2>=2.10", "pydantic>=2.13"),
    "typescript": (),
    "mcp": ("httpx2>=2.10", "mcp>=2.3,<3", "pydantic>=2.13"),
}
_EASY = {"str": '"…"', "int": "1", "bool": "True", "float": "1.0"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Package:
    key: Key
    title: str
    summary: str
    version: str
    module: PyIdent
    targets: tuple[str, ...]
    credentials: tuple[Credential, ...]
    resources: tuple[Resource, ...]
    models: tuple[tuple[PyIdent, PyIdent], ...]
    """`(name, module)` sorted by module."""
    operation_count: int
    webhooks: WebhookModule | None = None
    """Functions that read what the API sends; None when it sends nothing."""
    errors: tuple[str, ...] = ERRORS

    @property
    def distribution(self) -> str:
        return f"{self.key}-api"

    @property
    def script(self) -> str:
        return f"{self.key}-mcp"

    @property
    def has_mcp(self) -> bool:
        return "mcp" in self.targets

    @property
    def has_python(self) -> bool:
        return "python" in self.targets

    @property
    def has_typescript(self) -> bool:
        return "typescript" in self.targets

    @property
    def has_tests(self) -> bool:
        """They call the SDK, so without it there are none."""
        return self.has_python and "tests" in self.targets

    @property
    def has_docs(self) -> bool:
        return "docs" in self.targets

    @property
    def is_python(self) -> bool:
        """Whether there is anything to install with pip."""
        return self.has_mcp or self.has_python

    @property
    def requirements(self) -> tuple[str, ...]:
        return tuple(sorted({item for target in self.targets for item in _REQUIREMENTS.get(target, ())}))

    @property
    def doc(self) -> str:
        return f"{self.title}: {'`Client` and `AsyncClient`' if self.has_python else 'an MCP server'}."

    @property
    def places(self) -> tuple[tuple[str, str], ...]:
        return tuple(sorted(_PLACES)) if self.has_python else ()

    @property
    def exports(self) -> tuple[str, ...]:
        names = (name for name, _ in self.places)
        return tuple(sorted(names, key=lambda name: (not name.isupper(), not name[0].isupper(), name)))

    def client_doc(self, kind: str) -> str:
        """Return the docstring of `Client` (kind empty) or `AsyncClient`."""
        lines = [f"{'Asynchronous client' if kind else 'Client'} of {self.title}.", ""]
        for credential in self.credentials:
            lines.append(f"`{credential.name}` defaults to the environment variable `{credential.env}`.")
        lines.append("`base_url` wins over `server`, the position, name or URL of one of the API's servers.")
        lines.append("`timeout` is in seconds; `max_retries` counts the tries after the first one.")
        lines.append("Pass `auth`, `transport` or a whole `http_client` to take over how requests are sent.")
        return "\n".join(lines)

    @property
    def example(self) -> str | None:
        """A call that can be pasted: the reading method with the fewest required arguments."""
        found: list[tuple[int, str]] = []
        for resource in self.resources:
            for method in resource.methods:
                required = [argument for argument in method.arguments if argument.required]
                if method.key.startswith("GET ") and all(item.type in _EASY for item in required):
                    found.append((len(required), _call(resource, method)))
        return min(found)[1] if found else None


def _call(resource: Resource, method: Method) -> str:
    given = ", ".join(f"{item.name}={_EASY[item.type]}" for item in method.arguments if item.required)
    return f"{resource.name}.{method.name}({given})"


def plan_package(
    api: Api,
    key: Key,
    targets: tuple[str, ...],
    security: Security,
    operations: tuple[PlannedOperation, ...],
    resources: tuple[Resource, ...],
    modules: tuple[ModelModule, ...],
    webhooks: WebhookModule | None = None,
) -> Package:
    title = " ".join(api.title.split()) or key
    models = [(item.name, module.module) for module in modules for item in module.classes]
    models += [(item.name, module.module) for module in modules for item in module.params]
    aliases = [(alias, module.module) for module in modules for alias in module.aliases]
    models += [(alias.name, module) for alias, module in aliases]
    models += [(item.name, module) for alias, module in aliases for item in alias.constants]
    return Package(
        key=key,
        title=shorten(title, 120),
        summary=shorten(" ".join((api.description or title).split()), 200),
        version=pep440(api.version),
        module=module_name(key),
        targets=targets,
        credentials=security.credentials,
        resources=resources,
        models=tuple(sorted(models, key=lambda item: (_natural(item[1]), _natural(item[0].lower())))),
        operation_count=len(operations),
        webhooks=webhooks,
    )


def _natural(text: str) -> list[tuple[bool, int, str]]:
    """Return a key that sorts `v9` before `v10`, as ruff sorts imports."""
    return [(part.isdigit(), int(part) if part.isdigit() else 0, part) for part in re.split(r"(\d+)", text)]


def module_name(key: Key) -> PyIdent:
    """Return the import name of an integration: `github_api`."""
    return PyIdent(f"{key.replace('-', '_')}_api")


def pep440(version: str) -> str:
    """Return a version that Python's packaging takes: `2024.5.1` for `2024-05-01`, `0` for `latest`."""
    numbers = re.findall(r"\d+", version)[:4]
    return ".".join(str(int(number[:9])) for number in numbers) or "0"
