"""A generated package reads what its API sends, whatever comes."""

from __future__ import annotations

import hmac
import json
import re
from decimal import Decimal
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from tests.generate.conftest import ROOT, generated_module

from integen.kit.catalog import Catalog
from integen.pipeline import Options, generate

PET = {
    "type": "object",
    "required": ["type", "name"],
    "properties": {
        "type": {"const": "pet.new"},
        "name": {"type": "string"},
        "friends": {"type": "array", "items": {"$ref": "#/components/schemas/Pet"}},
        "price": {"type": "number", "format": "decimal"},
    },
}
GONE = {"type": "object", "properties": {"type": {"const": "pet.gone"}, "at": {"format": "date-time"}}}
TAGGED = {
    "type": "object",
    "properties": {"type": {"const": "tag"}, "tag": {"type": "array", "items": {"type": "string"}}},
}


def receiving(schema: Any, media: str = "application/json", **more: Any) -> dict[str, Any]:
    return {"post": {"requestBody": {"content": {media: {"schema": schema}}}, **more}}


REF = {"$ref": "#/components/schemas/Pet"}
DOCUMENT: dict[str, Any] = {
    "openapi": "3.1.0",
    "info": {"title": "Hooks", "version": "1"},
    "webhooks": {
        "newPet": receiving(
            REF,
            summary="A pet came",
            parameters=[{"name": "X-Event", "in": "header", "schema": {"type": "string"}}],
        ),
        "pet-gone": receiving(GONE),
        "tag": receiving(TAGGED, "application/x-www-form-urlencoded"),
        "list": {"post": {}},
        "note": receiving({"type": "string"}, "text/plain"),
    },
    "paths": {
        "/pets/{id}": {
            "get": {
                "operationId": "getPet",
                "tags": ["pets"],
                "parameters": [{"name": "id", "in": "path", "required": True, "schema": {"type": "string"}}],
                "responses": {"200": {"description": "ok", "content": {"application/json": {"schema": REF}}}},
            }
        },
        "/watch": {
            "post": {
                "operationId": "watchPets",
                "tags": ["pets"],
                "callbacks": {"onSold": {"{$request.query.url}": receiving(REF)}},
                "responses": {
                    "201": {
                        "description": "made",
                        "links": {
                            "Pet": {
                                "operationId": "getPet",
                                "parameters": {"id": "$response.body#/pet"},
                                "description": "The pet that is watched",
                            }
                        },
                    }
                },
            }
        },
    },
    "components": {"schemas": {"Pet": PET}},
}


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> ModuleType:
    folder = tmp_path_factory.mktemp("hooks")
    spec = folder / "hooks.json"
    spec.write_text(json.dumps(DOCUMENT))
    return generated_module(spec, folder / "generated", "hooks")


@pytest.fixture(scope="module")
def webhooks(package: ModuleType) -> Any:
    from importlib import import_module

    return import_module("hooks_api.webhooks")


BODY = {"type": "pet.new", "name": "Rex", "friends": [{"type": "pet.new", "name": "Tom"}], "age": 3}


@pytest.mark.parametrize(
    "body",
    [
        json.dumps(BODY).encode(),
        b"\xef\xbb\xbf" + json.dumps(BODY).encode(),
        bytearray(json.dumps(BODY).encode()),
        json.dumps(BODY),
        BODY,
    ],
)
def test_a_body_becomes_its_model_however_it_is_given(webhooks: Any, body: Any) -> None:
    pet = webhooks.new_pet(body)
    assert (type(pet).__name__, pet.name, pet.friends[0].name) == ("Pet", "Rex", "Tom")
    assert pet.age == 3, "what the document does not know is kept"


def test_digits_are_not_lost(webhooks: Any) -> None:
    pet = webhooks.new_pet(b'{"type":"pet.new","name":"Rex","price":1.10000000000000000001}')
    assert pet.price == Decimal("1.10000000000000000001")


def test_a_form_is_read_with_its_repeated_fields(webhooks: Any) -> None:
    found = webhooks.tag(b"type=tag&tag=a&tag=b+c")
    assert found.to_dict() == {"type": "tag", "tag": ["a", "b c"]}


def test_text_is_given_as_it_came_in_the_encoding_that_its_sender_names(webhooks: Any) -> None:
    assert webhooks.note("g\xfcn".encode("latin-1"), content_type="text/plain; charset=latin-1") == "g\xfcn"


def test_a_body_that_is_not_described_is_given_as_it_is(webhooks: Any) -> None:
    assert webhooks.list_event(b'{"a": 1}') == {"a": 1}
    assert webhooks.list_event(b"") is None
    assert webhooks.list_event(b"plain words") == "plain words"


def test_what_does_not_fit_is_delivered(webhooks: Any) -> None:
    pet = webhooks.new_pet({"name": "Rex", "friends": 7})
    assert (type(pet).__name__, pet.name, pet.friends, pet.type) == ("Pet", "Rex", 7, None)


@pytest.mark.parametrize("body", [b'{"type": ', b"\xff\xfe", b"type=pet.new"])
def test_what_is_no_json_is_an_error_that_names_the_webhook_and_not_the_body(
    webhooks: Any, body: bytes
) -> None:
    with pytest.raises(webhooks.WebhookError, match="the body of `newPet` is no") as raised:
        webhooks.new_pet(body)
    assert "pet.new" not in str(raised.value)


@pytest.mark.parametrize("name", ["newPet", "new_pet", "NEW-PET", "new.pet"])
def test_an_event_is_recognised_by_its_name_however_it_is_written(webhooks: Any, name: str) -> None:
    event = webhooks.parse(json.dumps(BODY).encode(), name)
    assert (event.name, event.data.name, event.known) == ("newPet", "Rex", True)


def test_an_event_that_the_document_does_not_know_is_delivered(webhooks: Any) -> None:
    event = webhooks.parse(b'{"type": "pet.fed", "food": "fish"}', "petFed")
    assert (event.name, event.known) == ("petFed", False)
    assert event.data == {"type": "pet.fed", "food": "fish"}
    assert webhooks.parse(b"\xff\x00", "petFed").data == b"\xff\x00"
    assert webhooks.parse(b"<a/>").data == "<a/>"


def test_no_body_in_the_repr_of_an_event(webhooks: Any) -> None:
    assert "fish" not in repr(webhooks.parse(b'{"food": "fish"}', "petFed"))


def test_a_callback_has_a_function_too(webhooks: Any) -> None:
    assert webhooks.on_sold(BODY).name == "Rex"
    assert "POST /watch" in webhooks.on_sold.__doc__
    assert "X-Event" in webhooks.new_pet.__doc__


def test_webhooks_are_no_tools_and_no_methods(package: ModuleType) -> None:
    catalog = Catalog(Path(str(package.__file__)).with_name("catalog.json"))
    assert sorted(catalog.index()) == ["get_pet", "watch_pets"]
    assert catalog.operation_keys() == ("GET /pets/{id}", "POST /watch")
    records = {record["name"]: record for record in catalog.webhooks()}
    assert list(records) == ["newPet", "pet-gone", "tag", "list", "note", "onSold"]
    assert records["newPet"] == {
        "kind": "webhook",
        "name": "newPet",
        "method": "POST",
        "summary": "A pet came",
        "headers": ["X-Event"],
        "content": ["application/json"],
        "model": "Pet",
        "function": "new_pet",
    }
    assert records["onSold"]["operations"] == ["POST /watch"]


def test_links_stand_in_the_catalog_and_in_the_docstring(package: ModuleType) -> None:
    text = Path(str(package.__file__)).with_name("catalog.json").read_text()
    (line,) = [line for line in text.splitlines() if line.startswith('"POST /watch":')]
    record = json.loads(line.removeprefix('"POST /watch":').removesuffix(","))
    assert record["links"] == {
        "Pet": {
            "status": ["201"],
            "operation": "GET /pets/{id}",
            "parameters": {"id": "$response.body#/pet"},
        }
    }
    docstring = package.Client().pets.watch.__doc__
    assert "client.pets.get(id=$response.body#/pet): The pet that is watched" in docstring


def test_bodies_that_say_what_they_are_need_no_name(tmp_path: Path) -> None:
    document = {**DOCUMENT, "paths": {}}
    document["webhooks"] = {name: DOCUMENT["webhooks"][name] for name in ("newPet", "pet-gone", "list")}
    spec = tmp_path / "telling.json"
    spec.write_text(json.dumps(document))
    generated_module(spec, tmp_path / "generated", "telling")
    from importlib import import_module

    telling: Any = import_module("telling_api.webhooks")
    assert telling.parse(BODY).data.name == "Rex"
    assert telling.parse({"type": "pet.gone"}).name == "pet-gone"
    assert telling.parse({"type": "else"}).known is False


def test_a_name_may_come_in_a_header_and_its_last_part_in_the_body(tmp_path: Path) -> None:
    def acting(action: str) -> dict[str, Any]:
        return receiving({"type": "object", "properties": {"action": {"const": action}}})

    hooks = {
        f"{event}-{action}": acting(action)
        for event in ("issues", "pull-request")
        for action in ("opened", "closed")
    }
    spec = tmp_path / "acting.json"
    spec.write_text(json.dumps({**DOCUMENT, "paths": {}, "webhooks": {**hooks, "push": receiving(REF)}}))
    generated_module(spec, tmp_path / "generated", "acting")
    from importlib import import_module

    acting_webhooks: Any = import_module("acting_api.webhooks")
    event = acting_webhooks.parse(b'{"action": "closed"}', "pull_request")
    assert (event.name, event.known, event.data.action) == ("pull-request-closed", True, "closed")
    assert acting_webhooks.parse({"action": "moved"}, "pull_request").known is False
    assert acting_webhooks.parse(BODY, "push").data.name == "Rex"


ISSUE = {
    "type": "object",
    "properties": {
        "action": {"const": "opened"},
        "issue": {"type": "object", "properties": {"title": {"type": "string"}}},
        "sender": {"type": "object", "properties": {"login": {"type": "string"}}},
    },
}


def test_the_page_about_webhooks_does_what_it_says(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    spec = tmp_path / "github.json"
    spec.write_text(
        json.dumps({**DOCUMENT, "webhooks": {"issues-opened": receiving(ISSUE), "push": {"post": {}}}})
    )
    generated_module(spec, tmp_path / "generated", "issues")
    body = {"action": "opened", "issue": {"title": "It breaks"}, "sender": {"login": "me"}}
    known = {
        "request_body": json.dumps(body).encode(),
        "request_headers": {"X-GitHub-Event": "issues"},
    }
    page = (ROOT / "docs" / "webhooks.md").read_text().replace("github_api", "issues_api")
    for block in re.findall(r"^```python\n(.*?)^```$", page, re.MULTILINE | re.DOTALL):
        exec(compile(block, "webhooks.md", "exec"), known)
    assert capsys.readouterr().out == "It breaks me\nissues-opened me\n"
    signature = "sha256=" + hmac.new(b"s", b"x", "sha256").hexdigest()
    check: Any = known["is_from_github"]
    assert check(b"s", b"x", signature) and not check(b"s", b"y", signature)


def test_an_api_that_sends_nothing_has_no_such_module(tmp_path: Path) -> None:
    document = {**DOCUMENT, "webhooks": {}, "paths": {}}
    spec = tmp_path / "silent.json"
    spec.write_text(json.dumps(document))
    result = generate(Options(spec=str(spec), name="silent", output=tmp_path / "generated"))
    assert not (result.directory / "silent_api/webhooks.py").exists()
    assert "webhooks" not in (result.directory / "silent_api/catalog.json").read_text()


def test_a_webhook_renames_no_model_that_was_there_before(tmp_path: Path) -> None:
    inline = {"type": "object", "properties": {"a": {"type": "string"}}}
    operation = {
        "operationId": "newPetPayload",
        "responses": {"200": {"description": "", "content": {"application/json": {"schema": inline}}}},
    }
    document = {
        "openapi": "3.1.0",
        "info": {"title": "T", "version": "1"},
        "paths": {"/new": {"post": operation}},
    }
    names = []
    for number, webhooks in enumerate(({}, {"newPetNewPayloadResponse": receiving(inline)})):
        spec = tmp_path / f"{number}.json"
        spec.write_text(json.dumps({**document, "webhooks": webhooks}))
        result = generate(Options(spec=str(spec), name="t", output=tmp_path / str(number)))
        models = (result.directory / "t_api/models/__init__.py").read_text()
        names.append({line for line in models.splitlines() if " import " in line})
    assert names[0] < names[1]


def test_names_and_texts_of_webhooks_stay_text(tmp_path: Path) -> None:
    evil = '"""\'\\"\n${x} {{ 7*7 }} `id` \u202e __import__("os")\r'
    hook = {**receiving({"type": "object", "properties": {"type": {"const": evil}}})["post"]}
    hook |= {"summary": evil, "description": evil, "operationId": evil}
    hook["parameters"] = [{"name": evil, "in": "header", "description": evil, "schema": {"type": "string"}}]
    spec = tmp_path / "evil.json"
    hooks = {evil: {"post": hook}, f"{evil}2": {"put": hook, "post": hook}}
    paths = {"/a": {"post": {"callbacks": {evil: {evil: {"post": hook}}}, "responses": {}}}}
    spec.write_text(json.dumps({**DOCUMENT, "webhooks": hooks, "paths": paths}))
    generated_module(spec, tmp_path / "generated", "evil")
    from importlib import import_module

    evil_webhooks: Any = import_module("evil_api.webhooks")
    assert len(evil_webhooks.__all__) == 4 + 4
    assert evil_webhooks.parse({}, evil).known
    assert "\u202e" not in (tmp_path / "generated/evil/README.md").read_text()
    assert "\u202e" not in evil_webhooks.__all__[3] + str(
        getattr(evil_webhooks, evil_webhooks.__all__[3]).__doc__
    )
