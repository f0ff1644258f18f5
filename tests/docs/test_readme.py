"""The README tells the truth: its screens are the program's, its commands exist, its links lead somewhere."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from grantcli.cli.app import summaries

ROOT = Path(__file__).parent.parent.parent
README = ROOT / "README.md"
SCREEN = re.compile(r"<!-- screen: (?P<command>.+?) -->\n```text\n(?P<screen>.*?)```", re.DOTALL)


ON_A_DAY = """
import datetime
from grantcli.cli import reading
reading.today = lambda: datetime.date(2026, 11, 29)
from grantcli.cli.start import start
start()
"""
"""The program on the day on which the screens were made: what nobody looked at since grows older with the clock."""


def screen_of(command: str) -> str:
    environment = {**os.environ, "COLUMNS": "100", "NO_COLOR": "1", "GRANTCLI_LANG": "it"}
    words = [sys.executable, "-c", ON_A_DAY, *command.split()[1:]]
    done = subprocess.run(words, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    return re.sub(r"sha256:[0-9a-f]+", "sha256:…", done.stdout.strip("\n")) + "\n"


def drawn(found: re.Match[str]) -> str:
    command = found["command"]
    return f"<!-- screen: {command} -->\n```text\n{screen_of(command)}```"


def test_screens_are_what_the_program_prints() -> None:
    text = README.read_text(encoding="utf-8")
    assert SCREEN.search(text)
    if os.environ.get("GOLDEN"):
        README.write_text(SCREEN.sub(drawn, text), encoding="utf-8")
        return
    for found in SCREEN.finditer(text):
        assert found["screen"] == screen_of(found["command"])


@pytest.mark.parametrize("command", sorted(summaries()))
def test_every_command_is_in_the_readme(command: str) -> None:
    assert f"`grantcli {command}" in README.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "page", ["README.md", "CONTRIBUTING.md", *(f"docs/{p.name}" for p in (ROOT / "docs").glob("*.md"))]
)
def test_links_lead_somewhere(page: str) -> None:
    folder = (ROOT / page).parent
    for target in re.findall(r"\]\((?!https?:|#)([^)#]+)", (ROOT / page).read_text(encoding="utf-8")):
        assert (folder / target).exists(), target
