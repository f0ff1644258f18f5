"""What ``match`` says: the day judged, estimates that are not the call's, answers one can give, many companies."""

import csv
import io
import json
from datetime import date
from decimal import Decimal

import pytest
from rich.console import Console
from tests.batch.batch_rows import DAY, MARCHE, application, edition, example, line, write_lines
from tests.matching.match_calls import made, matched

from grantcli.batch.rows.json_lines import read_lines
from grantcli.cli.start import run
from grantcli.i18n import use
from grantcli.matching.awaited import awaited
from grantcli.matching.companies import Companies
from grantcli.matching.data import match_rows
from grantcli.matching.match import asks_of_all, match
from grantcli.matching.ranking import ranked, totals
from grantcli.matching.text import show_matches
from grantcli.matching.words import contribution_words
from grantcli.model.facts import Answer, Facts

MONTHS = {"chiuso": 4, "futuro": 7, "aperto": 6}
FIRST, LAST = date(2022, 6, 1), date(2022, 6, 30)
"""The window of the calls that are made here."""


@pytest.fixture(autouse=True)
def _italian():
    yield
    use("it")


def without_supplied(**changes):
    data = application(1, **changes)
    del data["supplied"]
    return data


def from_rows(rows, editions=None):
    calls = editions or [edition()]
    reading = Companies(calls)
    stream = io.BytesIO("\n".join(map(line, rows)).encode())
    found = [match(one, calls, DAY) for one in reading.read(read_lines(stream, "a.jsonl"))]
    assert not [problem for problem in reading.problems if not problem.warning], reading.problems
    return found


def shown(matches, width=80, everything=False):
    console = Console(file=io.StringIO(), width=width, no_color=True)
    show_matches(matches, DAY, console, everything=everything)
    return console.file.getvalue()


@pytest.mark.parametrize(
    ("on", "judged"),
    [(date(2022, 5, 1), FIRST), (DAY, DAY), (LAST, LAST), (date(2022, 7, 1), LAST), (date(2026, 11, 28), LAST)],
)
def test_outside_its_window_a_call_judges_as_on_the_nearest_day_in_it(tmp_path, on, judged):
    """A firm that was a year old in June 2022 is not five years old for a call that closed then."""
    young = "  - {id: R, text: R, cite: bando 4, require: {company.age_years: {at_least: 1, at_most: 1}}}"
    one = made(tmp_path, "uno", rules=young)
    (fit,) = matched(tmp_path, [one], on, name="x", founded="2021-05-20").fits
    assert (fit.judged_on, fit.chance) == (judged, "possible")


def test_an_estimate_that_is_not_the_call_s_is_not_the_contribution():
    """As ``evaluate`` says of the same plan: «non calcolabile», and the estimate beside."""
    (one,) = from_rows([without_supplied()])
    (fit,) = one.fits
    got = fit.contribution
    assert (fit.chance, got.least, got.most, got.status) == ("undetermined", None, None, "undetermined")
    assert got.estimate == Decimal("73687.75")
    assert contribution_words(got) == "Contributo: non calcolabile · Stima, non del bando: 73.687,75 €"
    (row,) = match_rows(one)
    assert (row["least"], row["most"], row["estimate"], row["status"]) == (None, None, "73687.75", "non determinabile")
    assert totals([one])[0].computed == 0


def test_words_not_codes_in_the_table():
    rows = [row for one in from_rows([application(1), without_supplied()]) for row in match_rows(one)]
    assert [row["status"] for row in rows] == ["stima", "non determinabile"]
    (impossible,) = match_rows(from_rows([application(5)])[0])
    assert (impossible["chance"], impossible["status"]) == ("impossibile", "")


KNOWN = Facts(answers={"company.founded": Answer(DAY)}, lists={"company.years": ()})
ITEM = Facts(lists={"partners": (Facts(id="P1", answers={"company.declared_size": Answer("small")}),)})


@pytest.mark.parametrize(
    ("key", "facts", "answers", "enough"),
    [
        ("company.active", KNOWN, ["company.active"], ["company.active"]),
        ("company.size", KNOWN, ["company.links", "company.declared_size"], ["company.declared_size"]),
        ("company.age_years", Facts(), ["company.founded"], ["company.founded"]),
        ("company.age_years", KNOWN, ["company.founded"], ["company.founded"]),
        (
            "company.in_difficulty_2019",
            KNOWN,
            ["company.declared_in_difficulty_2019"],
            ["company.declared_in_difficulty_2019"],
        ),
        ("aid.deminimis.used", Facts(), ["aids"], ["aids"]),
        ("partners[P1].company.size", ITEM, ["partners[P1].company.years", "partners[P1].company.links"], []),
    ],
)
def test_what_is_derived_is_asked_by_what_it_follows_from(key, facts, answers, enough):
    got = awaited(key, facts)
    assert (list(got.answers), list(got.enough)) == (answers, enough)


def test_nobody_is_asked_for_what_is_derived():
    (one,) = from_rows([{"id": "1", "company.name": "Uno"}])
    missing = one.fits[0].missing
    assert {"company.declared_size", "company.declared_in_difficulty", "company.years"} <= set(missing)
    words = edition().vocabulary
    assert not [key for key in (*missing, *(ask.key for ask in one.asks)) if key in words and words[key].derived]


def test_a_declaration_opens_a_call_that_waits_for_a_derived_answer(tmp_path):
    text = "  - {id: R, text: R, cite: bando 4, require: {company.size: [micro, small]}}"
    one = matched(tmp_path, [made(tmp_path, "uno", rules=text)], name="x")
    assert one.asks[0][:3] == ("company.declared_size", 1, 1)
    assert {ask.key: ask.opened for ask in one.asks[1:]} == {"company.years": 0, "company.links": 0}


def test_what_is_missing_is_said_once_and_the_only_one_is_of_the_company():
    data = application(1)
    del data["company"]["durc_regular"]
    del data["project"]["start"]
    text = " ".join(shown(from_rows([data])).split())
    assert text.count("mancano risposte") == 1
    assert "mancano risposte (2)" in text
    assert "la aspetta 1 bando; per 1 bando è l'unica che manca sull'impresa" in text


def test_companies_of_one_name_are_told_apart():
    rows = [{"company.name": "Gialli"}, {"company.name": "Gialli"}]
    rows += [{"company.name": "Gialli", "company.vat_number": "99999990437"}, {"company.name": "Neri"}]
    text = shown(from_rows(rows), everything=True).partition("Bando per bando")[2]
    for name in ("Gialli · a.jsonl:1 ·", "Gialli · a.jsonl:2 ·", "Gialli · 99999990437 ·", "Neri ·"):
        assert text.count(name) == 1


def twelve():
    """Companies of every kind: with a contribution, without figures, without answers, without a regular DURC."""
    bare = [{"id": f"N{n}", "company.name": f"Nuova {n}", "company.active": True} for n in range(4)]
    return [*(application(n) for n in (5, 1, 2, 10, 15)), *bare, *(without_supplied(id=f"S{n}") for n in range(3))]


def calls(tmp_path):
    """Calls whose names differ only where a narrow screen would cut them."""
    closed = [made(tmp_path, f"cosme-cluster-excellence-{n}", "company.active") for n in (1, 2)]
    return [*closed, edition()]


def test_companies_and_calls_stand_by_what_can_be_had():
    matches = ranked(from_rows(twelve()))
    chances = [one.fits[0].chance for one in matches]
    assert chances == ["possible"] * 2 + ["missing"] * 4 + ["undetermined"] * 3 + ["impossible"] * 3
    assert [one.who.ident for one in matches[:2]] == ["D0001", "D0002"]  # equals as they were given


def test_open_calls_stand_before_closed_ones(tmp_path):
    editions = [made(tmp_path, name, "company.active", month=month) for name, month in MONTHS.items()]
    (one,) = ranked([matched(tmp_path, editions, DAY, name="x", active=True)])
    assert [fit.call.id for fit in one.fits] == ["aperto", "futuro", "chiuso"]
    assert [total.like.call.id for total in totals([one])] == ["aperto", "futuro", "chiuso"]


def test_totals_of_a_call():
    (total,) = totals(from_rows(twelve()))
    assert dict(total.chances) == {"possible": 2, "missing": 4, "undetermined": 3, "impossible": 3}
    assert (total.computed, total.amount, total.status) == (2, Decimal("132800.50"), "estimate")
    assert [(unmet.id, count) for unmet, count in total.reasons] == [("MAR-2.1-G", 3)]


def test_the_answer_that_opens_most_for_all(tmp_path):
    editions = [
        made(tmp_path, "uno", "company.durc_regular"),
        made(tmp_path, "due", "company.active", "company.registered"),
    ]
    rows = [{"id": "1"}, {"id": "2", "company.active": True}, {"id": "3", "company.durc_regular": True}]
    assert [ask[:3] for ask in asks_of_all(from_rows(rows, editions))] == [
        *(("company.durc_regular", 2, 2), ("company.registered", 3, 1)),
        ("company.active", 2, 0),
    ]


@pytest.mark.parametrize("width", [60, 80, 120])
def test_a_grid_names_every_call_whole(tmp_path, width):
    text = shown(from_rows(twelve(), calls(tmp_path)), width, everything=True).partition("Impresa per impresa")[0]
    assert max(map(len, text.splitlines())) <= width
    for name in ("cosme-cluster-excellence-1", "cosme-cluster-excellence-2", MARCHE):
        assert len([row for row in text.splitlines() if row.endswith(f" {name}")]) == 2  # above the grid, and below
    for number in (1, 2, 3):
        assert f"\n  {number} " in text
    told = " ".join(text.split())
    assert "possibile per 2 · mancano risposte a 4 · impossibile per 3 · non determinabile per 3" in told
    assert (
        "132.800,50 € (stima) in tutto, per 2 piani · senza piano non si può dire; il bando dà al massimo 140.000,00 €"
        in told
    )
    assert "MAR-2.1-G · per 3 imprese" in told


def test_a_grid_too_wide_for_the_screen_goes_on_below(tmp_path):
    editions = [made(tmp_path, f"bando-{n:02}", "company.active") for n in range(30)]
    text = shown(from_rows([{"id": str(n), "company.name": f"Impresa {n}"} for n in range(6)], editions))
    assert max(map(len, text.splitlines())) <= 80
    assert text.count("Impresa 3 (3)") > 1
    assert text.count("? 1") == 6 * 30


def test_the_grid_ends_with_the_answer_that_opens_most():
    told = " ".join(shown(from_rows(twelve())).split())
    assert "La risposta che aprirebbe di più" in told
    assert "la aspettano 4 imprese" in told


def test_data_and_table_say_who_where_and_what(tmp_path, capsys):
    path = write_lines(tmp_path / "a.jsonl", [line(row) for row in (example(), {"id": "N1", "company.name": "Nuova"})])
    asked = ["match", str(path), "--call", MARCHE, "--on", "2022-06-20"]
    assert run([*asked, "--json"]) == 0
    data = json.loads(capsys.readouterr().out)
    assert [(one["id"], one["vat_number"], one["file"], one["row"]) for one in data["companies"]] == [
        (None, "99999990437", str(path), 1),
        ("N1", None, str(path), 2),
    ]
    (total,) = data["calls"]
    assert (total["possible"], total["missing"], total["judged_on"]) == (1, 1, "2022-06-20")
    assert total["contribution"] == {
        "companies": 1,
        "amount": "66400.25",
        "status": "estimate",
        "most_of_others": None,
        "ceiling": "140000.00",
    }
    assert data["asks"][0]["companies"] == 1
    assert run([*asked, "--csv"]) == 0
    rows = list(csv.DictReader(io.StringIO(capsys.readouterr().out.lstrip("\ufeff")), delimiter=";"))
    assert [(row["Sigla"], row["Partita IVA"], row["File"], row["Riga"]) for row in rows] == [
        ("", "99999990437", str(path), "1"),
        ("N1", "", str(path), "2"),
    ]
    assert [row["Risposta che apre più bandi"] for row in rows] == ["", data["asks"][0]["question"]]
