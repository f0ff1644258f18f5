"""The examples of every ``--help``: two for each command, printed whole, run as they are printed."""

import shlex
import shutil
from importlib.util import find_spec
from pathlib import Path

import pytest
from tests.cli.shell.processes import EXAMPLE, ROOT, shell

from grantcli.cli.app import Root
from grantcli.cli.shell.examples import EXAMPLES
from grantcli.cli.start import run

PLAN = "Macrovoce;Descrizione;Fornitore;Imponibile\nA;Robot;Beta S.r.l.;1.000,00\n"
COMPANY = "company:\n  name: Alfa Calzature\n  legal_form: SR\n"
LONG = ("dossier", "open", "verify", "batch", "calls test", "calls check", "calls cases")
"""Commands that take more than a second: their examples are run with the slow tests."""
LINES = sorted({line for two in EXAMPLES.values() for line in two})


def slow(line: str) -> bool:
    return line.removeprefix("grantcli ").startswith(LONG)


def commands() -> list[str]:
    """Return every command by its words; ``batch template`` is reached by ``batch`` itself."""
    found, waiting = ["batch template"], [(Root(name="grantcli"), "")]
    while waiting:
        group, path = waiting.pop()
        found.append(path)
        for name in group.summaries():
            made, words = group.load(name), f"{path} {name}".strip()
            if hasattr(made, "modules"):
                waiting.append((made, words))
            else:
                found.append(words)
    return found


@pytest.fixture(autouse=True)
def folder(alone, tmp_path, monkeypatch):
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.chdir(tmp_path)
    (tmp_path / "clienti").mkdir()
    for name in ("domanda.yaml", "clienti/domanda.yaml"):
        shutil.copy(ROOT / EXAMPLE, tmp_path / name)
    (tmp_path / "company.yaml").write_text(COMPANY, encoding="utf-8")
    (tmp_path / "piano.csv").write_text(PLAN, encoding="utf-8")
    shutil.copy(ROOT / "tests/loading/xbrl/ordinario.xbrl", tmp_path / "bilancio.xbrl")
    return tmp_path


def test_every_command_has_two_and_no_other_has_any():
    assert sorted(EXAMPLES) == sorted(commands())
    assert all(one.startswith("grantcli ") and one != other for one, other in EXAMPLES.values())


@pytest.mark.parametrize("words", sorted(EXAMPLES))
def test_help_prints_them_whole(words, capsys):
    assert run([*words.split(), "--help"]) == 0
    shown = capsys.readouterr().out
    assert [line for line in EXAMPLES[words] if f"\n  {line}\n" not in shown] == []


@pytest.mark.parametrize("line", [pytest.param(line, marks=[pytest.mark.slow] * slow(line)) for line in LINES])
def test_an_example_runs_as_it_is_printed(line, folder: Path):
    words = line.removeprefix("grantcli ")
    if words.startswith("verify"):
        assert run(["dossier", "domanda.yaml", "-o", "d", "--part", "application"]) == 0
        next((folder / "d").iterdir()).rename(folder / "fascicolo.pdf")
    if words == "company new":
        (folder / "company.yaml").unlink()
    if words.startswith("open "):
        assert run(["dossier", "domanda.yaml", "--format", "html", "--part", "memo", "-o", "fascicolo"]) == 0
        shutil.copytree("fascicolo", "dossier")
    if {"<", ">"} & set(words) or words.startswith("mcp"):
        code = shell(words, cwd=folder).returncode
    else:
        code = run(shlex.split(words))
    asks = (words.startswith("ask ") and "--set" not in words) or (
        words.startswith("company new") and "--template" not in words
    )
    lacking = asks or (words.startswith("mcp") and find_spec("mcp") is None)
    assert code == (4 if lacking else 0), "what asks lacks a terminal here, mcp perhaps its extra; all else succeeds"
