"""Suppliers held against the parties of an application: by tax code, else by name; and names compared as names."""

from datetime import datetime
from decimal import Decimal

import pytest

from grantcli.assets import shipped
from grantcli.engine.evaluate import evaluate
from grantcli.loading.application.facts import read_facts
from grantcli.loading.call.library import load_edition
from grantcli.wording.names import name_key, near_names, same_name

EDITION, _ = load_edition(shipped("calls") / "marche-transizione-digitale-2022")
assert EDITION is not None
DAY = datetime(2022, 6, 20).date()
FIRM = {
    "company": {
        "name": "Officine Prova S.r.l.",
        "vat_number": "01234560421",
        "links": [
            {"id": "C1", "name": "Figlia Prova S.r.l.", "tax_code": "09998880422", "direction": "downstream"}
            | {"percent_capital": "60 %", "control": True},
            {"id": "C2", "name": "Socio Prova S.p.A.", "direction": "upstream", "percent_capital": "10 %"},
            {"id": "C3", "name": "Piccola Prova S.r.l.", "direction": "downstream", "percent_capital": "19 %"},
        ],
    },
    "people": [
        {"id": "P1", "name": "Mario Rossi", "role": "legal_representative"},
        {"id": "P2", "name": "Anna Verdi", "role": "director", "tax_code": "VRDNNA80A41H501H"},
    ],
    "consultant": {"name": "Polo Esempio S.c. a r.l."},
}


def judged(*lines):
    spent = [
        {"id": f"S{i}", "category": "A", "description": "Sensori", "amount": 30000, "technology": "L1.05", **line}
        for i, line in enumerate(lines, 1)
    ]
    facts, problems = read_facts({**FIRM, "expenses": spent}, EDITION.vocabulary, "file")
    assert not problems
    return evaluate(EDITION, facts, DAY, drafts=False)


def line_of(**line):
    return judged(line).expenses.lines[0]


def ids(findings):
    return [one.id for one in findings]


@pytest.mark.parametrize(
    ("line", "rule"),
    [
        ({"supplier": "Altro nome", "supplier_tax_code": "IT01234560421"}, "MAR-3.7-v"),
        ({"supplier": "A. Verdi", "supplier_tax_code": "vrdnna80a41h501h"}, "MAR-3.7-s"),
        ({"supplier": "Figlia", "supplier_tax_code": "09998880422"}, "MAR-3.7-u"),
    ],
)
def test_the_same_tax_code_refuses(line, rule):
    found = line_of(**line)
    assert (found.verdict, found.admitted) == ("refused", 0)
    assert rule in ids(found.findings)


@pytest.mark.parametrize(
    ("supplier", "rule"),
    [
        ("OFFICINE PROVA SRL", "MAR-3.7-v"),
        ("ROSSI MARIO", "MAR-3.7-s"),
        ("Figlia Prova società a responsabilità limitata", "MAR-3.7-u"),
        ("socio prova spa", "MAR-3.7-s"),
    ],
)
def test_the_same_name_alone_is_left_to_a_person_with_both_names(supplier, rule):
    found = line_of(supplier=supplier)
    assert (found.verdict, found.admitted) == ("manual", Decimal(30000))
    (doubt,) = (one for one in found.findings if one.id == rule)
    assert supplier in doubt.look_at
    assert doubt.verdict == "manual"


@pytest.mark.parametrize(
    ("line", "verdict"),
    [
        ({"supplier": "Rossi Mario", "checked": True}, "admitted"),
        ({"supplier": "Figlia Prova S.r.l.", "supplier_tax_code": "09997770434"}, "admitted"),  # another enterprise
        ({"supplier": "Piccola Prova S.r.l."}, "admitted"),  # 19 % is below the fifth of art. 2359
        ({"supplier": "Rossi Maria"}, "admitted"),
        ({"supplier": "Sistemi Vari S.r.l."}, "admitted"),
        ({}, "admitted"),
    ],
)
def test_what_settles_it_and_what_is_no_tie(line, verdict):
    assert line_of(**line).verdict == verdict


def test_a_near_name_is_a_suggestion():
    found = line_of(supplier="Figlia Prova Sistemi S.r.l.")
    assert (found.verdict, ids(found.suggestions)) == ("admitted", ["MAR-3.7-u"])


def test_the_consultant_in_capitals_is_not_a_second_provider():
    consulting = {"category": "B", "strategic_consulting": True, "technology": None}
    spent = [{**consulting, "supplier": name} for name in ("Polo Esempio S.c. a r.l.", "POLO ESEMPIO SCARL")]
    verdicts = {one.id: one.verdict for one in judged(*spent).findings}
    assert (verdicts["MAR-3.2-5"], verdicts["MAR-3.2-5-nome"]) == ("pass", "pass")


@pytest.mark.parametrize(
    ("suppliers", "verdict"),
    [
        ([("Alfa S.r.l.", "09997770434"), ("Alfa Consulting", "09997770434")], "pass"),
        ([("Alfa S.r.l.", "09997770434"), ("ALFA SRL", "")], "pass"),
        ([("Alfa S.r.l.", "09997770434"), ("Alfa S.r.l.", "09998880422")], "fail"),
        ([("Alfa S.r.l.", ""), ("Beta S.r.l.", "")], "fail"),
    ],
)
def test_providers_are_counted_by_tax_code_then_by_name(suppliers, verdict):
    spent = [
        {"category": "B", "strategic_consulting": True, "supplier": name}
        | ({"supplier_tax_code": code} if code else {})
        for name, code in suppliers
    ]
    found = {one.id: one.verdict for one in judged(*spent).findings}
    assert found["MAR-3.2-5"] == verdict


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Alfa S.r.l.", "ALFA srl"),
        ("Alfa s.r.l. a socio unico", "Alfa società a responsabilità limitata"),
        ("Polo S.c. a r.l.", "POLO SCARL"),
        ("Polo s.c.r.l.", "Polo soc. cons. a r.l."),
        ("Rossi & Bianchi S.n.c.", "ROSSI E BIANCHI SNC"),
        ("A.B.C. Informatica", "ABC Informatica"),
        ("Mario Rossi", "ROSSI MARIO"),
        ("Dott.ssa Anna Verdi", "Verdi Anna"),
        ("Dottoressa Anna Verdi", "Verdi Anna"),
        ("D’Angelo Luca", "Luca D'Angelo"),
        ("Città Nuova", "CITTA NUOVA"),
        ("Müller GmbH", "Muller"),
        ("Alfa s.a.s. di Rossi Mario & C.", "Alfa di Mario Rossi"),
        ("F.lli Rossi snc", "Fratelli Rossi"),
    ],
)
def test_names_are_compared_as_names(one, other):
    assert same_name(one, other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Alfa S.r.l.", "Beta S.r.l."),
        ("AB Sistemi", "Sistemi"),
        ("", ""),
        ("Mario Rossi", "Rossi"),
        ("C & C Immobili", "C Immobili"),
    ],
)
def test_other_names_are_not_the_same(one, other):
    assert not same_name(one, other)


ALFA = """Alfa S. p. A. | Alfa soc. per azioni | ALFA SOC. PER AZ. | Alfa s. r. l. | Alfa soc. a resp. lim.
Alfa soc. unip. a r.l. | Alfa srl semplificata | Alfa srl in liq. | Alfa s.r.l. S.T.P. | Alfa S.r.l. soc. benefit
Impresa individuale Alfa | Ditta Alfa | Alfa imp. ind. | Alfa soc. in nome collettivo | Alfa soc. in acc. semplice
Alfa soc. agr. s.s. | Alfa soc. coop. sociale | Alfa & C. s.n.c. | Alfa e C. S.a.s. | Alfa & Co. snc | Alfa S.C.P.A."""


@pytest.mark.parametrize("name", [name.strip() for line in ALFA.splitlines() for name in line.split("|")])
def test_a_firm_is_the_same_however_its_legal_form_is_written(name):
    assert same_name("Alfa S.p.A.", name)


def test_a_name_made_of_its_legal_form_alone_keeps_it():
    assert name_key("S.r.l.") != ""
    assert not near_names("Alfa", "Alfa")
