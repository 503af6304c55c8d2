"""From decisions to the files of a package: what each target renders, and what is copied as it is."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from integen.catalog.write import catalog_text
from integen.output.staging import Tree
from integen.planning import Docs, Plan
from integen.render.custom import Custom
from integen.render.docs import docs_data, docs_texts
from integen.render.package import Renderer
from integen.render.packaging import packaging_data, packaging_texts
from integen.render.suite import suite_data, suite_texts
from integen.render.typescript import typescript_files
from integen.render.verify import made_by


def tree_of(plan: Plan, templates: Custom | None) -> Tree:
    """Return every file of a package: `{path: text}` and `{path: bytes}`."""
    module = plan.package.module
    rendered = Renderer(templates).files(plan.package, plan.modules, plan.listing)
    rendered |= packaging_texts(plan.listing, templates)
    rendered |= suite_texts(plan.suite, templates)
    if plan.typescript is not None:
        rendered |= typescript_files(plan.typescript, templates)
    docs = _docs_files(plan.docs, templates) if plan.docs is not None else {}
    if not plan.package.is_python:
        copied = packaging_data(None, plan.oauth) | docs
        return Tree(rendered=rendered, copied=copied, templates=made_by(rendered, templates))
    copied = packaging_data(plan.listing, plan.oauth) | docs
    copied |= suite_data(plan.suite)
    copied |= {f"{module}/catalog.json": catalog_text(plan.catalog)}
    copied |= {f"{module}/_kit/{path}": data for path, data in kit_files(with_mcp=plan.package.has_mcp)}
    made = made_by(rendered, templates)
    return Tree(rendered=rendered, copied=copied, unformatted=("_kit",), templates=made)


def _docs_files(docs: Docs, templates: Custom | None) -> dict[str, bytes]:
    return docs_texts(docs.reference, templates) | docs_data(docs.facts.values())


def kit_files(*, with_mcp: bool) -> Iterator[tuple[str, bytes]]:
    """Yield `(path, bytes)` of the kit as it is vendored into packages."""
    kit = Path(__file__).parent / "kit"
    for path in sorted(kit.rglob("*.py")):
        relative = path.relative_to(kit).as_posix()
        if with_mcp or not relative.startswith("mcp/"):
            yield relative, path.read_bytes()
