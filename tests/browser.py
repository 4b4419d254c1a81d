"""A real browser without a window, spoken to over its debugging pipe: nothing to install but the browser itself."""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import subprocess
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pathlib import Path

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
KEYS = {"Tab": 9, " ": 32, "Enter": 13}


class Browser:
    """A page in headless Chromium; `events` are those of its console, its log and its network so far."""

    def __init__(self, profile: Path, *, script: bool = True) -> None:
        assert CHROMIUM
        (there, self._out), (self._in, back) = os.pipe(), os.pipe()
        command = [
            *(CHROMIUM, "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"),
            *("--no-first-run", "--disable-extensions", f"--user-data-dir={profile}", "--remote-debugging-pipe"),
        ]
        # It takes far more addresses than memory, and whoever limits those means programs that take both.
        shell = ["bash", "-c", f'ulimit -v "$(ulimit -H -v)"; exec "$@" 3<&{there} 4>&{back}', "bash", *command]
        self._process = subprocess.Popen(
            shell, pass_fds=(there, back), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        os.close(there)
        os.close(back)
        self._rest, self._number, self._session = b"", 0, ""
        self.events: list[dict[str, Any]] = []
        target = self.ask("Target.createTarget", url="about:blank")["targetId"]
        self._session = self.ask("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        for domain in ("Page", "Runtime", "Log", "Network", "Accessibility"):
            self.ask(f"{domain}.enable")
        self.ask("Page.setLifecycleEventsEnabled", enabled=True)
        self.ask("Emulation.setScriptExecutionDisabled", value=not script)

    def ask(self, method: str, **given: Any) -> dict[str, Any]:
        """Have something done, and return the answer."""
        self._number += 1
        message = {"id": self._number, "method": method, "params": given}
        if self._session:
            message["sessionId"] = self._session
        os.write(self._out, json.dumps(message).encode() + b"\0")
        while (answer := self._next()).get("id") != self._number:
            self.events.append(answer)
        assert "error" not in answer, answer
        result: dict[str, Any] = answer["result"]
        return result

    def open(self, address: str) -> None:
        """Load a page, to the end; what happened before is forgotten."""
        self.events.clear()
        loader = self.ask("Page.navigate", url=address)["loaderId"]
        while not any(
            (event["name"], event["loaderId"]) == ("load", loader) for event in self.told("Page.lifecycleEvent")
        ):
            self.events.append(self._next())

    def run(self, script: str) -> Any:
        """What an expression of JavaScript gives."""
        answer = self.ask("Runtime.evaluate", expression=script, returnByValue=True)
        assert "exceptionDetails" not in answer, answer
        return answer["result"].get("value")

    def press(self, key: str) -> None:
        """Press a key and let it go."""
        press = {"key": key, "code": {" ": "Space"}.get(key, key), "windowsVirtualKeyCode": KEYS[key]}
        text = {" ": " ", "Enter": "\r"}.get(key)
        self.ask("Input.dispatchKeyEvent", type="keyDown", **press, **({"text": text} if text else {}))
        self.ask("Input.dispatchKeyEvent", type="keyUp", **press)

    def told(self, method: str) -> list[dict[str, Any]]:
        """The events of this name."""
        return [event["params"] for event in self.events if event.get("method") == method]

    def complaints(self) -> list[str]:
        """What stands in the console: errors, warnings, and whatever else."""
        logged = [entry["entry"]["text"] for entry in self.told("Log.entryAdded")]
        thrown = [entry["exceptionDetails"]["text"] for entry in self.told("Runtime.exceptionThrown")]
        return logged + thrown + [str(call["args"]) for call in self.told("Runtime.consoleAPICalled")]

    def requests(self) -> list[str]:
        """What was asked for, of the disk or of the network."""
        return [sent["request"]["url"] for sent in self.told("Network.requestWillBeSent")]

    def close(self) -> None:
        """End it."""
        with contextlib.suppress(OSError, EOFError):
            self._session = ""
            self.ask("Browser.close")
        try:
            self._process.wait(10)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        os.close(self._out)
        os.close(self._in)

    def _next(self) -> dict[str, Any]:
        while b"\0" not in self._rest:
            if not (more := os.read(self._in, 1 << 16)):
                raise EOFError("the browser has gone")
            self._rest += more
        message, _, self._rest = self._rest.partition(b"\0")
        answer: dict[str, Any] = json.loads(message)
        return answer
