"""What the memo says is to be done, and by when, as the window and the answers stand on the day of the evaluation."""

from dataclasses import replace
from datetime import date, datetime
from functools import cache
from zoneinfo import ZoneInfo

import pytest
from tests.render.render_sample import outcome

from grantcli.assessment.assess import assess
from grantcli.assets import shipped
from grantcli.loading.application.application import load_application
from grantcli.loading.call.library import load_library
from grantcli.model.facts import Answer
from grantcli.model.outcome import AttachmentOutcome, DeadlineOutcome, Outcome
from grantcli.model.timeline import CallWindow, Recurring
from grantcli.render.application.documents import documents
from grantcli.render.memo.missing import missing
from grantcli.render.memo.steps import steps
from grantcli.render.memo.timing import timing

LIBRARY, _PROBLEMS = load_library([shipped("calls")])


@cache
def example(name: str, on: date | None = None, **answers: object) -> Outcome:
    application, problems = load_application(shipped("calls") / name / "example" / "domanda.yaml", LIBRARY)
    assert application is not None, problems
    given = {key.replace("__", "."): Answer(value) for key, value in answers.items()}
    day = on or application.on
    assert day is not None
    return assess(LIBRARY[application.call], application.facts.with_answers(given), day)


def plain(texts: list[str]) -> list[str]:
    return [text.replace("\N{NO-BREAK SPACE}", " ") for text in texts]


def test_a_notice_that_was_answered_is_not_asked_for_again_and_its_confirmation_is_due():
    """Sixty days from 12 October 2026 are 11 December: 19 days of October, 30 of November, 11 of December."""
    judged = example("iperammortamento-2026")
    said = plain(steps(judged))
    assert said[0] == "Confermare con acconti di almeno il 20 % di ogni bene, entro: 11 dicembre 2026."
    assert not any("presentare la domanda" in one or "Raccogliere" in one for one in said)
    assert missing(judged)["bring"] == []
    told = timing(judged)
    assert (told["filed"], told["closes"]) == (True, "")
    assert [(row["when"], row["left"]) for row in told["dues"]] == [
        ("11 dicembre 2026", "mancano 11 giorni"),
        ("30 settembre 2028", "mancano 670 giorni"),
        ("15 novembre 2028", "mancano 716 giorni"),
    ]


def test_the_last_day_of_the_investments_is_no_day_to_apply_by():
    """Before the answer of the manager (12 October) the notice is still to be sent, by no day that is known."""
    judged = example("iperammortamento-2026", date(2026, 10, 1))
    assert steps(judged)[-1] == "Rileggere la bozza e presentare la domanda, firmata come chiede il bando."
    told = timing(judged)
    assert (told["filed"], told["closes"]) == (False, "")
    assert ("30 settembre 2028", "Ultimo giorno degli investimenti") in [
        (row["when"], row["text"]) for row in told["dues"]
    ]
    assert [row["who"] for row in missing(judged)["bring"]] == ["Legale rappresentante"]


@pytest.mark.parametrize(("on", "filed"), [(date(2026, 12, 9), False), (date(2026, 12, 10), True)])
def test_a_request_counts_as_made_from_its_day_on(on, filed):
    judged = example("conto-termico-3-imprese", on)  # its preliminary request is of 10 December 2026
    assert judged.filed is filed
    assert any("presentare la domanda" in one for one in steps(judged)) is not filed


def test_what_was_handed_in_is_over():
    noon = datetime(2022, 6, 20, 12, 0)
    judged = example("marche-transizione-digitale-2022", date(2022, 6, 21), application__submitted_at=noon)
    assert not any("presentare la domanda" in one or "Raccogliere" in one for one in steps(judged))
    assert timing(judged)["closes"] == ""
    planned = example("marche-transizione-digitale-2022", date(2022, 6, 19), application__submitted_at=noon)
    assert "presentare la domanda" in steps(planned)[-1]


@pytest.mark.parametrize("name", ["brevetti-piu-2025", "disegni-piu-2025", "marchi-piu-2025"])
def test_nobody_files_where_no_desk_is_open(name):
    last = steps(example(name))[-1]
    assert last.startswith("Aspettare l'avviso (https://")
    assert last.endswith("e solo allora presentare la domanda.")


def test_before_the_opening_one_waits_for_it():
    judged = example("lombardia-nuova-impresa-2026", date(2026, 4, 29))
    assert "quando lo sportello apre: 30 aprile 2026, ore 10:00" in plain(steps(judged))[-1]


def test_after_the_closing_of_what_comes_again_one_prepares_for_the_next():
    judged = example("zes-unica-2026", date(2026, 6, 1))
    assert steps(judged)[0].startswith("Prepararsi all'edizione seguente (prenotazione dal 31 marzo al 30 maggio")
    assert timing(judged)["late"] is True
    assert timing(judged)["dues"] == []


def test_a_window_that_comes_again_is_not_in_doubt_within_its_dates():
    ids = [finding.id for finding in example("zes-unica-2026").findings]
    assert "window" not in ids
    assert "window" in [finding.id for finding in example("zes-unica-2026", date(2026, 6, 1)).findings]


def test_a_day_that_comes_before_the_closing_is_said_with_it():
    told = timing(example("lombardia-nuova-impresa-2026"))
    assert plain([str(told["closes"])]) == ["29 gennaio 2027, ore 12:00"]
    assert [(row["when"], row["text"]) for row in told["dues"]] == [("31 dicembre 2026", "Pagare le spese")]


def test_the_papers_for_the_score_are_counted_too():
    papers = tuple(
        AttachmentOutcome(str(number), "Carta", due, "sì", "bando")
        for number, due in enumerate(("required", "required", "score_only", "not_due", "unknown"))
    )
    told = replace(outcome(), attachments=papers, missing=(), missing_figures=(), findings=())
    assert "Raccogliere e firmare i documenti: 2 dovuti, 1 solo per il punteggio." in steps(told)


def test_of_several_closings_the_next_counts():
    rome = ZoneInfo("Europe/Rome")
    days = [datetime(2022, month, 30, 12, 0, tzinfo=rome) for month in (3, 9, 6)]
    dues = tuple(DeadlineOutcome(f"C{day.month}", "Chiusura", "bando", day, True, what="closes") for day in days)
    told = replace(outcome(), deadlines=dues, findings=(), on=date(2022, 4, 1))
    assert str(timing(told)["closes"]).startswith("30 giugno 2022")
    assert str(timing(replace(told, on=date(2023, 1, 1)))["closes"]).startswith("30 settembre 2022")


def test_a_call_that_comes_again_without_dates_has_no_dead_end():
    window = CallWindow(cite="bando", closes="recurring", recurring=Recurring(usually="in primavera"))
    told = replace(outcome(), call=replace(outcome().call, window=window), deadlines=(), findings=())
    assert steps(told)[-1] == "Rileggere la bozza e presentare la domanda, firmata come chiede il bando."


def test_the_list_of_documents_ticks_what_was_handed_in():
    rows = {row["id"]: row["sent"] for row in documents(example("iperammortamento-2026"))["rows"]}
    assert rows == {"D1": False, "D2": False, "D3": False, "D4": True}  # the notice alone goes with the application
    before = documents(example("iperammortamento-2026", date(2026, 10, 1)))["rows"]
    assert not any(row["sent"] for row in before)
