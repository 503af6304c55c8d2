"""The doors through which text of a document enters generated files."""

import ast
import tomllib

from hypothesis import given
from hypothesis import strategies as st

from integen import quoting

TEXT = st.text(
    alphabet=st.one_of(st.sampled_from("\"'\\\n\t {}`|[]()<>#\x00\x1b\u202e"), st.characters()), max_size=60
)


@given(TEXT, st.sampled_from((0, 4, 8)))
def test_a_docstring_is_one_string_that_says_what_can_be_seen_of_the_text(text: str, indent: int) -> None:
    literal = quoting.docstring(text, indent)
    body = ast.parse(" " * indent + literal if not indent else f"class X:\n{' ' * indent}{literal}").body
    while isinstance(body[0], ast.ClassDef):
        body = body[0].body
    assert len(body) == 1
    assert isinstance(body[0], ast.Expr)
    assert isinstance(body[0].value, ast.Constant)
    said = [line.strip() for line in str(body[0].value.value).strip().split("\n")]
    assert said == [line.strip() for line in quoting.visible(text).strip().split("\n")]


@given(TEXT)
def test_a_python_string_is_the_text(text: str) -> None:
    assert ast.literal_eval(quoting.python_string(text)) == text


@given(TEXT)
def test_a_toml_string_cannot_be_left(text: str) -> None:
    assert set(tomllib.loads(f"x = {quoting.toml_string(text)}\ny = 1")) == {"x", "y"}


@given(TEXT)
def test_a_comment_stays_on_its_line(text: str) -> None:
    assert len(ast.parse(f"x = 1  # {quoting.line(text)}\n").body) == 1


@given(TEXT, st.integers(10, 80))
def test_prose_stays_within_its_limit_and_wrapping_loses_no_word(text: str, limit: int) -> None:
    assert len(quoting.prose(text, limit)) <= limit
    assert quoting.wrapped(text, 20).split() == text.split()


def test_a_long_run_of_blanks_is_read_once() -> None:
    """Searched again from each of its blanks it would take minutes."""
    assert quoting.prose(f"x{' ' * 400_000}y\t \nz", 400_010).endswith("y\nz")
