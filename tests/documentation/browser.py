"""Chromium by its debugging pipe: no driver and no socket is needed."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

CHROMIUM = shutil.which("chromium") or shutil.which("google-chrome")
WHY = "needs Chromium"


class Page:
    """A page that can be gone to and asked."""

    def __init__(self, to: int, of: int) -> None:
        self._to, self._of = os.fdopen(to, "wb", 0), os.fdopen(of, "rb", 0)
        self._rest, self._number = b"", 0
        self._loaded = False
        self.session: str | None = None
        self.said: list[str] = []
        """What the console was told, errors of the page among it."""
        self.asked: list[str] = []
        """Addresses that were loaded."""

    def send(self, method: str, **params: Any) -> dict[str, Any]:
        self._number += 1
        message = {"id": self._number, "method": method, "params": params}
        if self.session is not None:
            message["sessionId"] = self.session
        self._to.write(json.dumps(message).encode() + b"\0")
        while (answer := self._next()).get("id") != self._number:
            self._note(answer)
        assert "error" not in answer, answer
        result: dict[str, Any] = answer["result"]
        return result

    def _next(self) -> dict[str, Any]:
        while b"\0" not in self._rest:
            read = self._of.read(65536)
            assert read, "the browser has gone"
            self._rest += read
        line, _, self._rest = self._rest.partition(b"\0")
        found: dict[str, Any] = json.loads(line)
        return found

    def _note(self, event: dict[str, Any]) -> None:
        params = event.get("params", {})
        match event.get("method"):
            case "Page.loadEventFired":
                self._loaded = True
            case "Runtime.exceptionThrown":
                self.said.append(json.dumps(params["exceptionDetails"]))
            case "Log.entryAdded":
                self.said.append(params["entry"]["text"])
            case "Network.requestWillBeSent":
                self.asked.append(params["request"]["url"])

    def go(self, url: str) -> None:
        """Load a page, and wait until it is there."""
        self._loaded = False
        self.send("Page.navigate", url=url)
        self.arrives()

    def arrives(self) -> None:
        """Wait until the page is there that something has led to."""
        while not self._loaded:
            self._note(self._next())
        self._loaded = False

    def run(self, script: str) -> Any:
        """Return the value of an expression; promises are waited for."""
        told = self.send("Runtime.evaluate", expression=script, awaitPromise=True, returnByValue=True)
        assert "exceptionDetails" not in told, told
        return told["result"].get("value")

    def press(self, key: str, text: str = "") -> None:
        for kind in ("keyDown", "keyUp"):
            more = {"text": text} if text and kind == "keyDown" else {}
            code = {"Enter": 13, "ArrowDown": 40, "ArrowRight": 39, "Escape": 27, "Tab": 9}.get(key, 0)
            self.send("Input.dispatchKeyEvent", type=kind, key=key, windowsVirtualKeyCode=code, **more)

    def shows(self, *, width: int, dark: bool = False) -> None:
        """Be a screen."""
        self.send(
            "Emulation.setDeviceMetricsOverride", width=width, height=800, deviceScaleFactor=1, mobile=False
        )
        scheme = {"name": "prefers-color-scheme", "value": "dark" if dark else "light"}
        self.send("Emulation.setEmulatedMedia", features=[scheme])


@contextmanager
def opened(folder: Path) -> Iterator[Page]:
    assert CHROMIUM is not None
    (child_in, to), (of, child_out) = os.pipe(), os.pipe()
    flags = f"--headless --no-sandbox --disable-gpu --remote-debugging-pipe --user-data-dir={folder}/profile"
    with subprocess.Popen(
        ["bash", "-c", f"exec {CHROMIUM} {flags} about:blank 3<&{child_in} 4>&{child_out}"],
        pass_fds=(child_in, child_out),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    ) as process:
        os.close(child_in)
        os.close(child_out)
        page = Page(to, of)
        target = page.send("Target.createTarget", url="about:blank")["targetId"]
        page.session = page.send("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        for domain in ("Page", "Runtime", "Log", "Network"):
            page.send(f"{domain}.enable")
        try:
            yield page
        finally:
            process.kill()
