"""Reads what a project decides about operations: filters, rules, toolsets, instructions."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from integen.config import keys
from integen.config.project import NAME
from integen.config.section import Section
from integen.curate.facts import ALSO_IN, ARGUMENT_FACTS, FACTS, Unfit, text
from integen.curate.selector import Selector, SelectorError, parsed
from integen.curate.settings import Filter, Rule, Settings
from integen.ir.curation import Level, Said


def curation(section: Section) -> Settings:
    """Return the settings of one table; its rules stand in the order of the file."""
    return Settings(
        include=tuple(_filters(section, "include")),
        exclude=tuple(_filters(section, "exclude")),
        rules=(*_toolset_rules(section), *_operation_rules(section)),
        instructions=section.text("instructions"),
        toolsets=dict(_descriptions(section)),
    )


def under(shared: Settings, own: Settings) -> Settings:
    """Return what holds for all integrations with one integration's own words laid over it."""
    return replace(
        own,
        include=own.include or shared.include,
        exclude=(*shared.exclude, *own.exclude),
        rules=(*shared.rules, *own.rules),
        instructions=own.instructions or shared.instructions,
        toolsets={**shared.toolsets, **own.toolsets},
    )


def _filters(section: Section, key: str) -> Iterator[Filter]:
    for number, (written, place) in enumerate(section.placed_texts(key)):
        selector = _selector(section, written, key, number)
        if selector is not None:
            yield Filter(selector=selector, by=f"`{key}` of `{NAME}`: `{written}`", place=place)


def _selector(section: Section, written: str, key: str, *steps: int, at_key: bool = False) -> Selector | None:
    try:
        return parsed(written)
    except SelectorError as error:
        message = f"`{written[:80]}`: {error}"
        section.report("IG538", message, key, *steps, hint=error.hint, at_key=at_key)
        return None


def _operation_rules(section: Section) -> Iterator[Rule]:
    for written, table in section.tables("operations"):
        outer = section.table("operations")
        selector = _selector(outer, written, written, at_key=True) if outer else None
        if selector is None:
            continue
        table.only(keys.OPERATION)
        said = tuple(_statements(table))
        place = replace(table, path=table.path[:-1]).place(written, at_key=True)
        yield Rule(selector=selector, statements=said, place=place)


def _statements(table: Section) -> Iterator[Said]:
    for key in table.data:
        if key == "arguments":
            for argument, inner in table.tables(key):
                inner.only(keys.ARGUMENT)
                for fact in inner.data:
                    if fact in ARGUMENT_FACTS:
                        yield from _statement(inner, fact, fact, argument)
        elif key in keys.OPERATION:
            yield from _statement(table, key, "included" if key == "include" else key)


def _statement(table: Section, key: str, fact: str, argument: str | None = None) -> Iterator[Said]:
    reader = (FACTS if argument is None else ARGUMENT_FACTS)[fact]
    try:
        value = reader(table.data[key])
    except Unfit as error:
        table.wrong(key, f"should be {error}")
        return
    place = table.place(key, at_key=True)
    line = f":{place.position.line}" if place.position else ""
    yield Said(
        fact=fact,
        value=value,
        level=Level.PROJECT,
        by=NAME,
        place=f"{place.source}{line}",
        argument=argument,
    )


def _toolset_rules(section: Section) -> Iterator[Rule]:
    for name, table in section.tables("toolsets"):
        table.only(keys.TOOLSET)
        for number, (written, place) in enumerate(table.placed_texts("operations")):
            selector = _selector(table, written, "operations", number)
            if selector is None:
                continue
            line = f":{place.position.line}" if place.position else ""
            where = f"{place.source}{line}"
            said = Said(fact=ALSO_IN, value=(name,), level=Level.PROJECT, by=NAME, place=where)
            yield Rule(selector=selector, statements=(said,), place=place)


def _descriptions(section: Section) -> Iterator[tuple[str, str]]:
    for name, table in section.tables("toolsets"):
        about = table.text("description")
        try:
            yield name, text(about) if about is not None else ""
        except Unfit as error:
            table.wrong("description", f"should be {error}")
