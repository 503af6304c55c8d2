import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from integen.naming.legal import key, pascal, snake, tool_name
from integen.naming.words import words


@given(st.text(max_size=200), st.sampled_from((20, 50, 64)))
def test_whatever_the_text_a_tool_name_is_one_that_every_client_takes(text: str, limit: int) -> None:
    assert re.fullmatch(rf"[a-z][a-z0-9_]{{0,{limit - 1}}}", tool_name(words(text), limit))


@given(st.text(max_size=80))
def test_whatever_the_text_identifiers_are_identifiers_and_keys_stay_in_their_folder(text: str) -> None:
    assert snake(words(text)).isidentifier()
    assert pascal(words(text)).isidentifier()
    assert re.fullmatch(r"[a-z][a-z0-9-]*", key(words(text)))


def test_keywords_and_leading_digits_are_made_legal() -> None:
    assert snake(words("from")) == "from_"
    assert snake(words("2fa")) == "value_2fa"
    assert pascal(words("none")) == "None_"


def test_a_long_tool_name_loses_fillers_before_meaning() -> None:
    found = words("repos/list-the-branches-of-the-default-repository-for-a-team")
    assert tool_name(found, 50) == "repos_list_branches_default_repository_team"


def test_two_long_names_that_begin_alike_stay_apart() -> None:
    one, other = (
        words("get " + "configuration " * 9 + "a b c d e f g x"),
        words("get configuration q r s t u v w x y z aa bb cc dd ee ff gg hh"),
    )
    assert tool_name(one, 20) != tool_name(other, 20)


@pytest.mark.parametrize("text", ["", "!!!", "\x00"])
def test_a_text_without_words_still_gives_a_name(text: str) -> None:
    assert tool_name(words(text), 50) == "tool"


def test_a_name_is_short_enough_for_a_file_and_long_names_that_begin_alike_stay_apart() -> None:
    one, other = snake(["very"] * 100 + ["one"]), snake(["very"] * 100 + ["other"])
    assert max(len(one), len(other)) <= 160
    assert one != other
    assert one.isidentifier()


@pytest.mark.parametrize(
    ("text", "expected"), [("a 000000 aa aa 00 u216", "a_000000_aa_00_u216"), ("the of " * 10, "the")]
)
def test_a_tool_name_begins_with_a_letter_after_its_fillers_are_gone(text: str, expected: str) -> None:
    assert tool_name(words(text), 20) == expected
