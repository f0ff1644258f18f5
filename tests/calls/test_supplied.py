"""What the loader takes as supplied is exactly what the engine asks: of each kind of noun, and of shipped calls."""

from pathlib import Path

import pytest
from tests.engine.engine_making import ON, asks, edition, euro, facts, rule

from grantcli.assessment.assess import assess
from grantcli.assets import shipped
from grantcli.engine.evaluate import evaluate
from grantcli.loading.call.library import load_edition
from grantcli.loading.call.suppliable import suppliable
from grantcli.loading.cases import case_facts, load_cases
from grantcli.model.attachment import Attachment
from grantcli.model.call import Area, Track
from grantcli.model.condition import Measure, Ref
from grantcli.model.contribution import Bonus, Cap, Contribution, Rate, Regime
from grantcli.model.criterion import Criterion, Scoring
from grantcli.model.expense import Category, Expenses, Limit, LineRule
from grantcli.model.facts import Facts
from grantcli.model.vocabulary import Fact

FOLDERS = sorted(path.parent for path in shipped("calls").glob("*/call.yaml"))
STATUSES = ("official", "secondary", "derived", "missing")
VOCABULARY = {
    "site": Fact(kind="commune", label="Sede"),
    "said": Fact(kind="yes_no", label="Detto"),
    "expenses": Fact(kind="list", label="Spese"),
    "expenses[].category": Fact(kind="choice", label="Categoria"),
    "expenses[].amount": Fact(kind="money", label="Importo"),
}
KNOWN = ({"said": True, "site": "043007"}, {"said": False, "site": "043007"})
LINES = {"expenses": {"S1": {"category": "A", "amount": euro("100.00")}}}
PARTIAL = {"area": Area(text="Area", cite="bando §2", complete=False)}
ABOUT = {"id": "X", "text": "t", "cite": "bando §3"}


class Watched(dict):
    """Supplied figures that remember which were looked for."""

    def __init__(self, *given):
        super().__init__(*given)
        self.sought = set()

    def get(self, key, default=None):
        self.sought.add(key)
        return super().get(key, default)


def watched(known):
    return Facts(known.answers, known.lists, Watched(known.supplied), known.id, known.note)


def spending(**more):
    return Expenses(categories=(Category(id="A", text="Beni", cite="bando §3"),), **more)


HALF = (Rate(id="r", cite="bando §3", rate=euro("0.5")),)


def granting(rates=HALF, **more):
    return Contribution(regimes=(Regime(id="R1", title="R", cite="bando §3", rates=rates, **more),))


def of_money(noun):
    name = {Cap: "caps", Rate: "rates", Bonus: "bonuses"}[type(noun)]
    return {"expenses": spending(), "contribution": granting(**{name: (noun,)})}


def parts():
    """Yield the parts of a call with one noun of each kind in each state of its text."""
    for status in STATUSES:
        own = {**ABOUT, "status": status}
        for name, condition in conditions().items():
            yield f"rule {status} {name}", {"rules": (rule(**own, require=condition),)}
            yield f"track {status} {name}", {"tracks": (Track(**own, when=condition),)}
            yield f"line rule {status} {name}", {"expenses": spending(refused=(LineRule(**own, when=condition),))}
        yield f"rule {status} by hand", {"rules": (rule(**own, manual="guardare"),)}
        by_hand = LineRule(**own, verdict="manual", when=asks("said", True))
        yield f"line rule {status} by hand", {"expenses": spending(refused=(by_hand,))}
        yield f"line rule {status} of hints", {"expenses": spending(refused=(LineRule(**own, hints=("usato",)),))}
        yield f"limit {status}", {"expenses": spending(limits=(Limit(**own, of=("A",)),))}
        yield (
            f"limit {status} with a figure",
            {"expenses": spending(limits=(Limit(**own, of=("A",), share=euro("0.1")),))},
        )
        for figure in ({}, {"rate": euro("0.4")}):
            yield f"rate {status} {figure}", of_money(Rate(**own, **figure))
        for figure in ({}, {"amount": euro("10")}):
            yield f"cap {status} {figure}", of_money(Cap(**own, **figure))
        yield f"bonus {status}", of_money(Bonus(**own, points=euro("0.1")))
        titled = {"id": "X", "title": "t", "cite": "bando §3", "status": status}
        yield f"attachment {status}", {"attachments": (Attachment(**titled),)}
        yield f"regime {status}", {"expenses": spending(), "contribution": Contribution(regimes=(Regime(**titled),))}
        yield f"criterion {status}", {"scoring": Scoring(cite="c", criteria=(Criterion(**own, most=euro("5")),))}


def conditions():
    return {
        "by an answer": asks("said", True),
        "by an area known in part": asks("site", "area", word="under"),
        "by what is computed": asks("total.contribution", euro("1"), word="at_least"),
        "against what is computed": Measure(
            quantity="sum", list="expenses", field="amount", tests=(("at_most", Ref(fact="total.contribution")),)
        ),
    }


@pytest.mark.parametrize("fields", [pytest.param(fields, id=name) for name, fields in parts()])
def test_the_loader_takes_what_the_engine_looks_for(fields):
    whole = edition(VOCABULARY, areas=PARTIAL, **{"contribution": Contribution(), **fields})
    sought = set()
    for answers in KNOWN:
        known = watched(facts(answers, LINES))
        outcome = evaluate(whole, known, ON)
        sought |= known.supplied.sought
        assert set(outcome.missing_figures) <= set(suppliable(whole.call))
    assert sought == set(suppliable(whole.call))


@pytest.mark.slow
@pytest.mark.parametrize(
    "folder", sorted(path.parent for path in shipped("calls").glob("*/call.yaml")), ids=lambda f: f.name
)
def test_no_shipped_call_asks_for_what_it_would_not_take(folder: Path):
    whole, _problems = load_edition(folder)
    cases, _problems = load_cases(folder, whole)
    for case in cases:
        known = watched(case_facts(case, whole)[0])
        outcome = assess(whole, known, case.on)
        taken = set(suppliable(outcome.call))
        assert set(outcome.missing_figures) <= taken
        assert known.supplied.sought <= taken
