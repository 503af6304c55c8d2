"""One way in which a document is not as the standard says."""

from __future__ import annotations

from dataclasses import dataclass

from integen.diagnostics.edit import Edit
from integen.ir.origin import Origin


@dataclass(frozen=True, slots=True, kw_only=True)
class Violation:
    code: str
    message: str
    origin: Origin
    section: str
    """The object that the standard describes it at: `Parameter`, `SecurityScheme`."""
    hint: str | None = None
    lenient: bool = False
    """The standard recommends it only, so it is a warning."""
    fix: Edit | None = None


_TITLES = {
    "Document": "OpenAPI Object",
    "ExternalDocumentation": "External Documentation Object",
    "ImplicitFlow": "OAuth Flow Object",
    "TokenFlow": "OAuth Flow Object",
    "CodeFlow": "OAuth Flow Object",
    "DeviceFlow": "OAuth Flow Object",
    "OAuthFlows": "OAuth Flows Object",
    "XML": "XML Object",
}
_PAGES = {"2.0": "v2.0", "3.0": "v3.0.4", "3.1": "v3.1.2", "3.2": "v3.2.0"}


def title(section: str) -> str:
    """Return what the standard calls an object: `Path Item Object`."""
    known = _TITLES.get(section)
    if known is not None:
        return known
    words = "".join(f" {char}" if char.isupper() else char for char in section).strip()
    return f"{words} Object"


def address(section: str, version: str) -> str:
    """Return where the standard describes an object."""
    if version == "2.0" and section == "Document":
        return "https://spec.openapis.org/oas/v2.0#swagger-object"
    return f"https://spec.openapis.org/oas/{_PAGES[version]}#{title(section).lower().replace(' ', '-')}"
