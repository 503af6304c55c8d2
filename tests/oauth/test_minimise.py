"""The least scopes are the least: compared with every possible choice."""

from __future__ import annotations

import time
from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as st

from integen.plan.oauth.explain import explained
from integen.plan.oauth.minimise import least
from integen.plan.oauth.needs import Need, Needs

S = {name: ("g", name) for name in "abcdef"}


def need(operation: str, *alternatives: str, effect: str = "read", is_open: bool = False) -> Need:
    """Return a need; an alternative is its scopes, a letter each."""
    return Need(
        operation=operation,
        tool=operation,
        toolset="t",
        effect=effect,
        alternatives=tuple(frozenset(S[letter] for letter in each) for each in alternatives),
        is_open=is_open,
    )


def needs(*operations: Need, implied: dict[str, str] | None = None) -> Needs:
    return Needs(
        operations=operations,
        descriptions={scope: f"about {scope[1]}" for scope in S.values()},
        implied={S[name]: frozenset(S[each] for each in below) for name, below in (implied or {}).items()},
        separators={"g": " "},
    )


def asked(found: Needs, *wanted: str) -> str:
    return "".join(scope for _, scope in least(found, wanted).scopes)


def test_what_every_alternative_needs_is_asked_for() -> None:
    assert asked(needs(need("1", "a"), need("2", "bc")), "1", "2") == "abc"


def test_one_scope_that_does_for_all_is_better_than_many() -> None:
    assert asked(needs(need("1", "a", "c"), need("2", "b", "c")), "1", "2") == "c"


def test_a_scope_that_lets_others_change_things_is_avoided() -> None:
    found = needs(
        need("1", "a", "c"),
        need("2", "b", "c"),
        need("3", "c", effect="write"),
        need("4", "a"),
        need("5", "b"),
    )
    assert asked(found, "1", "2") == "ab"


def test_a_scope_that_comes_along_is_not_asked_for() -> None:
    found = needs(need("1", "a"), need("2", "b"), implied={"b": "a"})
    assert asked(found, "1", "2") == "b"
    assert least(found, {"1", "2"}).granted == {S["a"], S["b"]}
    assert asked(found, "1") == "a"


def test_the_narrow_scope_wins_over_the_one_that_brings_it() -> None:
    assert asked(needs(need("1", "b", "a"), implied={"b": "ac"}), "1") == "a"


def test_needs_that_settle_each_other_are_still_met() -> None:
    found = needs(need("1", "a", "b"), need("2", "b", "a"))
    assert asked(found, "1", "2") == "a"


def test_operations_that_are_open_ask_for_nothing() -> None:
    found = needs(need("1", "a", is_open=True), need("2"))
    answer = explained(found, {"1", "2"})
    assert answer.asked == ()
    assert answer.open == ("1",)
    assert answer.elsewhere == ("2",)


def test_the_answer_says_which_tool_forces_what() -> None:
    found = needs(
        need("force", "a"), need("choose", "a", "b"), need("other", "b", effect="write"), need("plain", "")
    )
    answer = explained(found, {"force", "choose", "plain"})
    (only,) = answer.asked
    assert (only.scope[1], only.forced_by, only.chosen_for) == ("a", ("force",), ("choose",))
    (dropped,) = answer.dropped
    assert (dropped.scopes, dropped.tools, dropped.changing) == ((S["b"],), ("choose",), 1)
    assert answer.without_scopes == ("plain",)
    assert answer.is_exact


alternative = st.text("abcdef", min_size=0, max_size=3).map(lambda text: "".join(sorted(set(text))))
operations = st.lists(
    st.tuples(
        st.lists(alternative, min_size=1, max_size=4), st.sampled_from(["read", "write"]), st.booleans()
    ),
    min_size=1,
    max_size=7,
)
hierarchies = st.dictionaries(
    st.sampled_from("cdef"),
    st.text("ab", min_size=1, max_size=2).map(lambda text: "".join(sorted(set(text)))),
)


def cost(found: Needs, wanted: set[str], granted: frozenset) -> tuple[int, int, int]:
    let_in = [
        each.effect
        for each in found.operations
        if each.operation not in wanted and any(option <= granted for option in each.alternatives)
    ]
    return sum(e != "read" for e in let_in), sum(e == "read" for e in let_in), len(granted)


def closed(found: Needs, scopes: tuple) -> frozenset:
    return frozenset(scopes).union(*(found.implied.get(scope, frozenset()) for scope in scopes))


@settings(max_examples=400, deadline=None)
@given(operations, hierarchies)
def test_no_other_choice_is_cheaper(drawn, implied) -> None:
    listed = [need(str(i), *alternatives, effect=effect) for i, (alternatives, effect, _) in enumerate(drawn)]
    found = needs(*listed, implied=implied)
    wanted = {str(i) for i, (_, _, is_wanted) in enumerate(drawn) if is_wanted}
    answer = least(found, wanted)
    chosen = [each for each in listed if each.operation in wanted]
    assert all(any(option <= answer.granted for option in each.alternatives) for each in chosen)
    assert answer.granted == closed(found, answer.scopes)
    assert answer.is_exact
    choices = [closed(found, each) for size in range(7) for each in combinations(S.values(), size)]
    enough = [
        granted
        for granted in choices
        if all(any(option <= granted for option in each.alternatives) for each in chosen)
    ]
    assert cost(found, wanted, answer.granted) == min(cost(found, wanted, granted) for granted in enough)


def test_a_document_made_to_be_hard_is_answered_all_the_same() -> None:
    names = [f"s{number}" for number in range(600)]
    listed = tuple(
        Need(
            operation=str(number),
            tool=str(number),
            toolset="t",
            effect="read",
            alternatives=tuple(
                frozenset(
                    {("g", names[(number * 7 + step * 13) % 600]), ("g", names[(number + step * step) % 600])}
                )
                for step in range(12)
            ),
        )
        for number in range(3000)
    )
    found = Needs(operations=listed, descriptions={("g", name): "" for name in names}, separators={"g": " "})
    wanted = {str(number) for number in range(0, 3000, 2)}
    started = time.process_time()
    answer = least(found, wanted)
    assert time.process_time() - started < 30
    assert not answer.is_exact
    assert all(
        any(option <= answer.granted for option in each.alternatives)
        for each in listed
        if each.operation in wanted
    )
