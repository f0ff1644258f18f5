"""The page on writing a call is followed to the letter: its files written, its edits made, its commands run."""

import json
import os
import re
import shlex
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import NamedTuple

import jsonschema
import pytest
import yaml

from grantcli.cli import evaluate
from grantcli.cli.calls import check as calls_check
from grantcli.cli.calls import list as calls_list
from grantcli.cli.calls import new as calls_new
from grantcli.cli.start import run

PAGE = Path(__file__).parents[2] / "docs" / "writing-a-call.md"
FOLDER = "borgo-vetrine-2026"
DAY = date(2026, 11, 22)
_BLOCK = re.compile(r"^```(?P<kind>\w+)(?: (?P<how>file|add)=(?P<path>\S+))?\n(?P<text>.*?)^```$", re.M | re.S)


class Block(NamedTuple):
    kind: str
    how: str | None
    path: str | None
    text: str


def blocks() -> list[Block]:
    return [Block(**found.groupdict()) for found in _BLOCK.finditer(PAGE.read_text(encoding="utf-8"))]


def commands(text: str) -> Iterator[tuple[str, str]]:
    """Yield each command of a console block with the screen printed under it."""
    for part in re.split(r"^\$ ", text, flags=re.M)[1:]:
        command, _newline, shown = part.partition("\n")
        yield command, shown


def edit(file: Path, diff: str) -> None:
    """Make the change of a diff block: its lines without «+» must be there, once."""
    lines = diff.splitlines()
    before = "\n".join(line[1:] for line in lines if line[0] != "+")
    after = "\n".join(line[1:] for line in lines if line[0] != "-")
    text = file.read_text(encoding="utf-8")
    assert text.count(before) == 1, before
    file.write_text(text.replace(before, after), encoding="utf-8")


def follow(command: str, capsys: pytest.CaptureFixture[str]) -> str:
    """Run one command of the page, its output to a file where it says so; return what it printed."""
    words, _sign, into = command.partition(" > ")
    name, *arguments = shlex.split(words)
    assert name == "grantcli"
    run(arguments)
    shown = capsys.readouterr()
    if into:
        Path(into).write_text(shown.out, encoding="utf-8")
        return shown.err
    return shown.out + shown.err


@pytest.fixture
def followed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> list[list[str]]:
    """Follow the page in an empty folder; return each command with the screen of the page and its own."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "100")
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.delenv("GRANTCLI_CALLS", raising=False)
    for module in (calls_check, calls_list, calls_new, evaluate):
        monkeypatch.setattr(module, "today", lambda: DAY)
    screens = []
    for block in blocks():
        if block.kind == "console":
            screens += [[command, shown, follow(command, capsys)] for command, shown in commands(block.text)]
        elif block.kind == "diff" and block.path:
            edit(Path(block.path), block.text)
        elif block.path:
            kept = Path(block.path).read_text(encoding="utf-8") if block.how == "add" else ""
            Path(block.path).write_text(kept + block.text, encoding="utf-8")
    return screens


def test_every_file_and_command_of_the_page_is_seen() -> None:
    """Every fence belongs to a block, and every block but the editor's setting is a file, an edit or a screen."""
    text = PAGE.read_text(encoding="utf-8")
    assert len(re.findall(r"^```", text, flags=re.M)) == 2 * len(blocks())
    assert [block.kind for block in blocks() if block.path is None and block.kind != "console"] == ["json"]
    assert sum(len(list(commands(block.text))) for block in blocks() if block.kind == "console") > 8


def test_every_screen_is_as_the_page_shows_it(followed: list[list[str]]) -> None:
    """A line «...» stands for the rest of a screen. GOLDEN=1 writes the screens of the page again."""
    if os.environ.get("GOLDEN"):
        return rewrite(followed)
    for command, shown, came in followed:
        wanted = shown.removesuffix("...\n")
        assert came.startswith(wanted), command
        assert wanted != shown or came == shown, command
    return None


def rewrite(followed: list[list[str]]) -> None:
    text = PAGE.read_text(encoding="utf-8")
    for command, shown, came in followed:
        if not shown.endswith("...\n"):
            text = text.replace(f"$ {command}\n{shown}", f"$ {command}\n{came}", 1) if shown else text
            text = text.replace(f"$ {command}\n```", f"$ {command}\n{came}```", 1) if not shown else text
    PAGE.write_text(text, encoding="utf-8")


@pytest.mark.usefixtures("followed")
def test_the_call_that_comes_out_is_clean(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["calls", "check", FOLDER]) == 0
    assert run(["calls", "test", FOLDER]) == 0
    shown = capsys.readouterr()
    assert "7 casi su 7 tornano" in shown.out
    assert shown.err == ""


@pytest.mark.usefixtures("followed")
def test_the_schema_that_the_page_saves_takes_the_call_that_names_it() -> None:
    file = Path(FOLDER) / "call.yaml"
    first, *_rest = file.read_text(encoding="utf-8").splitlines()
    schema = file.parent / first.removeprefix("# yaml-language-server: $schema=")
    written = json.loads(json.dumps(yaml.safe_load(file.read_text(encoding="utf-8")), default=str))
    validator = jsonschema.Draft202012Validator(json.loads(schema.read_text(encoding="utf-8")))
    assert [error.json_path for error in validator.iter_errors(written)] == []
    assert list(validator.iter_errors({**written, "titel": "x"})) != []
