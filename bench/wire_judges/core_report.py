"""What openapi-core said, as lines and as a section of docs/wire-conformance.md."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Any

PAGE = Path(__file__).resolve().parents[2] / "docs" / "wire-conformance.md"
BEGIN, END = "<!-- openapi-core: begin -->", "<!-- openapi-core: end -->"

REASONS: tuple[tuple[str, str], ...] = (
    (
        r"^\S+ \S*[#?]\S* \(",
        "a path with `?` or `#` in it, which tells operations apart in some documents: the judge looks for "
        "it in the path of the request, where it cannot be",
    ),
    (
        r"(?i)header parameter: (accept|authorization|content-type)",
        "a parameter called `Accept`, `Authorization` or `Content-Type` is ignored (OAS 3.2 section 4.12.1); "
        "credentials are not judged",
    ),
    (
        r"x-www-form-urlencoded\): Missing required request body",
        "an empty form has no bytes, so the judge sees none",
    ),
    (
        r"urlencoded\).*\('form', '",
        "an object inside an urlencoded form: `a[b]=` is sent, the judge has no style for it",
    ),
    (
        r"\((least|most)\): Missing required request body",
        "a body whose only media type is empty: that is diagnosed (IG409), and no body is sent",
    ),
    (r"\{\w+:\}.*KeyError", "a path variable with a colon in its name: the judge fails"),
    (
        r"refused: a body of type `text/",
        "an object as a body of HTML or CSV: nothing says how it would be written, so it is refused",
    ),
    (
        r"\(least.*Invalid query parameter: ",
        "a `default` that does not fit its own schema: the judge fills it in where nothing is sent",
    ),
    (
        r"Query parameter error: (expand|created|filter)|\('deepObject', ",
        "a list in `deepObject`, which the standard leaves open: the judge refuses it, sent or not; "
        "Stripe reads `a[]=`",
    ),
    (
        r"Path parameter error: .*Failed to cast",
        "paths that differ in the name of their variable only: the judge takes the other one",
    ),
    (
        r"^\S+ \S*\{\w+\} \(.*Path not found",
        "`allowReserved` in a path: the judge finds no path for a value with a slash",
    ),
    (
        r"is not one of \[True, False",
        "an `enum` of booleans and numbers in a query, which is text on the wire",
    ),
    (r"cast value to object type", "a text where a union allows one: the judge tries the object only"),
    (
        r"not of type '(number|integer)'",
        "a number in `multipart/form-data`, which is text on the wire: the judge does not read it",
    ),
    (
        r"b'.*(schema of type string|is not of type 'string')",
        "text in `application/octet-stream` or in an image: the judge leaves it bytes",
    ),
    (
        r"(b['\"]|<Element ).*(schema of type object|is not of type 'object'|valid for sche)",
        "the schema of an object for a type that carries bytes, or XML: the judge reads neither",
    ),
    (
        r"required property|valid under each of|were unexpected|should not be valid|read-only"
        r"|should be non-empty|does not match|not valid for schema of type (object|any)"
        r"|cannot be empty|is too (short|long)",
        "the sampled values: the sampler does not solve every combination of schemas, and some documents "
        "have examples that their own patterns refuse",
    ),
)
"""`(pattern of label and complaint, why it is not ours)`; the first that matches counts."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    set: str
    """`named` or `dev`."""
    name: str
    requests: int
    accepted: int
    disagreements: tuple[str, ...]
    reasons: Counter[str]
    failed: str | None = None
    """Why the judge says nothing of the document."""

    @property
    def line(self) -> str:
        return f"{self.name}: {self.failed or f'{self.accepted} of {self.requests} requests accepted'}"


def scored(name: str, path: Path, verdict: dict[str, Any]) -> Score:
    said = [f"{label}: {complaint}" for label, complaint in verdict.get("said", ()) if complaint]
    count = len(verdict.get("said", ()))
    return Score(
        set=name,
        name=path.stem,
        requests=count,
        accepted=count - len(said),
        disagreements=tuple(said),
        reasons=Counter(map(reason_of, said)),
        failed=verdict.get("failed"),
    )


def reason_of(said: str) -> str:
    return next((reason for pattern, reason in REASONS if re.search(pattern, said)), "not explained")


def report(scores: list[Score]) -> str:
    """Return the named documents row by row, the others in one, and why what was refused was."""
    named = [score for score in scores if score.set == "named"]
    others = [score for score in scores if score.set != "named"]
    rows = [f"| {score.name} | {score.accepted} | {score.requests} |" for score in named]
    if named:
        rows.append(_row(f"the {len(named)} named documents together", named))
    if others:
        rows.append(_row(f"the {len(others)} documents of the development set together", others))
    reasons: Counter[str] = sum((score.reasons for score in scores), Counter())
    failed = Counter(re.sub(r": .*", "", score.failed) for score in scores if score.failed)
    lines = ["| document | accepted | of |", "|---|---:|---:|", *rows, "", "Not accepted:", ""]
    lines += [f"- {reason}: {count}" for reason, count in reasons.most_common()]
    lines += [
        f"- documents of which the judge says nothing, because {why}: {count}"
        for why, count in failed.items()
    ]
    return "\n".join(lines)


def _row(title: str, scores: list[Score]) -> str:
    return f"| {title} | {sum(s.accepted for s in scores):,} | {sum(s.requests for s in scores):,} |"


def write(section: str) -> None:
    """Put the section between its marks, at the end of the page when it has none yet."""
    text = PAGE.read_text() if PAGE.exists() else "# Wire conformance\n"
    if BEGIN not in text:
        text = f"{text.rstrip()}\n\n{_INTRODUCTION}\n{BEGIN}\n{END}\n"
    before, _, rest = text.partition(BEGIN)
    PAGE.write_text(f"{before}{BEGIN}\n{section}\n{END}{rest.partition(END)[2]}")


_INTRODUCTION = """## openapi-core

`bench/openapi-core-judge` builds requests for 25 operations of each of the 20 named documents of the corpus,
and for 6 of each document of its development set, with the least and the most that their schemas allow, for
every media type of a body, and lets openapi-core validate them against the document. With `--write` it writes
this section; a run that is stopped goes on where it was. Credentials are not judged: security is taken out.
"""
