"""The program run as a shell runs it: with its redirections, in a process of its own."""

import os
import shlex
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent.parent
EXAMPLE = "calls/marche-transizione-digitale-2022/example/domanda.yaml"
PROGRAM = f"{shlex.quote(sys.executable)} -m grantcli"


def shell(line: str, *, cwd: Path = ROOT, timeout: float = 60, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run ``grantcli`` with a line of bash after it; what bash itself does not know stands first."""
    clean = {key: value for key, value in os.environ.items() if not key.startswith("GRANTCLI")}
    return subprocess.run(
        ["bash", "-c", f"{PROGRAM} {line}"],
        cwd=cwd,
        env={**clean, **environment},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        errors="surrogateescape",
        check=False,
        timeout=timeout,
    )
