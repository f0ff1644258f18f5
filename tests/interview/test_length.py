"""How long an interview is where files say what they can: the screens a person goes through, the keys pressed.

The figures of 0.1.0 were counted by its own typist on the same answers, every list of a file already known.
"""

import csv
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from tests.interview.interview_script import MARCHE, example, marche, renumbered
from tests.interview.typist import Typist

from grantcli.assets import shipped
from grantcli.cli.ask.for_declarations import lacking
from grantcli.cli.starting_point import FilesGiven, Start, starting_point
from grantcli.interview.talk import InterviewEnd, talk
from grantcli.loading.application.application import load_application
from grantcli.loading.call.library import load_edition
from grantcli.model.call import Edition
from grantcli.model.facts import Facts
from grantcli.registry.values import write_value

LOMBARDY = shipped("calls") / "lombardia-filiere-2022"
THIN = ("company.name", "company.vat_number", "company.seat", "company.ateco", "company.founded")


def table(path: Path, edition: Edition, key: str, items: tuple[Facts, ...], columns: list[str]) -> Path:
    """A table of a client: one line for each item, a column for each field."""
    fields = edition.vocabulary[key].items or {}
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, delimiter=";")
        writer.writerow(columns)
        for item in items:
            values = {name: answer.value for name, answer in item.answers.items()}
            writer.writerow([write_value(fields[one], values[one]) if one in values else "" for one in columns])
    return path


def begun(edition: Edition, folder: Path, given: FilesGiven) -> Start:
    start, problems = starting_point(edition, {edition.call.id: edition}, folder / "domanda.yaml", given)  # type: ignore[arg-type]
    assert start is not None, problems
    return start


def interview(edition: Edition, known: Facts, start: Start, on: date) -> tuple[Typist, InterviewEnd]:
    typist = Typist(known)
    return typist, talk(edition, start.facts, on, typist)


@pytest.mark.parametrize(("thin", "screens", "keystrokes"), [(False, 16, 180), (True, 36, 590)], ids=["whole", "thin"])
def test_marche_with_a_profile_and_a_plan(tmp_path: Path, thin: bool, screens: int, keystrokes: int) -> None:
    """0.1.0: 48 screens and 203 keys; with a thin profile 102 and 621."""
    text = (MARCHE / "example" / "domanda.yaml").read_text(encoding="utf-8")
    profile = tmp_path / "rossi.yaml"
    profile.write_text(text[text.index("company:") : text.index("people:")], encoding="utf-8")
    if thin:
        lines = profile.read_text("utf-8").splitlines()
        kept = [line for line in lines if line.strip().split(":")[0] in {key.partition(".")[2] for key in THIN}]
        profile.write_text("company:\n" + "\n".join(kept) + "\n", encoding="utf-8")
    columns = ["id", "category", "description", "supplier", "amount", "technology", "traits", "acquisition"]
    columns += ["related_party", "strategic_consulting", "voucher_claimed"]
    plan = table(tmp_path / "piano.csv", marche(), "expenses", example().lists["expenses"], columns)
    start = begun(marche(), tmp_path, FilesGiven(profile, plan))
    assert len(start.facts.lists["expenses"]) == 19
    typist, result = interview(marche(), example(), start, date(2022, 6, 20))
    assert result.finished
    assert 10 <= typist.prompts <= screens
    assert 100 <= typist.keystrokes <= keystrokes


def test_marche_from_nothing() -> None:
    """0.1.0: 2,483 keys. The list of traits of each expense has its default marked: Enter says «none of these»."""
    typist = Typist(example())
    result = talk(marche(), Facts(), date(2022, 6, 20), typist, for_declarations=lacking)
    assert result.finished
    assert len(typist.asked) > 400
    assert 2000 <= typist.keystrokes <= 2320


def test_lombardy_with_ten_partners_from_a_table(tmp_path: Path) -> None:
    """0.1.0: 242 screens and 795 keys. The table has names, numbers, size and place."""
    edition, _ = load_edition(LOMBARDY)
    assert edition is not None
    application, _ = load_application(LOMBARDY / "example" / "domanda.yaml", {edition.call.id: edition})
    assert application is not None
    known = renumbered(application.facts, edition.vocabulary)
    ten = known.lists["partners"][:10]
    ids = {one.id for one in ten}
    lines = tuple(one for one in known.lists["expenses"] if one.value("partner") in ids)
    known = replace(known, lists={**known.lists, "partners": ten, "expenses": lines})
    columns = ["id", "company.name", "company.vat_number", "company.declared_size", "company.seat"]
    partners = table(tmp_path / "partner.csv", edition, "partners", ten, columns)
    plan = table(
        tmp_path / "piano.csv", edition, "expenses", lines, ["id", "category", "description", "partner", "amount"]
    )
    start = begun(edition, tmp_path, FilesGiven(None, plan, partners))
    assert len(start.facts.lists["partners"]) == 10
    typist, result = interview(edition, known, start, application.on or date(2022, 10, 3))
    assert result.finished
    assert len([key for key in typist.asked if key.startswith("partners[")]) > 60, "they are asked, on few screens"
    assert typist.prompts <= 60
    assert 100 <= typist.keystrokes <= 210
