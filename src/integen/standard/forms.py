"""Forms that texts have in OpenAPI documents: as a pattern for both validators, and in words."""

from __future__ import annotations

import re
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Form:
    name: str
    pattern: str
    """In the words that Python's `re` and ECMA-262 share."""
    says: str
    """Completes `… is not`."""
    advice: bool = False
    """The standard has it as a `format`, which is an annotation: a departure is a warning."""

    def fits(self, text: str) -> bool:
        """Tell whether a text has the form."""
        return _compiled(self).search(text) is not None


_COMPILED: dict[str, re.Pattern[str]] = {}


def _compiled(form: Form) -> re.Pattern[str]:
    found = _COMPILED.get(form.name)
    if found is None:
        found = _COMPILED[form.name] = re.compile(form.pattern)
    return found


_TOKEN = r"[0-9A-Za-z!#$%&'*+.^_`|~-]+"

FORMS: dict[str, Form] = {
    form.name: form
    for form in (
        Form("openapi2", r"^2\.0$", "the version `2.0`"),
        Form("openapi30", r"^3\.0\.[0-9]+(-.+)?$", "a version of three numbers such as `3.0.4`"),
        Form("openapi31", r"^3\.1\.[0-9]+(-.+)?$", "a version of three numbers such as `3.1.2`"),
        Form("openapi32", r"^3\.2\.[0-9]+(-.+)?$", "a version of three numbers such as `3.2.0`"),
        Form("uri", r'^[^\s<>"{}|\\^`]*$', "a URI reference (RFC 3986)", advice=True),
        Form("absolute", r'^[A-Za-z][A-Za-z0-9+.-]*:[^\s<>"{}|\\^`]*$', "a URI with a scheme", advice=True),
        Form("self", r'^[^#\s<>"{}|\\^`]*$', "a URI reference without a fragment"),
        Form("email", r"^[^@\s]+@[^@\s]+$", "an email address", advice=True),
        Form("media", rf"^\s*(\*|{_TOKEN})/{_TOKEN}\s*(;.*)?$", "a media type", advice=True),
        Form("key", r"^[a-zA-Z0-9._-]+$", "a name of letters, digits, `.`, `-` and `_`"),
        Form("path", r"^/", "a path that starts with `/`"),
        Form("status3", r"^[1-5]([0-9][0-9]|XX)$", "a status such as `200`, `4XX` or `default`"),
        Form("status2", r"^[1-5][0-9][0-9]$", "a status such as `200`, or `default`"),
        Form("token", rf"^{_TOKEN}$", "a name that HTTP allows (RFC 9110 section 5.6.2)"),
        Form(
            "method",
            rf"^(?!(GET|PUT|POST|DELETE|OPTIONS|HEAD|PATCH|TRACE|QUERY)$){_TOKEN}$",
            "a method beside those that path items have members for",
        ),
        Form("variable", r"^[^{}]+$", "a name without braces"),
        Form("anchor", r"^[A-Za-z_][-A-Za-z0-9._]*$", "an anchor of letters, digits, `-`, `.` and `_`"),
        Form("nofragment", r"^[^#]*#?$", "a URI reference without a fragment"),
        Form("host", r"^[^{}/ :\\]+(:[0-9]+)?$", "a host, with a port or without, and nothing else"),
        Form("slash", r"^/", "a path that starts with `/`"),
    )
}
