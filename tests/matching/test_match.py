"""Companies against calls: a small library made here for the laws, the shipped one for a whole run."""

import json
from datetime import date
from decimal import Decimal

import pytest
from tests.batch.batch_rows import DAY, EXAMPLE, MARCHE, application, edition, line, write_lines
from tests.matching.match_calls import RULE, company, made, matched

from grantcli.batch.inputs import one_file
from grantcli.batch.rows.json_lines import read_lines
from grantcli.cli.start import run
from grantcli.i18n import use
from grantcli.loading.application.facts import read_facts
from grantcli.loading.call.library import load_edition
from grantcli.matching.companies import Companies
from grantcli.matching.data import match_data
from grantcli.matching.fit import fit
from grantcli.matching.match import Ask, best_asks, match


@pytest.fixture(autouse=True)
def _italian():
    yield
    use("it")


def test_possible_impossible_missing(tmp_path):
    editions = [made(tmp_path, "uno", "company.active"), made(tmp_path, "due", "company.registered")]
    (one, two) = matched(tmp_path, editions, name="Rossi", active=True).fits
    assert (one.chance, one.missing) == ("possible", ())
    assert (two.chance, two.missing) == ("missing", ("company.registered",))
    (one, two) = matched(tmp_path, editions, name="Rossi", active=False, registered=True).fits
    assert (one.chance, one.reasons) == ("impossible", (("R-company.active", "R-company.active", "bando 4"),))
    assert two.chance == "possible"


@pytest.mark.parametrize(
    ("on", "state"), [(date(2022, 5, 1), "coming"), (date(2022, 6, 30), "open"), (date(2022, 7, 1), "closed")]
)
def test_dates_are_told_beside_the_chance(tmp_path, on, state):
    """A closed window hides neither that a company would fit nor why it would not."""
    one = matched(tmp_path, [made(tmp_path, "uno", "company.active")], on, active=True).fits[0]
    assert (one.chance, one.window.state, one.open) == ("possible", state, state == "open")


def test_what_state_aid_law_blocks_is_impossible(tmp_path):
    """A voucher that pays an admitted expense blocks in ``evaluate``, so it does here, whatever the call says."""
    found = made(tmp_path, "uno")
    plan = [{"id": "S1", "category": "A", "amount": "20000", "voucher_claimed": "true"}]
    facts, _problems = read_facts({"expenses": plan}, found.vocabulary, "file", call=found.call)
    got = fit(found, facts, DAY)
    assert (got.chance, [unmet.id for unmet in got.reasons]) == ("impossible", ["voucher[S1]"])


def test_the_range_goes_from_the_floor_to_the_cap(tmp_path):
    one = matched(tmp_path, [made(tmp_path, "uno", cap="100000")]).fits[0]
    got = one.contribution
    assert (got.least, got.most, got.status) == (Decimal(5000), Decimal("100000.00"), "estimate")


def test_without_a_cap_no_most_is_guessed(tmp_path):
    folder = tmp_path / "uno"
    made(tmp_path, "uno")
    text = (folder / "call.yaml").read_text().replace("{id: C1, amount: 100000, cite: bando 3}, ", "")
    (folder / "call.yaml").write_text(text)
    found, _problems = load_edition(folder)
    assert matched(tmp_path, [found]).fits[0].contribution.most is None


def test_an_impossible_call_promises_nothing(tmp_path):
    one = matched(tmp_path, [made(tmp_path, "uno", "company.active")], active=False).fits[0]
    assert one.contribution.most is None


def test_the_best_answer_opens_most(tmp_path):
    """DURC alone opens one call, being active is awaited by two: what opens goes first."""
    editions = [
        made(tmp_path, "uno", "company.durc_regular"),
        made(tmp_path, "due", "company.active", "company.registered"),
        made(tmp_path, "tre", "company.active", "company.registered", "company.durc_regular"),
    ]
    asks = matched(tmp_path, editions, name="x").asks
    assert asks[0][:3] == ("company.durc_regular", 2, 1)
    assert {ask.key for ask in asks[1:]} == {"company.active", "company.registered"}
    told = matched(tmp_path, editions, name="x", durc_regular=True)
    assert [one.chance for one in told.fits] == ["possible", "missing", "missing"]
    no = matched(tmp_path, editions, name="x", durc_regular=False, registered=True)
    assert [one.chance for one in no.fits] == ["impossible", "missing", "impossible"]
    assert [ask[:3] for ask in no.asks] == [("company.active", 1, 1)]


def test_answers_of_the_project_are_not_the_company_s_to_open(tmp_path):
    editions = [made(tmp_path, "uno", "application.stamp")]
    one = matched(tmp_path, editions, name="x")
    assert one.fits[0].missing == ("application.stamp",)
    assert one.asks == ()


def test_a_plan_that_is_known_gives_its_contribution():
    """The example's contribution as ``evaluate`` gives it: 66.400,25 €, an estimate since its rates are supplied."""
    reading = Companies([edition()])
    (found,) = reading.read([one_file(EXAMPLE)])
    (one,) = match(found, [edition()], DAY).fits
    assert (one.chance, one.contribution.most, one.contribution.known) == ("possible", Decimal("66400.25"), True)


def test_one_more_fact_never_brings_back_an_impossible_call(tmp_path):
    """Monotone: what fails with some facts fails with more."""
    whole = application(5)["company"]
    known: dict = {}
    seen_impossible = False
    for key in ("durc_regular", "active", "registered", "legal_form", "seat_country", "insolvency_procedure"):
        known[key] = whole[key]
        found = company(tmp_path, [edition()], **known)
        chance = fit(edition(), found.facts[MARCHE], DAY).chance
        assert chance == "impossible" or not seen_impossible
        seen_impossible |= chance == "impossible"
    assert seen_impossible


def test_bad_companies_are_told_and_left_out(tmp_path):
    rows = [line({"id": "1", "company.name": "Uno"}), "{", line({"id": "3", "company.founded": "ieri"})]
    path = write_lines(tmp_path / "a.jsonl", rows)
    reading = Companies([edition()])
    with path.open("rb") as stream:
        assert [one.name for one in reading.read(read_lines(stream, "a"))] == ["Uno (1)"]
    assert [(problem.kind, problem.place.line) for problem in reading.problems] == [
        ("broken_json", 2),
        ("not_a_date", 3),
    ]


def test_nothing_waits_where_all_is_impossible():
    assert best_asks(()) == ()


def test_the_command_in_its_three_forms(tmp_path, capsys):
    profile = tmp_path / "rossi.yaml"
    profile.write_text("company: {name: '=Rossi', active: true, declared_size: small}", encoding="utf-8")
    asked = ["match", str(profile), "--call", MARCHE, "--on", "2022-06-20"]
    assert run(asked) == 0
    shown = capsys.readouterr().out
    assert "mancano risposte" in shown
    assert "140.000,00 €" in shown  # bando §3.8: the contribution does not exceed 140,000
    assert run([*asked, "--json"]) == 0
    data = json.loads(capsys.readouterr().out)
    assert data["schema"] == "grantcli/match/1"
    (call,) = data["companies"][0]["calls"]
    assert (call["chance"], call["open"], call["contribution"]["most"]) == ("missing", True, None)
    assert call["contribution"]["ceiling"] == "140000.00", "the two tables of rates are not in its text"
    assert run([*asked, "--csv"]) == 0
    head, row = capsys.readouterr().out.lstrip("\ufeff").splitlines()
    assert head.startswith("Impresa;Bando;")
    assert row.startswith("'=Rossi")


def test_many_companies_are_a_grid(tmp_path, capsys):
    told = {"company.seat_country": "IT"}  # of a foreign firm, inactive in Italy, nothing certain could be said
    rows = [
        line({"id": str(n), "company.name": f"Impresa {n}", "company.active": n % 2 == 0, **told}) for n in range(8)
    ]
    path = write_lines(tmp_path / "a.jsonl", rows)
    assert run(["match", str(path), "--call", MARCHE, "--on", "2022-06-20"]) == 0
    shown = capsys.readouterr().out
    assert shown.count("✗") == 4 + 1  # the four that are not active, and the legend
    assert "Impresa 7" in shown


def test_a_profile_that_cannot_be_read_exits_4(tmp_path, capsys):
    (tmp_path / "a.yaml").write_text("company: {founded: ieri}", encoding="utf-8")
    assert run(["match", str(tmp_path / "a.yaml"), "--call", MARCHE]) == 4
    assert "founded" in capsys.readouterr().err


def test_an_answer_is_called_as_the_call_that_waits_for_it_calls_it(tmp_path):
    """Two calls have a fact of their own under one key: each is asked about in its own words."""
    own = "facts: {{company.sector: {{kind: yes_no, label: Settore, question: {}}}}}\n"
    editions = []
    for ident, asked in (("ferro", "Lavora il ferro?"), ("legno", "Lavora il legno?")):
        made(tmp_path, ident)
        file = tmp_path / ident / "call.yaml"
        rule = RULE.format(id="R", fact="company.sector")
        file.write_text(own.format(asked) + file.read_text("utf-8").replace("rules:\n  []", f"rules:\n{rule}"), "utf-8")
        edition, problems = load_edition(tmp_path / ident)
        assert edition is not None, problems
        editions.append(edition)
    one = matched(tmp_path, editions, name="Rossi")
    assert one.asks == (
        Ask("company.sector", 1, 1, "Lavora il ferro?"),
        Ask("company.sector", 1, 1, "Lavora il legno?"),
    ), "one answer does not open both"
    data = match_data([one, one], DAY)
    told = [(ask["question"], ask["companies"], ask["opened"]) for ask in data["asks"]]
    assert told == [("Lavora il ferro?", 2, 2), ("Lavora il legno?", 2, 2)]
    asks = data["companies"][0]["asks"]
    assert [ask["question"] for ask in asks] == ["Lavora il ferro?", "Lavora il legno?"]
