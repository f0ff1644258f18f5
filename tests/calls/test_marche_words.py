"""Marche 2022, §3.7: what the text calls a refused kind is known, singular and plural, and raises no false alarm."""

import re
from decimal import Decimal

import pytest

from grantcli.assets import shipped
from grantcli.engine.evaluate import evaluate
from grantcli.engine.expenses.keywords import Keywords, forms, words_of
from grantcli.loading.application.application import load_application
from grantcli.loading.application.facts import read_facts
from grantcli.loading.call.library import load_edition

FOLDER = shipped("calls") / "marche-transizione-digitale-2022"
EDITION, _ = load_edition(FOLDER)
assert EDITION is not None
CALL = EDITION.call
BY_NATURE = [rule for rule in CALL.expenses.refused if rule.words]
DAY = load_application(FOLDER / "example" / "domanda.yaml", {CALL.id: EDITION})[0].on  # type: ignore[union-attr]

NAMED = """
usato:MAR-3.7-a beni usati:MAR-3.7-a attività di routine:MAR-3.7-c adeguamento periodico:MAR-3.7-c
adeguamenti periodici:MAR-3.7-c cambiamenti stagionali:MAR-3.7-c spese ordinarie di pubblicità:MAR-3.7-d
consulenza legale:MAR-3.7-d ordinaria amministrazione:MAR-3.7-d estintori:MAR-3.7-f impianto antincendio:MAR-3.7-f
impianto antifurto:MAR-3.7-f impianti elettrici:MAR-3.7-f impianto di videosorveglianza:MAR-3.7-f
impianti di condizionamento:MAR-3.7-f impianto di riscaldamento:MAR-3.7-f manutenzioni ordinarie:MAR-3.7-g
commesse interne:MAR-3.7-h commessa interna:MAR-3.7-h spese di spedizione:MAR-3.7-i viaggi:MAR-3.7-i vitto:MAR-3.7-i
alloggi:MAR-3.7-i imposte:MAR-3.7-j concessioni:MAR-3.7-j concessione:MAR-3.7-j spese bancarie:MAR-3.7-j
interessi passivi:MAR-3.7-j collaudi:MAR-3.7-j comodato:MAR-3.7-k autovetture:MAR-3.7-l autovettura:MAR-3.7-l
veicoli:MAR-3.7-l veicolo:MAR-3.7-l mezzi di trasporto:MAR-3.7-l mezzo di trasporto:MAR-3.7-l
imbarcazioni:MAR-3.7-m natanti:MAR-3.7-m natante:MAR-3.7-m draghe:MAR-3.7-m draga:MAR-3.7-m pontoni:MAR-3.7-m
pontone:MAR-3.7-m strutture galleggianti:MAR-3.7-m mezzi galleggianti:MAR-3.7-m mobili:MAR-3.7-n arredi:MAR-3.7-n
leasing:MAR-3.7-o locazione finanziaria:MAR-3.7-o formazione del personale:MAR-3.7-p opere edili:MAR-3.7-q
opera edile:MAR-3.7-q autofatturazione:MAR-3.7-v
"""
KINDS = [(words.strip(), rule) for words, rule in re.findall(r"([^:]+?):(MAR-[\w.-]+)", NAMED.replace("\n", " "))]
INNOCENT = [
    "Sensori IoT e gateway",
    "App per dispositivi mobili degli operatori",
    "Terminali mobili per il magazzino",
    "Robot mobili autonomi",
    "Piattaforma mobile di raccolta dati",
    "Veicoli a guida autonoma per il magazzino",
    "Software per le spedizioni",
    "Stazione totale per rilievi",
    "Licenze MES e integrazione con il gestionale",
    "Manutenzione evolutiva del software",
    "Consulenza strategica per la digitalizzazione",
    "Telecamere di visione artificiale",
    "Trasportatore automatico di linea",
    "Sistema di gestione dell'energia",
    "Interfaccia uomo-macchina",
    "Banco di collaudo automatico",
]
NOT_NAMES = words_of(
    "sono ammessi ammesse ammesso ammessa beni soltanto esistente sostituisce investimento investimenti altre anche "
    "obbligatori obbligo legge servono rispettare dell attività impresa impianti locali strettamente necessari presi "
    "avuti tutto loro allestimenti macchinari nessuna opere realizzate simili strutture compaiono riserva costi spese"
)


def line_of(description, **fields):
    line = {"id": "S1", "category": "A", "description": description, "amount": Decimal(30000), "traits": ["none"]}
    facts, problems = read_facts({"expenses": [{**line, **fields}]}, EDITION.vocabulary, "file")
    assert not problems
    return evaluate(EDITION, facts, DAY, drafts=False).expenses.lines[0]


@pytest.mark.parametrize(("words", "rule"), KINDS)
def test_what_the_text_names_is_left_to_a_person_though_the_answers_deny_it(words, rule):
    line = line_of(f"Spesa per {words} del reparto")
    assert (line.verdict, rule in {finding.id for finding in line.findings}) == ("manual", True)
    assert line.admitted == Decimal(30000)


@pytest.mark.parametrize(("words", "rule"), KINDS[:6])
def test_a_line_that_somebody_checked_is_only_remarked_on(words, rule):
    line = line_of(f"Spesa per {words}", checked=True)
    assert line.verdict == "admitted"
    assert rule in {finding.id for finding in line.suggestions}


@pytest.mark.parametrize("description", INNOCENT)
def test_other_things_are_no_alarm(description):
    assert line_of(description).verdict == "admitted"


def test_no_word_that_a_refused_kind_is_told_by_is_forgotten():
    """Every noun of a rule's own text is among its words, alone or in a run, in one of its forms."""
    assert len(BY_NATURE) > 15
    forgotten = {}
    for rule in BY_NATURE:
        known = {form for word in rule.words for one in words_of(word) for form in forms(one)}
        told = {word for word in words_of(str(rule.text)) if len(word) > 4 and word not in NOT_NAMES}
        left = {word for word in told if not known & forms(word) and word not in known}
        if left:
            forgotten[rule.id] = left
    assert forgotten == {}


@pytest.mark.parametrize(
    ("word", "both"),
    [
        ("barca", {"barca", "barche"}),
        ("collaudo", {"collaudo", "collaudi"}),
        ("viaggio", {"viaggio", "viaggi"}),
        ("natante", {"natante", "natanti"}),
        ("traffico", {"traffico", "traffichi", "traffici"}),
        ("mobili", {"mobili"}),
        ("per", {"per"}),
    ],
)
def test_forms_of_a_word(word, both):
    assert forms(word) == both


def test_a_run_that_names_something_else_hides_only_its_own_words():
    words = Keywords([("mobili", "-dispositivi mobili")])
    assert words.of("dispositivi mobili") == ()
    assert words.of("dispositivi mobili e mobili per ufficio") == (0,)
