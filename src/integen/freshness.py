"""What a run of the generator is asked and answers, and how it finds out that there is nothing to do.

Kept apart from the pipeline so that a run without changes imports, parses and plans nothing.
"""

from __future__ import annotations

import os
import time
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from integen.curate.settings import AS_IT_IS, Settings
from integen.diagnostics.diagnostic import Diagnostics
from integen.errors import IntegenError
from integen.naming.legal import Key, key
from integen.naming.words import words
from integen.output.lock import NAME, digest
from integen.output.stamp import (
    Stamp,
    generator_digest,
    read_stamp,
    same_documents,
    same_tree,
    write_stamp,
)
from integen.output.swap import has_litter
from integen.overlay.beside import beside
from integen.plan.key import key_from_location
from integen.plan.packaging.publication import UNPUBLISHED, Publication
from integen.render.custom import custom
from integen.source.address import local_path
from integen.source.reading import Reading
from integen.template_folder import template_directory

if TYPE_CHECKING:
    from integen.source.sources import Sources

TARGETS = ("docs", "mcp", "oauth", "packaging", "python", "tests", "typescript")


@dataclass(frozen=True, kw_only=True)
class Options:
    spec: str
    """A path, an `http(s)` URL, or `-` for `stdin`."""
    stdin: bytes | None = None
    reading: Reading = field(default_factory=Reading)
    name: str | None = None
    """The integration's key; found from the location or the title where None."""
    output: Path = Path("generated")
    targets: tuple[str, ...] = TARGETS
    publication: Publication = UNPUBLISHED
    """What registries are told and no document says."""
    tool_name_limit: int = 50
    output_schemas: bool = False
    """Tools say what they answer; costs context, and clients check every answer."""
    curation: Settings = AS_IT_IS
    """What is left out, and what is said of operations beside their document."""
    templates: Path | None = None
    """A folder of templates that win over ours."""
    repairs: Mapping[str, bool] = field(default_factory=dict)
    """`{name: False}` for what is not to be mended; `lower.repairs` has the names."""
    strict: bool = False
    """Departures from the standard are errors, and openapi-spec-validator is asked too."""
    force: bool = False
    """Generate even when nothing changed, and overwrite hand-edited files."""


@dataclass(frozen=True, kw_only=True)
class Result:
    key: str
    directory: Path
    operations: int
    tools: int
    models: int
    skipped: int
    """Operations that could not be generated; each has a diagnostic."""
    left_out: int = 0
    """Operations that filters left out."""
    written: int = 0
    unchanged: int = 0
    removed: int = 0
    kept: tuple[str, ...] = ()
    """Generated files that somebody edited: they were left as they are."""
    seconds: float = 0.0
    up_to_date: bool = False
    """Nothing had changed, so nothing was done."""
    diagnostics: Diagnostics = field(default_factory=Diagnostics)
    sources: Sources | None = None
    """None when nothing was read because nothing changed."""


_REPEATED = ("operations", "tools", "models", "skipped", "left_out")
"""What a run that does nothing reports as the run did that did it."""


def unchanged(options: Options, name: Key) -> Result | None:
    """Return the result of a run that does nothing and reads no document, or None when it must."""
    started = time.perf_counter()
    directory = options.output / name
    stamp = read_stamp(directory)
    if stamp is None or not stamp.silent or os.path.realpath(options.spec) not in stamp.documents:
        return None
    if not same_documents(stamp) or has_litter(directory):
        return None
    if not same_tree(directory, stamp, _stamped(options), _generator()):
        return None
    return _again(stamp, name, directory, started)


def made_before(options: Options, name: Key, sources: Sources, diagnostics: Diagnostics) -> Result | None:
    """Return the result of a run that only reads: it has findings to tell, or documents are on the web."""
    started = time.perf_counter()
    directory = options.output / name
    stamp = read_stamp(directory)
    if stamp is None or stamp.source != sources.digest():
        return None
    if not same_tree(directory, stamp, _stamped(options), _generator()):
        return None
    return replace(_again(stamp, name, directory, started), diagnostics=diagnostics, sources=sources)


def _again(stamp: Stamp, name: Key, directory: Path, started: float) -> Result:
    summary = stamp.summary
    return Result(
        key=name,
        directory=directory,
        operations=summary["operations"],
        tools=summary["tools"],
        models=summary["models"],
        skipped=summary["skipped"],
        left_out=summary.get("left_out", 0),
        unchanged=summary["files"],
        seconds=time.perf_counter() - started,
        up_to_date=True,
    )


def remember(options: Options, result: Result, sources: Sources) -> None:
    """Stamp the tree as made from these documents."""
    if result.kept:
        return
    # What is on the web may change unseen, a file that was missing may turn up, and findings are told anew.
    uris = [document.uri for document in sources.documents.values()]
    is_local = all(uri.startswith("file:") for uri in uris)
    documents = map(local_path, uris) if is_local else ()
    summary = {name: getattr(result, name) for name in _REPEATED}
    stamp = Stamp(
        documents={str(path): digest(path.read_bytes()) for path in documents},
        options=_stamped(options),
        generator=_generator(),
        lock=digest((result.directory / NAME).read_bytes()),
        source=sources.digest(),
        silent=is_local and not sources.unread and not len(result.diagnostics),
        summary={**summary, "files": result.written + result.unchanged},
    )
    write_stamp(result.directory, stamp)


def key_of(options: Options) -> Key | None:
    """Return the integration's key, or None when only the document's title can tell. Raises IntegenError."""
    if options.name is None:
        return key_from_location(options.spec)
    found = key(words(options.name))
    if found != options.name:
        raise IntegenError(
            f"`{options.name}` cannot be an integration's name",
            hint=f"use lower-case letters, digits and `-`: `{found}`",
        )
    return found


def recorded(options: Options) -> dict[str, Any]:
    """Return the options that change what is generated, as lock files hold them. Raises IntegenError."""
    found = {"targets": sorted(options.targets), "tool_name_limit": options.tool_name_limit}
    more = {"output_schemas": options.output_schemas, "curation": options.curation.recorded()}
    more["repairs"] = dict(sorted((name, made) for name, made in options.repairs.items() if not made))
    more["publication"] = options.publication.recorded()
    templates = custom(options.templates)
    more["templates"] = dict(templates.digests) if templates else {}
    return {**found, **{name: value for name, value in more.items() if value}}


def _stamped(options: Options) -> dict[str, Any]:
    """Return the options with the overlays in their order: one that is new or gone is a change.

    What stands in them is compared as all other documents are.
    """
    overlays = (*beside(options.spec), *options.reading.overlays)
    return {**recorded(options), "overlays": [os.path.realpath(each) for each in overlays]}


def _generator() -> str:
    return generator_digest(Path(__file__).parent, template_directory())
