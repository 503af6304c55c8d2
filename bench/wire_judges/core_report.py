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
        r"Query parameter error: (expand|created)|\('deepObject', ",
        "a list in `deepObject`, which the standard leaves open: the judge refuses it, sent or not; "
        "Stripe reads `a[]=`",
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
        r"b['\"].*(schema of type object|is not of type 'object')",
        "the schema of an object for a type that carries bytes, or XML: the judge reads neither",
    ),
    (r"header parameter: Accept", "a parameter called `Accept` is ignored (OAS 3.2 section 4.12.1)"),
    (
        r"required property|valid under each of|were unexpected|should not be valid|read-only",
        "the sampled values: the sampler does not solve every combination of schemas",
    ),
)
"""`(pattern of a complaint, why it is not ours)`; the first that matches counts."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    name: str
    requests: int
    accepted: int
    unmakable: int
    disagreements: tuple[str, ...]
    reasons: Counter[str]

    @property
    def line(self) -> str:
        return f"{self.name}: {self.accepted} of {self.requests} requests accepted"


def scored(path: Path, job: dict[str, Any], found: list[str | None]) -> Score:
    pairs = [(sent["label"], said) for sent, said in zip(job["requests"], found, strict=True) if said]
    return Score(
        name=path.stem,
        requests=len(found),
        accepted=len(found) - len(pairs),
        unmakable=job["unmakable"],
        disagreements=tuple(f"{label}: {said}" for label, said in pairs),
        reasons=Counter(reason_of(said) for _, said in pairs),
    )


def reason_of(complaint: str) -> str:
    return next((reason for pattern, reason in REASONS if re.search(pattern, complaint)), "not explained")


def report(scores: list[Score]) -> str:
    rows = [f"| {score.name} | {score.accepted} | {score.requests} |" for score in scores]
    total = (sum(score.accepted for score in scores), sum(score.requests for score in scores))
    reasons: Counter[str] = sum((score.reasons for score in scores), Counter())
    return "\n".join(
        [
            "| document | accepted | of |",
            "|---|---:|---:|",
            *rows,
            f"| together | {total[0]} | {total[1]} |",
            "",
            "Not accepted:",
            "",
            *(f"- {reason}: {count}" for reason, count in reasons.most_common()),
        ]
    )


def write(section: str) -> None:
    """Put the section between its marks, at the end of the page when it has none yet."""
    text = PAGE.read_text() if PAGE.exists() else "# Wire conformance\n"
    if BEGIN not in text:
        text = f"{text.rstrip()}\n\n{_INTRODUCTION}\n{BEGIN}\n{END}\n"
    before, _, rest = text.partition(BEGIN)
    PAGE.write_text(f"{before}{BEGIN}\n{section}\n{END}{rest.partition(END)[2]}")


_INTRODUCTION = """## openapi-core

`bench/openapi-core-judge` builds requests for 25 operations of each of the 20 named documents of the corpus,
with the least and the most that their schemas allow, for every media type of a body, and lets openapi-core
validate them against the document; `bench/openapi-core-judge --write` writes this section. Credentials are
not judged: security is taken out before.
"""
