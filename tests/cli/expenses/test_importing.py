"""``grantcli expenses import``: shown, confirmed, written, remembered; the files of the client never touched."""

from pathlib import Path

import pytest
import yaml
from tests.loading.importers.invoices import body, invoice

from grantcli.cli.start import run
from grantcli.codes import CODES

APPLICATION = "# la mia domanda\ncall: marche-transizione-digitale-2022\non: 2022-06-20\ncompany: {name: Alfa}\n"
HEAD = "Macrovoce;Descrizione;Fornitore;Imponibile\n"
PLAN = HEAD + "A;Robot;Beta S.r.l.;1.000,00\nB;Studio;Gamma;500,00\nTotale;;;1.500,00\n"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("GRANTCLI_CALLS", raising=False)
    (tmp_path / "domanda.yaml").write_text(APPLICATION, encoding="utf-8")
    (tmp_path / "piano.csv").write_text(PLAN, encoding="utf-8")
    (tmp_path / "f.xml").write_bytes(invoice(body("7")))
    return tmp_path


def written(folder: Path) -> list[dict[str, str]]:
    data = yaml.load((folder / "domanda.yaml").read_text(encoding="utf-8"), yaml.BaseLoader)  # noqa: S506 (all text)
    return data.get("expenses", [])


def test_a_plan_is_written_and_its_columns_remembered(folder: Path) -> None:
    assert run(["expenses", "import", "piano.csv", "--yes"]) == 0
    assert [(one["category"], one["description"], one["amount"]) for one in written(folder)] == [
        ("A", "Robot", "1000.00"),
        ("B", "Studio", "500.00"),
    ]
    assert (folder / "domanda.yaml").read_text(encoding="utf-8").startswith(APPLICATION)
    assert "Imponibile" in (folder / "piano.columns.yaml").read_text(encoding="utf-8")
    assert (folder / "piano.csv").read_text(encoding="utf-8") == PLAN


def test_an_invoice_of_a_planned_purchase_is_there_already(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run(["expenses", "import", "piano.csv", "--yes"])
    assert run(["expenses", "import", "f.xml", "piano.csv", "--yes"]) == 0
    assert "0 spese nuove, 3 già nella domanda" in capsys.readouterr().out
    assert len(written(folder)) == 2


def test_an_invoice_by_lines(folder: Path) -> None:
    assert run(["expenses", "import", "f.xml", "--by", "line", "--yes"]) == 0
    assert [one["id"] for one in written(folder)] == ["F7-1", "F7-2"]


def test_a_difference_is_shown_and_left(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run(["expenses", "import", "piano.csv", "--yes"])
    (folder / "nuovo.csv").write_text(PLAN.replace("1.000", "1.200").replace("1.500", "1.700"), encoding="utf-8")
    assert run(["expenses", "import", "nuovo.csv", "--yes"]) == 0
    assert "nella domanda è la R2, 1.000,00 €" in " ".join(capsys.readouterr().out.split())
    assert written(folder)[0]["amount"] == "1000.00"


@pytest.mark.parametrize(("options", "code"), [(["--dry-run"], 0), ([], 4)])
def test_nothing_is_written_unless_it_was_wanted(options: list[str], code: int, folder: Path) -> None:
    assert run(["expenses", "import", "piano.csv", *options]) == code
    assert (folder / "domanda.yaml").read_text(encoding="utf-8") == APPLICATION
    assert not (folder / "piano.columns.yaml").exists()


@pytest.mark.parametrize(
    ("arguments", "kind"),
    [
        (["no.csv"], "unreadable"),
        (["piano.csv", "-a", "no.yaml"], "missing_file"),
        (["piano.csv", "--columns", "no.yaml"], "missing_file"),
        (["domanda.yaml"], "unknown_format"),
    ],
)
def test_what_cannot_be_read_is_told(
    arguments: list[str], kind: str, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["expenses", "import", *arguments, "--yes"]) == 4
    assert CODES[kind] in capsys.readouterr().err


def test_an_application_that_names_a_plan_is_not_written_over(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = APPLICATION + "expenses: piano.csv\n"
    (folder / "domanda.yaml").write_text(text, encoding="utf-8")
    assert run(["expenses", "import", "f.xml", "--yes"]) == 4
    assert CODES["named_plan"] in capsys.readouterr().err
    assert (folder / "domanda.yaml").read_text(encoding="utf-8") == text
