"""What a call wants to know of an application as it is handed in: the facts it looks at, and what its text lacks."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from typing import NamedTuple

from ...assessment.asked import facts_asked
from ...assessment.assess import assess
from ...i18n import Text
from ...law.derive import sources_of
from ...model.call import Call, Edition
from ...model.facts import Facts
from ...model.rule import Rule
from ...model.vocabulary import Fact, Kind, Vocabulary
from ...model.walk.call_nouns import Steps
from ...model.walk.figures import figures_of, kind_of_figure
from ...model.walk.named_facts import facts_of

_ALWAYS = ("company.name", "company.vat_number", "company.tax_code", "project.title", "expenses", "people")
_ONLY_ASKED = ("score",)
"""Of what the interview knows, offered only where the outcome asks for it; what only drafts of the form name, never."""
_OF_PARTNERS = "partners[]."
"""What is asked of each partner is asked of an applicant who has none."""
_LAST = {"score": 1, "sections": 1, "award": 2, "reporting": 2}
"""What comes after the rest: points one gives oneself, then what is known only after the application."""
_PATH = re.compile(r"(.+?)\[[^\]]*\]\.(.+)")


class Lacking(NamedTuple):
    """Something that the text of the call lacks and one may supply: its id, how it is written, what it is."""

    id: str
    kind: Kind
    regime: Text | None
    text: Text | None


def asked_facts(edition: Edition, on: date, *, drafts: bool = True) -> Vocabulary:
    """Return the facts that a call looks at, those of the company first: what can be asked, not what follows.

    ``drafts`` false leaves out the lists that only the drafts of the form show.
    """
    call, vocabulary = edition.on(on), edition.vocabulary
    known = facts_asked(replace(call, sections=()), vocabulary)
    of_partners = {key.removeprefix(_OF_PARTNERS) for key in known if key.startswith(_OF_PARTNERS)}
    alone = of_partners | {source for key in of_partners for source in sources_of(key)}
    told = {key for key in facts_of(call, vocabulary, call.discrepancies) if vocabulary[key].kind != "list"}
    asked = {*assess(edition, Facts(), on).to_ask}
    wanted = {key for key in known | alone | told if _of(key) not in _ONLY_ASKED} | asked | {*_ALWAYS}
    if drafts:
        wanted |= {one.each for section in call.sections for one in section.draft if one.each}
    facts = {key: fact for key, fact in edition.vocabulary.items() if "[]" not in key and not fact.derived}
    return {key: facts[key] for key in _in_order(facts) if key in wanted}


def _in_order(facts: Vocabulary) -> list[str]:
    """Return the keys by what they are of, in the order in which the vocabulary comes to that."""
    first: dict[str, int] = {}
    for at, key in enumerate(facts):
        first.setdefault(_of(key), at)
    return sorted(facts, key=lambda key: (_LAST.get(_of(key), 0), first[_of(key)]))


def _of(key: str) -> str:
    return key.partition(".")[0]


def always_needed(edition: Edition, on: date, facts: Mapping[str, Fact]) -> frozenset[str]:
    """Return the facts and fields (``expenses[].amount``) that any application must answer to be judged."""
    one_of_each = {key: (Facts(id="1"),) for key, fact in facts.items() if fact.kind == "list"}
    missing = (*assess(edition, Facts(), on).missing, *assess(edition, Facts({}, one_of_each), on).missing)
    wanted = {_PATH.sub(r"\1[].\2", key) for key in (*_ALWAYS[:4], "expenses[].amount", *missing)}
    keyed = {key: fact.items or {} for key, fact in facts.items() if fact.key}
    return frozenset(
        wanted | {f"{key}[].{name}" for key, own in keyed.items() for name in own if not own[name].optional}
    )


def lacking(call: Call) -> Iterator[Lacking]:
    """Yield what the text of a call lacks and the verdict or the money waits for."""
    for steps, figure in figures_of(call):
        late = isinstance(figure, Rule) and (figure.moment != "submission" or figure.severity == "info")
        if figure.status == "missing" and not late:
            yield Lacking(figure.id, kind_of_figure(figure), _regime(call, steps), figure.text)


def _regime(call: Call, steps: Steps) -> Text | None:
    """Return the title of the regime that an address is inside of."""
    return call.contribution.regimes[int(steps[2])].title if steps[:2] == ("contribution", "regimes") else None
