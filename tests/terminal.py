"""The command on a terminal of its own, where somebody may type."""

from __future__ import annotations

import contextlib
import os
import pty
import subprocess
import sys
import termios


def on_a_terminal(arguments: list[str], typed: str = "", columns: int = 80, **environment: str) -> tuple[int, str]:
    """Exit status and everything shown of the command."""
    near, far = pty.openpty()
    termios.tcsetwinsize(far, (24, columns))
    settings = {name: told for name, told in os.environ.items() if name != "COLUMNS"} | {"TERM": "xterm"} | environment
    command = [sys.executable, "-m", "quantities", *arguments]
    process = subprocess.Popen(command, stdin=far, stdout=far, stderr=far, env=settings)
    os.close(far)
    os.write(near, typed.encode())
    shown = b""
    with contextlib.suppress(OSError):  # the terminal is gone when the process is
        while piece := os.read(near, 65536):
            shown += piece
    os.close(near)
    return process.wait(timeout=60), shown.decode().replace("\r\n", "\n")
