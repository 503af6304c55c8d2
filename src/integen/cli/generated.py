"""Finds what has been generated: folders with an `integen.lock` and a package with a `catalog.json`."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from integen.diagnostics.conflict import conflict_line
from integen.errors import IntegenError
from integen.kit.catalog import Catalog, CatalogError

LOCK = "integen.lock"
_TEXTS = frozenset((".py", ".json", ".jsonl", ".toml", ".md", ".lock"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Package:
    key: str
    directory: Path
    """`generated/github`"""
    catalog: Path

    @property
    def module(self) -> str:
        """The name that Python imports it by."""
        return self.catalog.parent.name

    def whole(self) -> Package:
        """Return it. Raises IntegenError when a merge has left one of its files in conflict."""
        refuse_conflicts(path for path in sorted(self.directory.rglob("*")) if path.suffix in _TEXTS)
        return self

    def opened(self) -> Catalog:
        """Raises IntegenError when the catalog is damaged or of another version."""
        refuse_conflicts((self.catalog,))
        try:
            catalog = Catalog(self.catalog)
            catalog.index()  # what is read later is told here, too
            return catalog
        except CatalogError as error:
            hint = f"generate `{self.key}` again, with --force"
            raise IntegenError(str(error), hint=hint) from error
        except (OSError, ValueError) as error:
            message = f"cannot read `{self.catalog}`: {error}"
            raise IntegenError(message, hint=f"generate `{self.key}` again") from error


def refuse_conflicts(paths: Iterable[Path]) -> None:
    """Raise IntegenError for a generated file that a merge has left in conflict."""
    for path in paths:
        try:
            line = conflict_line(path.read_bytes())
        except OSError:
            continue  # which is told where it is needed
        if line is not None:
            raise IntegenError(
                f"`{path}` has merge conflict markers in line {line}",
                hint="generate with --force, which makes it anew",
            )


def packages(output: Path) -> list[Package]:
    """Return what stands in the folder, by key."""
    if not output.is_dir():
        return []
    found = (_package(lock.parent) for lock in sorted(output.glob(f"*/{LOCK}")))
    return [package for package in found if package]


def package(output: Path, key: str) -> Package:
    """Return one. Raises IntegenError with the nearest keys."""
    known = packages(output)
    for candidate in known:
        if candidate.key == key:
            return candidate
    if key in {lock.parent.name for lock in output.glob(f"*/{LOCK}")}:
        raise IntegenError(
            f"`{key}` was generated without Python",
            hint="generate it with `--target mcp` or `--target python`",
        )
    if not known:
        raise IntegenError(
            f"nothing is generated in `{output}`", hint="start with: integen generate --spec PATH|URL|-"
        )
    raise IntegenError(
        f"`{key}` is not generated in `{output}`", hint=nearest(key, [each.key for each in known])
    )


def nearest(wanted: str, known: Iterable[str], *, most: int = 5) -> str:
    """Return `did you mean …` with what is like it, or what there is."""
    from difflib import get_close_matches

    names = list(known)
    folded = {name.casefold(): name for name in names}
    close = [folded[match] for match in get_close_matches(wanted.casefold(), folded, n=most, cutoff=0.5)]
    if close:
        return f"did you mean {_listed(close)}?"
    more = f" and {len(names) - most:,} more" if len(names) > most else ""
    return f"there is {_listed(names[:most])}{more}"


def likeness(one: str, other: str) -> float:
    """Return how like two names are, from 0 to 1."""
    from difflib import SequenceMatcher

    return SequenceMatcher(None, one.casefold(), other.casefold()).ratio()


def _listed(names: Iterable[str]) -> str:
    return ", ".join(f"`{name}`" for name in names)


def _package(directory: Path) -> Package | None:
    catalog = next(iter(sorted(directory.glob("*/catalog.json"))), None)
    return Package(key=directory.name, directory=directory, catalog=catalog) if catalog else None
