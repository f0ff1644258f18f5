"""Names of files: short, of letters that every portal takes, the same client on all papers of an application."""

import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.render.render_sample import outcome

from grantcli.i18n import use
from grantcli.model.facts import Answer
from grantcli.render.file_names import CLIENT, MOST, file_name, identity_of, slug

KINDS = ("dossier", "memo", "application", "annex", "checklist", "outcome")


def named(name: str, short: str | None = "Marche tech"):
    sample = outcome()
    facts = sample.facts.with_answers({"company.name": Answer(name)})
    return replace(sample, call=replace(sample.call, short=short), facts=facts)


def test_a_dossier_is_named_after_client_call_and_day():
    use("it")
    made = file_name("dossier", named("Meccanica Esempio S.r.l."), ".pdf")
    assert made == "Dossier_Meccanica-Esempio_Marche-tech_2022-06-20.pdf"
    assert file_name("dossier", named("Alfa S.r.l."), ".pdf", 2) == "Dossier_Alfa-Srl_Marche-tech_2022-06-20_2.pdf"


@given(name=st.text(max_size=200), kind=st.sampled_from(KINDS), number=st.integers(1, 99), short=st.text(max_size=40))
def test_every_name_is_short_and_of_plain_letters(name, kind, number, short):
    made = file_name(kind, named(name, short or None), ".html", number)
    assert re.fullmatch(r"[A-Za-z]+_[A-Za-z0-9-]+_[A-Za-z0-9-]+_2022-06-20(_\d+)?\.html", made)
    assert len(made) <= MOST
    assert len(made.split("_")[1]) <= CLIENT


@given(name=st.text(max_size=80))
def test_all_papers_of_an_application_name_the_client_alike(name):
    assert len({file_name(kind, named(name), ".pdf").split("_")[1] for kind in KINDS}) == 1


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("Società àèì & Figli/S.n.c.", "Societa-aei-Figli-Snc"),
        ("Μηχανουργείο Παράδειγμα Α.Ε.", "Michanoyrgeio-Paradeigma"),
        ("Пример Строй", "Primer-Stroi"),
        ("Łódź Ørsted Straße", "Lodz-Orsted-Strasse"),
        ("Studio di ingegneriadeiterritori", "Studio-di-ingegneriadeit"),
        ("株式会社", "senza-nome"),
        ("../../etc/passwd", "etc-passwd"),
    ],
)
def test_names_of_other_scripts_are_written_in_latin_letters(text, written):
    use("it")
    assert slug(text, 24) == written


def test_the_identity_is_of_call_client_and_project_and_not_of_the_answers():
    one = named("Alfa")
    assert identity_of(one) == identity_of(replace(one, on=one.on.replace(year=2023)))
    assert identity_of(one) != identity_of(named("Beta"))
    other = replace(one, facts=one.facts.with_answers({"project.title": Answer("un altro")}))
    assert identity_of(one) != identity_of(other)
