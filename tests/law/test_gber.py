"""Ceilings and thresholds of the block exemption (Reg. (EU) 651/2014; 2023: Reg. (EU) 2023/1315), by award date."""

from datetime import date
from decimal import Decimal
from itertools import product

import pytest

from grantcli.law.figures import SIZES, Size
from grantcli.law.gber import INTENSITIES, ceiling, tells, threshold

OLD, NEW = date(2022, 12, 21), date(2023, 7, 1)


@pytest.mark.parametrize(
    ("article", "kind", "on", "zone", "shares", "most"),
    [
        # article, kind, day, zone, (small, medium, large), most for a small firm with every bonus
        ("14", None, OLD, "c", ("0.35", "0.25", "0.15"), "0.35"),
        ("17", None, OLD, "", ("0.20", "0.10", "0"), "0.20"),
        ("18", None, NEW, "", ("0.50", "0.50", "0"), "0.50"),
        ("19", None, OLD, "", ("0.50", "0.50", "0"), "0.50"),
        ("25", "fundamental", OLD, "", ("1", "1", "1"), "1"),
        ("25", "industrial", OLD, "", ("0.70", "0.60", "0.50"), "0.80"),
        ("25", "experimental", OLD, "", ("0.45", "0.35", "0.25"), "0.60"),
        ("25", "experimental", NEW, "", ("0.45", "0.35", "0.25"), "0.70"),
        ("25", "feasibility", NEW, "", ("0.70", "0.60", "0.50"), "0.70"),
        ("27", "investment", OLD, "c", ("0.55", "0.55", "0.55"), "0.55"),
        ("27", "investment", OLD, "a", ("0.65", "0.65", "0.65"), "0.65"),
        ("27", "operating", OLD, "a", ("0.50", "0.50", "0.50"), "0.50"),
        ("28", "", OLD, "", ("0.50", "0.50", "0"), "0.50"),
        ("28", "advisory", OLD, "", ("1", "1", "0"), "1"),
        ("28", None, OLD, "", ("1", "1", "0"), "1"),
        ("29", None, OLD, "", ("0.50", "0.50", "0.15"), "0.50"),
        ("31", None, OLD, "", ("0.70", "0.60", "0.50"), "0.70"),
        ("36", "", OLD, "a", ("0.75", "0.65", "0.55"), "0.75"),
        ("36", "zero_emission", NEW, "", ("0.70", "0.60", "0.50"), "0.70"),
        ("38", None, OLD, "c", ("0.55", "0.45", "0.35"), "0.55"),
        ("41", "extra_cost", OLD, "c", ("0.70", "0.60", "0.50"), "0.70"),
        ("41", "renewable", NEW, "c", ("0.65", "0.55", "0.45"), "0.65"),  # the regional bonus is gone
    ],
)
def test_ceilings(article: str, kind: str | None, on: date, zone: str, shares: tuple[str, ...], most: str) -> None:
    sizes: tuple[Size, ...] = ("small", "medium", "large")
    found = [ceiling(article, size, on, zone=zone, kind=kind) for size in sizes]
    assert [str(one.rate) if one else None for one in found] == [str(Decimal(share)) for share in shares]
    micro = ceiling(article, "micro", on, zone=zone, kind=kind)
    assert micro == found[0]
    assert micro is not None
    assert micro.most == Decimal(most)
    assert f"art. {article}" in micro.cite


@pytest.mark.parametrize(
    ("article", "on", "zone"),
    [
        ("14", OLD, ""),
        ("14", date(2021, 12, 31), "c"),
        ("17", date(2014, 6, 30), ""),
        ("17", date(2027, 7, 1), ""),
        ("14", date(2028, 1, 1), "19"),
        ("99", OLD, ""),
    ],
)
def test_what_the_tables_do_not_tell(article: str, on: date, zone: str) -> None:
    assert ceiling(article, "small", on, zone=zone) is None


@pytest.mark.parametrize(
    ("article", "kind", "old", "new"),
    [
        ("17", None, 7_500_000, 8_250_000),
        ("18", None, 2_000_000, 2_200_000),
        ("19", None, 2_000_000, 2_200_000),
        ("25", "fundamental", 40_000_000, 55_000_000),
        ("25", "experimental", 15_000_000, 25_000_000),
        ("25", None, 40_000_000, 55_000_000),
        ("27", None, 7_500_000, 10_000_000),
        ("28", None, 5_000_000, 10_000_000),
        ("29", None, 7_500_000, 12_500_000),
        ("31", None, 2_000_000, 3_000_000),
        ("36", None, 15_000_000, 30_000_000),
        ("38", None, 15_000_000, 30_000_000),
        ("41", None, 15_000_000, 30_000_000),
    ],
)
def test_thresholds(article: str, kind: str | None, old: int, new: int) -> None:
    found = [threshold(article, on, kind=kind) for on in (OLD, NEW)]
    assert [one.amount if one else None for one in found] == [old, new]
    assert all("art. 4(1)" in one.cite for one in found if one)


@pytest.mark.parametrize(("share", "amount"), [("0.15", 12_375_000), ("0.25", 20_625_000), ("0.35", 28_875_000)])
def test_the_regional_threshold_of_2023(share: str, amount: int) -> None:
    """12.38, 20.63 and 28.88 M€ in the table of Reg. (EU) 2023/1315."""
    found = threshold("14", NEW, regional=Decimal(share))
    assert found is not None
    assert found.amount == amount


def test_the_regional_threshold_is_the_adjusted_aid_of_a_hundred_million() -> None:
    """Art. 2(20): the ceiling on the first 50 M€, half of it on the next 50."""
    found = threshold("14", OLD, regional=Decimal("0.15"))
    assert found is not None
    assert found.amount == Decimal("0.15") * 50_000_000 + Decimal("0.15") * 25_000_000
    assert threshold("14", OLD) is None
    assert threshold("14", date(2014, 1, 1), regional=Decimal("0.15")) is None
    assert threshold("17", date(2014, 1, 1)) is None


def test_a_smaller_firm_is_never_allowed_less_and_nothing_passes_the_cost() -> None:
    for row, zone, on in product(INTENSITIES, ("", "a", "c"), (OLD, NEW)):
        found = [ceiling(row.article, size, on, zone=zone, kind=row.kind) for size in SIZES]
        rates = [one.rate for one in found if one is not None]
        assert rates == sorted(rates, reverse=True)
        assert all(0 <= one.rate <= one.most <= 1 for one in found if one is not None)


def test_one_text_a_day_for_each_kind_of_cost() -> None:
    for one in INTENSITIES:
        alike = (one.article, one.kind, one.needs_zone)
        same = [row for row in INTENSITIES if (row.article, row.kind, row.needs_zone) == alike and row is not one]
        assert all(row.span[1] < one.span[0] or row.span[0] > one.span[1] for row in same)


@pytest.mark.parametrize(
    ("zone", "on", "shares"),
    [
        # regional aid map 2022-27, as amended on 18 December 2023 for the just transition; large, medium, small
        ("19", OLD, ("0.40", "0.50", "0.60")),  # Sicilia
        ("18", OLD, ("0.40", "0.50", "0.60")),  # Calabria
        ("16", OLD, ("0.40", "0.50", "0.60")),  # Puglia
        ("15", OLD, ("0.40", "0.50", "0.60")),  # Campania
        ("17", OLD, ("0.30", "0.40", "0.50")),  # Basilicata
        ("14", OLD, ("0.30", "0.40", "0.50")),  # Molise
        ("20", OLD, ("0.30", "0.40", "0.50")),  # Sardegna
        ("TA", date(2023, 12, 17), ("0.40", "0.50", "0.60")),
        ("TA", date(2023, 12, 18), ("0.50", "0.60", "0.70")),
        ("sulcis", date(2023, 12, 17), ("0.30", "0.40", "0.50")),
        ("sulcis", date(2023, 12, 18), ("0.40", "0.50", "0.60")),
        ("a", OLD, ("0.40", "0.50", "0.60")),
        ("c", OLD, ("0.15", "0.25", "0.35")),
        ("19", date(2027, 12, 31), ("0.40", "0.50", "0.60")),
    ],
)
def test_regional_aid_by_place_and_day(zone: str, on: date, shares: tuple[str, ...]) -> None:
    sizes: tuple[Size, ...] = ("large", "medium", "small")
    found = [ceiling("14", size, on, zone=zone) for size in sizes]
    assert [one.rate if one else None for one in found] == [Decimal(share) for share in shares]


def test_a_region_counts_as_its_zone_in_other_articles() -> None:
    assert ceiling("38", "small", NEW, zone="19") == ceiling("38", "small", NEW, zone="a")


@pytest.mark.parametrize(
    ("article", "zone", "large"), [("36a", "", "0.20"), ("36a", "a", "0.35"), ("38a", "c", "0.35"), ("47", "", "0.40")]
)
def test_articles_of_2023_read_second_hand(article: str, zone: str, large: str) -> None:
    found = ceiling(article, "large", NEW, zone=zone)
    assert found is not None
    assert (found.rate, found.status) == (Decimal(large), "secondary")


def test_schemes_hold_six_months_longer_than_the_regulation() -> None:
    """Art. 58 of Reg. (EU) 651/2014, which ends on 31 December 2026."""
    assert ceiling("17", "small", date(2027, 6, 30)) == ceiling("17", "small", NEW)
    assert (tells("17", date(2027, 6, 30)), tells("17", date(2027, 7, 1)), tells("99", NEW)) == (True, False, None)
