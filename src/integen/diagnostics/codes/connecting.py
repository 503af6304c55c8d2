"""IG63: what it takes to connect an account."""

from __future__ import annotations

from integen.diagnostics.codes.entry import WARNING, table

CONNECTING = table(
    (
        "IG630",
        WARNING,
        "an OAuth URL that its provider has retired",
        "It works no more, or not for long, and people would be sent there to sign in.",
        "tokenUrl: https://accounts.google.com/o/oauth2/token",
        "name the present one, in the document or with an overlay",
    ),
    (
        "IG631",
        WARNING,
        "an operation needs a scope that no flow declares",
        "Nobody can tell people what they would consent to, and the provider may refuse to grant it.",
        "security: [{login: [admin]}] where the flows of `login` have no scope `admin`",
        "declare the scope in a flow of the scheme, or correct its name",
    ),
)
