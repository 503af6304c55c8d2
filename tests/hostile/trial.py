"""What is done with one hostile document, inside the cage: generated, shown, imported, called.

Run by `keeper`. The report is JSON: `{"violations", "problems", "told", "codes", "operations", "calls", …}`.
"""

from __future__ import annotations

import asyncio
import contextlib
import importlib
import inspect
import io
import json
import os
import pkgutil
import sys
import traceback
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

from integen.cli.app import main as integen

from . import generated_text
from .cage import MARK, Cage

SOURCE = Path(__file__).resolve().parents[2]
_SYSTEM = (
    "/usr/share/zoneinfo",
    "/etc/mime.types",
    "/etc/localtime",
    "/proc/self/",
    "/dev/null",
    "/dev/urandom",
)
MOST_CALLS = 12


def tried(folder: Path, spec: str, port: int) -> dict[str, Any]:
    """Try a document in `folder` as a person and a program would. Everything written goes to `folder/out`."""
    os.chdir(folder)
    os.environ["XDG_CACHE_HOME"] = str(folder / "out" / "cache")
    os.environ["X_BASE_URL"] = f"http://127.0.0.1:{port}"
    warm(folder / "out")
    readable = (
        str(folder),
        str(SOURCE),
        os.path.realpath(sys.prefix),
        os.path.realpath(sys.base_prefix),
        *_SYSTEM,
    )
    cage = Cage(
        writable=folder / "out",
        readable=(*readable, *map(os.path.realpath, filter(None, sys.path))),
        port=port,
    )
    report: dict[str, Any] = {"problems": [], "calls": {}, "failed": None}
    before = _tree(folder)
    cage.close()
    try:
        _report(folder, spec, report, cage)
    except Exception as error:
        report["failed"] = "".join(traceback.format_exception(error))[-3000:]
    after = _tree(folder)
    report["problems"] += [f"wrote {path}" for path in sorted(after - before) if not path.startswith("out")]
    report["problems"] += [
        f"wrote {path}" for path in sorted(after) if MARK in path.rpartition("/")[2] and path not in before
    ]
    report["violations"] = cage.violations
    return report


def warm(out: Path) -> None:
    """Make what is made once: the folder, and what is read from elsewhere only the first time."""
    out.mkdir()
    asyncio.run(asyncio.sleep(0))


def _tree(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*")}


def _report(folder: Path, spec: str, report: dict[str, Any], cage: Cage) -> None:
    code, out, told = command("generate", "--spec", spec, "--name", "x", "--output", "out", "--json")
    report["exit"], report["told"] = code, told
    record = json.loads(out) if out else {}
    report["codes"] = sorted({item["code"] for item in record.get("diagnostics", ())})
    report["messages"] = [item["message"] for item in record.get("diagnostics", ())]
    report["operations"], report["skipped"] = record.get("operations"), record.get("skipped")
    shown = told + "".join(_shown(spec, generated=bool(record.get("directory"))))
    report["problems"] += [f"shows {char!r} on a terminal" for char in _unsafe(shown)]
    package = folder / "out" / "x"
    if package.is_dir():
        with cage.opened():
            report["problems"] += generated_text.problems(package)
        _import(package, report)


def command(*words: str) -> tuple[int, str, str]:
    """Run a command of integen in this process; return its exit code and what it wrote."""
    streams = [
        io.TextIOWrapper(io.BytesIO(), encoding="utf-8", errors="surrogatepass", newline="") for _ in range(2)
    ]
    with contextlib.redirect_stdout(streams[0]), contextlib.redirect_stderr(streams[1]):
        code = integen(list(words))
    texts = []
    for stream in streams:
        stream.flush()
        buffer = stream.buffer
        assert isinstance(buffer, io.BytesIO)
        texts.append(buffer.getvalue().decode("utf-8", "surrogatepass"))
    return code, texts[0], texts[1]


def _shown(spec: str, *, generated: bool) -> Iterator[str]:
    """Yield what people see of a document on their terminals."""
    yield from command("inspect", "--spec", spec)[1:]
    if generated:
        yield from command("list", "x", "--output", "out")[1:]
        yield from command("list", "--output", "out")[1:]


def _unsafe(text: str) -> list[str]:
    return sorted(
        {
            char
            for char in text
            if char != "\n" and (not char.isprintable() or generated_text.INVISIBLE.match(char))
        }
    )


def _import(package: Path, report: dict[str, Any]) -> None:
    sys.path.insert(0, str(package))
    sys.dont_write_bytecode = True
    root = importlib.import_module("x_api")
    for found in pkgutil.walk_packages(root.__path__, "x_api."):
        if "._kit" not in found.name:
            module = importlib.import_module(found.name)
            for value in list(vars(module).values()):
                if (
                    isinstance(value, type)
                    and value.__module__ == found.name
                    and hasattr(value, "model_rebuild")
                ):
                    value.model_rebuild()
    catalog = json.loads((package / "x_api" / "catalog.json").read_text())
    asyncio.run(_through_mcp(catalog, report))
    _through_sdk(root, catalog, report)


async def _through_mcp(catalog: Mapping[str, Any], report: dict[str, Any]) -> None:
    from mcp import Client

    server = importlib.import_module("x_api.server").create_server()
    async with Client(server) as client:
        tools = [tool for tool in (await client.list_tools()).tools if tool.name in catalog["index"]]
        shown = json.dumps([server.instructions, [tool.model_dump(mode="json") for tool in tools]])
        for text in generated_text.strings(json.loads(shown)):
            report["problems"] += [
                f"a client sees {char!r}" for char in generated_text.INVISIBLE.findall(text)
            ]
        for tool in tools[:MOST_CALLS]:
            arguments = {
                name: value_for(schema)
                for name, schema in tool.input_schema.get("properties", {}).items()
                if name in tool.input_schema.get("required", ())
            }
            result = await client.call_tool(tool.name, arguments)
            report["calls"][tool.name] = "" if not result.is_error else str(result.content[0])[:300]


def _through_sdk(root: Any, catalog: Mapping[str, Any], report: dict[str, Any]) -> None:
    with root.Client(max_retries=0) as client:
        for key, record in list(catalog["operations"].items())[:MOST_CALLS]:
            method = getattr(getattr(client, record["resource"]), record["name"])
            try:
                method(**_required(method))
            except (root.APIError, root.ArgumentError) as error:
                report["calls"][key] = f"{type(error).__name__}: {error}"[:300]
            else:
                report["calls"][key] = ""


def _required(method: Callable[..., Any]) -> dict[str, Any]:
    parameters = inspect.signature(method).parameters.values()
    return {
        each.name: _of_type(str(each.annotation))
        for each in parameters
        if each.default is inspect.Parameter.empty
    }


def _of_type(annotation: str) -> Any:
    simple = {"int": 1, "float": 1.0, "bool": True, "bytes": b"x"}
    return simple.get(
        annotation, {} if annotation[:1].isupper() and not annotation.startswith("Literal") else "a"
    )


def value_for(schema: Any) -> Any:
    """Return something that a schema may take: text where nothing else is asked for."""
    if not isinstance(schema, dict):
        return "a"
    if schema.get("enum"):
        return schema["enum"][0]
    values = {"integer": 1, "number": 1.5, "boolean": True, "array": [], "null": None}
    if schema.get("type") == "object":
        properties = schema.get("properties", {})
        return {name: value_for(properties.get(name)) for name in schema.get("required", ())}
    return values.get(schema.get("type"), "a")
