from hypothesis import given
from hypothesis import strategies as st

from integen.naming.allocate import Request, allocate


def test_a_name_that_only_one_wants_is_given_as_it_is() -> None:
    assert allocate([Request("a", ("Pet",))], recorded={}) == {"a": "Pet"}


def test_all_who_want_one_name_take_context_and_none_takes_a_number() -> None:
    requests = [Request("a", ("List", "PetsList")), Request("b", ("List", "OrdersList"))]
    assert allocate(requests, recorded={}) == {"a": "PetsList", "b": "OrdersList"}


def test_numbers_come_last() -> None:
    assert allocate([Request("a", ("Pet",)), Request("b", ("Pet",))], recorded={}) == {
        "a": "Pet",
        "b": "Pet2",
    }


def test_names_differ_by_more_than_case() -> None:
    assert allocate([Request("a", ("Pet",)), Request("b", ("PET",))], recorded={}) == {
        "a": "Pet",
        "b": "PET2",
    }


def test_a_recorded_name_is_kept_when_a_newcomer_wants_it() -> None:
    before = allocate([Request("a", ("List", "PetsList"))], recorded={})
    both = [Request("a", ("List", "PetsList")), Request("b", ("List", "OrdersList"))]
    assert allocate(both, recorded=before) == {"a": "List", "b": "OrdersList"}


def test_the_name_of_what_is_gone_is_kept_back() -> None:
    names = allocate([Request("b", ("Pet",))], recorded={"a": "Pet"})
    assert names == {"b": "Pet2"}
    assert (
        allocate([Request("a", ("Pet",)), Request("b", ("Pet",))], recorded={"a": "Pet", **names})["a"]
        == "Pet"
    )


def test_a_lower_rank_chooses_first() -> None:
    requests = [Request("inline", ("Pet", "PetInline"), rank=1), Request("component", ("Pet",), rank=0)]
    assert allocate(requests, recorded={}) == {"inline": "PetInline", "component": "Pet"}


def test_a_recorded_name_that_could_not_be_ours_is_ignored() -> None:
    assert allocate([Request("a", ("Pet",))], recorded={"a": "x; import os"}) == {"a": "Pet"}


_NAMES = st.sampled_from(("A", "a", "B", "AB", "A2", "C"))
_REQUESTS = st.dictionaries(
    st.text("abcdef", min_size=1, max_size=3),
    st.lists(_NAMES, min_size=1, max_size=3),
    min_size=1,
    max_size=9,
)


@given(_REQUESTS, _REQUESTS)
def test_adding_requests_never_renames_and_never_repeats(
    first: dict[str, list[str]], more: dict[str, list[str]]
) -> None:
    before = allocate([Request(key, names) for key, names in first.items()], recorded={})
    merged = {**more, **first}
    after = allocate([Request(key, names) for key, names in merged.items()], recorded=before)
    assert {key: after[key] for key in before} == before
    assert len({name.lower() for name in after.values()}) == len(after)
