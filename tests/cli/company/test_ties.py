"""The accounts of a tie go to the tie; nothing is written before it was shown and wanted."""

from pathlib import Path

import pytest

from grantcli.cli.start import run
from grantcli.loading.application.profile import load_profile, profile_vocabulary

ACCOUNTS = Path(__file__).parents[2] / "loading" / "xbrl" / "ordinario.xbrl"
PROFILE = """company:
  name: Capogruppo
  links:
    - {id: L0, name: Altra, direction: downstream}
    - {id: L1, name: Officina, tax_code: "00743110157", direction: downstream}
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "b.xbrl").write_bytes(ACCOUNTS.read_bytes())
    (tmp_path / "p.yaml").write_text(PROFILE, encoding="utf-8")
    return tmp_path


def test_figures_go_where_the_profile_holds_the_tie(folder: Path) -> None:
    assert run(["company", "import", "b.xbrl", "-o", "p.yaml", "--tie", "L1", "--yes"]) == 0
    facts, problems = load_profile(folder / "p.yaml", profile_vocabulary()[0])
    assert problems == []
    other, tie = facts.lists["company.links"]
    assert (other.lists, tie.value("name"), tie.value("direction")) == ({}, "Officina", "downstream")
    assert [(year.id, int(str(year.value("turnover")).partition(".")[0])) for year in tie.lists["years"]] == [
        ("2023", 5_580_000),
        ("2024", 6_200_000),
    ]
    assert tie.lists["years"][0].answers["turnover"].origin == "import"
    assert "company.years" not in facts.lists


@pytest.mark.parametrize(
    ("change", "tie", "kind"),
    [
        (("", ""), "L9", "unknown_tie"),
        (("00743110157", "99999990437"), "L1", "other_company"),
        (("downstream}", "downstream,  # a note\n       country: IT}"), "L1", "cannot_edit"),
    ],
)
def test_what_cannot_be_put_there_is_told_and_nothing_written(
    change: tuple[str, str], tie: str, kind: str, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    from grantcli.codes import CODES

    text = PROFILE.replace(*change) if change[0] else PROFILE
    (folder / "p.yaml").write_text(text, encoding="utf-8")
    assert run(["company", "import", "b.xbrl", "-o", "p.yaml", "--tie", tie, "--yes"]) == 4
    assert CODES[kind] in capsys.readouterr().err
    assert (folder / "p.yaml").read_text(encoding="utf-8") == text


def test_without_a_terminal_nothing_is_written_unless_the_option_says_so(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["company", "import", "b.xbrl", "-o", "new.yaml"]) == 4
    shown = capsys.readouterr()
    assert ("TotaleAttivo, riga" in shown.out, "--yes" in shown.err) == (True, True)
    assert not (folder / "new.yaml").exists()
