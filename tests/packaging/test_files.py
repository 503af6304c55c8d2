"""What registries, desktops and container hosts are told: right, complete, and safe with any text."""

from __future__ import annotations

import json
import re
import shlex
import tomllib
from pathlib import Path
from typing import Any

import pytest

from integen.errors import IntegenError
from integen.freshness import Options
from integen.kit.mcp.command import parse
from integen.kit.mcp.http_app import HEALTH, PATH
from integen.pipeline import generate
from integen.plan.packaging.publication import UNPUBLISHED, Publication, publication

ALL = ("mcp", "oauth", "packaging", "python")
NASTY = 'x" $HOME `id` \\ \n FROM evil # {{ 7*7 }} ${user_config.a} \u202e <!-- --> | end'

KEY = {"type": "apiKey", "in": "header", "name": "X-Key", "description": "From your account"}
LOGIN = {"type": "http", "scheme": "basic"}


def package(tmp_path: Path, published: Publication = UNPUBLISHED, **document: Any) -> Path:
    """Generate an API of one operation and return the package's folder."""
    whole = {
        "openapi": "3.1.0",
        "info": {"title": "Shop", "version": "2.1", "description": "Sells things."},
        "paths": {"/things": {"get": {"operationId": "list", "responses": {"200": {"description": "ok"}}}}},
        **document,
    }
    tmp_path.mkdir(exist_ok=True)
    spec = tmp_path / "shop.json"
    spec.write_text(json.dumps(whole))
    generate(Options(spec=str(spec), output=tmp_path / "out", targets=ALL, publication=published))
    return tmp_path / "out" / "shop"


def read(folder: Path, name: str) -> Any:
    return json.loads((folder / name).read_text())


# server.json; rules of ours, from the registry's schema of 2025-12-11


def conforms(record: Any) -> None:
    assert re.fullmatch(r"[a-zA-Z0-9.-]+/[a-zA-Z0-9._-]+", record["name"])
    assert 3 <= len(record["name"]) <= 200
    assert 1 <= len(record["description"]) <= 100
    assert 1 <= len(record["title"]) <= 100
    assert re.fullmatch(r"\d+(\.\d+)*", record["version"])
    assert record["$schema"].endswith("/2025-12-11/server.schema.json")
    for each in record["packages"]:
        assert each["registryType"] == "pypi"
        assert each["version"] == record["version"]
        assert each["transport"]["type"] in ("stdio", "streamable-http")
        for variable in each["environmentVariables"]:
            assert re.fullmatch(r"[A-Z][A-Z0-9_]*", variable["name"])


def test_the_registry_is_told_how_to_start_the_server(tmp_path: Path) -> None:
    found = read(package(tmp_path), "server.json")
    conforms(found)
    assert found["name"] == "io.github.OWNER/shop-mcp"
    assert [each["transport"]["type"] for each in found["packages"]] == ["stdio", "streamable-http"]
    assert found["packages"][0]["identifier"] == "shop-api"
    assert "repository" not in found


def test_a_publisher_is_named_everywhere(tmp_path: Path) -> None:
    published = publication(
        {
            "namespace": "com.example",
            "repository": "https://github.com/example/shop",
            "homepage": "https://shop.example.com",
            "privacy_policies": ("https://shop.example.com/privacy",),
        }
    )
    folder = package(tmp_path, published)
    found = read(folder, "server.json")
    assert found["name"] == "com.example/shop-mcp"
    assert found["repository"] == {"url": "https://github.com/example/shop", "source": "github"}
    assert found["websiteUrl"] == "https://shop.example.com"
    manifest = read(folder, "manifest.json")
    assert manifest["repository"] == {"type": "git", "url": "https://github.com/example/shop"}
    assert manifest["privacy_policies"] == ["https://shop.example.com/privacy"]
    assert "\nmcp-name: com.example/shop-mcp\n" in (folder / "README.md").read_text()
    assert "placeholder" not in (folder / "README.md").read_text()
    project = tomllib.loads((folder / "pyproject.toml").read_text())["project"]
    assert project["urls"]["Repository"] == "https://github.com/example/shop"
    assert 'server.name="com.example/shop-mcp"' in (folder / "Dockerfile").read_text()


def test_a_name_that_is_a_placeholder_says_so(tmp_path: Path) -> None:
    text = (package(tmp_path) / "README.md").read_text()
    assert "\nmcp-name: io.github.OWNER/shop-mcp\n" in text
    assert "--namespace" in text


def test_a_secret_is_required_when_there_is_no_way_around_it(tmp_path: Path) -> None:
    def variables(*security: dict[str, list[str]]) -> dict[str, tuple[bool, bool]]:
        parts = {"securitySchemes": {"key": KEY, "login": LOGIN}}
        folder = package(tmp_path, components=parts, security=list(security))
        found = read(folder, "server.json")["packages"][0]["environmentVariables"]
        return {each["name"]: (each["isRequired"], each["isSecret"]) for each in found}

    only = variables({"key": []})
    assert only["SHOP_API_KEY"] == (True, True)
    assert only["SHOP_PASSWORD"] == (False, True)
    assert only["SHOP_MCP_READ_ONLY"] == (False, False)
    assert variables({"key": []}, {"login": []})["SHOP_API_KEY"] == (False, True)
    assert variables({"key": []}, {})["SHOP_API_KEY"] == (False, True)
    both = variables({"key": [], "login": []}, {"key": []})
    assert both["SHOP_API_KEY"] == (True, True)
    assert both["SHOP_USERNAME"] == (False, True)


# manifest.json; rules of ours, from the schema of manifest 0.4

OPTION = {"type", "title", "description", "required", "sensitive", "default"}


def test_a_desktop_asks_for_secrets_and_hands_them_on(tmp_path: Path) -> None:
    parts = {"securitySchemes": {"key": KEY}}
    found = read(package(tmp_path, components=parts, security=[{"key": []}]), "manifest.json")
    assert found["manifest_version"] == "0.4"
    assert found["server"]["type"] == "uv"
    assert found["version"] == "2.1.0"
    config = found["server"]["mcp_config"]
    assert config["env"]["SHOP_API_KEY"] == "${user_config.api_key}"
    assert config["args"][:3] == ["run", "--directory", "${__dirname}"]
    key = found["user_config"]["api_key"]
    assert (key["sensitive"], key["required"], key["type"]) == (True, True, "string")
    assert key["description"] == "From your account"
    for option in found["user_config"].values():
        assert {"type", "title", "description"} <= set(option) <= OPTION
        assert option["required"] or "default" in option  # else hosts pass `${…}` on as it is written
    named = {value.removeprefix("${user_config.").removesuffix("}") for value in config["env"].values()}
    assert named == set(found["user_config"])


def test_the_manifest_lists_the_tools_that_the_server_lists(tmp_path: Path) -> None:
    def path(number: int) -> dict[str, Any]:
        return {"get": {"operationId": f"get{number}", "responses": {"200": {"description": "ok"}}}}

    few = read(package(tmp_path, paths={f"/t{n}": path(n) for n in range(60)}), "manifest.json")
    assert len(few["tools"]) == 60
    assert few["tools_generated"] is False
    many = read(package(tmp_path, paths={f"/t{n}": path(n) for n in range(61)}), "manifest.json")
    assert many["tools"] == []
    assert many["tools_generated"] is True


# Dockerfile; the rules of hadolint that it could break


def instructions(folder: Path) -> list[tuple[str, str]]:
    text = re.sub(r"\\\n", " ", (folder / "Dockerfile").read_text())
    lines = [line for line in text.splitlines() if line.strip() and not line.startswith("#")]
    return [(line.split(" ", 1)[0], line.split(" ", 1)[1].strip()) for line in lines]


def lint(folder: Path) -> None:
    found = instructions(folder)
    known = {
        "FROM",
        "WORKDIR",
        "COPY",
        "RUN",
        "LABEL",
        "ENV",
        "USER",
        "EXPOSE",
        "HEALTHCHECK",
        "ENTRYPOINT",
        "CMD",
    }
    assert {word for word, _ in found} <= known
    for word, rest in found:
        if word == "FROM":
            assert re.match(r"python:3\.\d+-slim( AS build)?$", rest), "DL3006, DL3007: a tag, and not latest"
        if word in ("ENTRYPOINT", "CMD"):
            assert json.loads(rest), "DL3025: arguments in JSON"
        if word == "RUN":
            assert "sudo" not in rest and "apt" not in rest, "DL3004, DL3008"
            assert "pip install" not in rest or "--no-cache-dir" in rest, "DL3042"
        if word == "LABEL":
            for pair in shlex.split(rest):
                assert re.match(r"[a-z][a-z0-9.-]*=", pair), "DL3048: keys of labels"
    words = [word for word, _ in found]
    assert words.count("HEALTHCHECK") == words.count("ENTRYPOINT") == words.count("CMD") == 1, (
        "DL3012, DL4003"
    )
    users = [rest for word, rest in found if word == "USER"]
    assert users == ["10001:10001"], "DL3002: the last user is not root"
    assert words.index("WORKDIR") < words.index("COPY"), "DL3045"


def test_the_container_serves_http_as_an_ordinary_user(tmp_path: Path) -> None:
    folder = package(tmp_path)
    lint(folder)
    found = dict(instructions(folder))
    assert json.loads(found["ENTRYPOINT"]) == ["shop-mcp"]
    assert "--auth-token-env" in json.loads(found["CMD"])
    assert "/healthz" in found["HEALTHCHECK"]
    ignored = (folder / ".dockerignore").read_text().splitlines()
    kept = [line[1:] for line in ignored if line.startswith("!")]
    assert "*" in ignored
    copied = [word for key, rest in instructions(folder) if key == "COPY" for word in rest.split()[:-1]]
    assert set(kept) == {word for word in copied if not word.startswith(("-", "/"))}
    for path in kept:
        assert (folder / path).exists()


def test_the_server_understands_what_registries_and_containers_say(tmp_path: Path) -> None:
    folder = package(tmp_path)
    found = dict(instructions(folder))
    token = {"SHOP_MCP_AUTH_TOKEN": "t"}
    served = parse(json.loads(found["CMD"]), token, program="shop-mcp", version="1")
    assert (served.transport, served.host, served.port, served.token) == ("http", "0.0.0.0", 8000, "t")
    assert f"127.0.0.1:8000{HEALTH}'" in found["HEALTHCHECK"]
    over_http = read(folder, "server.json")["packages"][1]
    given = [text for each in over_http["packageArguments"] for text in (each["name"], each["value"])]
    served = parse([text.replace("{port}", "8123") for text in given], {}, program="shop-mcp", version="1")
    assert (served.transport, served.port) == ("http", 8123)
    assert over_http["transport"]["url"] == f"http://127.0.0.1:{{port}}{PATH}"


@pytest.mark.parametrize(
    ("switch", "groups", "expected"), [("true", "a,b", (True, ("a", "b"))), ("false", "", (False, ()))]
)
def test_what_a_desktop_fills_in_narrows_the_server(
    switch: str, groups: str, expected: Any, tmp_path: Path
) -> None:
    manifest = read(package(tmp_path), "manifest.json")
    filled = {"read_only": switch, "toolsets": groups}
    env = {
        name: filled[value.removeprefix("${user_config.").removesuffix("}")]
        for name, value in manifest["server"]["mcp_config"]["env"].items()
        if "READ_ONLY" in name or "TOOLSETS" in name
    }
    options = parse([], env, program="shop-mcp", version="1").options
    assert (options.read_only, options.toolsets) == expected


@pytest.mark.parametrize("where", ["title", "description"])
def test_text_of_a_document_stays_text_in_every_file(where: str, tmp_path: Path) -> None:
    info = {"title": "Shop", "version": "1", where: NASTY}
    key = {**KEY, "description": NASTY}
    paths = {
        "/t": {"get": {"summary": NASTY, "description": NASTY, "responses": {"200": {"description": "ok"}}}}
    }
    folder = package(tmp_path, info=info, components={"securitySchemes": {"key": key}}, paths=paths)
    lint(folder)
    conforms(read(folder, "server.json"))
    labels = shlex.split(next(rest for word, rest in instructions(folder) if word == "LABEL"))
    assert len(labels) == 4
    assert not re.search(r"(?<!\\)\$", (folder / "Dockerfile").read_text().replace("$PATH", ""))
    tomllib.loads((folder / "pyproject.toml").read_text())
    readme = (folder / "README.md").read_text()
    for name in ("README.md", "server.json", "manifest.json", "Dockerfile", "pyproject.toml"):
        assert "\u202e" not in (folder / name).read_text()
    assert "<!--" not in readme
    assert readme.count("\nmcp-name: ") == 1
    compile((folder / "main.py").read_text(), "main.py", "exec")


WRONG = [
    {"namespace": "github"},
    {"namespace": "io.github.a/b"},
    {"namespace": 'io.github."'},
    {"namespace": "io.github.a\nb"},
    {"namespace": "io..x"},
    {"repository": "http://example.com"},
    {"homepage": "javascript:alert(1)"},
    {"homepage": "https://"},
    {"privacy_policies": ("https://a b",)},
]


@pytest.mark.parametrize("values", WRONG)
def test_a_publisher_that_registries_refuse_is_refused_here(values: dict[str, Any]) -> None:
    with pytest.raises(IntegenError):
        publication(values)


def test_the_same_document_gives_the_same_files(tmp_path: Path) -> None:
    one, other = package(tmp_path / "a"), package(tmp_path / "b")
    for name in ("server.json", "manifest.json", "Dockerfile", ".dockerignore", "main.py"):
        assert (one / name).read_bytes() == (other / name).read_bytes()


def test_without_a_server_there_is_nothing_to_list(tmp_path: Path) -> None:
    spec = tmp_path / "shop.json"
    spec.write_text('{"openapi": "3.1.0", "info": {"title": "Shop", "version": "1"}, "paths": {}}')
    generate(Options(spec=str(spec), output=tmp_path / "out", targets=("packaging", "python")))
    assert not (tmp_path / "out" / "shop" / "server.json").exists()
