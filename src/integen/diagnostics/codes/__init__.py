"""Every code there is. A code is never reused; a new one comes with a directory in `tests/negative`.

Bands: IG0 reading bytes, IG1 the document's frame, IG2 references, IG3 schemas, IG4 operations, parameters,
bodies and security, IG5 overlays, configuration and curation, IG6 output, IG7 what agents need, IG8 what
directories require, IG9 what the standard says.
"""

from __future__ import annotations

from integen.diagnostics.codes.agents import AGENTS
from integen.diagnostics.codes.configuration import CONFIGURATION
from integen.diagnostics.codes.connecting import CONNECTING
from integen.diagnostics.codes.curation import CURATION
from integen.diagnostics.codes.directories import DIRECTORIES
from integen.diagnostics.codes.entry import Code
from integen.diagnostics.codes.frame import FRAME
from integen.diagnostics.codes.lint import LINT
from integen.diagnostics.codes.operations import OPERATIONS
from integen.diagnostics.codes.overlays import OVERLAYS
from integen.diagnostics.codes.reading import READING
from integen.diagnostics.codes.references import REFERENCES
from integen.diagnostics.codes.schemas import SCHEMAS
from integen.diagnostics.codes.standard import STANDARD
from integen.diagnostics.codes.templates import TEMPLATES
from integen.diagnostics.codes.webhooks import WEBHOOKS

_ALL: dict[str, Code] = {
    **READING,
    **FRAME,
    **REFERENCES,
    **SCHEMAS,
    **OPERATIONS,
    **WEBHOOKS,
    **OVERLAYS,
    **CURATION,
    **CONFIGURATION,
    **LINT,
    **CONNECTING,
    **TEMPLATES,
    **AGENTS,
    **DIRECTORIES,
    **STANDARD,
}
CODES: dict[str, Code] = dict(sorted(_ALL.items()))
"""All codes by their name, in order."""

BANDS: dict[str, str] = {
    "IG0": "reading bytes",
    "IG1": "the document's frame",
    "IG2": "references",
    "IG3": "schemas",
    "IG4": "operations, parameters, bodies and security",
    "IG5": "overlays, configuration and curation",
    "IG6": "suppressions, connecting accounts, and output",
    "IG7": "what agents need",
    "IG8": "what directories require",
    "IG9": "what the standard says",
}
"""What the codes that begin so are about."""
