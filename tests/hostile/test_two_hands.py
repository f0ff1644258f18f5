"""A file that somebody changes, or an interview writes into, while an import shows what it would put there."""

from pathlib import Path

import pytest
from tests.cli.expenses.test_importing import APPLICATION, PLAN

from grantcli.cli.start import run
from grantcli.filing import held

XBRL = Path(__file__).parents[1] / "loading" / "xbrl" / "ordinario.xbrl"
PROFILE = "company:\n  name: Rossi\n"
COMMANDS = {
    "company": ("company.yaml", PROFILE, ["company", "import", str(XBRL), "-o", "company.yaml"]),
    "expenses": ("domanda.yaml", APPLICATION, ["expenses", "import", "piano.csv", "-a", "domanda.yaml"]),
}


@pytest.fixture(params=COMMANDS)
def importing(request, tmp_path, monkeypatch):
    name, text, line = COMMANDS[request.param]
    monkeypatch.chdir(tmp_path)
    (tmp_path / name).write_text(text, encoding="utf-8")
    (tmp_path / "piano.csv").write_text(PLAN, encoding="utf-8")
    return tmp_path / name, line, f"grantcli.cli.{request.param}.importing.confirmed"


@pytest.mark.parametrize("there", [True, False])
def test_what_a_hand_writes_while_the_question_stands_is_not_written_over(importing, there, monkeypatch, capsys):
    file, line, confirmed = importing
    if not there and "company" in line:
        file.unlink()
    monkeypatch.setattr(confirmed, lambda *_given: file.write_text("# a mano\n", encoding="utf-8") > 0)
    assert run(line) == 4
    assert file.read_text(encoding="utf-8") == "# a mano\n"
    assert "G921" in capsys.readouterr().err


def test_an_import_waits_for_no_interview_and_writes_nothing_into_its_file(importing, capsys):
    file, line, _confirmed = importing
    before = file.read_bytes()
    with held(file.with_name(f".{file.name}.lock"), "processo 1"):
        assert run([*line, "--yes"]) == 4
    assert file.read_bytes() == before
    assert "processo 1" in capsys.readouterr().err
    assert run([*line, "--yes"]) == 0
    assert file.read_bytes() != before
    assert not file.with_name(f".{file.name}.lock").exists()
