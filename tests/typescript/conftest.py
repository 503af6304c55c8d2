"""TypeScript is judged by its own compiler, and run by Node, where they are there."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from tests.wire.upstream import Upstream, listening

from integen.pipeline import Options, generate

ROOT = Path(__file__).parents[2]
TOOLS = Path(os.environ.get("INTEGEN_TOOLS", Path.home() / ".cache" / "integen-tools"))


def _node() -> str | None:
    own = TOOLS / "node"
    return str(own) if own.exists() else shutil.which("node")


def _compiler() -> str | None:
    own = TOOLS / "node_modules" / "typescript" / "bin" / "tsc"
    return str(own) if own.exists() else shutil.which("tsc")


NODE, COMPILER = _node(), _compiler()
WHY = "needs Node and TypeScript 5: npm install typescript@5 in $INTEGEN_TOOLS, or node and tsc on the path"


@dataclass(frozen=True)
class TypeScript:
    """A generated package."""

    folder: Path

    def text(self, name: str) -> str:
        return (self.folder / name).read_text()

    def complaints(self, *flags: str) -> str:
        """Return what the compiler says; nothing where all is well."""
        if NODE is None or COMPILER is None:
            pytest.skip(WHY)
        command = [NODE, COMPILER, "-p", str(self.folder), *(flags or ("--noEmit",))]
        return subprocess.run(command, capture_output=True, text=True, check=False).stdout

    def complaints_about(self, code: str) -> str:
        """Return what the compiler says of a file that stands beside the package's own."""
        (self.folder / "judged.ts").write_text(code)
        return self.complaints()

    def run(self, script: str) -> Any:
        """Compile once, run the body of an async function, and return what it returns, by way of JSON.

        It has `lib`, everything that the package exports, and `told`, which makes data of a failure.
        """
        if not (self.folder / "dist" / "index.js").exists():
            assert self.complaints("--outDir", str(self.folder / "dist")) == ""
        assert NODE is not None
        program = f"""
import * as lib from "./dist/index.js";
const told = async (call) => {{
  try {{ return await call; }} catch (error) {{ return {{ error: error.name, message: error.message }}; }}
}};
const result = await (async () => {{ {script} }})();
process.stdout.write(JSON.stringify(result ?? null));
"""
        path = self.folder / "program.mjs"
        path.write_text(program)
        done = subprocess.run([NODE, str(path)], capture_output=True, text=True, check=False, timeout=60)
        assert done.returncode == 0, done.stderr[-2000:]
        return json.loads(done.stdout)


def complaints_of_all(packages: Iterable[TypeScript], folder: Path) -> list[str]:
    """Compile packages that stand below a folder in one run, into its `dist`, and return what is said."""
    if NODE is None or COMPILER is None:
        pytest.skip(WHY)
    found = list(packages)
    options = json.loads(found[0].text("tsconfig.json"))["compilerOptions"]
    whole = {**options, "rootDir": str(folder), "outDir": str(folder / "dist")}
    sources = [f"{package.folder}/*.ts" for package in found]
    (folder / "tsconfig.json").write_text(json.dumps({"compilerOptions": whole, "include": sources}))
    (folder / "package.json").write_text('{"type": "module"}')
    command = [NODE, COMPILER, "-p", str(folder)]
    return subprocess.run(command, capture_output=True, text=True, check=False).stdout.splitlines()


def typescript(document: dict[str, Any] | Path, folder: Path) -> TypeScript:
    """Generate the TypeScript of a document."""
    if isinstance(document, Path):
        spec = document
    else:
        spec = folder / "shop.json"
        spec.write_text(json.dumps(document))
    options = Options(spec=str(spec), name="shop", output=folder / "out", targets=("typescript",))
    return TypeScript(generate(options).directory / "typescript")


def described(
    paths: dict[str, Any] | None = None,
    schemas: dict[str, Any] | None = None,
    version: str = "3.1.0",
    **more: Any,
) -> dict[str, Any]:
    """Return a document."""
    components = {"schemas": schemas or {}, **more.pop("components", {})}
    whole = {"openapi": version, "info": {"title": "Shop", "version": "1"}, "paths": paths or {}}
    return {**whole, "components": components, **more}


@pytest.fixture(scope="module")
def upstream() -> Iterator[Upstream]:
    with listening() as found:
        yield found
