"""The shipped tables are those that PROVENANCE.md tells of, and hang together."""

import hashlib
import re
import subprocess
import sys
from collections import Counter
from datetime import date, timedelta

import pytest
from tests.registry.unions import in_cosme, in_union

from grantcli.registry import activities, countries, forms, places
from grantcli.registry.tables import DATA, lines

TODAY = date(2026, 3, 1)
# Communes by region of ISTAT's list of December 2024 (7,896), less Lirio (03) and one of Castegnero and Nanto (05).
BY_REGION = {
    "01": 1180, "02": 74, "03": 1501, "04": 282, "05": 559, "06": 215, "07": 234, "08": 330, "09": 273, "10": 92,
    "11": 225, "12": 378, "13": 305, "14": 136, "15": 550, "16": 257, "17": 131, "18": 404, "19": 391, "20": 377,
}  # fmt: skip


def checksums() -> dict[str, str]:
    page = (DATA / "PROVENANCE.md").read_text("utf-8")
    return dict(re.findall(r"\| ([a-z0-9_]+\.tsv) \| ([0-9a-f]{64}) \|", page))


def test_every_table_is_the_one_of_its_provenance() -> None:
    files = {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in DATA.glob("*.tsv")}
    assert len(files) >= 11
    assert files == checksums()


def test_communes_of_today_by_region() -> None:
    counted = Counter(one.region for one in places.communes() if one.stands(TODAY))
    assert counted == BY_REGION
    assert sum(counted.values()) == 7894  # as the civil register counts them from 21 February 2026


def test_marche_communes_of_2016_and_of_2022() -> None:
    # ISTAT, «Novità per l'anno 2020»: Marche 228 communes in 2019 and 2020; Monteciccardo ended on 30 June 2020,
    # Montecopiolo and Sassofeltrio went to Emilia-Romagna on 17 June 2021.
    on = {day: sum(one.region == "11" and one.stands(day) for one in places.communes()) for day in DAYS}
    assert on == dict(zip(DAYS, (228, 227, 225), strict=True))


DAYS = (date(2020, 1, 1), date(2021, 1, 1), date(2022, 6, 20))


def test_communes_of_italy_as_istat_counted_them() -> None:
    # 7,904 on 1 January 2020 («Novità per l'anno 2020»)
    assert sum(one.stands(date(2020, 1, 1)) for one in places.communes()) == 7904


def test_codes_are_well_formed_and_unique() -> None:
    codes = [line[:6] for line in lines("communes")]
    assert len(codes) == len(set(codes))
    for one in places.communes():
        assert re.fullmatch(r"\d{6}", one.code)
        assert re.fullmatch(r"[A-Z]\d{3}", one.cadastral)
        assert one.code[:3] == places.provinces()[one.province].code
        assert one.nuts3 == "" or re.fullmatch(r"IT[C-I][0-9A-Z]{2}", one.nuts3)
        assert (one.until is None) == (not one.successors)


def test_every_end_leads_to_a_code_in_force() -> None:
    for one in places.communes():
        for heir in places.successors(one.code):
            last = places.commune(heir)
            assert last is not None
            assert last.until is None


def test_a_code_and_the_one_after_it_do_not_overlap() -> None:
    for one in places.communes():
        for code in one.successors:
            heir = places.commune(code)
            assert heir is not None
            assert one.until is not None
            assert heir.until is None or heir.until > one.until
            if one.cadastral == heir.cadastral:
                assert heir.since == one.until + timedelta(1)


def test_every_name_stands_for_a_code_in_force() -> None:
    for line in lines("commune_names"):
        name, code = line.split("\t")[:2]
        assert name
        assert places.commune(code, TODAY) is not None, line


@pytest.mark.parametrize(("edition", "count"), [("2007", 3138), ("2022", 3157), ("2025", 3257)])
def test_ateco_has_every_code(edition: activities.Edition, count: int) -> None:
    codes = [line.split("\t")[0] for line in lines(f"ateco_{edition}")]
    assert len(set(codes)) == len(codes) == count  # as ISTAT publishes them
    assert all(activities.dotted(code) == code and activities.ateco_title(code, edition) for code in codes)


def test_ateco_correspondence_is_whole() -> None:
    rows = [line.split("\t") for line in lines("ateco_2022_2025")]
    assert len(rows) == 6678
    for old, new, of_old, of_new in rows:
        assert activities.ateco_title(old, "2022")
        assert activities.ateco_title(new, "2025")
        assert {of_old, of_new} <= {"T", "P"}


def test_several_heirs_are_as_many_as_istat_says() -> None:
    six = [line.split("\t")[0] for line in lines("ateco_2022") if len(line.split("\t")[0]) == 8]
    assert len(six) == 1241
    assert sum(len(activities.heirs(code, "2022", "2025")) > 1 for code in six) == 402
    assert all(activities.heirs(code, "2022", "2025") for code in six)


def test_member_states_are_as_many_as_they_were() -> None:
    for day, count in ((date(2004, 5, 1), 25), (date(2007, 1, 1), 27), (date(2013, 7, 1), 28), (date(2020, 2, 1), 27)):
        assert sum(in_union(code, day) for code in countries.countries()) == count


def test_cosme_countries_of_2020() -> None:
    # COM(2021) 685: beside the Union, eleven countries
    taking_part = {code for code in countries.countries() if in_cosme(code, date(2020, 6, 1))}
    beside = {"AL", "AM", "BA", "IS", "MD", "ME", "MK", "RS", "TR", "UA", "XK"}
    assert {code for code in taking_part if not in_union(code, date(2020, 1, 1))} == beside
    assert len(taking_part) == 28 + 11  # the United Kingdom counted as a member to the end of 2020


def test_legal_forms_are_whole() -> None:
    assert len(forms.legal_forms()) == 75  # 74 of the business register, and the studio associato of ISTAT
    for one in forms.legal_forms().values():
        assert re.fullmatch(r"[A-Z]{2}|1\.2\.40", one.code)
        assert one.istat == "" or re.fullmatch(r"[12]\.\d\.\d\d", one.istat)
        # only the form of a company, a cooperative, a partnership or a sole trader tells who answers
        assert (one.liability == "") or one.nature in ("company", "cooperative", "partnership", "sole", "consortium")
        assert one.nature != "company" or one.liability == "limited"
        assert one.nature not in ("partnership", "sole") or one.liability == "unlimited"


def test_nothing_is_read_on_import() -> None:
    code = (
        "import sys, grantcli.registry.values\n"
        "from grantcli.registry import tables\n"
        "heavy = [name for name in ('stdnum', 'difflib', 'csv', 'json') if name in sys.modules]\n"
        "print(tables.lines.cache_info().currsize, heavy)"
    )
    said = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert said.strip() == "0 []"
