"""What can change between two versions of an API, and what each change means to whom.

Breaking: a call that worked fails, or an answer that was understood is not. Risky: it may, or somebody
chooses or behaves differently. Safe: neither. What narrows a request or widens an answer breaks; the other
way round is safe.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from integen.ir.origin import Origin


class Severity(StrEnum):
    BREAKING = "breaking"
    RISKY = "risky"
    SAFE = "safe"


class Audience(StrEnum):
    AGENT = "agents"
    SDK = "SDK"
    WIRE = "wire"


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    severity: Severity
    audience: Audience
    title: str
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    kind: str
    """A key of `RULES`."""
    subject: str
    """What changed, as a user calls it: `argument owner`, `answer 200 .items[].id`."""
    operations: tuple[str, ...] = ()
    """Keys of those concerned, as in the new version where they are there; empty: the whole API."""
    before: str | None = None
    after: str | None = None
    old: Origin | None = None
    new: Origin | None = None

    @property
    def rule(self) -> Rule:
        return RULES[self.kind]

    @property
    def severity(self) -> Severity:
        return self.rule.severity


_B, _R, _S = Severity.BREAKING, Severity.RISKY, Severity.SAFE
_AGENT, _SDK, _WIRE = Audience.AGENT, Audience.SDK, Audience.WIRE


def _rules(audience: Audience, *rows: tuple[str, Severity, str, str]) -> dict[str, Rule]:
    return {
        kind: Rule(severity=severity, audience=audience, title=title, why=why)
        for kind, severity, title, why in rows
    }


_TOOLS = _rules(
    _AGENT,
    ("tool-added", _S, "tool added", "agents may use it; it costs context"),
    ("tool-removed", _B, "tool removed", "prompts and workflows that call it fail"),
    ("tool-renamed", _R, "tool renamed", "the old name still works where the lock file keeps it as an alias"),
    ("title-changed", _S, "title changed", "people see another name"),
    ("description-changed", _R, "description rewritten", "agents choose tools by it"),
    ("hint-less-safe", _R, "hint now says less safe", "clients may ask before each call"),
    ("hint-safer", _R, "hint now says safer", "clients may stop asking before a call"),
    ("toolset-moved", _R, "moved to another toolset", "servers limited to a toolset lose or gain it"),
    ("argument-added", _S, "optional argument added", "calls stay right without it"),
    ("argument-added-required", _B, "required argument added", "calls without it are refused"),
    ("argument-removed", _B, "argument removed", "calls that give it are refused"),
    ("argument-renamed", _B, "argument renamed", "calls that give the old name are refused"),
    ("argument-required", _B, "argument now required", "calls without it are refused"),
    ("argument-optional", _S, "argument now optional", "calls stay right"),
    ("argument-description-changed", _S, "argument described anew", "agents read another text"),
    ("scope-added", _B, "needs a further scope", "connections without it are refused"),
    ("scope-removed", _S, "needs fewer scopes", "every connection that could call it still can"),
)
_METHODS = _rules(
    _SDK,
    ("method-added", _S, "method added", "nothing that exists changes"),
    ("method-removed", _B, "method removed", "programs that call it fail"),
    ("method-renamed", _B, "method renamed", "programs that call the old name fail"),
    ("model-added", _S, "model added", "nothing that exists changes"),
    ("model-removed", _B, "model removed", "programs that import it fail"),
    ("model-renamed", _B, "model renamed", "programs that import the old name fail"),
    ("deprecated", _R, "deprecated", "it will go in some later version"),
    ("undeprecated", _S, "no longer deprecated", "nothing that exists changes"),
)
_REQUESTS = _rules(
    _WIRE,
    ("path-changed", _B, "path or method changed", "requests to the old one fail"),
    ("parameter-moved", _B, "parameter moved", "requests that send it in the old place fail"),
    ("parameter-style", _B, "parameter written in another style", "values are read differently"),
    ("body-added", _S, "takes a body", "requests without it stay right"),
    ("body-added-required", _B, "needs a body", "requests without it are refused"),
    ("body-removed", _R, "no longer takes a body", "what is sent may be refused or ignored"),
    ("body-required", _B, "body now required", "requests without it are refused"),
    ("body-optional", _S, "body now optional", "requests stay right"),
    ("body-media-added", _S, "takes a further media type", "requests stay right"),
    ("body-media-removed", _B, "no longer takes a media type", "requests of this type are refused"),
    ("request-narrowed", _B, "takes less", "values that were accepted are refused"),
    ("request-widened", _S, "takes more", "values that were accepted still are"),
    ("request-changed", _B, "takes something else", "values that were accepted are refused"),
    ("request-format", _R, "takes another format or pattern", "values that were accepted may be refused"),
    ("request-default", _R, "another default", "requests without the value mean something else"),
    ("request-property-added", _S, "takes a further property", "requests stay right"),
    ("request-property-added-required", _B, "needs a further property", "requests without it are refused"),
    ("request-property-removed", _R, "no longer takes a property", "it may be refused or ignored"),
    ("request-property-required", _B, "property now required", "requests without it are refused"),
    ("request-property-optional", _S, "property now optional", "requests stay right"),
    ("security-stricter", _B, "needs other credentials", "what was sent is no longer enough"),
    ("security-looser", _S, "takes further or fewer credentials", "what was sent is still enough"),
    ("server-removed", _R, "server removed", "clients that chose it must choose another"),
    ("server-added", _S, "server added", "nothing that exists changes"),
    ("server-default", _R, "another server by default", "requests go somewhere else"),
)
_ANSWERS = _rules(
    _WIRE,
    ("status-added", _S, "further status documented", "the API may have answered so before"),
    ("success-removed", _B, "success status removed", "programs wait for it"),
    ("status-removed", _S, "status no longer documented", "programs need not expect it"),
    ("answer-media-added", _R, "may answer in a further media type", "programs may not read it"),
    ("answer-media-removed", _B, "no longer answers in a media type", "programs that ask for it are refused"),
    ("answer-narrowed", _S, "answers less", "what is read still fits"),
    ("answer-widened", _B, "may answer more", "programs may not understand the new values"),
    ("answer-values", _R, "may answer further values", "programs that know the old ones only meet new ones"),
    ("answer-changed", _B, "answers something else", "programs read the old type"),
    ("answer-format", _R, "answers in another format or pattern", "programs may not read it"),
    ("answer-property-added", _S, "answers a further property", "programs ignore what they do not know"),
    ("answer-property-removed", _B, "no longer answers a property", "programs that read it fail"),
    ("answer-property-optional", _B, "property may be missing", "programs that rely on it fail"),
    ("answer-property-required", _S, "property always there", "what is read still fits"),
)

RULES: dict[str, Rule] = {**_TOOLS, **_METHODS, **_REQUESTS, **_ANSWERS}
