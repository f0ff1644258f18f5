"""A limit that is a share of the contribution holds on what comes out: the largest amount, by trying every cent."""

from dataclasses import replace
from decimal import Decimal
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.engine.money_calls import CITE, call, limit, line, plan
from tests.engine.money_plans import Case, random_regime, seeded, with_amount
from tests.engine.plan_counts import plans

from grantcli.model.contribution import Cap, Contribution, Rate, Regime, Tier
from grantcli.model.facts import Facts


def small(regime: Regime, random: Random) -> Regime:
    """The regime with caps and tiers of the size of a few euro, in force."""
    caps = tuple(
        one if one.amount is None else replace(one, amount=Decimal(random.randrange(400)) / 100) for one in regime.caps
    )
    tiers = tuple(Tier(from_=(tier.from_ or Decimal(0)) / 8000, rate=tier.rate) for tier in regime.tiers)
    common = Cap(id="P", cite=CITE, amount=Decimal(random.randrange(300)) / 100)
    return replace(
        regime, caps=(*caps, common) if random.random() < 0.5 else caps, tiers=tiers, valid_from=None, valid_to=None
    )


def with_limit(random: Random) -> tuple[Case, Case, Decimal, str | None]:
    """A case whose last line (of C) is limited, the same without the limit, the share, and whose contribution it is."""
    partners = ["P1", "P2"][: random.choice((0, 2))]
    owner = partners[0] if partners and random.random() < 0.7 else None
    regimes = tuple(
        small(random_regime(random, f"R{n}", floors=random.random() < 0.5, whole=random.random() < 0.3), random)
        for n in range(random.choice((1, 1, 2)))
    )
    share = Decimal(random.randrange(5, 60)) / 100
    given = Contribution(regimes=regimes, choose=random.choice(("first", "best", "worst")))
    one = limit("L", "C", share=share, base="contribution", each="partner" if owner else "project")
    lines = []
    for n in range(random.randrange(1, 5)):
        more = {"partner": random.choice(partners)} if partners else {}
        lines.append(line(f"S{n}", random.choice("ABD"), Decimal(random.randrange(400)) / 100, **more))
    more = {"partner": partners[0]} if partners else {}
    lines.append(line("X", "C", Decimal(random.randrange(1, random.choice((50, 50, 200)))) / 100, **more))
    facts = plan(*lines, company__young=random.random() < 0.5)
    if partners:
        facts = facts.with_list("partners", tuple(Facts(id=name) for name in partners))
    limited, free = call(limits=[one], contribution=given), call(contribution=given)
    return Case(limited, facts), Case(free, facts), share, owner


def aid_of(case: Case, owner: str | None, cents: int) -> Decimal:
    """What comes out where the last line is of so many cents and nothing limits it."""
    *others, last = case.lines
    facts = case.facts.with_list("expenses", (*others, with_amount(last, Decimal(cents) / 100)))
    contribution = case.settle(facts)[2]
    if owner is None:
        assert contribution.amount is not None
        return contribution.amount
    return next((share.amount for share in contribution.partners if share.partner == owner), Decimal(0))


def the_largest_is_kept(seed: int) -> None:
    limited, free, share, owner = with_limit(seeded(seed))
    kept = next(line.admitted for line in limited.settle()[1].lines if line.id == "X")
    wanted = int(limited.lines[-1].value("amount") * 100)  # type: ignore[operator]
    holds = (n for n in range(wanted, -1, -1) if Decimal(n) / 100 <= share * aid_of(free, owner, n))
    assert kept == Decimal(next(holds)) / 100, seed


class TestALimitOnTheContribution:
    @given(seed=st.integers(0, 10_000))
    @settings(max_examples=25, deadline=None)
    def test_the_largest_amount_is_kept_for_which_it_holds(self, seed: int) -> None:
        the_largest_is_kept(seed)

    def test_a_regime_that_gives_way_on_less_cost_is_reckoned_with(self) -> None:
        """C of 0.41, at most 39 % of the aid: R0 gives 60 % of C, but below its floor of 0.07 R1 gives 1.28: 0.11."""
        the_largest_is_kept(1857)

    def test_it_is_the_largest_too_where_it_takes_the_room_of_better_aided_cost(self) -> None:
        """A and B share 100, B at most 20 % of the aid; R0 gives 50 % of A, R1 10 % of A and 40 % of B.

        Half and half would give 25.00, so B would be 5.00; but then 47.50 comes out. B = 0.2 · 0.5 · (100 − B) = 9.09.
        """
        rates = {"R0": {"A": "0.5"}, "R1": {"A": "0.1", "B": "0.4"}}
        regimes = tuple(
            Regime(
                id=name,
                title=name,
                cite=CITE,
                rates=tuple(
                    Rate(id=f"{name}.{of}", cite=CITE, rate=Decimal(rate), categories=(of,)) for of, rate in own.items()
                ),
            )
            for name, own in rates.items()
        )
        made = call(
            limits=[limit("L", "AB", amount="100"), limit("C", "B", share="0.2", base="contribution")],
            contribution=Contribution(regimes=regimes, choose="best"),
        )
        _, totals, contribution = Case(made, plan(line("S1", "A", 100), line("S2", "B", 100))).settle()
        assert [one.admitted for one in totals.lines] == [Decimal("90.91"), Decimal("9.09")]
        assert contribution.amount == Decimal("45.46")

    @pytest.mark.slow
    def test_it_is_kept_of_many_plans(self) -> None:
        for seed in plans(800):
            the_largest_is_kept(seed)

    def settled(self, **more: object) -> tuple[Decimal, list[Decimal]]:
        """Rate 0.5; P1 has C 1,000 and B 1,000, P0 B 5,000; C is at most 20 % of the partner's; 2,000 in all."""
        regime = Regime(
            id="R",
            title="R",
            cite=CITE,
            rates=(Rate(id="r", cite=CITE, rate=Decimal("0.5")),),
            caps=(Cap(id="K", cite=CITE, amount=Decimal(2000)),),
            **more,  # type: ignore[arg-type]
        )
        one = limit("L", "C", share="0.2", base="contribution", each="partner")
        facts = plan(
            line("S1", "C", 1000, partner="P1"),
            line("S2", "B", 1000, partner="P1"),
            line("S3", "B", 5000, partner="P0"),
        ).with_list("partners", (Facts(id="P0"), Facts(id="P1")))
        made = call(limits=[one], contribution=Contribution(regimes=(regime,)))
        _, totals, contribution = Case(made, facts).settle()
        return totals.lines[0].admitted, [share.amount for share in contribution.partners]

    def test_it_looks_at_what_is_left_of_a_partner_under_a_common_cap(self) -> None:
        """x = 0.2 · 2,000 (500 + x/2) / (3,000 + x/2): x² + 5,600 x − 400,000 = 0, so 70.54 and not 72.72 of 364.49."""
        assert self.settled() == (Decimal("70.54"), [Decimal("1647.30"), Decimal("352.70")])

    def test_tiers_that_cover_nothing_change_nothing(self) -> None:
        assert self.settled(tiers=(Tier(from_=Decimal(0), rate=Decimal("0.1")),))[0] == Decimal("70.54")
