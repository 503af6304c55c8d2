"""Where the documents are. bench/README.md says how anyone gets them."""

from __future__ import annotations

import os
from pathlib import Path

PATHS = {
    "github": "github.json",
    "graph": "named/microsoft.com/graph.json",
    "stripe": "named/stripe.com.json",
    "kubernetes": "named/kubernetes.io.json",
    "zoom": "named/zoom.us.json",
    "docusign": "named/docusign.net.json",
}


def folder() -> Path:
    return Path(os.environ.get("INTEGEN_CORPUS", "~/.cache/integen-corpus")).expanduser()


def document(key: str) -> Path:
    return folder() / PATHS[key]
