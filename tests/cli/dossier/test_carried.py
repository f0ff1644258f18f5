"""What papers carry: the application, its profile and the outcome, without a trace of where their files lay."""

import io
import json
from pathlib import Path

import pikepdf
import pytest

from grantcli.assets import shipped
from grantcli.cli.dossier.carried import Inside
from grantcli.cli.reading import read_application
from grantcli.cli.shell.setting import Setting
from grantcli.cli.start import run
from grantcli.loading.papers.carried_files import APPLICATION, OUTCOME, PROFILE, read_paper

CALL = "marche-transizione-digitale-2022"
EXAMPLE = shipped("calls") / CALL / "example" / "domanda.yaml"


def written(into: Path, part: str, *options: str, file: Path = EXAMPLE) -> Path:
    assert run(["dossier", str(file), "-o", str(into), "--part", part, *options]) == 0
    (path,) = into.iterdir()
    return path


@pytest.mark.slow
def test_the_application_part_carries_the_data_and_opens_as_an_application(tmp_path, capsys):
    file = written(tmp_path / "d", "application")
    assert set(pikepdf.open(file).attachments) == {APPLICATION, OUTCOME}
    capsys.readouterr()
    assert run(["evaluate", str(file), "--json"]) == 0
    ours = json.loads(capsys.readouterr().out)
    assert run(["evaluate", str(EXAMPLE), "--json"]) == 0
    theirs = json.loads(capsys.readouterr().out)
    assert ours["contribution"] == theirs["contribution"]
    assert ours["expenses"]["by_category"] == theirs["expenses"]["by_category"]
    paper, _problems = read_paper(file)
    carried = json.loads(paper.outcome)
    assert carried["expenses"] == ours["expenses"]
    assert carried["findings"] == ours["findings"]
    assert carried["paper"] == {"kind": "application", "language": "it", "style": "", "unchecked": ""}


@pytest.mark.slow
@pytest.mark.parametrize(("part", "options"), [("memo", []), ("checklist", []), ("application", ["--no-data"])])
def test_the_memo_carries_nothing_nor_does_anything_where_that_is_asked(part, options, tmp_path):
    assert not pikepdf.open(written(tmp_path / "d", part, *options)).attachments


@pytest.mark.slow
def test_the_same_application_gives_the_same_bytes(tmp_path):
    one, other = (written(tmp_path / name, "application") for name in ("a", "b"))
    assert one.read_bytes() == other.read_bytes()


def inside(file: Path) -> Inside:
    reading = read_application(str(file), Setting())
    assert reading is not None
    return Inside(reading, reading.application.on)


@pytest.fixture
def client(tmp_path):
    """An application that takes its company from a profile, which it leaves once, and its expenses from a plan."""
    folder = tmp_path / "cliente segreto"
    folder.mkdir()
    (folder / "rossi.yaml").write_text("company: {name: Rossi S.r.l., legal_form: SR, durc_regular: true}\n")
    (folder / "piano.csv").write_text("Categoria;Descrizione;Importo\nA;Sensori;10.000,50\n", encoding="utf-8")
    text = f"call: {CALL}\non: 2022-06-20\ncompany: {{profile: rossi.yaml, durc_regular: false}}\nexpenses: piano.csv\n"
    (folder / "domanda.yaml").write_text(text)
    return folder / "domanda.yaml"


def test_profile_and_plan_come_along_and_no_path_does(client):
    made = inside(client)
    assert set(made.texts) == {APPLICATION, PROFILE}
    assert "profile: profilo.yaml" in made.texts[APPLICATION]
    assert "amount: 10000.50" in made.texts[APPLICATION]
    assert "Rossi" in made.texts[PROFILE]
    assert "Rossi" not in made.texts[APPLICATION]
    whole = b"".join(one.content for one in made.files({}, "0" * 32))
    assert b"segreto" not in whole
    assert b"piano.csv" not in whole
    assert any("il profilo dice" in text for text in json.loads(made.files({}, "")[-1].content)["warnings"])


def stuffed(text: str) -> bytes:
    made = pikepdf.new()
    made.add_blank_page()
    made.attachments[APPLICATION] = pikepdf.AttachedFileSpec(made, text.encode(), filename=APPLICATION)
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


@pytest.mark.parametrize(
    "named",
    [
        "expenses: SECRET",
        "expenses: [{file: SECRET}]",
        "company: SECRET",
        "company: {profile: SECRET}",
        "aids: SECRET",
        "partners: SECRET",
        "partners: [{id: P1, company: SECRET}]",
    ],
)
def test_a_pdf_received_does_not_make_files_be_read(named, tmp_path, capsys):
    secret = tmp_path / "segreto.yaml"
    secret.write_text("company: {name: RISERVATO}\n")
    text = f"call: {CALL}\non: 2022-06-20\n{named.replace('SECRET', str(secret))}\n"
    (tmp_path / "carta.pdf").write_bytes(stuffed(text))
    assert run(["evaluate", str(tmp_path / "carta.pdf")]) == 4
    told = capsys.readouterr()
    assert "nomina un altro file" in told.err
    assert "RISERVATO" not in told.out + told.err
    assert "carta.pdf/domanda.yaml:3" in told.err.replace("\n", "")
