"""The requirements of the call that the applicant states of itself: a box for each, ticked by answers."""

from collections.abc import Iterator

from ...i18n import _, say
from ...model.finding import Finding
from ...model.paper.declaration import FilledBox, FilledPart
from ...wording.facts import vocabulary_key
from ..filling import Filling

_OF_APPLICANT = ("company.", "declarations.", "people")


def requirements(filling: Filling) -> list[FilledPart]:
    """Return a statement for each blocking requirement that rests on answers about the company and its people only.

    A requirement that the answers do not meet contradicts the declaration; one that rests on silence is not ticked.
    """
    return [FilledPart("", boxes=tuple(_boxes(filling)))]


def _boxes(filling: Filling) -> Iterator[FilledBox]:
    for finding in filling.outcome.findings:
        if not _is_stated(finding):
            continue
        silent = [key for key, answer in finding.facts.items() if answer.origin == "default" and ":" not in key]
        for key in (*finding.missing, *silent):
            filling.blank(key)
        if finding.verdict == "fail":
            words = _("Non si può dichiarare il requisito {id}: {text}")
            filling.refuse(words, id=finding.id, text=finding.text)
        yield FilledBox(f"{say(finding.text)} [{finding.cite}]", finding.verdict == "pass" and not silent)


def _is_stated(finding: Finding) -> bool:
    """Return whether a finding is a requirement of who applies, for the applicant to state."""
    if finding.severity != "blocking" or finding.moment != "submission" or not finding.applies:
        return False
    keys = [vocabulary_key(key) for key in (*finding.facts, *finding.missing) if ":" not in key]
    return bool(keys) and all(key.startswith(_OF_APPLICANT) for key in keys)
