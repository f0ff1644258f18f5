"""The words of judgements: of the whole, of a rule, of an expense line, of a document, of a score."""

from collections.abc import Iterable

from ..i18n import _, plural


def overall_word(verdict: str, unfunded: bool) -> str:
    """Say an overall verdict, and that an application which may be admitted is not paid for want of points."""
    word = _overall_word(verdict)
    return _("{verdict}, non finanziata").format(verdict=word) if unfunded and verdict != "not_eligible" else word


def unpaid_words(amount: str, *, refused: bool) -> str:
    """Say an amount that is not paid as things are: since the application is refused, or for want of points."""
    words = _("{amount}, se fosse ammessa") if refused else _("{amount}, se fosse finanziata")
    return words.format(amount=amount)


def _overall_word(verdict: str) -> str:
    words = {
        "eligible": _("ammissibile"),
        "to_verify": _("da verificare"),
        "undetermined": _("non determinabile"),
        "incomplete": _("incompleta"),
        "not_eligible": _("non ammissibile"),
    }
    return words[verdict]


def rule_word(verdict: str) -> str:
    """Say what became of a rule."""
    words = {
        "pass": _("soddisfatto"),
        "fail": _("non soddisfatto"),
        "unknown": _("manca un dato"),
        "undetermined": _("non determinabile"),
        "manual": _("da verificare"),
    }
    return words[verdict]


def line_word(verdict: str) -> str:
    """Say what became of an expense line."""
    words = {"admitted": _("ammessa"), "refused": _("non ammessa"), "cut": _("ridotta")}
    return words.get(verdict) or rule_word(verdict)


def papers_due(papers: Iterable[tuple[str, str]]) -> str:
    """Count the papers that are due, each told by whether and when: «5 dovuti, 2 solo per il punteggio, 1 dopo».

    Those of one step are counted apart from those of another: every screen and paper counts by this.
    """
    kept = [(due, moment == "submission") for due, moment in papers]
    required, score = kept.count(("required", True)), kept.count(("score_only", True))
    later = sum(due in ("required", "score_only") and not now for due, now in kept)
    parts = (
        plural("{n} dovuto", "{n} dovuti", required).format(n=required) if required else "",
        plural("{n} solo per il punteggio", "{n} solo per il punteggio", score).format(n=score) if score else "",
        plural("{n} dopo la domanda", "{n} dopo la domanda", later).format(n=later) if later else "",
    )
    return ", ".join(part for part in parts if part)


def due_word(due: str) -> str:
    """Say whether a document is due."""
    words = {
        "required": _("dovuto"),
        "score_only": _("solo per il punteggio"),
        "not_due": _("non dovuto"),
        "unknown": _("non si sa ancora"),
    }
    return words[due]


def amount_word(status: str) -> str:
    """Say what an amount is worth: computed on the call's own figures, estimated, or open."""
    words = {"official": _("calcolato"), "estimate": _("stima"), "undetermined": _("non determinabile")}
    return words[status]


def points_word(origin: str) -> str:
    """Say where the points of a criterion came from."""
    words = {"computed": _("calcolato"), "self_assessed": _("autovalutazione"), "unknown": _("non si sa ancora")}
    return words[origin]


_SPOKEN = {
    **dict.fromkeys(("eligible", "to_verify", "undetermined", "incomplete", "not_eligible"), _overall_word),
    **dict.fromkeys(("pass", "fail", "unknown", "manual"), rule_word),
    **dict.fromkeys(("admitted", "refused", "cut"), line_word),
    **dict.fromkeys(("required", "score_only", "not_due"), due_word),
    **dict.fromkeys(("official", "estimate"), amount_word),
}


def failed_words(requirement: str) -> str:
    """Say a requirement that fails: its text says what is asked, not how things are."""
    return _("Non soddisfatto: {text}").format(text=requirement)


def judgement_word(verdict: str) -> str:
    """Say any verdict, of the whole, of a rule, of a line or of a document; a word that is none stays as it is."""
    return _SPOKEN[verdict](verdict) if verdict in _SPOKEN else verdict
