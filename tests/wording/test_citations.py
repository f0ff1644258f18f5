"""Citations of the regulations follow the language spoken."""

from grantcli.i18n import speaking
from grantcli.law.deminimis import CEILINGS
from grantcli.wording.citations import annex_one, article, articles, regulation


def test_a_citation_in_both_languages():
    assert annex_one(articles("3(3)", "6(2)")) == "Reg. (UE) 651/2014, all. I, artt. 3(3) e 6(2)"
    with speaking("en"):
        assert annex_one(articles("3(3)", "6(2)")) == "Reg. (EU) 651/2014, Annex I, arts 3(3) and 6(2)"
        assert regulation("2023/2831", article("3(2)")) == "Reg. (EU) 2023/2831, art. 3(2)"


def test_a_ceiling_cites_in_the_language_of_whoever_asks():
    road = next(one for one in CEILINGS if one.road)
    assert road.cite == "Reg. (UE) 1407/2013, art. 3(2), secondo comma"
    with speaking("en"):
        assert road.cite == "Reg. (EU) 1407/2013, art. 3(2), second subparagraph"
