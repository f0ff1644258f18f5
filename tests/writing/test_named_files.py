"""Lists that an application takes from other files: a correction writes them out, keeps what was, and tells it."""

from dataclasses import replace
from pathlib import Path

import pytest
from tests.interview.interview_script import marche
from tests.writing.test_session import CALL, load, session

from grantcli.model.facts import Answer
from grantcli.writing.edits import Edit
from grantcli.writing.named_files import names_lost


@pytest.mark.parametrize("named", ["piano.csv", "[piano.csv]", "{file: piano.csv}"])
def test_a_plan_that_the_file_names_is_written_out_when_a_line_is_corrected_and_that_is_told(
    named: str, tmp_path: Path
) -> None:
    (tmp_path / "piano.csv").write_text("Descrizione;Imponibile\nRobot;1000\nStudio;500\n", encoding="utf-8")
    path = tmp_path / "d.yaml"
    before = f"call: {CALL}\nexpenses: {named}\n"
    path.write_text(before, encoding="utf-8")
    held = load(path)[0].facts
    one = session(path, held)
    named_still = replace(held, answers={**held.answers, "company.name": Answer("Alfa", "answer")})
    one.save(named_still)
    assert (one.unnamed, one.kept, named in path.read_text(encoding="utf-8")) == ([], [], True)
    robot, study = named_still.lists["expenses"]
    lathe = replace(robot, answers={**robot.answers, "description": Answer("Tornio", "answer")})
    one.save(named_still.with_list("expenses", (lathe, study)))
    assert one.unnamed == ["piano.csv"]
    assert f"expenses: {named}" in one.kept[0].read_text(encoding="utf-8")
    assert [item.value("description") for item in load(path)[0].facts.lists["expenses"]] == ["Tornio", "Studio"]


def test_partners_read_from_profiles_are_told_when_they_are_written_out(tmp_path: Path) -> None:
    before, after = "expenses: [{id: A, company: g.yaml}, {id: B}]\n", "expenses: [{id: A, name: G}, {id: B}]\n"
    edits = [Edit("expenses", "", item=0, path="expenses.A")]
    assert names_lost(before, after, edits, marche().vocabulary) == ["g.yaml"]
    assert names_lost(before, before, edits, marche().vocabulary) == []
    assert names_lost(": {", after, edits, marche().vocabulary) == []
