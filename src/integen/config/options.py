"""From an integration of a project to a run of the generator."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from integen.config.overrides import Overrides
from integen.config.project import Header, Integration, Project
from integen.curate.settings import Settings
from integen.errors import IntegenError
from integen.freshness import TARGETS, Options
from integen.plan.packaging.publication import over
from integen.source.reading import Reading


def options_of(integration: Integration, overrides: Overrides, environment: Mapping[str, str]) -> Options:
    """Return a run. Raises IntegenError when a variable for a header is not set."""
    return Options(
        spec=integration.spec,
        reading=_reading(integration, overrides.reading, environment),
        name=overrides.name or integration.key,
        output=overrides.output or integration.output,
        targets=overrides.targets or integration.targets or TARGETS,
        tool_name_limit=overrides.tool_name_limit or integration.tool_name_limit or 50,
        output_schemas=overrides.output_schemas or integration.output_schemas,
        templates=overrides.templates or integration.templates,
        curation=curation_of(integration.curation, overrides),
        repairs=integration.lint.repairs,
        publication=over(overrides.publication, integration.publication),
        force=overrides.force,
        strict=overrides.strict,
    )


def curation_of(settings: Settings, overrides: Overrides) -> Settings:
    """Return the settings with the command line's filters: they replace `include` and add to `exclude`."""
    return Settings(
        include=overrides.include or settings.include,
        exclude=(*settings.exclude, *overrides.exclude),
        rules=settings.rules,
        instructions=settings.instructions,
        toolsets=settings.toolsets,
    )


def _reading(integration: Integration, flags: Reading, environment: Mapping[str, str]) -> Reading:
    return Reading(
        headers={**dict(_headers(integration, environment)), **flags.headers},
        overlays=(*integration.overlays, *flags.overlays),
        refresh=flags.refresh,
        offline=flags.offline,
        allow_private=flags.allow_private or integration.allow_private,
        allow_origins=(*integration.allow_origins, *flags.allow_origins),
        limits=flags.limits.over(integration.limits),
    )


def _headers(integration: Integration, environment: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    for header in integration.headers:
        yield header.name.lower(), _value(header, integration.key, environment)


def _value(header: Header, key: str, environment: Mapping[str, str]) -> str:
    value = environment.get(header.variable, "").strip()
    if not value or not value.isprintable():
        raise IntegenError(
            f"the header `{header.name}` of `{key}` needs the environment variable `{header.variable}`",
            hint=f"set it, as in: export {header.variable}=…",
        )
    return f"{header.scheme} {value}" if header.scheme else value


def with_spec(project: Project, spec: str) -> list[Integration]:
    """Return the integrations of a document, given as the user wrote it."""
    wanted = _identity(spec)
    return [each for each in project.integrations.values() if _identity(each.spec) == wanted]


def _identity(spec: str) -> str:
    return spec if "://" in spec or spec == "-" else str(Path(spec).resolve())
