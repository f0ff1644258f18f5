"""``grantcli verify``: a paper that agrees with itself, and each way in which one does not."""

import io
import json
import shutil
from pathlib import Path

import jsonschema
import pikepdf
import pytest

from grantcli.assets import shipped
from grantcli.cli.dossier.carried import Inside
from grantcli.cli.dossier.run import judged
from grantcli.cli.reading import read_application
from grantcli.cli.shell.setting import Setting
from grantcli.cli.start import run
from grantcli.i18n import say, speaking
from grantcli.loading.papers.carried_files import APPLICATION, OUTCOME
from grantcli.render.context import context
from grantcli.render.pages import page
from grantcli.render.pdf import draw
from grantcli.report.schemas import schema_of

CALL = "fvg-validazione-trl-2026"
EXAMPLE = shipped("calls") / CALL / "example" / "domanda.yaml"
pytestmark = pytest.mark.slow


def drawn(change=lambda html: html, spoken: str = "it") -> bytes:
    """The application part of the example, its pages changed by a forger."""
    reading = read_application(str(EXAMPLE), Setting())
    assert reading is not None
    day = reading.application.on
    with speaking(spoken):
        inside = Inside(reading, day)
        outcome = judged(reading, day)
        paper = {"kind": "application", "language": spoken, "style": "", "unchecked": say(outcome.unchecked)}
        files = inside.files(paper, "0" * 32)
        return draw(change(page("application", context(outcome))), carried=files)


@pytest.fixture(scope="module")
def right() -> bytes:
    return drawn()


def verified(content: bytes, folder: Path, capsys, *options: str) -> tuple[int, dict]:
    file = folder / "carta.pdf"
    file.write_bytes(content)
    capsys.readouterr()
    code = run(["verify", str(file), "--json", *options])
    told = json.loads(capsys.readouterr().out)
    jsonschema.validate(told, schema_of("verify" if code in (0, 6) else "problems"))
    return code, told


def with_file(content: bytes, name: str, change) -> bytes:
    made = pikepdf.open(io.BytesIO(content))
    text = made.attachments[name].get_file().read_bytes().decode()
    assert change(text) != text
    made.attachments[name] = pikepdf.AttachedFileSpec(made, change(text).encode(), filename=name)
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def kinds(told: dict) -> set[str]:
    return {one["kind"] for one in told["differences"]}


def test_a_paper_as_it_was_written_is_coherent(right, tmp_path, capsys):
    code, told = verified(right, tmp_path, capsys)
    assert (code, told["coherent"], told["differences"], told["notes"]) == (0, True, [], [])


def test_so_is_one_in_english_read_by_an_italian(tmp_path, capsys):
    code, told = verified(drawn(spoken="en"), tmp_path, capsys)
    assert (code, told["differences"]) == (0, [])


def test_it_never_says_authentic(right, tmp_path, capsys):
    (tmp_path / "carta.pdf").write_bytes(right)
    assert run(["verify", str(tmp_path / "carta.pdf")]) == 0
    said = " ".join(capsys.readouterr().out.split())
    assert "COERENTE" in said
    assert "Coerente non vuol dire autentico" in said


def first_amount(content: bytes) -> str:
    made = pikepdf.open(io.BytesIO(content))
    return json.loads(made.attachments[OUTCOME].get_file().read_bytes())["contribution"]["amount"]


def italian(amount: str) -> str:
    whole, cents = amount.split(".")
    return f"{int(whole):,}".replace(",", ".") + f",{cents}"


def a_cent_more(amount: str) -> str:
    return amount[:-1] + str((int(amount[-1]) + 1) % 10)


def test_a_changed_cent_in_the_text_is_caught(right, tmp_path, capsys):
    printed = italian(first_amount(right))
    forged = drawn(lambda html: a_cent_more(printed).join(html.rsplit(printed, 1)))
    code, told = verified(forged, tmp_path, capsys)
    assert code == 6
    assert [(one["kind"], one["where"]) for one in told["differences"]] == [
        ("figure", printed),
        ("figure", a_cent_more(printed)),
    ]


def test_a_changed_word_is_caught(tmp_path, capsys):
    code, told = verified(drawn(lambda html: html.replace("</body>", "<p>approvata</p></body>")), tmp_path, capsys)
    assert (code, [one["where"] for one in told["differences"]]) == (6, ["approvata"])


def test_a_changed_cent_in_the_answers_is_caught(right, tmp_path, capsys):
    code, told = verified(
        with_file(right, APPLICATION, lambda text: text.replace("60000.00", "60000.01")), tmp_path, capsys
    )
    assert code == 6
    assert {"answers", "outcome"} <= kinds(told)
    assert any(one["where"].startswith("expenses.") for one in told["differences"])


def test_a_changed_cent_in_the_outcome_is_caught(right, tmp_path, capsys):
    amount = first_amount(right)
    forged = with_file(right, OUTCOME, lambda text: text.replace(f'"{amount}"', f'"{a_cent_more(amount)}"'))
    code, told = verified(forged, tmp_path, capsys)
    assert code == 6
    assert ("contribution.amount", a_cent_more(amount), amount) in [
        (one["where"], one["paper"], one["here"]) for one in told["differences"]
    ]


def test_a_changed_cent_in_the_call_is_caught(right, tmp_path, capsys, monkeypatch):
    """The same call here with another figure in it: a cent, that changes nothing in the outcome."""
    copied = tmp_path / "bandi" / CALL
    shutil.copytree(shipped("calls") / CALL, copied)
    call = copied / "call.yaml"
    text = call.read_text("utf-8")
    assert "250000" in text
    call.write_text(text.replace("250000", "250000.01"), encoding="utf-8")
    monkeypatch.setattr("grantcli.cli.dossier.verify.folders", lambda _setting: [tmp_path / "bandi"])
    code, told = verified(right, tmp_path, capsys)
    assert code == 6
    assert "call" in kinds(told)


def test_another_version_of_the_program_or_of_the_law_is_told_and_no_fault(right, tmp_path, capsys):
    old = with_file(
        right, OUTCOME, lambda text: text.replace('"tool": "', '"tool": "0.0').replace('"law": "', '"law": "0')
    )
    code, told = verified(old, tmp_path, capsys)
    assert (code, told["differences"]) == (0, [])
    assert len(told["notes"]) == 2


def test_pages_in_a_style_that_is_not_here_are_held_figure_by_figure(tmp_path, capsys):
    assert run(["style", "new", str(tmp_path / "casa")]) == 0
    assert run(["dossier", str(EXAMPLE), "-o", str(tmp_path / "d"), "--style", str(tmp_path / "casa")]) == 0
    file = next((tmp_path / "d").glob("Dossier*"))
    code, told = verified(file.read_bytes(), tmp_path, capsys, "--style", str(tmp_path / "casa"))
    assert (code, told["notes"], told["differences"]) == (0, [], [])
    code, told = verified(file.read_bytes(), tmp_path, capsys)
    assert (code, told["differences"]) == (0, [])
    assert "--style" in told["notes"][0]


@pytest.mark.parametrize("outcome", ["", "[]", "[" * 100_000, '{"paper": 3, "call": "x", "contribution": []}'])
def test_an_outcome_that_cannot_be_read_is_incoherent(outcome, right, tmp_path, capsys):
    code, told = verified(with_file(right, OUTCOME, lambda _text: outcome), tmp_path, capsys)
    assert code == 6
    assert told["differences"]


def test_a_paper_that_carries_nothing_cannot_be_verified(tmp_path, capsys):
    code, told = verified(draw("<html><body><p>Memo</p></body></html>"), tmp_path, capsys)
    assert code == 4
    assert told["problems"][0]["code"] == "G856"
