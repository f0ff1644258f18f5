"""A process that has read the program in and parts into runs of it, which begin at once; each is a process of its own.

A request is a line of JSON, its answer the number of the process: ``arguments``, ``folder``, ``terminal`` (the name of
a pseudo-terminal, else there is none), ``environment``.
"""

import contextlib
import fcntl
import importlib
import json
import os
import pkgutil
import signal
import subprocess
import sys
import termios
import time
from pathlib import Path

import pexpect.fdpexpect

import grantcli

OTHERS = ("questionary", "rich.console", "rich.table", "xlsxwriter", "asn1crypto.cms")


class WarmProgram:
    """The process, asked from here."""

    def __init__(self) -> None:
        self._server = subprocess.Popen(
            [sys.executable, "-m", "tests.hostile.warm"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            cwd=Path(__file__).parents[2],
            text=True,
        )

    def begin(self, arguments: list[str], folder: Path, terminal: str = "", **environment: str) -> int:
        """Begin a run and return the number of its process, which is that of its session too."""
        told = {"arguments": arguments, "folder": str(folder), "terminal": terminal, "environment": environment}
        self._server.stdin.write(json.dumps(told) + "\n")
        self._server.stdin.flush()
        return int(self._server.stdout.readline())

    def at_terminal(self, arguments: list[str], folder: Path, size: tuple[int, int]) -> "AtTerminal":
        """Begin a run under a terminal of so many lines and columns."""
        ours, theirs = os.openpty()
        termios.tcsetwinsize(theirs, size)
        fcntl.fcntl(ours, fcntl.F_SETFD, fcntl.FD_CLOEXEC)
        plain = {"TERM": "xterm", "NO_COLOR": "1", "PROMPT_TOOLKIT_NO_CPR": "1", "XDG_STATE_HOME": str(folder)}
        process = self.begin(arguments, folder, os.ttyname(theirs), **plain)
        os.close(theirs)
        return AtTerminal(ours, process)

    def end(self) -> None:
        """End the process."""
        self._server.stdin.close()
        self._server.wait()


class AtTerminal(pexpect.fdpexpect.fdspawn):
    """A run under a terminal, as ``pexpect.spawn`` has it."""

    def __init__(self, handle: int, process: int) -> None:
        super().__init__(handle, encoding="utf-8", timeout=60)
        self._process = process

    def isalive(self) -> bool:
        """Tell whether it runs still."""
        return runs(self._process)

    def kill(self, number: int) -> None:
        """Send it a signal."""
        os.kill(self._process, number)

    def wait(self) -> None:
        """Wait until it is gone."""
        while self.isalive():
            time.sleep(0.01)


def runs(process: int) -> bool:
    """Tell whether a process runs still."""
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    return True


def become(request: dict) -> None:
    """Become a run of the program, as if it had been begun by a shell."""
    os.setsid()
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    handle = os.open(request["terminal"] or os.devnull, os.O_RDWR)  # of a new session a terminal is its own now
    for descriptor in range(3):
        os.dup2(handle, descriptor)
    os.chdir(request["folder"])
    os.environ.update(request["environment"])
    sys.stdin = sys.__stdin__ = open(0, closefd=False)  # noqa: SIM115
    sys.stdout = sys.__stdout__ = open(1, "w", closefd=False)  # noqa: SIM115
    sys.stderr = sys.__stderr__ = open(2, "w", closefd=False)  # noqa: SIM115
    sys.argv = ["grantcli", *request["arguments"]]
    importlib.import_module("grantcli.cli.start").start()


def serve() -> None:
    """Part into runs as they are asked for; a run that ends is not waited for."""
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    ours = (one.name for one in pkgutil.walk_packages(grantcli.__path__, "grantcli."))
    for name in (*(name for name in ours if not name.endswith(("__main__", "_process"))), *OTHERS):
        importlib.import_module(name)
    for line in sys.stdin:
        process = os.fork()
        if process == 0:
            with contextlib.suppress(SystemExit):
                become(json.loads(line))
            os._exit(0)
        print(process, flush=True)


if __name__ == "__main__":
    serve()
