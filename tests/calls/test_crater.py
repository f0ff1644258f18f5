"""The area of the Marche call is the crater of the earthquakes of 2016-2017, in the codes of then and of today.

crater_2016.tsv is our transcription of decree-law 189/2016, annexes 1, 2 and 2-bis.
"""

import csv
from collections import Counter
from datetime import date
from pathlib import Path

from grantcli.assets import shipped
from grantcli.registry import places

ROWS = list(csv.DictReader((Path(__file__).parent / "crater_2016.tsv").open(encoding="utf-8"), delimiter="\t"))
CODES = {code for row in ROWS for code in (row["code_2016"], row["code"])}
MARCHE = "11"


def region_of(code: str) -> str | None:
    found = places.commune(code)
    return found.region if found else None


def test_the_annexes_hold_then_and_now() -> None:
    assert len(ROWS) == 140
    assert len(CODES) == 141  # 140 of 2016 and Valfornace
    assert {heir for code in CODES for heir in places.successors(code)} <= CODES


def test_the_area_of_the_call_is_the_part_of_the_region() -> None:
    with (shipped("calls") / "marche-transizione-digitale-2022" / "crater.csv").open(encoding="utf-8") as stream:
        area = {row["istat"] for row in csv.DictReader(stream)}
    assert area == {code for code in CODES if region_of(code) == MARCHE}
    assert len(area) == 88


def test_the_codes_are_known_and_agree() -> None:
    """Annex 1 lists 62 communes, annex 2 69, annex 2-bis 9; Marche 87 of the 140."""
    assert Counter(row["annex"] for row in ROWS) == {"1": 62, "2": 69, "2-bis": 9}
    assert sum(region_of(row["code_2016"]) == MARCHE for row in ROWS) == 87
    for row in ROWS:
        assert places.commune(row["code_2016"], date(2016, 11, 18)) is not None
        assert places.successors(row["code_2016"]) == (row["code"],)
        found = places.commune(row["code"], date(2026, 2, 21))
        assert found is not None
        assert found.province == row["province"]
