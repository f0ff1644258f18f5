"""Random calls and plans for the laws of money: small numbers of everything, amounts that do not round well."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property
from random import Random

from tests.engine.money_calls import CITE, SCOPE, call, categories, limit, line, line_rule, plan

from grantcli.engine.contribution.choice import compile_contribution
from grantcli.engine.cost_and_aid import MoneyJudge, settle_money
from grantcli.engine.expenses.plan import compile_expenses
from grantcli.engine.formulas.computed import ComputedFacts
from grantcli.model.call import Call
from grantcli.model.condition import Test
from grantcli.model.contribution import Bonus, Cap, Contribution, Rate, Regime, Tier
from grantcli.model.expense import Category, FlatRate, Limit, LineRule
from grantcli.model.facts import Answer, Facts
from grantcli.model.outcome import ContributionOutcome, ExpenseTotals

DAY = date(2022, 6, 20)
Settled = tuple[Facts, ExpenseTotals, ContributionOutcome]
IDS = "ABCD"
TRAITS = ("used", "training", "vehicle", "furniture")
NAMED_RATES = ("0.5", "0.35", "0.333333", "0.15", "0.7", "1")


@dataclass(frozen=True)
class Case:
    """A call and facts; ``settle`` computes the money of it."""

    call: Call
    facts: Facts

    def settle(self, facts: Facts | None = None, on: date = DAY) -> Settled:
        return settle_money(self.judge, self.facts if facts is None else facts, on)[:3]

    @cached_property
    def judge(self) -> MoneyJudge:
        """What judges the money of the call, made ready once."""
        return MoneyJudge(
            compile_expenses(self.call, SCOPE), compile_contribution(self.call, SCOPE), ComputedFacts(SCOPE)
        )

    @property
    def lines(self) -> tuple[Facts, ...]:
        return self.facts.lists["expenses"]


def judged(one: Call, facts: Facts) -> ExpenseTotals:
    """The expenses alone, limits on the contribution left out."""
    plan_ = compile_expenses(one, SCOPE)
    return plan_.settle(plan_.read(facts), facts).told()


def seeded(seed: int) -> Random:
    """A repeatable source of plans; nothing here is a secret."""
    return Random(seed)  # noqa: S311


def share(random: Random) -> Decimal:
    return Decimal(random.randrange(1, 100)) / 100


def cents(random: Random, most: int = 5_000_000) -> Decimal:
    return Decimal(random.choice((0, 1, 99, random.randrange(most), random.randrange(most)))) / 100


def random_rules(random: Random) -> list[LineRule]:
    return [
        line_rule(
            trait,
            when=Test(fact="traits", word="is", value=(trait,)),
            refuses=random.choice((Decimal(1), share(random))),
        )
        for trait in TRAITS
        if random.random() < 0.5
    ]


def random_limits(random: Random) -> list[Limit]:
    made = []
    for n in range(random.randrange(4)):
        of = random.sample(IDS, random.randrange(1, 4))
        base = random.choice(("presented", "admitted", "direct", tuple(random.sample(IDS, 2))))
        each = random.choice(("project", "project", "partner"))
        share_of, amount = {"share": share(random)}, {"amount": cents(random)}
        figures = random.choice((share_of, amount, {**share_of, **amount}))
        made.append(limit(f"L{n}", of, base=base, each=each, **figures))
    return made


def random_categories(random: Random) -> tuple[Category, ...]:
    made = categories(*IDS)
    if random.random() < 0.3:
        flat = FlatRate(share=share(random) / 4, of=tuple(random.sample(IDS, 2)))
        made += (Category(id="F", text="Spese generali", cite=CITE, direct=False, flat=flat),)
    return made


def random_caps(random: Random, floors: bool) -> tuple[Cap, ...]:
    made = []
    for n in range(random.randrange(4)):
        least = floors and random.random() < 0.2
        figures = {"share": share(random)} if not least and random.random() < 0.5 else {"amount": cents(random)}
        of = random.choice(("project", "partner", "line") if not least else ("project", "partner"))
        only = tuple(random.sample(IDS, 2)) if random.random() < 0.5 else ()
        made.append(Cap(id=f"K{n}", cite=CITE, of=of, categories=only, least=least, **figures))
    return tuple(made)


def random_tiers(random: Random) -> tuple[Tier, ...]:
    rising = sorted(random.sample(range(0, 40_000, 500), random.randrange(1, 4)))
    return tuple(Tier(from_=Decimal(above), rate=share(random)) for above in rising)


def random_regime(random: Random, name: str, *, floors: bool = True, whole: bool = False) -> Regime:
    given = [one for one in IDS if random.random() < 0.7]
    rates = tuple(
        Rate(id=f"{name}.{one}", cite=CITE, rate=Decimal(random.choice(NAMED_RATES)), categories=(one,))
        for one in given
    )
    young = Bonus(
        id=f"{name}.young",
        cite=CITE,
        points=Decimal("0.1"),
        when=Test(fact="company.young", word="is", value=(True,)),
    )
    bonuses = (young,) if random.random() < 0.4 else ()
    return Regime(
        id=name,
        title=f"Regime {name}",
        cite=CITE,
        rates=rates,
        bonuses=bonuses,
        ceiling=random.choice((None, Decimal("0.6"))),
        tiers=random_tiers(random) if not rates or random.random() < 0.3 else (),
        tiers_by="whole" if whole else "bracket",
        tiers_base=random.choice(("project", "partner")),
        caps=random_caps(random, floors),
        valid_from=random.choice((None, date(2022, 6, 20), date(2022, 6, 21))),
        valid_to=random.choice((None, date(2022, 6, 20), date(2022, 6, 19))),
    )


def random_lines(random: Random, partners: list[str]) -> list[Facts]:
    made = []
    for n in range(random.randrange(1, 9)):
        more: dict[str, object] = {}
        if partners:
            more["partner"] = random.choice(partners)
        if random.random() < 0.4:
            more["traits"] = tuple(random.sample(TRAITS, random.randrange(1, 3)))
        made.append(line(f"S{n}", random.choice(IDS), cents(random), **more))
    return made


def random_case(random: Random, *, floors: bool = True, whole: bool = False) -> Case:
    """A call and a plan of which everything is known."""
    partners = ["P1", "P2", "P3"][: random.choice((0, 0, 2, 3))]
    regimes = tuple(random_regime(random, f"R{n}", floors=floors, whole=whole) for n in range(random.randrange(1, 4)))
    made = call(
        costs=random_categories(random),
        limits=random_limits(random),
        refused=random_rules(random),
        contribution=Contribution(
            regimes=regimes,
            choose=random.choice(("first", "best", "worst")),
            rounding=random.choice(("half_up", "down", "half_even")),
        ),
    )
    facts = plan(*random_lines(random, partners), company__young=random.random() < 0.5)
    if partners:
        facts = facts.with_list("partners", tuple(Facts(id=name) for name in partners))
    return Case(made, facts)


def with_lines(facts: Facts, lines: list[Facts]) -> Facts:
    return facts.with_list("expenses", tuple(lines))


def with_amount(item: Facts, amount: Decimal, name: str | None = None) -> Facts:
    return Facts(answers={**item.answers, "amount": Answer(amount)}, id=name or item.id)
