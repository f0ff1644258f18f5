"""What a template draws as a badge: a colour, a sign and the word; never colour alone."""

from ...i18n import _
from ...model.finding import Finding, Overall, Verdict
from ...wording.verdicts import due_word, line_word, overall_word, rule_word

Badge = dict[str, str]
"""``kind`` (its colour), ``sign`` and ``word``."""

_RULE = {
    "pass": ("pass", "✓"),
    "fail": ("fail", "✗"),
    "unknown": ("unknown", "?"),
    "undetermined": ("undetermined", "∅"),
    "manual": ("manual", "⚑"),
}
_OVERALL = {
    "eligible": "pass",
    "to_verify": "manual",
    "undetermined": "undetermined",
    "incomplete": "unknown",
    "not_eligible": "fail",
}
_LINE = {**_RULE, "admitted": ("pass", "✓"), "refused": ("fail", "✗"), "cut": ("manual", "▲")}
_DUE = {"required": ("pass", "☐"), "score_only": ("manual", "☐"), "not_due": ("off", "–"), "unknown": ("unknown", "?")}


def verdict(value: Verdict) -> Badge:
    """Return the badge of one verdict."""
    return _badge(_RULE[value], rule_word(value))


def judged(finding: Finding) -> Badge:
    """Return the badge of a finding: its verdict, or that its occasion does not arise."""
    if not finding.applies:
        return _badge(("off", "–"), _("non si applica"))
    if finding.verdict == "fail" and finding.severity != "blocking":
        return _badge(("manual", "▲"), _("attenzione"))
    return verdict(finding.verdict)


def overall(value: Overall, unfunded: bool = False) -> Badge:
    """Return the badge of the whole; ``unfunded`` where its score is too low to be paid."""
    word = overall_word(value, unfunded)
    look = ("manual", "▲") if unfunded and value == "eligible" else _RULE[_OVERALL[value]]
    return _badge(look, word[:1].upper() + word[1:])


def line(value: str) -> Badge:
    """Return the badge of an expense line."""
    return _badge(_LINE[value], line_word(value))


def due(value: str) -> Badge:
    """Return the badge of an attachment."""
    return _badge(_DUE[value], due_word(value))


def _badge(look: tuple[str, str], word: str) -> Badge:
    kind, sign = look
    return {"kind": kind, "sign": sign, "word": word}
