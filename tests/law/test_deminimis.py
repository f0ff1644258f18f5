"""De minimis: Reg. (EU) 1407/2013 and 2023/2831."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.law.law_facts import firm, tie

from grantcli.law.deminimis import CEILINGS, Ledger, in_force, ledger, request, single_undertaking, window_start
from grantcli.law.derive import derive
from grantcli.model.facts import Answer, Facts

OLD, NEW = date(2022, 12, 21), date(2024, 6, 1)


def aid(id: str, day: date | None, amount: object, regulation: str | None = "1407/2013", **more: object) -> Facts:
    answers = {
        "date": day,
        "amount": None if amount is None else Decimal(str(amount)),
        "regulation": regulation,
        **more,
    }
    return Facts(answers={key: Answer(value) for key, value in answers.items() if value is not None}, id=id)


def account(
    *aids: Facts, on: date = OLD, links: tuple[Facts, ...] = (), regulation: str | None = None, **answers: object
) -> Ledger:
    found = ledger(firm(links=links, **answers).with_list("aids", aids), on, regulation)
    assert found is not None
    return found


class TestCeilings:
    @pytest.mark.parametrize(
        ("on", "regulation", "road", "amount"),
        [
            (date(2014, 1, 1), None, False, 200_000),
            (date(2023, 12, 31), None, False, 200_000),
            (date(2024, 1, 1), None, False, 300_000),
            (date(2030, 12, 31), None, False, 300_000),
            (OLD, None, True, 100_000),  # road freight for hire or reward, 1407/2013 only
            (NEW, None, True, 300_000),
            (date(2024, 12, 16), "1408/2013", False, 50_000),  # as amended by 2024/3118
            (OLD, "360/2012", False, 500_000),
        ],
    )
    def test_by_award_date(self, on: date, regulation: str | None, road: bool, amount: int) -> None:
        ceiling = in_force(on, regulation, road)
        assert ceiling is not None
        assert ceiling.amount == amount

    def test_outside_every_regulation_there_is_none(self) -> None:
        assert in_force(date(2013, 12, 31)) is None
        assert in_force(date(2031, 1, 1)) is None
        assert ledger(firm(), date(2031, 1, 1)) is None

    def test_one_ceiling_a_day_for_each_regulation(self) -> None:
        for one in CEILINGS:
            same = [c for c in CEILINGS if c.regulation == one.regulation and c.road == one.road and c is not one]
            assert all(c.valid_to < one.valid_from or c.valid_from > one.valid_to for c in same)


class TestWindow:
    @pytest.mark.parametrize(
        ("window", "on", "month", "start"),
        [
            ("fiscal", date(2022, 12, 21), 1, date(2020, 1, 1)),  # current fiscal year and the two before
            ("fiscal", date(2022, 3, 1), 7, date(2019, 7, 1)),
            ("fiscal", date(2022, 7, 1), 7, date(2020, 7, 1)),
            ("rolling", date(2024, 2, 10), 1, date(2021, 2, 11)),  # FAQ 15.1 of the national register
            ("rolling", date(2024, 6, 1), 1, date(2021, 6, 2)),
            ("rolling", date(2024, 2, 29), 1, date(2021, 3, 1)),
        ],
    )
    def test_start(self, window: str, on: date, month: int, start: date) -> None:
        assert window_start(window, on, month) == start  # type: ignore[arg-type]

    def test_fiscal_years_forget_on_the_first_of_january(self) -> None:
        found = account(aid("1", date(2019, 12, 31), 50_000), aid("2", date(2020, 1, 1), 60_000))
        assert [entry.counts for entry in found.entries] == [False, True]
        assert (found.used, found.headroom) == (60_000, 140_000)

    def test_rolling_years_forget_day_by_day(self) -> None:
        found = account(aid("1", date(2021, 6, 1), 50_000), aid("2", date(2021, 6, 2), 60_000), on=NEW)
        assert (found.used, found.headroom) == (60_000, 240_000)
        assert found.to_verify == ()

    def test_an_assumed_calendar_year_is_said_where_it_matters(self) -> None:
        near = aid("1", date(2020, 6, 1), 50_000)
        assert any("gennaio" in doubt for doubt in account(near).to_verify)
        assert account(near, fiscal_year_start_month=1).to_verify == ()
        assert account(aid("1", date(2022, 6, 1), 50_000)).to_verify == ()


class TestWhatCounts:
    def test_only_de_minimis_of_the_same_family_granted_by_then(self) -> None:
        """Art. 5: with 1408/2013 and 717/2014 up to the general ceiling; block-exempted aid is another matter."""
        aids = (
            aid("1", date(2022, 1, 1), 10_000),
            aid("2", date(2022, 1, 1), 20_000, "1408/2013"),
            aid("3", date(2022, 1, 1), 40_000, "651/2014"),
            aid("4", date(2022, 12, 22), 80_000),
            aid("5", date(2022, 12, 21), 5_000),
        )
        assert account(*aids).used == 35_000

    def test_a_service_of_general_interest_counts_everything_against_its_own(self) -> None:
        aids = (aid("1", date(2022, 1, 1), 10_000), aid("2", date(2022, 1, 1), 100_000, "360/2012"))
        assert account(*aids).used == 10_000
        assert account(*aids, regulation="360/2012").used == 110_000

    def test_a_ceiling_read_second_hand_is_said_to_need_a_look(self) -> None:
        assert any("verificare sul testo" in doubt for doubt in account(regulation="360/2012").to_verify)
        assert any("conto terzi" in doubt for doubt in account(road_freight=True).to_verify)

    def test_what_is_missing_is_named(self) -> None:
        found = account(aid("1", None, 10), aid("2", OLD, None), aid("3", OLD, 1, beneficiary="ghost"))
        assert found.missing == ("aids[1].date", "aids[2].amount", "aids[3].beneficiary")
        assert any("al più" in doubt and "1, 2, 3" in doubt for doubt in found.to_verify)
        absent = ledger(firm(), OLD)
        assert absent is not None
        assert absent.missing == ("aids",)
        nameless = account(aid("1", OLD, 10, None))
        assert nameless.missing == ("aids[1].regulation",)
        assert nameless.headroom == 200_000  # at most: what is not known may count

    def test_what_is_missing_of_an_aid_that_cannot_count_is_not_asked(self) -> None:
        """Another regime, an award before the window or to a stranger: the amount would change nothing."""
        links = (tie("P", "upstream", "0.40"),)
        aids = (
            aid("1", OLD, None, "651/2014"),
            aid("2", date(2015, 1, 1), None),
            aid("3", OLD, None, beneficiary="P"),
        )
        assert account(*aids, links=links).missing == ()

    def test_de_minimis_of_an_unknown_regulation_counts_in_one_reading(self) -> None:
        found = account(aid("1", OLD, 30_000, "de_minimis"), aid("2", OLD, 10_000))
        assert (found.used, found.headroom, found.least) == (10_000, 190_000, 160_000)
        assert any("non riconosciuto (1)" in doubt for doubt in found.to_verify)


class TestSingleUndertaking:
    """Art. 2(2): the four links, through enterprises, within the Member State, not through persons."""

    links = (
        tie("M", "upstream", "0.60"),
        tie("G", "upstream", "0.60", of="M"),
        tie("P", "upstream", "0.40"),
        tie("X", "upstream", "0", control=True, country="DE"),
        tie("N", "upstream", "0", holder_kind="person", control=True),
        tie("O", "downstream", "1", of="N", adjacent_market=True),
    )

    def test_members(self) -> None:
        assert single_undertaking(firm(links=self.links)) == {"", "M", "G"}

    def test_enterprises_of_the_same_person_count_in_one_reading_under_the_text_of_2023(self) -> None:
        """Recital 4 of Reg. (EU) 2023/2831 and the register's practice since March 2025, against the letter of 2(2)."""
        links = (
            tie("p", "upstream", "1", holder_kind="person"),
            tie("C", "downstream", "1", of="p", adjacent_market=False),
            tie("D", "downstream", "0.40", of="p"),
        )
        aids = (
            aid("1", NEW, 250_000, "2023/2831", beneficiary="C"),
            aid("2", NEW, 20_000, "2023/2831", beneficiary="D"),
            aid("3", NEW, 10_000, "2023/2831"),
        )
        found = account(*aids, on=NEW, links=links)
        assert (found.used, found.headroom, found.least) == (10_000, 290_000, 40_000)
        assert [entry.weight for entry in found.entries] == ["either", "out", "counts"]
        assert any("considerando 4" in doubt and "visura" in doubt for doubt in found.to_verify)
        old = account(aid("1", OLD, 150_000, beneficiary="C"), links=links)
        assert (old.headroom, old.least, old.to_verify) == (200_000, 200_000, ())

    @pytest.mark.parametrize(("until", "used"), [(NEW, 7_000), (date(2024, 5, 31), 0)])
    def test_a_tie_that_has_ended_binds_no_longer(self, until: date, used: int) -> None:
        links = (tie("M", "upstream", "0.60", until=until),)
        found = account(aid("1", date(2023, 5, 1), 7_000, beneficiary="M"), on=NEW, links=links)
        assert found.used == used
        assert any("3(9)" in doubt for doubt in found.to_verify) is (used == 0)

    def test_of_an_undertaking_that_was_split_counts_the_share_that_came(self) -> None:
        """Art. 3(9): aid before a split goes to who benefited from it; the applicant tells its share."""
        links = (tie("M", "upstream", "0.60", until=date(2024, 1, 31)),)
        split = aid("1", date(2023, 5, 1), "100000.01", beneficiary="M", share_after_split=Decimal("0.4"))
        found = account(split, on=NEW, links=links)
        assert (found.used, found.to_verify) == (Decimal("40000.00"), ())

    def test_their_aid_counts_and_that_of_partners_does_not(self) -> None:
        aids = (
            aid("1", OLD, 1_000, beneficiary="G"),
            aid("2", OLD, 20_000, beneficiary="P"),
            aid("3", OLD, 300),
        )
        assert account(*aids, links=self.links).used == 1_300


class TestNewAid:
    def test_up_to_the_headroom_it_fits_and_a_cent_above_all_of_it_falls(self) -> None:
        """Art. 3(7): the new aid, not the part in excess, loses the benefit of the regulation."""
        found = account(aid("1", OLD, 60_000))
        fits, falls = request(found, Decimal("140000.00")), request(found, Decimal("140000.01"))
        assert (fits.fits, fits.reduced) == (True, 140_000)
        assert (falls.fits, falls.reduced) == (False, 140_000)
        assert falls.cite == "Reg. (UE) 1407/2013, art. 3(7)"

    def test_a_ceiling_already_passed_leaves_nothing(self) -> None:
        found = account(aid("1", OLD, 250_000))
        assert (found.used, found.headroom, request(found, Decimal(1)).reduced) == (250_000, 0, 0)


class TestAfterTheEnd:
    """Art. 7(4) of Reg. (EU) 1407/2013: its schemes hold six months longer."""

    @pytest.mark.parametrize(
        ("on", "regulation", "amount"),
        [
            (date(2024, 6, 30), "1407/2013", 200_000),
            (date(2024, 7, 1), "1407/2013", None),
            (date(2024, 6, 30), None, 300_000),
            (date(2031, 6, 30), "2023/2831", 300_000),
            (date(2031, 6, 30), None, None),
            (date(2024, 12, 15), "1408/2013", 25_000),
        ],
    )
    def test_the_schemes_of_an_expired_regulation(self, on: date, regulation: str | None, amount: int | None) -> None:
        ceiling = in_force(on, regulation)
        assert (None if ceiling is None else ceiling.amount) == amount

    def test_is_said(self) -> None:
        found = account(on=date(2024, 3, 1), regulation="1407/2013")
        assert any("scaduto il 31 dicembre 2023" in doubt for doubt in found.to_verify)
        assert not account(on=date(2023, 12, 31), regulation="1407/2013").to_verify


class TestTwoReadings:
    """What fits in both readings passes, what fits in none fails, what fits in one is for a person to tell."""

    disputed = aid("1", OLD, 30_000, "de_minimis")

    @pytest.mark.parametrize(("asked", "fits"), [("170000.00", True), ("170000.01", None), ("200000.01", False)])
    def test_new_aid(self, asked: str, fits: bool | None) -> None:
        assert request(account(self.disputed), Decimal(asked)).fits is fits

    def test_an_aid_that_cannot_be_placed_lets_nothing_pass(self) -> None:
        found = account(aid("1", OLD, None))
        assert request(found, Decimal(1)).fits is None
        assert request(found, Decimal("200000.01")).fits is False


class TestDerived:
    def test_headroom_on_the_day_of_the_award(self) -> None:
        aids = (aid("1", date(2021, 7, 1), 60_000),)
        facts = firm().with_list("aids", aids)
        assert derive(facts, {}, OLD).value("aid.deminimis.headroom") == 140_000
        later = facts.with_answers({"award.date": Answer(date(2024, 8, 1))})
        assert derive(later, {}, OLD).value("aid.deminimis.headroom") == 300_000
        assert derive(later, {}, OLD).value("aid.deminimis.used") == 0

    def test_not_while_an_aid_cannot_be_placed(self) -> None:
        facts = firm().with_list("aids", (aid("1", None, 60_000),))
        assert "aid.deminimis.headroom" not in derive(facts, {}, OLD).answers
        assert "aid.deminimis.headroom" not in derive(firm(), {}, OLD).answers
        assert "aid.deminimis.headroom" not in derive(firm().with_list("aids", ()), {}, date(2035, 1, 1)).answers


aids = st.lists(
    st.tuples(st.dates(date(2017, 1, 1), date(2027, 12, 31)), st.decimals(0, 100_000, places=2)), max_size=8
)


@given(aids, st.dates(date(2017, 1, 1), date(2027, 12, 31)), st.integers(1, 12), st.randoms())
def test_used_and_headroom(given: list[tuple[date, Decimal]], on: date, month: int, random: object) -> None:
    """Art. 3(2): a total over a window. Order is nothing; more aid never leaves more headroom."""
    items = [aid(str(i), day, amount) for i, (day, amount) in enumerate(given)]
    whole = account(*items, on=on, fiscal_year_start_month=month)
    expected = sum((amount for day, amount in given if whole.since <= day <= on), Decimal(0))
    assert whole.used == expected
    assert whole.headroom == max(whole.ceiling.amount - expected, 0)
    random.shuffle(items)  # type: ignore[attr-defined]
    assert account(*items, on=on, fiscal_year_start_month=month).used == expected
    assert account(*items[1:], on=on, fiscal_year_start_month=month).headroom >= whole.headroom
