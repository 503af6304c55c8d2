"""IG60: what lint says of itself."""

from __future__ import annotations

from integen.diagnostics.codes.entry import WARNING, table

LINT = table(
    (
        "IG601",
        WARNING,
        "a suppression that suppresses nothing",
        "What it was for is gone; left there it would hide the next one.",
        "x-integen-ignore: [IG704] where nothing is wrong",
        "remove it",
    ),
    (
        "IG602",
        WARNING,
        "a suppression that cannot be read",
        "It suppresses nothing.",
        "x-integen-ignore: all",
        "write a list of codes: `x-integen-ignore: [IG704]`",
    ),
)
