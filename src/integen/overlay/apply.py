"""Carries out the actions of overlays on a document, in order, each on what the one before has left."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace

from integen.diagnostics.diagnostic import Diagnostics
from integen.diagnostics.provenance import Provenance
from integen.ir.origin import Origin, child
from integen.ir.schema import JsonValue
from integen.overlay.budget import LEVELS, Budget, fresh, measured
from integen.overlay.document import Overlay, Step
from integen.overlay.merge import Copied, Merger, Misfit, Written, kind
from integen.overlay.query import BadQuery, Place, at, places
from integen.source.laid import Effect

_SEVERAL = {"object": "objects", "array": "arrays", "single": "single values"}


class _Refused(Exception):
    """The action cannot be carried out; nothing was changed, or what the message says."""

    def __init__(self, code: str, message: str, origin: Origin) -> None:
        super().__init__(message)
        self.code = code
        self.origin = origin


@dataclass(frozen=True, slots=True, kw_only=True)
class Application:
    """One document that overlays are laid over. `value` is changed in place."""

    value: JsonValue
    provenance: Provenance
    diagnostics: Diagnostics
    budget: Budget

    def lay(self, overlay: Overlay) -> tuple[Effect, ...]:
        """Return what each action did; what goes wrong is in the diagnostics. Raises TooCostly."""
        return tuple(self._effect(step, is_1_0=overlay.is_1_0) for step in overlay.steps)

    def _effect(self, step: Step, *, is_1_0: bool) -> Effect:
        told = Effect(origin=step.origin, kind=step.kind, target=step.target, description=step.description)
        try:
            found = self._places(step.target, child(step.origin, "target"))
            told = replace(told, matches=len(found))
            if not found:
                message = f"`{step.target}` matches nothing"
                self.diagnostics.report("IG506", message, child(step.origin, "target"))
            elif step.kind == "remove":
                told = replace(told, removed=self._remove(found, step))
            elif step.kind != "nothing":
                told = self._put(step, found, told, is_1_0=is_1_0)
        except _Refused as refusal:
            self.diagnostics.report(
                refusal.code, str(refusal), refusal.origin, note="the action was not carried out"
            )
            told = replace(told, failed=True)
        return told

    def _places(self, query: str, origin: Origin) -> list[Place]:
        try:
            return places(query, self.value, self.budget.clock)
        except BadQuery as error:
            raise _Refused("IG505", f"`{query}` is no JSONPath query: {error}", origin) from None

    def _remove(self, found: list[Place], step: Step) -> int:
        """Remove the deepest nodes first, so that no place changes before its turn."""
        if () in found:
            raise _Refused("IG514", "the document itself cannot be removed", step.origin)
        by_parent: dict[Place, set[Place]] = defaultdict(set)
        for place in found:
            by_parent[place[:-1]].add(place)
        for parent in sorted(by_parent, key=len, reverse=True):
            node, gone = at(self.value, parent), by_parent[parent]
            if isinstance(node, list):
                indices = {int(place[-1]) for place in gone}
                self.provenance.closed_up(parent, len(node), indices)
                node[:] = [inner for index, inner in enumerate(node) if index not in indices]
                continue
            for place in gone:
                del node[place[-1]]
        return len(found)

    def _put(self, step: Step, found: list[Place], told: Effect, *, is_1_0: bool) -> Effect:
        nodes = [at(self.value, place) for place in found]
        self._check_kinds(step, nodes, is_1_0=is_1_0)
        merger, value = self._merger(step)
        self._check_size(step, found, value)
        try:
            for node in nodes:
                merger.check(node)
            for place, node in zip(found, nodes, strict=True):
                merger.into(place, node)
        except Misfit as misfit:
            origin = child(step.origin, step.kind)
            for token in misfit.path if step.kind == "update" else ():
                origin = child(origin, token)
            raise _Refused("IG507", str(misfit), origin) from None
        return replace(told, added=merger.tally.added, replaced=merger.tally.replaced)

    def _merger(self, step: Step) -> tuple[Merger, JsonValue]:
        origin = child(step.origin, step.kind)
        if step.kind == "update":
            source = Written(self.provenance, origin)
            return Merger(self.value, step.value, source), step.value
        query = str(step.value)
        found = self._places(query, origin)
        if len(found) != 1:
            message = f"`{query}` selects {len(found) or 'no'} nodes, and one can be copied"
            raise _Refused("IG509", message, origin)
        value = at(self.value, found[0])
        return Merger(self.value, fresh(value), Copied(self.provenance, found[0])), value

    def _check_kinds(self, step: Step, nodes: list[JsonValue], *, is_1_0: bool) -> None:
        kinds = sorted({kind(node) for node in nodes})
        if len(kinds) > 1:
            found = " and ".join(_SEVERAL[each] for each in kinds)
            message = f"`{step.target}` selects nodes of different kinds: {found}"
            raise _Refused("IG508", message, child(step.origin, "target"))
        if is_1_0 and (step.kind == "copy" or kinds == ["single"]):
            what = "copies nothing" if step.kind == "copy" else "changes no single values"
            self.diagnostics.report(
                "IG512", f"Overlay 1.0 {what}", child(step.origin, "target"), note="it was carried out"
            )

    def _check_size(self, step: Step, found: list[Place], value: JsonValue) -> None:
        nodes, depth = measured(value)
        self.budget.spend(nodes * len(found))
        if () in found and kind(self.value) == "single":
            raise _Refused("IG507", "the document is a single value", step.origin)
        if max(map(len, found)) + depth > LEVELS:
            raise _Refused("IG507", "the document would be nested too deeply", step.origin)
