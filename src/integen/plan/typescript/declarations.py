"""Declarations of the schemas that have a name: interfaces and aliases, as answered and as sent."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from integen.ir.origin import Origin
from integen.ir.schema import AllOf, Anything, Nothing, Object, Schema
from integen.plan.names import Names
from integen.plan.python.bases import Bases
from integen.plan.python.registry import Registry
from integen.plan.typescript.circles import circles
from integen.plan.typescript.member import Alias, Declaration, Interface, Member
from integen.plan.typescript.names import TypeNames, name_inputs
from integen.plan.typescript.types import Trace, TypeWriter, tags_of, united
from integen.quoting import prose, ts_string, wrapped

_WIDTH = 100


@dataclass(slots=True, kw_only=True)
class Declared:
    """What is declared of one schema."""

    schema: Schema
    trace: Trace
    answer: Declaration
    input: Declaration | None = None
    family: Alias | None = None
    family_input: Alias | None = None


@dataclass(slots=True)
class Declarations:
    """Writes every named schema; what is sent comes last, because only then is known where it differs."""

    registry: Registry
    names: TypeNames
    answers: TypeWriter = field(init=False)
    inputs: TypeWriter = field(init=False)
    found: dict[Origin, Declared] = field(default_factory=dict)
    _bases: dict[Origin, Origin] = field(default_factory=dict)
    _own: Bases = field(init=False)

    def __post_init__(self) -> None:
        named = dict(_named(self.registry, self.names))
        self._own = Bases(self.registry)
        self._bases = {
            origin: base for origin, schema in named.items() if (base := self._base(schema)) is not None
        }
        aliases = {origin: schema for origin, schema in named.items() if self._shape(schema) is None}
        cuts = circles(self.registry.api, aliases)
        extended = frozenset(self._bases.values())
        self.answers = TypeWriter(self.registry, self.names, cuts, extended=extended)
        self.inputs = replace(self.answers, inputs=True, trace=Trace())
        for origin, schema in named.items():
            self.answers.trace = Trace()
            answer = self._declaration(self.answers, origin, schema, self.names.models[origin])
            self.found[origin] = Declared(schema=schema, trace=self.answers.trace, answer=answer)

    def add_inputs(self, sent: Trace, names: Names) -> None:
        """Declare what is sent where it differs, and families. `sent`: what arguments of operations name."""
        differing = self._differing(self._reached(sent.named))
        name_inputs(self.names, self.registry, names, differing)
        for origin in differing:
            found = self.found[origin]
            found.input = self._declaration(self.inputs, origin, found.schema, self.names.inputs[origin])
        for origin in self.names.families:
            self._add_family(origin)

    def tell_apart(self) -> None:
        """Name the values of discriminators, when every union has been written."""
        for origin, brands in self.answers.brands.items():
            self._brand(origin, brands)

    def _declaration(self, writer: TypeWriter, origin: Origin, schema: Schema, name: str) -> Declaration:
        notes = schema.notes
        text = notes.description or notes.title
        doc = wrapped(prose(text, 800), _WIDTH) if text else ""
        shape = self._shape(schema)
        if shape is None:
            return Alias(name=name, doc=doc, type=writer.declared(schema, origin), tags=tags_of(schema.notes))
        base = self._bases.get(origin)
        properties = shape.properties if base is None else self._own.own_properties(schema)
        members = writer.members(shape, properties, "  ")
        if base is not None:
            writer.trace.named.add(base)
        return Interface(
            name=name,
            doc=doc,
            members=members,
            tags=tags_of(schema.notes),
            base=None if base is None else writer.class_name(base),
            index=writer.index(shape, members.values(), "  ") if base is None else None,
        )

    def _shape(self, schema: Schema) -> Object | None:
        return schema if isinstance(schema, Object) else self.registry.shape(schema)

    def _base(self, schema: Schema) -> Origin | None:
        """Return the interface that this one extends; none that has an index signature."""
        base = self._own.of(schema)
        if base is None:
            return None
        shapes = self._shape(schema), self._shape(self.registry.api.schemas[base])
        plain = all(shape is not None and _is_plain(shape) for shape in shapes)
        return base if plain else None

    def _reached(self, start: Iterable[Origin]) -> set[Origin]:
        """Return the schemas that these refer to, however indirectly, themselves included."""
        reached: set[Origin] = set()
        waiting = list(start)
        while waiting:
            origin = waiting.pop()
            if origin not in reached and origin in self.found:
                reached.add(origin)
                waiting += self._referred(origin)
        return reached

    def _referred(self, origin: Origin) -> Iterator[Origin]:
        yield from self.found[origin].trace.named
        if origin in self.names.families:
            yield from self._family(origin)

    def _differing(self, reached: set[Origin]) -> list[Origin]:
        """Return those of `reached` that are sent in another form than answered, in their order."""
        users: dict[Origin, list[Origin]] = defaultdict(list)
        for origin in reached:
            for target in self._referred(origin):
                users[target].append(origin)
        waiting = [origin for origin in reached if self.found[origin].trace.one_way]
        differing: set[Origin] = set()
        while waiting:
            origin = waiting.pop()
            if origin not in differing:
                differing.add(origin)
                waiting += users[origin]
        return [origin for origin in self.found if origin in differing]

    def _family(self, origin: Origin) -> Mapping[Origin, list[str]]:
        """Return the values by which a base and its heirs are told apart."""
        schema = self.registry.api.schemas[origin]
        assert isinstance(schema, Object | AllOf) and schema.discriminator is not None
        values: dict[Origin, list[str]] = {}
        for value, heir in schema.discriminator.mapping:
            if heir in self.registry.classes:
                values.setdefault(heir, []).append(value)
        return values

    def _add_family(self, origin: Origin) -> None:
        schema = self.registry.api.schemas[origin]
        assert isinstance(schema, Object | AllOf) and schema.discriminator is not None
        found, name = self.found[origin], schema.discriminator.property
        doc = f"`{self.names.models[origin]}` or what extends it."
        for writer in (self.answers, self.inputs):
            texts = [
                writer.branded(heir, writer.class_name(heir), name, values)
                for heir, values in self._family(origin).items()
            ]
            if writer is self.answers:
                found.family = Alias(name=self.names.families[origin], doc=doc, type=united(texts, ""))
            elif origin in self.names.family_inputs:
                name_of_input = self.names.family_inputs[origin]
                found.family_input = Alias(name=name_of_input, doc=doc, type=united(texts, ""))

    def _brand(self, origin: Origin, brands: Mapping[str, list[str]]) -> None:
        """Make an interface say which values of a discriminator mean it."""
        found = self.found[origin]
        for declaration in (found.answer, found.input):
            if not isinstance(declaration, Interface):
                continue
            for name, values in brands.items():
                member = declaration.members.get(name) or Member(name=name, type="")
                text = united(map(ts_string, values), "  ")
                declaration.members[name] = replace(member, type=text, optional=False)
                if declaration.index is not None:
                    declaration.index = united((declaration.index, text), "  ")


def _named(registry: Registry, names: TypeNames) -> Iterator[tuple[Origin, Schema]]:
    """Yield the schemas that have a name: those of models in their order, then the others."""
    origins = {name: origin for origin, name in (registry.classes | registry.aliases).items()}
    for root in registry.roots:
        for name, schema in registry.members[root.position]:
            yield origins[name], schema
    for origin in names.models:
        if origin not in registry.classes and origin not in registry.aliases:
            yield origin, registry.api.schemas[origin]


def _is_plain(shape: Object) -> bool:
    return (
        not shape.patterns and not shape.extra_required and isinstance(shape.additional, Anything | Nothing)
    )
