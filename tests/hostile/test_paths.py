"""Commands that take a path, each given files that are none of what it reads: soon a problem that names it."""

import os
import shutil
import signal
from pathlib import Path

import pytest
from tests.batch.batch_rows import EXAMPLE, MARCHE
from tests.cli.expenses.test_importing import PLAN

from grantcli.cli.start import run

ACCOUNTS = Path(__file__).parents[1] / "loading" / "xbrl" / "ordinario.xbrl"
ON = ("--on", "2022-06-20")
COMMANDS = {
    "a.yaml": [
        ["evaluate", "FILE", *ON],
        ["diff", "FILE", "good.yaml"],
        ["dossier", "FILE", "-o", "out", "--format", "html"],
        ["declarations", "FILE", "-o", "out", "--format", "html"],
        ["batch", "FILE", "-o", "out", "-w", "1"],
        ["batch", "good.csv", "--columns", "FILE", "-o", "out", "--call", MARCHE],
        ["match", "FILE", "--call", MARCHE],
        ["calls", "list", "--for", "FILE"],
        ["calls", "diff", MARCHE, "--from", "2022-06-20", "--to", "2022-07-20", "--with", "FILE"],
        ["company", "show", "FILE"],
        ["company", "import", "bilancio.xbrl", "--yes", "-o", "FILE"],
        ["expenses", "import", "good.csv", "--yes", "-a", "FILE"],
        ["ask", MARCHE, "--set", "company.active=yes", "-o", "new.yaml", "--profile", "FILE"],
    ],
    "a.csv": [
        ["batch", "FILE", "-o", "out", "-w", "1", "--call", MARCHE],
        ["expenses", "import", "FILE", "--yes", "-a", "good.yaml"],
        ["ask", MARCHE, "--set", "company.active=yes", "-o", "new.yaml", "--partners", "FILE"],
    ],
    "a.xlsx": [["batch", "FILE", "-o", "out", "-w", "1", "--call", MARCHE]],
    "a.xml": [["company", "import", "FILE", "--yes"], ["expenses", "import", "FILE", "--yes", "-a", "good.yaml"]],
    "a.pdf": [["verify", "FILE"], ["evaluate", "FILE"]],
}


def sparse(path):
    with path.open("wb") as stream:
        stream.truncate(1_000_000_000)


FILES = {
    "a pipe": os.mkfifo,
    "a device": lambda path: path.symlink_to("/dev/zero"),
    "a circle": lambda path: path.symlink_to(path.name),
    "a giant": sparse,
    "UTF-16": lambda path: path.write_text("call: perché\n", encoding="utf-16"),
    "another kind": lambda path: path.write_bytes(b"%PDF-1.7\n\x8f\xe2" if path.suffix != ".pdf" else b"PK\3\4"),
}


def made(path):
    """A name made free again."""
    path.unlink()
    return path


@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    shutil.copy(EXAMPLE, tmp_path / "good.yaml")
    shutil.copy(ACCOUNTS, tmp_path / "bilancio.xbrl")
    (tmp_path / "good.csv").write_text(PLAN, encoding="utf-8")
    before = signal.signal(signal.SIGALRM, lambda *_told: pytest.fail("it waits"))
    signal.alarm(60)
    yield tmp_path
    signal.alarm(0)
    signal.signal(signal.SIGALRM, before)


@pytest.mark.slow
@pytest.mark.parametrize("kind", FILES)
@pytest.mark.parametrize("name", COMMANDS)
def test_a_file_that_is_none_of_what_is_read_is_told(name, kind, folder, capsys):
    FILES[kind](folder / name)
    before = {path.name for path in folder.iterdir()}
    for line in COMMANDS[name]:
        code = run([name if word == "FILE" else word for word in line])
        told = capsys.readouterr()
        if kind == "a circle" and "-o" in line and line[line.index("-o") + 1] == "FILE":
            assert code == 0  # a link is never written through: the file takes its place
            assert not (folder / name).is_symlink()
            FILES[kind](made(folder / name))
            continue
        assert code in (4, 5), line
        assert name in told.out + told.err, line
        if code == 4:
            assert {path.name for path in folder.iterdir()} == before, line
        shutil.rmtree(folder / "out", ignore_errors=True)
