"""The sections of the form, as written or as drafted, with their length against what the portal takes."""

from ...i18n import say
from ...model.outcome import Outcome, SectionOutcome
from ...wording import facts as said

Plain = dict[str, object]
_LONG = 2200  # letters above which a section may pass a page, and its head is repeated


def sections(outcome: Outcome) -> list[Plain]:
    """Return the sections in the order of the form."""
    return [_section(section, outcome) for section in outcome.sections]


def _section(section: SectionOutcome, outcome: Outcome) -> Plain:
    count = len(section.text.split())
    return {
        "id": section.id,
        "title": say(section.title),
        "paragraphs": [text.strip() for text in section.text.split("\n") if text.strip()],
        "drafted": section.drafted,
        "guidance": say(section.guidance),
        "count": count,
        "letters": len(section.text),
        "words": section.words,
        "over": section.words is not None and count > section.words,
        "lacking": said.labels_of(section.lacking, outcome.vocabulary),
        "long": len(section.text) > _LONG,
    }
