"""The client as people write it: what compiles, and what comes back."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from tests.wire.row import Reply
from tests.wire.upstream import Upstream, listening

from .conftest import TypeScript, described, typescript

PET = {
    "type": "object",
    "properties": {"id": {"type": "integer"}, "name": {"type": "string"}},
    "required": ["name"],
}
PROBLEM = {"type": "object", "properties": {"detail": {"type": "string"}}, "required": ["detail"]}


def _media(name: str) -> dict[str, Any]:
    return {"application/json": {"schema": {"$ref": f"#/components/schemas/{name}"}}}


DOCUMENT = described(
    {
        "/pets/{id}": {
            "parameters": [{"name": "id", "in": "path", "required": True, "schema": {"type": "integer"}}],
            "get": {
                "operationId": "getPet",
                "tags": ["pets"],
                "responses": {
                    "200": {"description": "A pet", "content": _media("Pet")},
                    "404": {"description": "None", "content": _media("Problem")},
                    "5XX": {"description": "Trouble", "content": {"text/plain": {}}},
                },
            },
            "put": {
                "operationId": "replacePet",
                "tags": ["pets"],
                "requestBody": {"required": True, "content": _media("Pet")},
                "responses": {
                    "204": {"description": "Done"},
                    "default": {"description": "?", "content": _media("Problem")},
                },
                "security": [{"oauth": []}, {"key": []}],
            },
        },
        "/pets": {
            "get": {
                "operationId": "listPets",
                "tags": ["pets"],
                "parameters": [
                    {"name": "filter", "in": "query", "style": "deepObject", "explode": True, "schema": PET}
                ],
                "responses": {
                    "200": {"description": "Pets", "content": {"application/x-ndjson": {"itemSchema": PET}}}
                },
                "security": [],
            },
        },
    },
    {"Pet": PET, "Problem": PROBLEM},
    components={
        "securitySchemes": {
            "oauth": {"type": "oauth2", "flows": {}},
            "key": {"type": "apiKey", "in": "header", "name": "X-Key"},
        }
    },
    version="3.2.0",
)


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> TypeScript:
    return typescript(DOCUMENT, tmp_path_factory.mktemp("client"))


@pytest.fixture
def run(package: TypeScript, upstream: Upstream) -> Callable[..., Any]:
    """Return what runs a script against a server that answers this."""

    def ran(script: str, reply: Reply) -> Any:
        upstream.received.clear()
        upstream.reply = reply
        options = f"const options = {{ baseUrl: {json.dumps(upstream.url)} }};"
        return package.run(f"{options} {script}")

    return ran


def _reply(value: Any, status: int = 200, kind: str = "application/json") -> Reply:
    body = value if isinstance(value, bytes) else json.dumps(value).encode()
    return Reply(status=status, headers={"Content-Type": kind}, body=body)


def test_what_people_write_compiles_and_mistakes_do_not(package: TypeScript) -> None:
    told = package.complaints_about(
        """
import { createClient, unwrap } from "./index.js";
import type { Pet, Problem } from "./index.js";

const client = createClient({ baseUrl: "https://example.com", auth: { token: async () => "secret" } });
export async function all(): Promise<void> {
  const answer = await client.pets.get({ id: 1 });
  if (answer.ok) { const pet: Pet = answer.data; const status: 200 = answer.status; void [pet, status]; }
  if (answer.status === 404) { const problem: Problem = answer.data; void problem; }
  if (answer.status === 503) { const text: string = answer.data; void text; }
  // @ts-expect-error: nothing is known of what comes with this status
  if (answer.status === 418) { const text: string = answer.data; void text; }
  const name: string = (await unwrap(client.pets.get({ id: 1 }))).name;
  const done: undefined = await unwrap(client.pets.replace({ id: 1, name }));
  for await (const pet of await unwrap(client.pets.list({ filter: { name } }))) void [pet.name, done];
  // @ts-expect-error: the id is missing
  await client.pets.get({});
  // @ts-expect-error: there is no such argument
  await client.pets.get({ id: 1, color: "red" });
  // @ts-expect-error: it is a number
  await client.pets.get({ id: "1" });
}
// @ts-expect-error: there is no such credential
createClient({ auth: { tokn: "x" } });
"""
    )
    assert told == ""


def test_a_success_has_its_data(run: Callable[..., Any]) -> None:
    script = """
const { ok, status, data } = await lib.createClient(options).pets.get({ id: 7 });
return { ok, status, data };"""
    assert run(script, _reply({"name": "Rex"})) == {"ok": True, "status": 200, "data": {"name": "Rex"}}


def test_a_failure_is_told_and_not_thrown(run: Callable[..., Any], upstream: Upstream) -> None:
    script = "const { ok, data } = await lib.createClient(options).pets.get({ id: 7 }); return { ok, data };"
    assert run(script, _reply({"detail": "gone"}, 404)) == {"ok": False, "data": {"detail": "gone"}}
    assert upstream.received[0].target == "/pets/7"


def test_unwrap_throws_a_failure_with_what_the_api_said_and_no_secret(run: Callable[..., Any]) -> None:
    script = """
const client = lib.createClient({ ...options, auth: { token: "TOPSECRET" } });
return told(lib.unwrap(client.pets.replace({ id: 7, name: "x" })));"""
    found = run(script, _reply({"detail": "no such pet"}, 404))
    assert found == {"error": "ApiError", "message": "the API answered 404: no such pet"}


@pytest.mark.parametrize(
    ("auth", "header", "value"),
    [
        ("{ token: 'abc' }", "authorization", "Bearer abc"),
        ("{ token: async () => 'fresh' }", "authorization", "Bearer fresh"),
        ("{ api_key: 'k' }", "x-key", "k"),
        ("(request) => { request.headers.set('X-Signed', 'yes'); return request; }", "x-signed", "yes"),
    ],
)
def test_credentials_go_where_the_document_says(
    run: Callable[..., Any], upstream: Upstream, auth: str, header: str, value: str
) -> None:
    script = f"await lib.createClient({{ ...options, auth: {auth} }}).pets.replace({{ id: 1, name: 'x' }});"
    run(script, Reply(status=204, headers={}, body=b""))
    assert upstream.received[0].header(header) == value


def test_an_operation_without_security_gets_no_credentials(
    run: Callable[..., Any], upstream: Upstream
) -> None:
    script = "await lib.createClient({ ...options, auth: { token: 'abc' } }).pets.list();"
    run(script, _reply(b"", kind="application/x-ndjson"))
    assert upstream.received[0].header("authorization") is None


@pytest.mark.parametrize("auth", ["{ api_key: 'k' }", "{ token: 'abc' }"])
def test_credentials_do_not_follow_a_redirect_to_another_origin(
    run: Callable[..., Any], upstream: Upstream, auth: str
) -> None:
    with listening() as other:
        other.reply = _reply({"name": "Rex"})
        script = f"return lib.unwrap(lib.createClient({{ ...options, auth: {auth} }}).pets.get({{ id: 1 }}));"
        found = run(script, Reply(status=302, headers={"Location": f"{other.url}/there"}, body=b""))
        assert found == {"name": "Rex"}
        assert upstream.received[0].header("x-key") or upstream.received[0].header("authorization")
        assert other.received[0].target == "/there"
        assert other.received[0].header("x-key") is None
        assert other.received[0].header("authorization") is None


def test_lines_are_read_one_by_one(run: Callable[..., Any]) -> None:
    script = """
const found = [];
for await (const pet of await lib.unwrap(lib.createClient(options).pets.list())) found.push(pet.name);
return found;"""
    assert run(script, _reply(b'{"name":"Rex"}\n{"name":"Tom"}\n', kind="application/x-ndjson")) == [
        "Rex",
        "Tom",
    ]


def test_a_page_of_html_is_no_pet(run: Callable[..., Any]) -> None:
    script = "return told(lib.createClient(options).pets.get({ id: 7 }));"
    found = run(script, _reply(b"<html>Log in</html>", kind="text/html"))
    assert found["error"] == "AnswerError"


@pytest.mark.parametrize("value", ["..", "%2e%2e", "", "a/../b"])
def test_a_value_never_leaves_its_segment(run: Callable[..., Any], upstream: Upstream, value: str) -> None:
    script = f"return told(lib.createClient(options).pets.get({{ id: {json.dumps(value)} }}));"
    found = run(script, _reply({}))
    assert (found.get("error"), upstream.received) == ("ArgumentError", [])


def test_a_secret_with_a_line_break_is_refused_without_being_repeated(run: Callable[..., Any]) -> None:
    script = """
const client = lib.createClient({ ...options, auth: { token: "abc\\nX-Evil: 1" } });
return told(client.pets.replace({ id: 1, name: "x" }));"""
    found = run(script, _reply({}))
    assert found["error"] == "ArgumentError"
    assert "abc" not in found["message"]


def test_a_call_can_be_ended(run: Callable[..., Any]) -> None:
    script = "return told(lib.createClient(options).pets.get({ id: 7 }, { signal: AbortSignal.abort() }));"
    assert run(script, _reply({}))["error"] == "AbortError"


def test_without_an_address_nothing_is_sent(package: TypeScript) -> None:
    assert package.run("return told(lib.createClient().pets.get({ id: 7 }));")["error"] == "ArgumentError"


def test_the_folder_is_a_package_without_dependencies(package: TypeScript) -> None:
    manifest = json.loads(package.text("package.json"))
    assert manifest["name"] == "shop-api"
    assert "dependencies" not in manifest
    sources = {path.name for path in package.folder.glob("*.ts")} - {"judged.ts"}
    assert sources == {"client.ts", "index.ts", "runtime.ts", "types.ts"}


def test_python_is_left_out_where_only_typescript_is_wanted(tmp_path: Path) -> None:
    folder = typescript(DOCUMENT, tmp_path).folder.parent
    assert list(folder.rglob("*.py")) == []
    assert not (folder / "pyproject.toml").exists()


def test_a_document_of_webhooks_has_the_types_of_their_bodies(tmp_path: Path) -> None:
    body = {"requestBody": {"content": _media("Pet")}}
    document = described({}, {"Pet": PET}, webhooks={"pet born": {"post": {"summary": "A pet.", **body}}})
    package = typescript(document, tmp_path)
    assert '  /** A pet. */\n  "pet born": Pet;\n' in package.text("types.ts")
    told = package.complaints_about(
        """
import type { Pet, Webhooks } from "./index.js";
export const read = (body: string): Pet => JSON.parse(body) as Webhooks["pet born"];
"""
    )
    assert told == ""
