import pytest

from integen.naming.words import singular, words


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("listPullRequests", "list pull requests"),
        ("issues/list-for-repo", "issues list for repo"),
        ("@odata.type", "odata type"),
        ("filter[x]", "filter x"),
        ("HTTPServer", "http server"),
        ("URLs", "urls"),
        ("OAuth2Token", "oauth2 token"),
        ("sha256", "sha256"),
        ("+1", "plus 1"),
        ("-1", "minus 1"),
        ("2fa", "2fa"),
        ("Überschrift", "uberschrift"),
        ("中", "u20013"),
        ("../../etc/passwd", "etc passwd"),
        ("$'\n;", ""),
    ],
)
def test_words_are_found_in_the_spellings_that_people_use(text: str, expected: str) -> None:
    assert " ".join(words(text)) == expected


@pytest.mark.parametrize(
    ("plural", "expected"),
    [
        ("pets", "pet"),
        ("categories", "category"),
        ("statuses", "status"),
        ("status", "status"),
        ("boxes", "box"),
    ],
)
def test_plurals_lose_their_ending_and_singulars_keep_theirs(plural: str, expected: str) -> None:
    assert singular(plural) == expected
