"""One call that cannot be read never stops a command that does not need it, and takes one line to say."""

import shutil

import pytest

from grantcli.assets import shipped
from grantcli.cli import library
from grantcli.cli.start import run
from grantcli.i18n import use

GOOD = "cosenza-voucher-digitali-2026"
BROKEN = (
    "id: rotto\nrules:\n  - {id: A, cite: bando §1}\n  - {id: B, text: Che cosa, cite: bando §1, require: {x: y}}\n"
)


@pytest.fixture
def at_hand(monkeypatch, tmp_path):
    """A good call in a folder of another name, so that all are read to find it, and a broken one."""
    monkeypatch.delenv("GRANTCLI_CALLS", raising=False)
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.setenv("COLUMNS", "120")
    calls = tmp_path / "calls"
    shutil.copytree(shipped("calls") / GOOD, calls / "buono")
    (calls / "rotto").mkdir()
    (calls / "rotto" / "call.yaml").write_text(BROKEN, encoding="utf-8")
    monkeypatch.setattr(library, "shipped", lambda _name: calls)
    yield tmp_path
    use("it")


def run_on(arguments: list[str], folder) -> int:
    example = str(folder / "calls" / "buono" / "example" / "domanda.yaml")
    return run([example if one == "EXAMPLE" else one.replace("OUT", str(folder / "out")) for one in arguments])


@pytest.mark.parametrize(
    "arguments",
    [
        ["calls", "list"],
        ["calls", "show", GOOD],
        ["evaluate", "EXAMPLE"],
        ["whatif", "EXAMPLE"],
        ["dossier", "EXAMPLE", "--format", "json", "-o", "OUT"],
        ["explain", "COS-pmi", "--call", GOOD],
        ["match", "EXAMPLE", "--on", "2026-03-01"],
        ["batch", "EXAMPLE", "-o", "OUT"],
        ["batch", "template", "--call", GOOD, "-o", "OUT.xlsx"],
    ],
    ids=lambda words: " ".join(words[:2]),
)
def test_a_command_goes_on_without_it(arguments, at_hand, capsys):
    assert run_on(arguments, at_hand) != 4
    shown = capsys.readouterr().err
    told = [line for line in shown.splitlines() if "rotto" in line.partition(": ")[0]]
    assert len(told) <= 1
    assert all("il bando ha 3 errori e resta fuori" in line for line in told)


def test_who_asks_for_it_sees_all_its_errors(at_hand, capsys):
    assert run_on(["calls", "show", "rotto"], at_hand) == 4
    assert capsys.readouterr().err.count("rotto/call.yaml:") == 3
