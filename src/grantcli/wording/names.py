"""Names of persons and enterprises compared as names: case, accents, punctuation, legal form and order aside."""

import re
from difflib import SequenceMatcher
from functools import lru_cache
from unicodedata import combining, normalize

from ..model.vocabulary import PERSON_TITLES

_FORMS = (
    r"societa_(?:consortile_|cooperativa_)?a_responsabilita_limitata(?:_semplificata)?",
    r"societa_(?:consortile_|cooperativa_)?per_azioni",
    r"societa_in_nome_collettivo",
    r"societa_in_accomandita_(?:semplice|per_azioni)",
    r"societa_cooperativa(?:_sociale)?",
    r"societa_(?:consortile|semplice|benefit|europea|unipersonale|agricola)",
    r"(?:a|con)_(?:socio_unico|unico_socio)",
    r"in_liquidazione|unipersonale|impresa_individuale|ditta_individuale|ditta",
    r"s_?c(?:ons)?_?(?:a_?)?r_?l|soc(?:ieta)?_cons(?:ortile)?(?:_a_?r_?l)?",
    r"soc(?:ieta)?_coop(?:erativa)?(?:_a_?r_?l)?",
    r"s_?r_?l_?s|s_?r_?l|s_?p_?a|s_?n_?c|s_?a_?p_?a|s_?a_?s",
)
_LAST = r"s_?s|s_?b|gmbh|ag|kg|ltd|limited|plc|llc|inc|sarl|bv|nv|sl|oy|ab"
_LEGAL_FORM = re.compile(rf"(?<![a-z0-9])(?:(?:{'|'.join(_FORMS)})(?![a-z0-9])|(?:{_LAST})$)".replace("_", " "))
_INITIALS = re.compile(r"\b([a-z0-9]) (?=[a-z0-9]\b)")
_NEAR = 0.88


@lru_cache(maxsize=8192)
def name_key(name: str) -> str:
    """Return what a name is compared by: «ROSSI Mario» and «Mario Rossi», «Alfa S.r.l.» and «alfa srl» have one key."""
    plain = "".join(letter for letter in normalize("NFKD", name.casefold()) if not combining(letter))
    words = " ".join(re.findall(r"[^\W_]+", plain.replace("&", " e ").replace("'", "").replace("\u2019", "")))
    bare = _INITIALS.sub(r"\1", _LEGAL_FORM.sub(" ", words))
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
