"""Size by Annex I of Reg. (EU) 651/2014 of a firm without a group."""

import itertools
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.law.law_facts import firm, size_of, tie, year

from grantcli.law.difficulty import difficulty_of
from grantcli.law.figures import SIZES, Amount, Figures, bands
from grantcli.model.facts import Facts

ON = date(2022, 6, 20)

# The six firms of the appendix to the ministerial decree of 18 April 2005 (G.U. 238 of 12/10/2005).
BOUNDARY = [
    ("A", 250, 48, 42, "large"),
    ("B", 249, 51, 42, "medium"),
    ("C", 49, 11, 11, "medium"),
    ("D", 49, 10, 11, "small"),
    ("E", 10, "1.8", "1.8", "small"),
    ("F", 9, 2, "2.1", "micro"),
]

# One figure for each size, to write paths of years in one word.
SAMPLE = {"micro": (5, 1, 1), "small": (30, 5, 5), "medium": (100, 20, 20), "large": (400, 90, 90)}


@pytest.mark.parametrize(("name", "head", "turnover", "balance", "size"), BOUNDARY)
def test_the_six_boundary_firms(name: str, head: int, turnover: object, balance: object, size: str) -> None:
    result = size_of(firm(*(year(y, head, turnover, balance) for y in (2020, 2021))), ON)
    assert result.size == size
    assert not result.missing
    assert result.autonomous


@pytest.mark.parametrize(
    ("head", "turnover", "balance", "size"),
    [
        ("9.99", 2, 50, "micro"),  # art. 2: fewer than, and turnover or balance sheet
        ("10", "2.00", "2.00", "small"),
        ("49.99", "10.00", 99, "small"),
        ("49.99", "10.000001", "10.000001", "medium"),
        ("249.99", 99, "43.00", "medium"),
        ("249.99", "50.000001", "43.000001", "large"),
        ("0", "50.000001", "43.000001", "large"),
    ],
)
def test_limits_are_strict_for_staff_and_inclusive_for_money(
    head: str, turnover: object, balance: object, size: str
) -> None:
    assert size_of(firm(year(2021, head, turnover, balance)), ON).size == size


@pytest.mark.parametrize(
    ("path", "size"),
    [
        # art. 4(2): two consecutive periods; vectors worked out threshold by threshold.
        ("small medium", "small"),
        ("small medium medium", "medium"),
        ("small medium large", "medium"),
        ("small medium small", "small"),
        ("medium small small", "small"),
        ("medium micro micro", "micro"),
        ("medium micro small", "small"),
        ("large medium", "large"),
        ("large medium medium", "medium"),
        ("micro large large micro", "large"),
        ("medium", "medium"),
    ],
)
def test_status_moves_after_two_consecutive_periods(path: str, size: str) -> None:
    raws = path.split()
    years = [year(2021 - back, *SAMPLE[raw]) for back, raw in enumerate(reversed(raws))]
    assert size_of(firm(*years), ON).size == size


def test_a_gap_between_periods_leaves_the_status_open_where_it_matters() -> None:
    """Art. 4(2) speaks of consecutive periods: the one in between is not known."""
    result = size_of(firm(year(2018, *SAMPLE["small"]), year(2021, *SAMPLE["medium"])), ON)
    assert result.size is None
    assert result.possible == ("small", "medium")
    assert size_of(firm(year(2018, *SAMPLE["small"]), year(2021, *SAMPLE["small"])), ON).size == "small"


class TestPeriods:
    """Art. 4(1) and (3): the latest approved period, from the day of closing; for new firms an estimate."""

    def test_a_period_that_closes_later_does_not_count_yet(self) -> None:
        years = (year(2020, *SAMPLE["micro"]), year(2021, *SAMPLE["micro"]), year(2022, *SAMPLE["large"]))
        assert [y.year for y in size_of(firm(*years), ON).years] == [2020, 2021]
        late = year(2021, *SAMPLE["large"], closed_on=date(2022, 6, 30))
        assert [y.year for y in size_of(firm(years[0], late), ON).years] == [2020]
        assert [y.year for y in size_of(firm(years[0], late), date(2022, 6, 30)).years] == [2020, 2021]

    def test_accounts_not_approved_are_left_out_while_approved_ones_exist(self) -> None:
        years = (year(2020, *SAMPLE["small"]), year(2021, *SAMPLE["large"], approved=False))
        assert size_of(firm(*years), ON).size == "small"

    def test_a_new_firm_is_sized_by_its_estimate(self) -> None:
        result = size_of(firm(year(2022, *SAMPLE["micro"], approved=False)), ON)
        assert (result.size, result.basis) == ("micro", "estimate")
        assert result.cite.endswith("4(3)")
        assert any("buona fede" in doubt for doubt in result.to_verify)

    def test_an_estimate_is_of_the_year_under_way(self) -> None:
        """A period that closes years later says nothing of a firm today."""
        assert size_of(firm(year(2025, *SAMPLE["micro"])), ON).size is None
        assert size_of(firm(year(2023, *SAMPLE["micro"], closed_on=date(2023, 3, 31))), ON).size == "micro"

    def test_a_closing_day_tells_the_year(self) -> None:
        told = year(2021, *SAMPLE["small"], closed_on=date(2021, 6, 30))
        bare = Facts(answers={key: answer for key, answer in told.answers.items() if key != "year"}, id="1")
        assert size_of(firm(bare), ON).years[0].year == 2021
        assert size_of(firm(Facts(id="1")), ON).years == ()

    def test_turnover_of_a_short_period_is_taken_on_an_annual_basis(self) -> None:
        """Eight million in six months is sixteen in a year, above the ten of a small firm; the balance sheet is not."""
        assert size_of(firm(year(2021, 20, 8, 11, months=6)), ON).size == "medium"
        assert size_of(firm(year(2021, 20, 8, 11)), ON).size == "small"

    def test_one_period_and_old_accounts_are_said_to_need_a_look(self) -> None:
        one = size_of(firm(year(2021, *SAMPLE["small"])), ON)
        assert any("Un solo esercizio" in doubt for doubt in one.to_verify)
        old = size_of(firm(year(2017, *SAMPLE["small"]), year(2018, *SAMPLE["small"])), ON)
        assert any("2018" in doubt for doubt in old.to_verify)

    def test_ties_never_told_of_are_said_to_need_a_look(self) -> None:
        """An absent list is not known; an empty one says that the firm is autonomous (art. 3(5))."""
        years = (year(2020, *SAMPLE["small"]), year(2021, *SAMPLE["small"]))
        (doubt,) = size_of(firm(*years, links=None), ON).to_verify
        assert "da sola" in doubt
        assert size_of(firm(*years), ON).to_verify == ()

    def test_a_headcount_imported_from_accounts_is_doubted(self) -> None:
        """Filed accounts give the average of employees; art. 5 counts annual work units."""
        period = year(2021, *SAMPLE["small"])
        filed = period.with_answers({"headcount": period.answers["headcount"]._replace(origin="import")})
        doubts = size_of(firm(year(2020, *SAMPLE["small"]), filed), ON).to_verify
        assert [doubt for doubt in doubts if "media dei dipendenti" in doubt]

    def test_no_period_at_all_tells_nothing(self) -> None:
        result = size_of(firm(), ON)
        assert (result.size, result.missing, result.latest) == (None, ("company.years",), None)
        assert size_of(firm(declared_size="small"), ON).possible == SIZES


class TestMissingFigures:
    """A figure that is missing is not a guess: the size comes out only where it could not change it."""

    def test_one_financial_figure_within_its_limit_is_enough(self) -> None:
        assert size_of(firm(year(2021, 9, 2)), ON).size == "micro"
        assert size_of(firm(year(2021, 9, None, 2)), ON).size == "micro"

    def test_otherwise_the_missing_figures_are_named(self) -> None:
        result = size_of(firm(year(2021, 9, 3)), ON)
        assert result.possible == ("micro", "small")
        assert result.missing == ("company.years[2021].balance_sheet",)

    def test_without_headcount_only_money_beyond_all_limits_tells(self) -> None:
        assert size_of(firm(year(2021, None, 3, 3)), ON).size is None
        assert size_of(firm(year(2021, None, 51, 44)), ON).size == "large"


amounts = st.decimals(min_value=0, max_value=100_000_000, places=2)
heads = st.decimals(min_value=0, max_value=400, places=2)


@given(heads, amounts, amounts, heads, amounts)
def test_more_staff_or_money_never_makes_a_firm_smaller(
    head: Decimal, turnover: Decimal, balance: Decimal, more: Decimal, extra: Decimal
) -> None:
    """Art. 2 sets upper limits only."""

    def band(h: Decimal, t: Decimal, b: Decimal) -> tuple[int, int]:
        return bands(Figures(Amount(h, True), Amount(t, True), Amount(b, True)))

    here = band(head, turnover, balance)
    assert here[0] == here[1]
    assert band(head + more, turnover + extra, balance)[0] >= here[0]
    assert band(head, turnover, balance + extra)[0] >= here[0]


@given(heads, amounts, amounts, st.tuples(st.booleans(), st.booleans(), st.booleans()))
def test_what_is_not_known_yet_can_only_settle_within_what_was_possible(
    head: Decimal, turnover: Decimal, balance: Decimal, known: tuple[bool, bool, bool]
) -> None:
    """A settled size is never reopened by one more figure."""
    full = (head, turnover, balance)
    part = Figures(*(Amount(v if k else Decimal(0), k) for v, k in zip(full, known, strict=True)))
    lowest, highest = bands(part)
    decided, _same = bands(Figures(*(Amount(v, True) for v in full)))
    assert lowest <= decided <= highest


@given(st.lists(st.sampled_from(SIZES), min_size=1, max_size=6))
def test_the_path_agrees_with_the_threshold_by_threshold_reading(raws: list[str]) -> None:
    """Art. 4(2), written the long way: up or down only when two periods in a row lie beyond the status."""
    ranks = [SIZES.index(raw) for raw in raws]
    status = ranks[0]
    for before, now in itertools.pairwise(ranks):
        if before > status and now > status:
            status = min(before, now)
        elif before < status and now < status:
            status = max(before, now)
    years = [year(2021 - back, *SAMPLE[raw]) for back, raw in enumerate(reversed(raws))]
    assert size_of(firm(*years), ON).size == SIZES[status]


class TestApproval:
    """Art. 4(1): the latest approved accounts; closed less than 180 days before and nobody told: both readings."""

    small, medium = (40, 9, 9), (60, 12, 12)

    def grown(self, approved: bool | None) -> tuple[Facts, ...]:
        return (year(2022, *self.small), year(2023, *self.medium), year(2024, *self.medium, approved=approved))

    @pytest.mark.parametrize(
        ("on", "approved", "size"),
        [
            (date(2025, 1, 15), None, None),
            (date(2025, 1, 15), True, "medium"),
            (date(2025, 1, 15), False, "small"),
            (date(2025, 6, 28), None, None),  # 179 days
            (date(2025, 6, 29), None, "medium"),  # 180
        ],
    )
    def test_by_day(self, on: date, approved: bool | None, size: str | None) -> None:
        assert size_of(firm(*self.grown(approved)), on).size == size

    def test_the_doubt_says_both_sizes(self) -> None:
        result = size_of(firm(*self.grown(None)), date(2025, 1, 15))
        assert result.possible == ("small", "medium")
        assert result.doubt is not None
        assert "se lo era, media; se no, piccola" in result.doubt.text
        assert result.doubt.keys == ("company.years[2024].approved_on",)

    def test_a_first_period_counts_as_an_estimate_meanwhile(self) -> None:
        """Art. 4(3): the size is the same either way, so nothing is in doubt."""
        result = size_of(firm(year(2024, *self.small, approved=None)), date(2025, 1, 15))
        assert (result.size, result.doubt) == ("small", None)


class TestEndOfATie:
    """A tie that ended on a day counts in the periods closed until then, and no longer in the last."""

    @pytest.mark.parametrize(("until", "size"), [(date(2022, 6, 1), "small"), (date(2022, 6, 30), "medium")])
    def test_by_day(self, until: date, size: str) -> None:
        held = tie("M", "upstream", "0.60", year(2021, 100, 30, 30), year(2020, 100, 30, 30), until=until)
        years = (year(2020, 20, 5, 5), year(2021, 20, 5, 5))
        assert size_of(firm(*years, links=(held,)), date(2022, 6, 20)).size == size


@pytest.mark.parametrize(
    ("closed_on", "on", "old"),
    [
        (date(2024, 12, 31), date(2026, 6, 28), False),
        (date(2024, 12, 31), date(2026, 6, 29), True),  # those of 2025 closed 180 days before
        (date(2024, 2, 29), date(2025, 8, 27), True),
        (date(2024, 6, 30), date(2025, 12, 1), False),
    ],
)
def test_accounts_whose_next_ones_should_be_approved_are_doubted(closed_on: date, on: date, old: bool) -> None:
    last = [year(closed_on.year - 1, 30, 5, 5), year(closed_on.year, 30, 5, 5, closed_on=closed_on)]
    said = [one for one in size_of(firm(*last), on).to_verify if "il successivo dovrebbe" in one]
    assert bool(said) is old
    assert [one for one in difficulty_of(firm(*last), on, "small").to_verify if "successivo" in one] == said
