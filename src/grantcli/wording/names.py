"""Names of persons and enterprises compared as names: case, accents, punctuation, legal form and order aside."""

import re
from difflib import SequenceMatcher
from functools import lru_cache
from unicodedata import combining, normalize

_FORMS = (
    r"societa (?:consortile |cooperativa )?a responsabilita limitata(?: semplificata)?",
    r"societa (?:consortile |cooperativa )?per azioni",
    r"societa in nome collettivo",
    r"societa in accomandita (?:semplice|per azioni)",
    r"societa cooperativa(?: sociale)?",
    r"societa (?:consortile|semplice|benefit|europea|unipersonale|agricola)",
    r"(?:a|con) (?:socio unico|unico socio)",
    r"in liquidazione|unipersonale|impresa individuale|ditta individuale|ditta",
    r"s ?c(?:ons)? ?(?:a ?)?r ?l|soc(?:ieta)? cons(?:ortile)?(?: a ?r ?l)?",
    r"soc(?:ieta)? coop(?:erativa)?(?: a ?r ?l)?",
    r"s ?r ?l ?s|s ?r ?l|s ?p ?a|s ?n ?c|s ?a ?p ?a|s ?a ?s",
)
_LAST = r"s ?s|s ?b|gmbh|ag|kg|ltd|limited|plc|llc|inc|sarl|bv|nv|sl|oy|ab"
_LEGAL_FORM = re.compile(rf"(?<![a-z0-9])(?:(?:{'|'.join(_FORMS)})(?![a-z0-9])|(?:{_LAST})$)")
_TITLES = frozenset(("sig", "sigra", "dott", "ssa", "dr", "ing", "avv", "arch", "rag", "geom", "prof"))
_INITIALS = re.compile(r"\b([a-z0-9]) (?=[a-z0-9]\b)")
_NEAR = 0.88


@lru_cache(maxsize=8192)
def name_key(name: str) -> str:
    """Return what a name is compared by: «ROSSI Mario» and «Mario Rossi», «Alfa S.r.l.» and «alfa srl» have one key."""
    plain = "".join(letter for letter in normalize("NFKD", name.casefold()) if not combining(letter))
    words = " ".join(re.findall(r"[^\W_]+", plain.replace("&", " e ").replace("'", "").replace("\u2019", "")))
    bare = _INITIALS.sub(r"\1", _LEGAL_FORM.sub(" ", words))
    kept = [word for word in bare.split() if word not in _TITLES]
    return " ".join(sorted(kept or words.split()))


def same_name(one: str, other: str) -> bool:
    """Tell whether two names are the same name; which is not yet the same person."""
    key = name_key(one)
    return bool(key) and key == name_key(other)


@lru_cache(maxsize=8192)
def near_names(one: str, other: str) -> bool:
    """Tell whether two names differ so little, or one has the other in it, that somebody should look."""
    first, second = name_key(one), name_key(other)
    if not first or not second or first == second:
        return False
    shorter, longer = sorted((set(first.split()), set(second.split())), key=len)
    if len(shorter) >= 2 and shorter < longer:
        return True
    return SequenceMatcher(None, first, second).ratio() >= _NEAR
