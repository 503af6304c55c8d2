"""The steps that a document is led through. Each notes what it finds in the outcome."""

from __future__ import annotations

import json
import os
import shutil
import sys
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from trials.bounded import Bounds, Ended, run
from trials.declared import declared
from trials.inputs import Input
from trials.outcome import PARTIAL, REFUSED, Outcome

ROOT = Path(__file__).resolve().parents[2]
TOOLS = Path(os.environ.get("INTEGEN_TOOLS", Path.home() / ".cache" / "integen-tools"))
BUG = 70
"""The exit code of integen's own faults."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Trial:
    """One document on its way."""

    document: Input
    folder: Path
    """Its own; removed afterwards."""
    bounds: Bounds
    outcome: Outcome

    @property
    def package(self) -> Path:
        return self.folder / "out" / "trial"


def generate(trial: Trial) -> None:
    """Run the command as a person would; only its report and its exit code are looked at."""
    flags = ["--name", "trial", "--output", trial.folder / "out", "--json", "--force"]
    command = [sys.executable, "-m", "integen", "generate", "--spec", trial.document.location, *flags]
    env = {"PYTHONPATH": str(ROOT / "src"), "INTEGEN_DEBUG": "1"}
    ended = run(command, trial.bounds, env=env)
    outcome = trial.outcome
    outcome.cpu["generate"], outcome.peak = round(ended.cpu, 3), round(ended.peak, 1)
    told = ended.error.decode(errors="replace")
    if ended.hung:
        outcome.failed("hang", told)
    elif "MemoryError" in told or b"allocation of" in ended.error:
        outcome.failed("memory", told)
    elif ended.code not in (0, 1) or "Traceback (most recent call last)" in told:
        outcome.failed("crash", f"exit {ended.code}: {told}")
    else:
        _report(trial, ended)


def _report(trial: Trial, ended: Ended) -> None:
    outcome = trial.outcome
    try:
        report: dict[str, Any] = json.loads(ended.out)
    except ValueError:
        outcome.failed("crash", f"exit {ended.code} without a report: {ended.error.decode(errors='replace')}")
        return
    found = report.get("diagnostics", [])
    outcome.codes = dict(Counter(item["code"] for item in found))
    errors = [item for item in found if item["severity"] == "error"]
    if "operations" not in report:
        outcome.kind, outcome.refusal = REFUSED, errors[0]["code"] if errors else ""
        if not errors:
            outcome.failed("silent", "refused without a diagnostic")
        return
    outcome.operations, outcome.skipped = report["operations"], report["skipped"]
    outcome.declared = declared(trial.document.location)
    if outcome.skipped:
        outcome.kind = PARTIAL
        if not errors or not all(item.get("line") or item.get("pointer") for item in errors):
            outcome.failed("silent", f"{outcome.skipped} operations left out, not each located")
    if outcome.operations + outcome.skipped < outcome.declared:
        outcome.failed(
            "lost", f"{outcome.declared} declared, {outcome.operations} generated, {outcome.skipped} skipped"
        )


def imports(trial: Trial) -> None:
    """Every module and every model."""
    # Pydantic needs more memory for a thousand models than the generator does to write them.
    bounds = replace(trial.bounds, cpu=3 * trial.bounds.cpu, wall=3 * trial.bounds.wall)
    ended = _program(trial, "importing.py", bounds, "import")
    found = _json(ended)
    if ended.hung:
        trial.outcome.failed("hang", "importing")
    elif found is None:
        trial.outcome.failed("import", ended.error.decode(errors="replace"))
    elif found["failed"]:
        trial.outcome.failed(*found["failed"])


def tools(trial: Trial) -> None:
    """Both eras of the protocol."""
    ended = _program(trial, "listing.py", trial.bounds, "tools")
    found = _json(ended)
    if found is None:
        trial.outcome.failed("tools", ended.error.decode(errors="replace") or f"exit {ended.code}")
    elif found["failed"]:
        trial.outcome.failed("tools", found["failed"])


def inspector(trial: Trial) -> None:
    """`mcp-inspector --strict`, which knows what schemas other clients refuse."""
    module = next(trial.package.glob("*_api")).name
    launch = [
        node(),
        TOOLS / "node_modules/.bin/mcp-inspector",
        "--cli",
        "--strict",
        "--method",
        "tools/list",
    ]
    serve = [sys.executable, "-m", f"{module}.server", "--tools", "all"]
    # Node reserves address space that it never uses.
    ended = run([*launch, "-e", f"PYTHONPATH={trial.package}", "--", *serve], replace(trial.bounds, memory=0))
    trial.outcome.cpu["inspector"] = round(ended.cpu, 3)
    if ended.code:
        trial.outcome.failed("inspector", f"exit {ended.code}: {ended.error.decode(errors='replace')}")


def tsc(trial: Trial) -> None:
    """`tsc --strict --noEmit` over what the TypeScript target wrote, if it did."""
    folder = trial.package / "typescript"
    sources = sorted(folder.rglob("*.ts"))
    if not sources:
        return
    flags = ["--strict", "--noEmit", "--target", "es2022", "--module", "nodenext", "--skipLibCheck"]
    command = [node(), TOOLS / "node_modules/.bin/tsc", *flags, *sources]
    ended = run(command, replace(trial.bounds, memory=0, cpu=3 * trial.bounds.cpu), cwd=folder)
    trial.outcome.cpu["tsc"] = round(ended.cpu, 3)
    if ended.code:
        trial.outcome.failed("tsc", f"exit {ended.code}: {ended.out.decode(errors='replace')[:600]}")


def pyright(trial: Trial) -> None:
    """`pyright` in its basic mode over the whole package."""
    settings = {"typeCheckingMode": "basic", "reportMissingModuleSource": False, "exclude": ["**/_kit"]}
    (trial.package / "pyrightconfig.json").write_text(json.dumps(settings))
    command = [
        Path(sys.executable).with_name("pyright"),
        "--outputjson",
        "--pythonpath",
        sys.executable,
        "-p",
    ]
    ended = run([*command, trial.package], replace(trial.bounds, memory=0, cpu=300, wall=600))
    trial.outcome.cpu["pyright"] = round(ended.cpu, 3)
    report = _json(ended)
    if report is None:
        trial.outcome.failed("pyright", ended.error.decode(errors="replace") or f"exit {ended.code}")
        return
    errors = [item for item in report["generalDiagnostics"] if item["severity"] == "error"]
    if errors:
        first = errors[0]
        place = f"{Path(first['file']).relative_to(trial.package)}:{first['range']['start']['line'] + 1}"
        trial.outcome.failed("pyright", f"{len(errors)} errors; {place}: {first['message']}")


Step = Callable[[Trial], None]
STEPS: dict[str, Step] = {
    "generate": generate,
    "import": imports,
    "tools": tools,
    "inspector": inspector,
    "tsc": tsc,
    "pyright": pyright,
}
"""In the order in which they run."""


def installed(step: str) -> bool:
    """Tell whether what the step needs is on this machine."""
    needed = {
        "inspector": TOOLS / "node_modules/.bin/mcp-inspector",
        "tsc": TOOLS / "node_modules/.bin/tsc",
        "pyright": Path(sys.executable).with_name("pyright"),
    }
    return step not in needed or (needed[step].exists() and (step == "pyright" or bool(node())))


def node() -> str:
    """Return Node: the link in the folder of tools, else the one on the path; empty without one."""
    link = TOOLS / "node"
    return str(link) if link.exists() else shutil.which("node") or ""


def _program(trial: Trial, name: str, bounds: Bounds, step: str) -> Ended:
    ended = run([sys.executable, Path(__file__).with_name(name), trial.package], bounds)
    trial.outcome.cpu[step] = round(ended.cpu, 3)
    return ended


def _json(ended: Ended) -> Any:
    try:
        return json.loads(ended.out)
    except ValueError:
        return None
