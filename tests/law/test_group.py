"""Partner, linked, exempt and public: Annex I arts. 3 and 6 of Reg. (EU) 651/2014."""

import time
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.law.law_facts import firm, size_of, tie, year

from grantcli.law.figures import SIZES
from grantcli.law.holdings import problems_of
from grantcli.law.size import SizeResult
from grantcli.model.facts import Facts

ON = date(2022, 6, 20)
OWN = (year(2020, 40, 5, 5), year(2021, 40, 5, 5))


def staff(head: object) -> Facts:
    """A year of a tie in which only the staff weighs."""
    return year(2021, head, 1, 1)


def sized(*links: Facts, own: tuple[Facts, ...] = OWN, **answers: object) -> SizeResult:
    return size_of(firm(*own, links=links, **answers), ON)


def roles(result: SizeResult) -> dict[str, tuple[str, str]]:
    assert result.latest is not None
    return {part.id: (part.role, str(part.share)) for part in result.latest.parts if part.id}


def heads(result: SizeResult) -> Decimal:
    assert result.latest is not None
    return result.latest.figures.headcount.known


class TestPartners:
    """Art. 3(2): 25 % or more of capital or votes; art. 6(2): in proportion, the greater of the two."""

    def test_a_partner_counts_in_proportion(self) -> None:
        """49 units and a 30 % partner with 10: 52, medium (worked example)."""
        own = tuple(year(y, 49, 5, 5) for y in (2020, 2021))
        two = (year(2020, 10, 1, 1), year(2021, 10, 1, 1))
        result = sized(tie("P", "upstream", "0.30", *two), own=own)
        assert heads(result) == 52
        assert result.size == "medium"
        assert not result.autonomous

    @pytest.mark.parametrize(
        ("capital", "votes", "role", "share"),
        [
            ("0.2499", None, "none", "0"),
            ("0.25", None, "partner", "0.25"),
            ("0.10", "0.30", "partner", "0.30"),
            ("0.40", "0.30", "partner", "0.40"),
            ("0.50", None, "partner", "0.50"),
            ("0.5001", None, "linked", "1"),
            ("0.60", "0.40", "partner", "0.60"),
            ("0", "0.51", "linked", "1"),
        ],
    )
    @pytest.mark.parametrize("direction", ["upstream", "downstream"])
    def test_bounds(self, direction: str, capital: str, votes: str | None, role: str, share: str) -> None:
        assert roles(sized(tie("X", direction, capital, staff(100), votes=votes))) == {"X": (role, share)}

    def test_the_greater_percentage_of_a_cross_holding_applies(self) -> None:
        """Art. 6(2), third sentence of the second subparagraph."""
        back = Facts(answers=tie("", "downstream", "0.45").answers)
        assert roles(sized(tie("X", "upstream", "0.30", staff(10), others=(back,)))) == {"X": ("partner", "0.45")}

    def test_shares_of_linked_holders_count_jointly(self) -> None:
        """Art. 3(2): «solely or jointly with one or more linked enterprises»."""
        mother = tie("M", "upstream", "0.15", staff(10))
        daughter = tie("D", "upstream", "0.10", staff(10), others=(tie("", "downstream", "0.80", of="M"),))
        assert roles(sized(mother, daughter)) == {"M": ("partner", "0.25"), "D": ("partner", "0.25")}
        assert roles(sized(mother)) == {"M": ("none", "0")}

    def test_partners_of_linked_count_and_partners_of_partners_do_not(self) -> None:
        """Art. 6(3): pro rata the partners of the linked, all of the linked of partners, and there it ends."""
        links = (
            tie("L", "downstream", "0.80", staff(10)),
            tie("LP", "downstream", "0.30", staff(100), of="L"),
            tie("P", "upstream", "0.40", staff(100)),
            tie("PL", "downstream", "0.90", staff(100), of="P"),
            tie("PP", "downstream", "0.40", staff(1000), of="P"),
        )
        result = sized(*links)
        assert roles(result) == {
            "L": ("linked", "1"),
            "LP": ("partner", "0.30"),
            "P": ("partner", "0.40"),
            "PL": ("linked_to_partner", "0.40"),
            "PP": ("none", "0"),
        }
        assert heads(result) == 40 + 10 + 30 + 40 + 40


class TestLinked:
    """Art. 3(3): majority of votes, control, through others too."""

    def test_control_links_whatever_the_share(self) -> None:
        assert roles(sized(tie("X", "upstream", "0.05", staff(10), control=True))) == {"X": ("linked", "1")}

    def test_links_run_through_other_enterprises(self) -> None:
        links = (tie("A", "upstream", "0.60", staff(10)), tie("B", "upstream", "0.60", staff(10), of="A"))
        assert {role for role, _share in roles(sized(*links)).values()} == {"linked"}

    def test_a_majority_reached_together_with_a_subsidiary_links(self) -> None:
        links = (
            tie("A", "upstream", "0.30", staff(10)),
            tie("B", "upstream", "0.30", staff(10), others=(tie("", "downstream", "0.90", of="A"),)),
        )
        assert roles(sized(*links)) == {"A": ("linked", "1"), "B": ("linked", "1")}

    def test_what_is_already_consolidated_is_not_added_again(self) -> None:
        """Art. 6(2) and (3): «where the data were not already included through consolidation»."""
        result = sized(tie("A", "downstream", "1", staff(500), consolidated=True))
        assert (heads(result), result.size) == (40, "small")
        assert roles(result) == {"A": ("linked", "1")}

    def test_cycles_and_cross_holdings_end(self) -> None:
        links = (
            tie("A", "downstream", "0.60", staff(10)),
            tie("B", "downstream", "0.60", staff(10), of="A", others=(tie("", "upstream", "0.60"),)),
        )
        assert heads(sized(*links)) == 60


class TestPersons:
    """Art. 3(3), fourth subparagraph: through natural persons, in the same market or an adjacent one."""

    owner = tie("P", "upstream", "0.80", holder_kind="person")

    def other(self, **more: object) -> Facts:
        return tie("B", "downstream", "0.70", staff(100), of="P", **more)

    def test_same_market_links_and_another_market_does_not(self) -> None:
        assert roles(sized(self.owner, self.other(adjacent_market=True)))["B"] == ("linked", "1")
        assert roles(sized(self.owner, self.other(adjacent_market=False)))["B"] == ("none", "0")
        assert roles(sized(self.owner))["P"] == ("person", "0")

    def test_a_market_not_told_leaves_the_size_open(self) -> None:
        small = (year(2020, 100, 1, 1), year(2021, 100, 1, 1))
        result = sized(self.owner, tie("B", "downstream", "0.70", *small, of="P"))
        assert result.possible == ("small", "medium")
        assert "company.links[B].adjacent_market" in result.missing

    def test_people_acting_jointly_count_as_one(self) -> None:
        family = [tie(p, "upstream", "0.40", holder_kind="person", acting_jointly="family") for p in ("P", "Q")]
        held = tie("", "downstream", "0.30", of="Q")
        b = tie("B", "downstream", "0.30", staff(100), of="P", adjacent_market=True, others=(held,))
        assert roles(sized(*family, b))["B"] == ("linked", "1")
        alone = [tie(p, "upstream", "0.40", holder_kind="person") for p in ("P", "Q")]
        assert roles(sized(*alone, b))["B"] == ("none", "0")

    def test_a_person_holds_through_a_company(self) -> None:
        links = (
            tie("H", "upstream", "1", staff(0)),
            tie("P", "upstream", "1", of="H", holder_kind="person"),
            tie("B", "downstream", "1", staff(100), of="P", adjacent_market=True),
        )
        assert roles(sized(*links))["B"] == ("linked", "1")


class TestInvestors:
    """Art. 3(2), second subparagraph: investors that leave the firm autonomous, and when they stop."""

    @pytest.mark.parametrize("kind", ["public_investment", "venture_capital", "university", "institutional_investor"])
    def test_up_to_half_they_leave_it_autonomous(self, kind: str) -> None:
        result = sized(tie("V", "upstream", "0.50", staff(1000), holder_kind=kind))
        assert roles(result) == {"V": ("exempt", "0")}
        assert (result.size, result.autonomous) == ("small", True)

    @pytest.mark.parametrize("kind", ["public_investment", "venture_capital", "university", "institutional_investor"])
    def test_with_the_majority_they_are_linked(self, kind: str) -> None:
        assert roles(sized(tie("V", "upstream", "0.51", staff(1000), holder_kind=kind))) == {"V": ("linked", "1")}

    def test_investors_acting_jointly_are_looked_at_together(self) -> None:
        def pair(**more: object) -> SizeResult:
            return sized(*(tie(v, "upstream", "0.30", staff(9), holder_kind="venture_capital", **more) for v in "VW"))

        assert roles(pair(acting_jointly="pact")) == {"V": ("linked", "1"), "W": ("linked", "1")}
        assert roles(pair()) == {"V": ("exempt", "0"), "W": ("exempt", "0")}

    @pytest.mark.parametrize(("invested", "role"), [("1249999.99", "exempt"), ("1250000", "partner")])
    def test_a_business_angel_below_its_limit(self, invested: str, role: str) -> None:
        angel = tie("V", "upstream", "0.30", staff(0), holder_kind="business_angel", invested=Decimal(invested))
        assert roles(sized(angel))["V"][0] == role

    def test_a_business_angel_of_unknown_investment_is_asked_about_when_it_matters(self) -> None:
        years = (year(2020, 100, 1, 1), year(2021, 100, 1, 1))
        result = sized(tie("V", "upstream", "0.40", *years, holder_kind="business_angel"))
        assert result.possible == ("small", "medium")
        assert result.missing == ("company.links[V].invested",)

    @pytest.mark.parametrize(
        ("budget", "inhabitants", "size"),
        [(9_999_999, 4_999, "small"), (10_000_000, 4_999, "large"), (9_999_999, 5_000, "large")],
    )
    def test_a_small_local_authority(self, budget: int, inhabitants: int, size: str) -> None:
        town = tie(
            "T", "upstream", "0.30", holder_kind="local_authority", budget=Decimal(budget), inhabitants=inhabitants
        )
        assert sized(town).size == size

    def test_a_local_authority_of_unknown_size_leaves_it_open(self) -> None:
        assert sized(tie("T", "upstream", "0.30", holder_kind="local_authority")).possible == (
            "small",
            "medium",
            "large",
        )


class TestPublicControl:
    """Art. 3(4): no SME when 25 % is controlled by public bodies, directly or indirectly, jointly or individually."""

    @pytest.mark.parametrize(("share", "size"), [("0.2499", "small"), ("0.25", "large")])
    def test_direct(self, share: str, size: str) -> None:
        result = sized(tie("C", "upstream", share, holder_kind="public_body"))
        assert result.size == size
        assert (result.basis == "public_control") == (size == "large")

    def test_jointly(self) -> None:
        assert sized(*(tie(c, "upstream", "0.13", holder_kind="public_body") for c in "CD")).size == "large"

    def test_indirectly(self) -> None:
        links = (
            tie("H", "upstream", "0.26", staff(1)),
            tie("C", "upstream", "0.51", of="H", holder_kind="public_body"),
        )
        assert sized(*links).size == "large"
        minority = (links[0], tie("C", "upstream", "0.50", of="H", holder_kind="public_body"))
        assert sized(*minority).size == "small"

    def test_declared(self) -> None:
        assert sized(public_control_percent=Decimal("0.25")).size == "large"
        assert sized(public_control_percent=Decimal("0.24")).size == "small"

    def test_a_linked_firm_under_public_hands_is_said_to_need_a_look(self) -> None:
        links = (
            tie("H", "upstream", "0.80", staff(1)),
            tie("C", "upstream", "0.30", of="H", holder_kind="public_body"),
        )
        result = sized(*links)
        assert result.size == "small"
        assert any("enti pubblici" in doubt for doubt in result.to_verify)


class TestTime:
    """Art. 4(2) does not delay a change of structure (user guide); to be verified, and said so."""

    def test_a_recent_tie_takes_effect_at_once(self) -> None:
        years = (year(2020, 300, 1, 1), year(2021, 300, 1, 1))
        bought = sized(tie("A", "upstream", "0.80", *years, since=date(2021, 9, 1)))
        assert bought.size == "large"
        assert [y.raw[0] for y in bought.years] == [1, 3]
        assert any("Struttura cambiata" in doubt for doubt in bought.to_verify)
        assert sized(tie("A", "upstream", "0.80", *years, since=date(2019, 9, 1))).size == "large"

    def test_a_declared_merger_takes_effect_at_once(self) -> None:
        own = (year(2020, 40, 5, 5), year(2021, 100, 5, 5))
        assert sized(own=own).size == "small"
        assert sized(own=own, structure_changed_on=date(2021, 3, 1)).size == "medium"
        assert sized(own=own, structure_changed_on=date(2019, 3, 1)).size == "small"

    def test_the_last_accounts_of_a_tie_serve_when_it_closed_a_year_earlier(self) -> None:
        """Art. 4(1): the latest approved period of each; older than that it is not known."""
        assert heads(sized(tie("A", "upstream", "1", year(2020, 5, 1, 1)))) == 45
        result = sized(tie("A", "upstream", "1", year(2018, 5, 1, 1)))
        assert result.size is None
        assert "company.links[A].years[2021].headcount" in result.missing

    def test_a_tie_told_for_the_last_period_only_is_sized_by_it_and_said_to_need_a_look(self) -> None:
        result = sized(tie("A", "upstream", "1", staff(5)))
        assert result.size == "small"
        assert any("Un solo esercizio" in doubt for doubt in result.to_verify)
        other = (year(2020, 60, 5, 5), OWN[1])
        assert sized(tie("A", "upstream", "1", staff(5)), own=other).possible == ("medium", "large")


class TestUnknownShares:
    """What is not told of a tie is taken at the least and at the most it can be."""

    def test_unknown_share(self) -> None:
        years = (year(2020, 300, 1, 1), year(2021, 300, 1, 1))
        result = sized(tie("A", "upstream", None, *years))
        assert result.possible == ("small", "medium", "large")
        assert result.missing == ("company.links[A].percent_capital",)

    def test_relation_alone(self) -> None:
        years = (year(2020, 60, 1, 1), year(2021, 60, 1, 1))
        assert sized(tie("A", "upstream", None, *years, relation="linked")).size == "medium"
        assert sized(tie("A", "upstream", None, *years, relation="autonomous")).size == "small"
        assert sized(tie("A", "upstream", None, *years, relation="partner")).size == "medium"  # 25 % of 60 is 15

    def test_harmless_either_way(self) -> None:
        years = (year(2020, 1, 1, 1), year(2021, 1, 1, 1))
        assert sized(tie("A", "upstream", None, *years)).size == "small"


class TestProblems:
    """Wrong graphs are problems, and are not sized."""

    @pytest.mark.parametrize(
        ("links", "kinds"),
        [
            ((tie("A", "upstream", "0.3", of="Z"),), ["unknown_id"]),
            ((tie("A", "upstream", "0.3"), tie("A", "upstream", "0.1")), ["repeated_id", "repeated_id"]),
            ((tie("A", "upstream", "0.3", of="A"),), ["owns_itself"]),
            ((tie("", "upstream", "0.3"),), ["no_id", "owns_itself"]),
            ((tie("A", None, "0.3"),), ["no_direction"]),
            ((tie("A", "upstream", "0.6"), tie("B", "upstream", "0.5")), ["too_much_capital", "too_much_votes"]),
            (
                (tie("A", "upstream", "0.6", votes="0.1"), tie("B", "upstream", "0.5", votes="0.1")),
                ["too_much_capital"],
            ),
        ],
    )
    def test_each(self, links: tuple[Facts, ...], kinds: list[str]) -> None:
        facts = firm(*OWN, links=links)
        assert [problem.kind for problem in problems_of(facts)] == kinds
        result = size_of(facts, ON)
        assert (result.size, result.missing) == (None, ("company.links",))

    def test_places_come_from_notes(self) -> None:
        base = tie("A", "upstream", "0.3", of="Z")
        noted = Facts(answers=base.answers, id="A", note="domanda.yaml:12:5")
        assert str(problems_of(firm(links=(noted,)))[0].place) == "domanda.yaml:12:5"
        assert problems_of(firm(links=(base,)))[0].path == "company.links[A]"

    def test_a_right_graph_has_none(self) -> None:
        assert problems_of(firm(*OWN, links=(tie("A", "upstream", "1", staff(1)),))) == []
        assert problems_of(firm(*OWN)) == []


ids = ["A", "B", "C", "D"]
edges = st.builds(
    lambda of, direction, share, control: tie("", direction, share / Decimal(100), of=of, control=control),
    st.sampled_from(["", *ids]),
    st.sampled_from(["upstream", "downstream"]),
    st.integers(0, 24).map(Decimal),
    st.booleans(),
)
kinds = st.sampled_from(["enterprise", "enterprise", "person", "venture_capital", "public_body"])


@st.composite
def webs(draw: st.DrawFn) -> tuple[Facts, ...]:
    links = []
    for id in draw(st.lists(st.sampled_from(ids), unique=True, min_size=1)):
        first = draw(edges)
        head = draw(st.integers(0, 100))
        kind = draw(kinds)
        answers = {**first.answers, **tie(id, None, holder_kind=kind, adjacent_market=draw(st.booleans())).answers}
        years = (year(2020, head, 1, 1), year(2021, head, 1, 1))
        links.append(
            Facts(
                answers=answers, id=id, lists={"years": years, "other_links": tuple(draw(st.lists(edges, max_size=2)))}
            )
        )
    return tuple(links)


def _valid(links: tuple[Facts, ...]) -> bool:
    return not problems_of(firm(*OWN, links=links))


@given(webs(), st.randoms())
def test_the_order_of_the_ties_changes_nothing(links: tuple[Facts, ...], random: object) -> None:
    """Art. 6 adds: a sum has no order."""
    mixed = list(links)
    random.shuffle(mixed)  # type: ignore[attr-defined]
    here, there = sized(*links), sized(*mixed)
    assert (here.size, here.possible) == (there.size, there.possible)
    if _valid(links):
        assert roles(here) == roles(there)
        assert heads(here) == heads(there)


@given(webs())
def test_one_tie_more_never_makes_the_group_smaller(links: tuple[Facts, ...]) -> None:
    """Arts. 3 and 6 only ever add enterprises and staff."""
    if not _valid(links):
        return
    known = {link.id for link in links[:-1]} | {""}
    if any(
        str(edge.value("of") or "") not in known for link in links[:-1] for edge in (link, *link.lists["other_links"])
    ):
        return
    fewer, more = sized(*links[:-1]), sized(*links)
    assert heads(fewer) <= heads(more)
    assert SIZES.index(fewer.possible[0]) <= SIZES.index(more.possible[0])


@given(webs())
def test_each_enterprise_counts_once_and_never_above_all_of_it(links: tuple[Facts, ...]) -> None:
    """Art. 6(2): at most 100 % of the data of any one enterprise."""
    result = sized(*links)
    if result.latest is None:
        return
    everybody = 40 + sum(link.lists["years"][1].value("headcount") for link in links)  # type: ignore[misc]
    assert 40 <= heads(result) <= everybody
    assert all(0 <= part.share <= 1 for part in result.latest.parts)


@pytest.mark.slow
def test_a_group_of_two_hundred_with_cycles_is_sized_in_fifty_milliseconds() -> None:
    links = [tie("E0", "downstream", "0.60", staff(1), others=(tie("", "upstream", "0.30", of="E199"),))]
    links += [tie(f"E{n}", "downstream", "0.60", staff(1), of=f"E{n - 1}") for n in range(1, 200)]
    facts = firm(*OWN, links=tuple(links))
    size_of(facts, ON)
    best = min(_timed(facts) for _round in range(5))
    assert best < 0.05, best
    assert heads(size_of(facts, ON)) == 240


def _timed(facts: Facts) -> float:
    start = time.process_time()
    size_of(facts, ON)
    return time.process_time() - start


shares = st.integers(0, 100).map(lambda n: Decimal(n) / 100)


@given(st.lists(st.tuples(st.integers(0, 5), st.integers(0, 5), shares), max_size=9))
def test_roles_agree_with_the_law_written_the_long_way(told: list[tuple[int, int, Decimal]]) -> None:
    """Arts. 3(2), 3(3) and 6 for enterprises only, by sets: linked are those joined by a majority that one set holds
    together; a partner is a set that holds, or is held, at a quarter or more of one firm; its share is its largest."""
    holdings = {(a, b): share for a, b, share in told if a != b}
    into: dict[int, Decimal] = {}
    for (a, b), share in list(holdings.items()):
        if into.get(b, Decimal(0)) + share > 1:
            del holdings[a, b]
        else:
            into[b] = into.get(b, Decimal(0)) + share
    result = sized(*_ties(holdings))
    assert result.latest is not None
    expected = _long_way(holdings)
    assert {part.id: part.share for part in result.latest.parts if part.id} == {
        f"E{index}": share for index, share in expected.items() if f"E{index}" in _ids(holdings)
    }


def _ids(holdings: dict[tuple[int, int], Decimal]) -> set[str]:
    return {f"E{index}" for pair in holdings for index in pair if index}


def _ties(holdings: dict[tuple[int, int], Decimal]) -> list[Facts]:
    """One item an enterprise; each holding told once, by who holds (by the held, where the applicant holds)."""
    edges: dict[int, list[Facts]] = {int(id[1:]): [] for id in _ids(holdings)}
    for (a, b), share in holdings.items():
        teller, other, direction = (a, b, "upstream") if a else (b, a, "downstream")
        edges[teller].append(tie("", direction, share, of=f"E{other}" if other else ""))
    zero = tie("", "upstream", "0")
    items = []
    for index, (first, *others) in ((index, told or [zero]) for index, told in edges.items()):
        items.append(
            Facts(answers=first.answers, id=f"E{index}", lists={"years": (staff(1),), "other_links": tuple(others)})
        )
    return items


def _long_way(holdings: dict[tuple[int, int], Decimal]) -> dict[int, Decimal]:
    sets = [frozenset({index}) for index in range(6)]
    joined = True
    while joined:
        joined = False
        for one in sets:
            for other in sets:
                votes = max(sum((holdings.get((a, b), Decimal(0)) for a in one), Decimal(0)) for b in other)
                if one != other and votes > Decimal("0.5"):
                    sets = [kept for kept in sets if kept not in (one, other)] + [one | other]
                    joined = True
                    break
            if joined:
                break
    own = next(one for one in sets if 0 in one)
    shares: dict[int, Decimal] = {}
    for one in sets:
        up = max(sum((holdings.get((a, b), Decimal(0)) for a in one), Decimal(0)) for b in own)
        down = max(sum((holdings.get((a, b), Decimal(0)) for a in own), Decimal(0)) for b in one)
        share = Decimal(1) if one == own else max(up, down)
        for index in one - {0}:
            shares[index] = share if share >= Decimal("0.25") else Decimal(0)
    return shares
