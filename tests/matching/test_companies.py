"""What ``match`` reads: an application by its own call however it is written, companies that name none, folders."""

import json
from datetime import date
from decimal import Decimal

import pytest
from tests.batch.batch_rows import DAY, EXAMPLE, MARCHE, application, example, line, write_lines
from tests.batch.tables.test_tables import flat, write_csv

from grantcli.assets import shipped
from grantcli.batch.inputs import find_inputs
from grantcli.batch.tables.columns import Columns
from grantcli.batch.tables.finder import Finder
from grantcli.batch.tables.mapping import Mapping
from grantcli.cli.start import run
from grantcli.codes import CODES
from grantcli.loading.application.profile import load_profile
from grantcli.loading.call.library import load_library
from grantcli.matching.companies import Companies
from grantcli.matching.match import match, whole_vocabulary
from grantcli.problem import errors

LIBRARY, _problems = load_library([shipped("calls")])
LOMBARDIA = "lombardia-filiere-2022"
EXCELLENCE = "cosme-cluster-excellence-2020"


def read(*paths, calls=tuple(LIBRARY)):
    """The companies that all of the paths hold, and the reading with its problems."""
    inputs, problems = find_inputs([str(path) for path in paths], Finder(Columns(whole_vocabulary(_all())), Mapping()))
    assert not problems
    reading = Companies([LIBRARY[call] for call in calls], LIBRARY)
    return list(reading.read(row for one in inputs for row in one.rows())), reading


def _all():
    return LIBRARY.values()


def judged(*paths, on=DAY, own_days=False):
    companies, reading = read(*paths)
    assert not [problem for problem in reading.problems if not problem.warning], reading.problems
    return [match(one, _all(), on, own_days=own_days) for one in companies]


def written(tmp_path, form):
    """The example of Marche as a file of the form."""
    data = {"id": "M1", **example()}
    if form == "yaml":
        return EXAMPLE
    if form == "jsonl":
        return write_lines(tmp_path / "a.jsonl", [line(data)])
    return write_csv(tmp_path / "a.csv", [flat(data)])


@pytest.mark.parametrize("form", ["jsonl", "csv"])
def test_an_application_matches_the_same_however_it_is_written(tmp_path, form):
    """By its own call's words, with the figures supplied for it: 66.400,25 € as ``evaluate`` gives."""
    (whole,) = judged(written(tmp_path, "yaml"))
    (got,) = judged(written(tmp_path, form))
    assert got.fits == whole.fits
    assert got.asks == whole.asks
    (own,) = [fit for fit in got.fits if fit.call.id == MARCHE]
    assert (own.chance, own.contribution.most) == ("possible", Decimal("66400.25"))


@pytest.mark.parametrize("form", ["yaml", "jsonl", "csv"])
def test_a_plan_for_another_call_hides_no_company(tmp_path, form):
    companies, reading = read(written(tmp_path, form), calls=[LOMBARDIA])
    assert not reading.problems
    assert [one.facts[LOMBARDIA].value("company.name") for one in companies] == ["Meccanica Esempio S.r.l."]
    assert "expenses" not in companies[0].facts[LOMBARDIA].lists


def test_a_plan_without_a_call_is_read_where_one_call_can_read_it(tmp_path):
    """Category CX is of one call alone; the others know the company and no plan."""
    row = {"id": "1", "company.name": "Uno", "expenses": [{"id": "S1", "category": "CX", "amount": "100"}]}
    companies, reading = read(write_lines(tmp_path / "a.jsonl", [line(row)]), calls=[LOMBARDIA, MARCHE, EXCELLENCE])
    assert not reading.problems
    (one,) = companies
    assert [call for call, facts in one.facts.items() if "expenses" in facts.lists] == [EXCELLENCE]


def test_a_plan_that_no_call_can_read_is_a_problem(tmp_path):
    rows = [
        {"id": "1", "company.name": "Uno", "expenses": [{"id": "S1", "category": "??", "amount": "100"}]},
        {"id": "2", "company.name": "Due", "company.founded": "ieri"},
        {"id": "3", "company.name": "Tre", "call": "boh"},
        {"id": "4", "company.name": "Quattro", "call": MARCHE, "on": "ieri"},
        {"id": "5", "company.name": "Cinque", "call": MARCHE, "expenses": [{"id": "S1", "category": "CX"}]},
    ]
    companies, reading = read(write_lines(tmp_path / "a.jsonl", [line(row) for row in rows]))
    assert companies == []
    assert [(one.place.line, one.path) for one in reading.problems if not one.warning] == [
        *((1, "expenses[0].category"), (2, "company.founded"), (3, "call"), (4, "on"), (5, "expenses[0].category"))
    ]


def test_a_company_tells_who_it_is(tmp_path):
    rows = [line({"id": "C1", "company.name": "Uno", "company.vat_number": "99999990437"}), line({"id": "C2"}), "{}"]
    path = write_lines(tmp_path / "a.jsonl", rows)
    companies, _reading = read(path)
    assert [one.who for one in companies] == [
        ("Uno (C1)", "C1", "99999990437", str(path), 1),
        ("C2", "C2", "", str(path), 2),
        (f"{path}:3", "", "", str(path), 3),
    ]


@pytest.mark.parametrize("form", ["yaml", "jsonl", "csv"])
def test_an_application_is_judged_on_its_own_day_unless_one_is_asked_for(tmp_path, form):
    """The project starts on 4 July 2022: an application on 20 June could be made, one on the last day could not."""
    today, file = date(2026, 11, 28), written(tmp_path, form)
    (by_itself,), (asked,) = judged(file, on=today, own_days=True), judged(file, on=today)
    own, other = (next(fit for fit in one.fits if fit.call.id == MARCHE) for one in (by_itself, asked))
    assert (own.judged_on, own.chance, own.window.state) == (DAY, "possible", "closed")
    assert (other.judged_on, other.chance) == (date(2022, 7, 15), "impossible")
    assert [unmet.id for unmet in other.reasons] == ["MAR-3.5-1"]


def clients(tmp_path):
    """A folder as consultants have it: an application with its profile, a profile, a mapping, outputs."""
    folder = tmp_path / "clienti"
    (folder / "rossi").mkdir(parents=True)
    (folder / "out").mkdir()
    told = {"call": MARCHE, "company": {"profile": "azienda.yaml"}}
    (folder / "rossi" / "domanda.yaml").write_text(json.dumps(told), encoding="utf-8")
    (folder / "rossi" / "azienda.yaml").write_text("company: {name: Rossi}", encoding="utf-8")
    (folder / "bianchi.yaml").write_text("name: Bianchi", encoding="utf-8")
    (folder / "colonne.yaml").write_text("id: Pratica\ncall: Bando\ncolumns: {Cliente: company.name}", encoding="utf-8")
    (folder / "out" / "summary.csv").write_text("Domanda;Impresa\n", encoding="utf-8")
    return folder


def test_a_folder_gives_each_company_once_and_no_mapping(tmp_path):
    companies, reading = read(clients(tmp_path))
    assert [one.name for one in companies] == ["Rossi (rossi)", "Bianchi (bianchi)"]
    assert not reading.problems
    assert {file.rpartition("/")[2] for file in reading.left_out} == {"azienda.yaml", "colonne.yaml"}


def test_what_a_folder_leaves_out_is_told_in_one_note(tmp_path, capsys, monkeypatch):
    monkeypatch.chdir(clients(tmp_path).parent)
    assert run(["match", "clienti", "--json"]) == 0
    streams = capsys.readouterr()
    assert [one["name"] for one in json.loads(streams.out)["companies"]] == ["Rossi (rossi)", "Bianchi (bianchi)"]
    (note, _count) = streams.err.splitlines()
    assert note.startswith("clienti: avviso: lasciati fuori: ")
    for file in ("clienti/colonne.yaml (", "clienti/rossi/azienda.yaml (", "clienti/out/summary.csv ("):
        assert note.count(file) == 1


@pytest.mark.parametrize("name", ["vuoto.jsonl", "colonne.yaml"])
def test_nothing_to_match_is_said(tmp_path, capsys, monkeypatch, name):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "vuoto.jsonl").write_text("", encoding="utf-8")
    (tmp_path / "colonne.yaml").write_text("columns: {Cliente: company.name}", encoding="utf-8")
    assert run(["match", name]) == 4
    streams = capsys.readouterr()
    assert streams.out == ""
    assert f"{name}: non c'è nessuna impresa da confrontare" in streams.err


def test_a_wrong_call_is_all_that_is_told(tmp_path, capsys):
    file = write_csv(tmp_path / "a.csv", [{"id": "1", "company.name": "Uno", "application.stamp": "sì"}])
    assert run(["match", str(file), "--call", "boh"]) == 4
    assert capsys.readouterr().err.splitlines() == [
        "boh: nessun bando ha questo nome (l'elenco: grantcli calls list) [G231]",
        "1 problema",
    ]


def test_a_programme_is_no_call_to_match(capsys):
    assert run(["match", str(EXAMPLE), "--call", "interreg-europe"]) == 4
    assert "programma" in capsys.readouterr().err


def test_one_form_at_a_time(capsys):
    assert run(["match", str(EXAMPLE), "--csv", "--json"]) == 2
    streams = capsys.readouterr()
    assert [one["code"] for one in json.loads(streams.out)["problems"]] == [CODES["usage"]]
    assert "--json e --csv" in streams.err


def test_a_table_of_applications_to_a_call_may_be_matched_with_another(tmp_path, capsys):
    file = write_lines(tmp_path / "a.jsonl", [line(application(1))])
    table = write_csv(tmp_path / "a.csv", [flat(application(2))])
    assert run(["match", str(file), str(table), "--call", LOMBARDIA, "--json"]) == 0
    companies = json.loads(capsys.readouterr().out)["companies"]
    assert {(one["id"], one["calls"][0]["call"]) for one in companies} == {("D0001", LOMBARDIA), ("D0002", LOMBARDIA)}


@pytest.mark.parametrize(
    "told",
    [
        {"company": {"name": "A", "seat": "015146", "ateco": "25.62.00", "declared_size": "small"}},
        {"name": "A", "founded": "2012-03-01"},
        {"company": {"name": "A"}, "project": {"axis": "1", "site": {"province": "043"}}, "strange": {"key": 1}},
        {"company": {"name": "A"}, "project": "uno", "site": "015146", "aids": [{"amount": "1.000"}]},
    ],
)
def test_a_profile_read_once_for_calls_that_mean_the_same_is_read_by_each(tmp_path, told):
    path = tmp_path / "azienda.yaml"
    path.write_text(json.dumps(told), encoding="utf-8")
    companies, _reading = read(path)
    for company in companies:
        for call, facts in company.facts.items():
            alone, problems = load_profile(path, LIBRARY[call].vocabulary)
            if not any(errors(problems)):
                assert facts == alone
            else:
                assert facts.answers.keys() <= alone.answers.keys()
