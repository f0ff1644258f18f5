"""The context: plain values, in the call's language, and no number where none may be printed."""

from dataclasses import replace
from decimal import Decimal

import pytest
from tests.render.render_sample import outcome, scored, undetermined

from grantcli import i18n
from grantcli.model.call import Phase
from grantcli.model.facts import Answer, Facts
from grantcli.model.finding import Finding
from grantcli.model.outcome import AttachmentOutcome
from grantcli.model.rule import Rule
from grantcli.render.context import context
from grantcli.render.pages import page
from grantcli.wording.formats import continued


def impure(value: object, path: str = "context") -> list[str]:
    """Return the paths of values that are not plain."""
    if isinstance(value, dict):
        return [found for key, part in value.items() for found in impure(part, f"{path}.{key}")]
    if isinstance(value, list):
        return [found for index, part in enumerate(value) for found in impure(part, f"{path}[{index}]")]
    return [] if value is None or type(value) in (str, int, bool) else [f"{path}: {type(value).__name__}"]


@pytest.mark.parametrize("make", [outcome, scored, undetermined])
def test_templates_get_plain_values_only(make):
    assert impure(context(make())) == []


def test_the_language_spoken_decides_labels_and_the_texts_that_the_call_has_in_it():
    with i18n.speaking("en"):
        made = context(outcome())
    assert made["language"] == "en"
    assert made["call"]["title"] == "Technological and digital change of production: sample call 2022"
    assert made["company"]["lines"][0][0]["label"] == "Name"
    assert made["call"]["foreign"] == ""
    assert made["spending"]["presented"] == "90,000.00"  # sixty lines of 1,500 euro


def test_a_call_in_one_language_only_says_so_once():
    plain = replace(outcome(), call=replace(outcome().call, title="Bando di prova"))
    with i18n.speaking("en"):
        assert context(plain)["call"]["foreign"] == "Our transcription of the call is in Italian only."


def test_the_same_outcome_has_the_same_fingerprint_and_another_has_another():
    changed = outcome().facts.with_answers({"company.active": Answer(False)})
    assert context(outcome())["fingerprint"] == context(outcome())["fingerprint"]
    assert context(replace(outcome(), facts=changed))["fingerprint"] != context(outcome())["fingerprint"]


def test_no_amount_is_given_where_the_contribution_is_undetermined():
    made = context(undetermined())
    assert made["memo"]["money"]["amount"] == ""
    assert made["funding"]["amount"] == ""
    assert [bound["amount"] for bound in made["memo"]["money"]["bounds"]] == ["38.250,00 €"]
    assert made["flag"] == "CONTRIBUTO NON DETERMINATO, SOLO STIME"


def test_an_estimate_is_flagged_and_an_official_amount_is_not():
    assert context(outcome())["flag"] == "STIMA"
    assert context(scored())["flag"] == ""


def test_a_place_is_told_by_name_and_code_in_one_row():
    rows = {row["label"]: row["value"] for line in context(outcome())["company"]["lines"] for row in line}
    assert rows["Comune della sede legale"] == "Camerino (MC), 043007"
    assert not any("company.seat." in label for label in rows)


def test_findings_that_do_not_hold_come_first_and_those_that_do_not_apply_apart():
    made = context(outcome())["rules"]
    assert [row["id"] for row in made["groups"][0]["rows"]] == ["P-2.1-G", "P-2.1-U", "P-2.1-C", "P-2.1-F", "P-3.1-W"]
    assert [row["id"] for row in made["groups"][2]["rows"]] == ["P-3.5-7"]
    assert [row["id"] for row in made["off"]] == ["P-2.1-foreign"]


def test_only_lines_that_lost_something_show_a_cut():
    groups = context(outcome())["spending"]["groups"]
    lines = {line["id"]: line for group in groups for line in group["lines"]}
    assert (lines["S1"]["refused"], lines["S9"]["refused"], lines["S11"]["refused"]) == ("", "−1.500,00", "−750,00")
    assert [reason["amount"] for reason in lines["S11"]["reasons"]] == ["−500,00", "−250,00"]


def test_a_step_of_the_contribution_shows_the_share_it_applies():
    told = outcome()
    assert [step["share"] for step in context(told)["funding"]["steps"]] == ["", ""]  # «50% del costo ammesso» says it
    rate, cap = told.contribution.steps
    for text, share in (("Servizi", "50 %"), ("Servizi, 150 % di un punto", "50 %"), ("Servizi, 50 %", "")):
        named = replace(told, contribution=replace(told.contribution, steps=(replace(rate, text=text), cap)))
        steps = context(named)["funding"]["steps"]
        assert [step["share"] for step in steps] == [share, ""], text  # supplied for the rate; a ceiling has none


def test_what_the_program_calls_its_own_has_no_id_on_paper():
    window = Finding("window", "manual", "warning", "Finché ci sono fondi.", "bando", look_at="la pagina")
    regime = Finding("unico.de_minimis", "fail", "blocking", "L'aiuto non sta nel massimale", "bando")
    told = outcome()
    made = context(replace(told, findings=(window, regime, *told.findings)))["rules"]
    assert [row["id"] for row in made["groups"][0]["rows"]][:3] == ["", "", "P-2.1-G"]
    assert "unico.de_minimis" not in page("annex", context(replace(told, findings=(regime,))))


def test_papers_not_due_are_kept_apart_and_the_due_come_first():
    papers = (
        AttachmentOutcome("1", "Uno", "not_due", "no", "bando"),
        AttachmentOutcome("2", "Due", "unknown", "forse", "bando"),
        AttachmentOutcome("3", "Tre", "required", "sì", "bando"),
    )
    made = context(replace(outcome(), attachments=papers))["documents"]
    assert [row["id"] for row in made["rows"]] == ["3", "2"]
    assert [row["id"] for row in made["off"]] == ["1"]


def test_the_steps_of_the_procedure_are_told_with_what_they_are_worth():
    i18n.use("it")
    steps = (Phase(id="1", text={"it": "Si manifesta interesse"}, cite="bando §2", status="secondary"),)
    made = context(replace(outcome(), call=replace(outcome().call, phases=steps)))
    assert made["procedure"] == [{"text": "Si manifesta interesse", "cite": "bando §2", "status": "fonte secondaria"}]


def test_figures_that_lack_stand_in_one_sentence():
    rules = tuple(Rule(id=f"R{n}", text="I costi sono ammessi.", cite="bando §1", status="missing") for n in (1, 2))
    lacking = replace(outcome(), call=replace(outcome().call, rules=rules), missing_figures=("R1", "R2"))
    assert context(lacking)["memo"]["missing"]["figures"] == ["I costi sono ammessi", "i costi sono ammessi"]


def test_a_sentence_goes_on_with_a_small_letter_where_it_begins_with_no_name():
    i18n.use("it")
    assert [continued(text) for text in ("I costi", "La quota", "Regione", "Il 5 %")] == [
        "i costi",
        "la quota",
        "Regione",
        "il 5 %",
    ]


def test_a_category_without_cost_is_not_listed():
    sample = outcome()
    empty = {**sample.expenses.by_category, "Z": (Decimal("0.00"), Decimal("0.00"))}
    shown = context(replace(sample, expenses=replace(sample.expenses, by_category=empty)))["spending"]["groups"]
    assert {group["id"] for group in shown} == {"A", "B"}


def test_a_professional_is_called_by_the_persons_name_and_a_document_of_an_expense_is_asked_of_its_supplier():
    sample = outcome()
    facts = sample.facts.with_answers({"company.name": Answer(None), "applicant.who": Answer("professional")})
    supplied = Facts(answers={"supplier": Answer("Sensori Prova S.r.l.")}, id="S2")
    facts = replace(facts, lists={**facts.lists, "expenses": (supplied,)})
    paper = AttachmentOutcome("D3", "Dichiarazione", "required", "", "bando §4", who=("S2",))
    made = context(replace(sample, facts=facts, attachments=(paper, replace(paper, id="D4", who=()))))
    assert made["memo"]["applicant"] == "Ada Prova"
    assert made["application"][0]["title"] == "Chi presenta la domanda"
    assert [row["who"] for row in made["memo"]["missing"]["bring"]] == ["Sensori Prova S.r.l. (S2)", "Chi fa domanda"]
