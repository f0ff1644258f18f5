"""A box is ticked by an answer only; a contradiction of each declaration refuses it."""

import pytest
from tests.declarations.declared_sample import all_filled, boxes, filled, forms, judged, ticked

from grantcli.i18n import say

ASKED = {
    "application": {"signer": "proxy", "other_state_aid": False},
    "project": {"title": "Prova", "start": "2022-07-04"},
}
SILENT = {"S1": {"id": "S1", "category": "A", "description": "Sensori", "supplier": "Alfa S.r.l.", "amount": 100}}
RECOVERY = {"id": "R1", "decision": "SA.1 (2020)", "amount": 1000}
FUNDS = [{"id": "F1", "kind": "own", "amount": 15000.5, "state": "available"}]


def test_every_declaration_is_tried_here():
    assert {ident for ident, _changes, _words in CONTRADICTIONS} == set(forms().forms)


def test_the_sample_contradicts_nothing():
    more = {"declarations__works_not_started": True, "declarations__catastrophe_insurance": True}
    one = judged(project__funding=FUNDS, **more)
    assert {ident: found.contradictions for ident in forms().forms for found in all_filled([ident], one)} == {
        ident: () for ident in forms().forms if ident != "power-of-attorney"
    } | {"power-of-attorney": filled("power-of-attorney").contradictions}


CONTRADICTIONS = [
    ("size", {"company__declared_size": "micro"}, "non è quella che risulta"),
    (
        "work-units",
        {"company__years": {2021: {"headcount": 5, "turnover": 1, "balance_sheet": 1, "staff": [{"count": 4}]}}},
        "sono indicate 5,00 ULA, ma dai contratti ne risultano 4,00",
    ),
    (
        "suppliers",
        {"expenses": [{**SILENT["S1"], "related_party": "control_or_link"}]},
        "c'è un controllo o un collegamento con un fornitore (S1)",
    ),
    ("deggendorf", {"declarations__state_aid": False}, "la clausola Deggendorf non si può dichiarare"),
    ("deggendorf", {"aids_recovery": [{**RECOVERY, "blocked_account": False}]}, "né depositato"),
    ("de-minimis", {"application__other_state_aid": True}, "non ci sono aiuti già concessi, e insieme"),
    ("cumulation", {"expenses": [{**SILENT["S1"], "other_aid": 5}]}, "su una spesa ne è indicato uno"),
    (
        "cumulation",
        {"aids": [{"id": "A1", "date": "2021-05-01", "amount": 9, "regulation": "651/2014", "lines": "S1"}]},
        "riguarda spese del piano",
    ),
    ("cumulation", {"declarations__no_double_funding": False}, "non s'impegna a evitare"),
    ("requirements", {"company__active": False}, "Non si può dichiarare il requisito MAR-2.1"),
    ("office-holder", {"people": [{"id": "P9", "name": "Ezio Prova", "role": "director", "convicted": True}]}, "Ezio"),
    ("power-of-attorney", {}, "la domanda non la firma un procuratore"),
    ("own-funds", {"project__funding": [{**FUNDS[0], "amount": 15000.49}]}, "mancano 0,01 euro"),
    (
        "start-of-works",
        {"declarations__works_not_started": True, "project__start": "2022-06-19"},
        "La data di avvio del progetto viene prima della domanda",
    ),
    (
        "start-of-works",
        {"declarations__works_not_started": True}
        | {"expenses": [{**SILENT["S1"], "order_date": "2022-06-01", "preparatory": False}]},
        "L'ordine di una spesa è stato firmato prima",
    ),
    ("start-of-works", {"declarations__works_not_started": False}, "i lavori sono già avviati"),
    ("catastrophe-insurance", {"declarations__catastrophe_insurance": False}, "non è assicurata"),
    (
        "catastrophe-insurance",
        {"declarations__catastrophe_insurance": True, "insurance__expires_on": "2022-06-19"},
        "La polizza contro le catastrofi è scaduta",
    ),
]


@pytest.mark.parametrize(("ident", "changes", "words"), CONTRADICTIONS)
def test_what_the_answers_deny_is_refused_in_both_languages(ident, changes, words):
    outcome = judged(**{"application__requested_contribution": 0, **changes} if ident == "own-funds" else changes)
    found = all_filled([ident], outcome)
    refused = [sentence for one in found for sentence in one.contradictions]
    assert any(words in say(sentence, "it") for sentence in refused), refused
    assert all(say(sentence, "en") != say(sentence, "it") for sentence in refused)


def test_a_different_size_with_its_reason_is_declared_and_printed():
    one = filled("size", company__declared_size="micro", company__size_reason="Ultimo esercizio straordinario")
    assert not one.contradictions
    assert any(part.title == "Dimensione dichiarata diversa da quella calcolata" for part in one.parts)


def test_silence_ticks_nothing_even_where_it_means_something_to_the_rules():
    one = filled("suppliers", expenses=[SILENT["S1"]])
    assert not any(box.ticked for box in boxes(one))
    assert not one.contradictions
    assert "expenses[S1].related_party" in dict(one.lacking)
    assert all(box.ticked for box in boxes(filled("suppliers")))


def test_deggendorf_ticks_the_alternative_that_was_answered():
    never = filled("deggendorf")
    assert [box.ticked for box in boxes(never)] == [True, False, False]
    unknown = filled("deggendorf", aids_recovery=None)
    assert [box.ticked for box in boxes(unknown)] == [False, False, False]
    assert "aids_recovery" in dict(unknown.lacking)
    repaid = filled("deggendorf", aids_recovery=[{**RECOVERY, "repaid_on": "2021-03-01", "means": "bonifico"}])
    assert [box.ticked for box in boxes(repaid)] == [False, True, False]
    blocked = filled("deggendorf", aids_recovery=[{**RECOVERY, "blocked_account": True}])
    assert [box.ticked for box in boxes(blocked)] == [False, False, True]


def test_powers_given_to_a_proxy_are_ticked_one_by_one():
    one = filled(
        "power-of-attorney", application__signer="proxy", proxy={"powers": ["file", "sign"], "name": "Zoe Prova"}
    )
    assert [box.ticked for box in boxes(one)] == [False, True, True, False, False, False]
    assert "proxy.domicile" in dict(one.lacking)
    assert one.signer.text == "Ada Prova"


def test_a_requirement_met_by_default_is_not_ticked():
    """``company.insolvency_conditions`` is «no» where nobody answered; in a declaration it is not."""
    answered = filled("requirements", company__insolvency_procedure=False, company__insolvency_conditions=False)
    silent = filled("requirements", company__insolvency_procedure=False)
    assert ticked(answered, "senza procedure di insolvenza")
    assert ticked(silent, "senza procedure di insolvenza") is (
        "company.insolvency_conditions" not in dict(silent.lacking)
    )


def test_each_person_with_powers_but_the_legal_representative_declares():
    assert [one.who for one in all_filled([]) if one.id == "office-holder"] == ["Bruno Prova"]
    unknown = [one for one in all_filled([], people=[{"id": "P7", "name": "Ivo Prova", "role": "director"}]) if one.who]
    assert not any(box.ticked for box in boxes(unknown[0]))
    assert {"people[P7].convicted", "people[P7].antimafia_cause"} <= set(dict(unknown[0].lacking))
