"""The money of large plans: caps that all bind, many limited categories, many partners; and a match."""

import math
import random
from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from grantcli.assessment.assess import assess
from grantcli.engine.evaluate import evaluate
from grantcli.engine.whatif.sensitivity import what_if
from grantcli.matching.fit import fit
from grantcli.model.call import Call, Edition, Source
from grantcli.model.contribution import Cap, Contribution, Rate, Regime
from grantcli.model.expense import Category, Expenses, Limit
from grantcli.model.facts import Answer, Facts

from .measure import Figure, in_turns
from .sample import edition

DAY = date(2022, 6, 20)
CITE = "bando §1"


def figures() -> Iterator[Figure]:
    """Measure all in one run."""
    yield from _capped()
    yield from _limited()
    yield from _grown()
    yield from _matched()


def _capped() -> Iterator[Figure]:
    plain, facts = _plan(50, 3)
    capped, _ = _plan(50, 3, caps=True)
    spent = in_turns({"plain": lambda: evaluate(plain, facts, DAY), "capped": lambda: evaluate(capped, facts, DAY)}, 2)
    yield Figure("50 partners, all caps bind: evaluate, of it without caps", spent["capped"] / spent["plain"], most=20)
    spent = in_turns({"plain": lambda: what_if(plain, facts, DAY), "capped": lambda: what_if(capped, facts, DAY)}, 1)
    yield Figure("the same: whatif, of it without caps", spent["capped"] / spent["plain"], most=200)


def _limited() -> Iterator[Figure]:
    made, facts = _plan(0, 40, limits=tuple(_limit(f"L{n}", n, amount=Decimal(9000 + 100 * n)) for n in range(40)))
    spent = in_turns({"evaluate": lambda: evaluate(made, facts, DAY), "whatif": lambda: what_if(made, facts, DAY)}, 1)
    yield Figure("40 limited categories: whatif, seconds", spent["whatif"], most=1.95, note="39 before")
    yield Figure("the same, of one evaluation", spent["whatif"] / spent["evaluate"])


def _grown() -> Iterator[Figure]:
    spent = {}
    for partners in (200, 800):
        own = _limit("L", 1, share=Decimal("0.2"), each="partner")
        made, facts = _plan(partners, 5, limits=(own,))
        spent[partners] = in_turns({"": lambda made=made, facts=facts: evaluate(made, facts, DAY)}, 2)[""]  # type: ignore[misc]
    yield Figure(
        "partners and their expenses, growth exponent 200 → 800", math.log(spent[800] / spent[200], 4), most=1.3
    )


def _matched() -> Iterator[Figure]:
    whole = edition()
    company = Facts(answers={"company.name": Answer("Esempio")})
    tasks = {"assess": lambda: assess(whole, company, DAY, drafts=False), "fit": lambda: fit(whole, company, DAY)}
    spent = in_turns(tasks, 5, calls=50)
    yield Figure("a company × a call, of one evaluation without drafts", spent["fit"] / spent["assess"], most=1.2)


def _limit(name: str, category: int, **more: object) -> Limit:
    return Limit(id=name, text=name, cite=CITE, of=(f"C{category}",), **more)  # type: ignore[arg-type]


def _plan(
    partners: int, categories: int, *, caps: bool = False, limits: tuple[Limit, ...] = ()
) -> tuple[Edition, Facts]:
    """Return a call and a plan of one line a category and partner, with a partner, category and project cap on aid."""
    drawn = random.Random(1)  # noqa: S311
    names = [f"C{n}" for n in range(categories)]
    rates = tuple(
        Rate(id=f"r{name}", cite=CITE, rate=Decimal("0.5") + Decimal(n % 8) / 20, categories=(name,))
        for n, name in enumerate(names)
    )
    bounds: list[Cap] = []
    if caps:
        bounds = [Cap(id="partner", cite=CITE, amount=Decimal(40_000), of="partner")]
        bounds += [Cap(id=n, cite=CITE, amount=Decimal(partners * 12_000), categories=(n,)) for n in names]
        bounds.append(Cap(id="project", cite=CITE, amount=Decimal(partners * 35_000)))
    call = Call(
        id="prova",
        title="Prova",
        sources={"bando": Source(title="Bando", kind="call")},
        expenses=Expenses(categories=tuple(Category(id=n, text=n, cite=CITE) for n in names), limits=limits),
        contribution=Contribution(regimes=(Regime(id="R", title="R", cite=CITE, rates=rates, caps=tuple(bounds)),)),
    )
    owners = [f"P{n}" for n in range(partners)]
    lines = []
    for owner in owners or [""]:
        for name in names:
            answers = {"category": name, "amount": Decimal(drawn.randrange(500_000, 6_000_000)) / 100, "partner": owner}
            told = {key: Answer(value) for key, value in answers.items() if value}
            lines.append(Facts(answers=told, id=f"{owner}.{name}"))
    facts = Facts(lists={"expenses": tuple(lines)})
    if owners:
        facts = facts.with_list("partners", tuple(Facts(id=owner) for owner in owners))
    return Edition(call=call, vocabulary=edition().vocabulary, digest="sha256:0", folder="prova"), facts
