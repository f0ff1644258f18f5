"""Names of persons and enterprises compared as names: case, accents, punctuation, legal form and order aside."""

import re
from difflib import SequenceMatcher
from functools import lru_cache
from unicodedata import combining, normalize

from ..model.vocabulary import PERSON_TITLES

_SHORT = {
    "soc": "societa",
    "coop": "cooperativa",
    "cons": "consortile",
    "resp": "responsabilita",
    "lim": "limitata",
    "az": "azioni",
    "agr": "agricola",
    "unip": "unipersonale",
    "liq": "liquidazione",
    "imp": "impresa",
    "ind": "individuale",
    "acc": "accomandita",
    "sempl": "semplice",
    "flli": "fratelli",
}
"""Words as names shorten them, to the whole word."""
_WHAT = r"(?:_(?:consortile|cooperativa|agricola|benefit|europea|unipersonale|sociale|semplice|tra_professionisti))"
_FORMS = (
    rf"societa{_WHAT}*(?:_a)?_responsabilita_limitata(?:_semplificata)?",
    rf"societa{_WHAT}*(?:_a)?_r_?l",
    rf"societa{_WHAT}*_per_azioni",
    r"societa_in_nome_collettivo",
    r"societa_in_accomandita_(?:semplice|per_azioni)",
    rf"societa{_WHAT}+",
    r"(?:a|con)_(?:socio_unico|unico_socio)|a_capitale_ridotto",
    r"in_liquidazione|unipersonale|impresa_(?:individuale|sociale)|ditta_individuale|ditta|onlus",
    r"s_?r_?l_s_?t_?p|start_?up_innovativa|pmi_innovativa|s_?t_?p",
    r"s_?c(?:ons)?_?(?:a_?)?r_?l|s_?r_?l_?s|s_?r_?l(?:_semplificata)?",
    r"s_?c?_?p_?a|s_?n_?c|s_?a_?p_?a|s_?a_?s",
)
_LAST = r"s_?s|s_?b|gmbh|ag|kg|ltd|limited|plc|llc|inc|sarl|bv|nv|sl|oy|ab"
_LEGAL_FORM = rf"(?:(?:{'|'.join(_FORMS)})(?![a-z0-9])|(?:{_LAST})$)"
_PARTNERS = rf"(?<=[a-z0-9]_)e_c(?:o|omp|ompagni|ompagnia)?(?=_?$|_{_LEGAL_FORM})"
_NOT_A_NAME = re.compile(rf"(?<![a-z0-9])(?:{_PARTNERS}|{_LEGAL_FORM})".replace("_", " "))
_INITIALS = re.compile(r"\b([a-z0-9]) (?=[a-z0-9]\b)")
_NEAR = 0.88


@lru_cache(maxsize=8192)
def name_key(name: str) -> str:
    """Return what a name is compared by: «ROSSI Mario» and «Mario Rossi», «Alfa S.r.l.» and «alfa srl» have one key."""
    plain = "".join(letter for letter in normalize("NFKD", name.casefold()) if not combining(letter))
    plain = plain.replace("&", " e ").replace("'", "").replace("\u2019", "").replace("f.lli", "fratelli")
    words = " ".join(_SHORT.get(word, word) for word in re.findall(r"[^\W_]+", plain))
    bare = _INITIALS.sub(r"\1", _NOT_A_NAME.sub(" ", words))
    kept = [word for word in bare.split() if word not in PERSON_TITLES]
    return " ".join(sorted(kept or words.split()))


def same_name(one: str, other: str) -> bool:
    """Return whether two names are the same name; which is not yet the same person."""
    key = name_key(one)
    return bool(key) and key == name_key(other)


@lru_cache(maxsize=8192)
def near_names(one: str, other: str) -> bool:
    """Return whether two names differ so little, or one has the other in it, that a person should look."""
    first, second = name_key(one), name_key(other)
    if not first or not second or first == second:
        return False
    shorter, longer = sorted((set(first.split()), set(second.split())), key=len)
    if len(shorter) >= 2 and shorter < longer:
        return True
    return SequenceMatcher(None, first, second).ratio() >= _NEAR
