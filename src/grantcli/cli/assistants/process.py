"""One command of the program in a process of its own: fenced in, and ended when it takes too long or says too much."""

import json
import os
import signal
import subprocess
import sys
import tempfile
import threading
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ...i18n import _, language
from ...problem import Place, Problem

MOST_OUT = 4_000_000
"""Bytes that an answer may have."""
_PROGRAM = """\
import json, sys
from grantcli.cli.shell.fence import put_up
put_up(*json.loads(sys.argv.pop(1)))
from grantcli.cli.start import start
start()
"""


class RefusedError(Exception):
    """A request that is not answered, with the problem that says why."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.text)
        self.problem = problem


@dataclass(frozen=True, slots=True)
class Runner:
    """Where commands run: ``root`` is all they see beside ``calls``; ``seconds`` is all the time they have."""

    root: Path
    calls: tuple[Path, ...] = ()
    seconds: float = 60.0

    def document(self, *command: str, text: str | None = None) -> dict[str, Any]:
        """Return the JSON document that a command prints."""
        try:
            found = json.loads(self.run(*command, text=text))
        except ValueError:
            found = None
        if not isinstance(found, dict):
            raise RefusedError(_refusal(command[0], _("il comando si è interrotto senza risposta"), "internal_error"))
        return found

    def run(self, *command: str, text: str | None = None) -> str:
        """Return what a command prints, given ``text`` on its standard input."""
        with tempfile.TemporaryFile() as given:
            given.write((text or "").encode("utf-8", "replace"))
            given.seek(0)
            process = subprocess.Popen(  # noqa: S603 - our own program
                [sys.executable, "-P", "-c", _PROGRAM, self._fence(), *self._everywhere(), *command],
                stdin=given,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                cwd=self.root,
                env={**os.environ, "PYTHONIOENCODING": "utf-8", "NO_COLOR": "1", "COLUMNS": "100"},
                start_new_session=True,
            )
            return self._heard(process, command[0])

    def _heard(self, process: "subprocess.Popen[bytes]", name: str) -> str:
        late = threading.Event()

        def stop() -> None:
            late.set()
            _end(process)

        guard = threading.Timer(self.seconds, stop)
        guard.start()
        try:
            said = process.stdout.read(MOST_OUT + 1) if process.stdout else b""
            if len(said) <= MOST_OUT:
                process.wait()
        finally:
            guard.cancel()
            _end(process)
        if late.is_set():
            raise RefusedError(_refusal(name, _("oltre {n} secondi: interrotto").format(n=f"{self.seconds:g}")))
        if len(said) > MOST_OUT:
            raise RefusedError(_refusal(name, _("la risposta pesa oltre {n} MB").format(n=MOST_OUT // 1_000_000)))
        return said.decode("utf-8", "replace")

    def _fence(self) -> str:
        from platformdirs import user_cache_path

        from ..library import folders
        from ..shell.setting import Setting

        cache = user_cache_path("grantcli", appauthor=False)
        seen = [self.root, *folders(Setting(self.calls))]
        return json.dumps([[str(one.absolute()) for one in seen], [str(cache)]])

    def _everywhere(self) -> list[str]:
        return [f"--lang={language()}", *(f"--calls={one.absolute()}" for one in self.calls)]


def _end(process: "subprocess.Popen[bytes]") -> None:
    """Kill the process with those it began, if it still runs, and take its end in."""
    if process.poll() is None:
        with suppress(OSError):
            if hasattr(os, "killpg"):
                os.killpg(process.pid, signal.SIGKILL)
            else:
                process.kill()
    process.wait()
    if process.stdout:
        process.stdout.close()


def _refusal(name: str, text: str, kind: str = "too_big") -> Problem:
    return Problem(Place(name), "", text, kind=kind)
