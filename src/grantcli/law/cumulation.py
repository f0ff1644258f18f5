"""Other public money on the same costs: what each expense may still get (art. 8 of Reg. (EU) 651/2014)."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Final, Literal, NamedTuple, cast

from ..i18n import _, say
from ..model.call import Call
from ..model.facts import Answer, Facts
from ..model.finding import Finding, Verdict
from ..model.outcome import Judged, Line, RegimeOutcome, Step
from ..model.standing import SupportAccount, SupportStep
from ..money import ZERO, share_out, to_cent
from ..wording.citations import article, gber
from ..wording.formats import money, percent
from .asked_aid import intensive
from .deminimis import GrantedAid, aids_of
from .figures import Size
from .gber import ceiling

NOT_AID: Final = "none"
GROUP: Final = "state_aid"
Policy = Literal["none", "within_intensity", "free", "unknown"]


class ShareBound(NamedTuple):
    """A highest share of the cost (a fraction) and the text that sets it."""

    share: Decimal
    cite: str


class LineSupport(NamedTuple):
    """One expense with other public money on it, in euro.

    ``here`` is this contribution's part (None: not determined); ``others`` State aid and de minimis; ``support`` public
    money that is not aid; ``headroom`` what aid may still be given, never below zero (None: no intensity is known).
    The steps run from the ceiling to what is left, and sum to it (below zero: in excess).
    """

    line: str
    cost: Decimal
    here: Decimal | None
    others: Decimal
    support: Decimal
    bound: ShareBound | None
    headroom: Decimal | None
    steps: tuple[Step, ...]

    @property
    def excess(self) -> Decimal | None:
        """Return by how much all aid passes the ceiling, zero when it does not, None when it is unknown."""
        if self.here is None or self.headroom is None or self.bound is None:
            return None
        return max(self.here + self.others - to_cent(self.bound.share * self.cost, "down"), ZERO)

    @property
    def beyond_cost(self) -> Decimal:
        """Return by how much all public money known of passes the cost itself, zero when it does not."""
        return max((self.here or ZERO) + self.others + self.support - self.cost, ZERO)


def supports(judged: Judged) -> tuple[LineSupport, ...]:
    """Return the expenses with other public money on them, by the facts ``other_aid``, ``other_support`` and ``aids``.

    What is written on an expense is its total and goes before the ledger; an aid that pays for several expenses is
    shared out in proportion to their admitted cost.
    """
    lines = [line for line in judged.expenses.lines if line.admitted > 0]
    told = _support_by_line(judged, lines)
    if not told:
        return ()
    here = _here(judged, lines)
    return tuple(_support(judged, line, told[line.id], here.get(line.id)) for line in lines if line.id in told)


def findings(judged: Judged, found: Sequence[LineSupport] | None = None) -> tuple[Finding, ...]:
    """Return one finding an expense with other public money on it, by what the call says of cumulation.

    Severity warning: an excess cuts the grant at the award, it does not exclude the applicant. A voucher claimed for
    an expense that is still admitted is blocking: the same cost would be paid twice. Other aid that is declared but
    tied to no expense is a finding too, for a person to look at. ``found`` are the supports where known already.
    """
    found = supports(judged) if found is None else found
    items = _items(judged)
    doubled = tuple(_doubled(judged, items))
    if found or doubled:
        told = (_finding(judged.call, support, items.get(support.line, _NO_ITEM)) for support in found)
        return (*doubled, *told)
    declared = judged.facts.answers.get("application.other_state_aid")
    if declared is None or declared.value is not True:
        return ()
    return (_unplaced(judged.call, declared),)


def _doubled(judged: Judged, items: Mapping[str, Facts]) -> Iterator[Finding]:
    """Yield a finding for each admitted expense that a voucher pays for too, unless the call lets aid add up freely."""
    contribution = judged.call.contribution
    cite = gber(article("8(3)(b)"))
    if contribution.cumulation == "free":
        return
    for line in judged.expenses.lines:
        claimed = items.get(line.id, _NO_ITEM).answers.get("voucher_claimed")
        if claimed is None or claimed.value is not True or not line.admitted:
            continue
        yield Finding(
            id=f"voucher[{line.id}]",
            verdict="fail",
            severity="blocking",
            text=_("Spesa {line}: un voucher paga già la stessa spesa.").format(line=line.id),
            cite=cite if contribution.cumulation_cite is None else f"{contribution.cumulation_cite}; {cite}",
            group=GROUP,
            facts={f"expenses[{line.id}].voucher_claimed": claimed},
            remedy=_("Togliere la spesa dal piano, o rinunciare al voucher."),
            who=(line.id,),
        )


def accounts(found: Sequence[LineSupport]) -> tuple[SupportAccount, ...]:
    """Return the same supports to be printed, step by step."""
    return tuple(_account(support) for support in found)


def _account(support: LineSupport) -> SupportAccount:
    steps = tuple(SupportStep(say(step.text), step.cite, step.amount) for step in support.steps)
    left = sum((step.amount for step in steps), ZERO) if steps else None
    return SupportAccount(support.line, support.cost, support.others, support.support, support.headroom, left, steps)


class _OtherSupport(NamedTuple):
    others: Decimal = ZERO
    support: Decimal = ZERO
    intensity: ShareBound | None = None


_NOTHING: Final = _OtherSupport()
_NO_ITEM: Final = Facts()


def _support_by_line(judged: Judged, lines: Sequence[Line]) -> dict[str, _OtherSupport]:
    """Return the other public money on expenses, by id: what is written on one, else what the ledger says."""
    told = _from_ledger(lines, [aid for aid in aids_of(judged.facts) if aid.lines and aid.amount is not None])
    for id, item in _items(judged).items():
        aid, support = (cast("Decimal | None", item.value(key)) for key in ("other_aid", "other_support"))
        if aid or support:
            entered = told.get(id, _NOTHING)
            told[id] = entered._replace(others=aid or entered.others, support=support or entered.support)
    return {id: one for id, one in told.items() if one.others or one.support}


def _items(judged: Judged) -> dict[str, Facts]:
    return {item.id: item for item in judged.facts.lists.get("expenses", ())}


def _from_ledger(lines: Sequence[Line], aids: Sequence[GrantedAid]) -> dict[str, _OtherSupport]:
    told: dict[str, _OtherSupport] = {}
    for aid in aids:
        paid = [line for line in lines if line.id in aid.lines]
        if not paid:
            continue
        parts = share_out(to_cent(aid.amount or ZERO), [line.admitted for line in paid])
        for line, part in zip(paid, parts, strict=True):
            told[line.id] = _with(told.get(line.id, _NOTHING), aid, part)
    return told


def _with(told: _OtherSupport, aid: GrantedAid, part: Decimal) -> _OtherSupport:
    if aid.regulation == NOT_AID:
        return told._replace(support=told.support + part)
    cite = _("regime dell'aiuto {id}").format(id=aid.id)
    known = [bound for bound in (told.intensity, ShareBound(aid.intensity, cite) if aid.intensity else None) if bound]
    return told._replace(others=told.others + part, intensity=max(known, default=None))


def _here(judged: Judged, lines: Sequence[Line]) -> dict[str, Decimal]:
    """Share this contribution out over the lines, by what its rates give on each; so each instrument's equivalent."""
    support, regime = judged.contribution.support, _applied(judged)
    amount = judged.contribution.amount if support is None else support.granted
    if not lines or amount is None or (support is None and regime is None):
        return {}
    here = _over(lines, amount, {} if regime is None else regime.line_rates)
    for one in () if support is None else support.instruments:
        if one.applies is None or (one.applies and one.equivalent is None):
            return {}
        if one.applies and one.equivalent is not None:
            own = _over(lines, one.equivalent, one.line_rates)
            here = {line: part + own[line] for line, part in here.items()}
    return here


def _over(lines: Sequence[Line], amount: Decimal, rates: Mapping[str, Decimal]) -> dict[str, Decimal]:
    weights = [line.admitted * rates.get(line.id, ZERO) for line in lines]
    if not any(weights):
        weights = [line.admitted for line in lines]
    return dict(zip((line.id for line in lines), share_out(amount, weights), strict=True))


def _applied(judged: Judged) -> RegimeOutcome | None:
    return next((regime for regime in judged.contribution.regimes if regime.id == judged.contribution.regime), None)


def _support(judged: Judged, line: Line, told: _OtherSupport, here: Decimal | None) -> LineSupport:
    others, support = told.others, told.support
    bound = max([*_bounds(judged, line), *([told.intensity] if told.intensity else [])], default=None)
    if bound is None:
        return LineSupport(line.id, line.admitted, here, others, support, None, None, ())
    most = to_cent(bound.share * line.admitted, "down")
    steps = tuple(_steps(line, bound, most, others, here))
    return LineSupport(line.id, line.admitted, here, others, support, bound, max(most - others, ZERO), steps)


def _bounds(judged: Judged, line: Line) -> Iterator[ShareBound]:
    """Yield the intensities of a line: of the regime that applies, of what estimates it, of its article."""
    for regime in judged.contribution.regimes:
        bears = regime.applies or (regime.estimates and regime.estimates == judged.contribution.regime)
        if bears and line.id in regime.line_rates:
            yield ShareBound(regime.line_rates[line.id], regime.cite)
    for one in intensive(judged):
        if line.id in one.line_rates:
            yield ShareBound(one.line_rates[line.id], one.cite)
    article = {category.id: category.article for category in judged.call.expenses.categories}.get(line.category)
    size = cast("Size | None", judged.facts.value("company.size"))
    on = cast("date | None", judged.facts.value("award.date")) or judged.on
    allowed = ceiling(article, size, on, kind="") if article and size else None
    if allowed is not None:
        yield ShareBound(allowed.rate, allowed.cite)


def _steps(line: Line, bound: ShareBound, most: Decimal, others: Decimal, here: Decimal | None) -> Iterator[Step]:
    text = _("aiuti ammessi al più: {share} di {cost}").format(share=percent(bound.share), cost=money(line.admitted))
    yield Step(f"cumulation[{line.id}].ceiling", bound.cite, most, text)
    yield Step(f"cumulation[{line.id}].others", gber(article("8(1)")), -others, _("altri aiuti sulla stessa spesa"))
    if here is not None:
        yield Step(f"cumulation[{line.id}].here", gber(article("8(3)(b), (5)")), -here, _("questo contributo"))


def _finding(call: Call, support: LineSupport, item: Facts) -> Finding:
    verdict, text, remedy = _verdict_of(call.contribution.cumulation, support)
    cited = call.contribution.cumulation_cite
    joint = gber(article("8(3)(b), (5)"))
    return Finding(
        id=f"cumulation[{support.line}]",
        verdict=verdict,
        severity="warning",
        text=text,
        cite=joint if cited is None else f"{cited}; {joint}",
        group=GROUP,
        facts=_facts(support, item),
        remedy=remedy,
        who=(support.line,) if verdict == "fail" else (),
    )


def _facts(support: LineSupport, item: Facts) -> Mapping[str, Answer]:
    """Return what the finding rests on: the expense's own answers, else what the ledger says of it."""
    amounts = {"other_aid": support.others, "other_support": support.support}
    return {
        f"expenses[{support.line}].{field}": item.answers.get(field) or Answer(amount, "derived")
        for field, amount in amounts.items()
        if amount
    }


def _verdict_of(policy: Policy, support: LineSupport) -> tuple[Verdict, str, str | None]:
    """Return the verdict, the sentence, and what the applicant can do; of two ceilings passed, the one passed most."""
    said = {"line": support.line, "others": money(support.others), "excess": money(support.beyond_cost)}
    if policy == "none" and support.others:
        text = _("Spesa {line}: il bando non ammette altri aiuti sulla stessa spesa; ce ne sono per {others}.")
        return "fail", text.format(**said), _("Togliere la spesa dal piano, o rinunciare all'altro aiuto.")
    by_intensity = policy != "free" and support.others and (support.excess or ZERO) >= support.beyond_cost
    if support.beyond_cost and not (by_intensity and support.excess):
        text = _("Spesa {line}: i sostegni pubblici superano il costo di {excess}.")
        return "fail", text.format(**said), _within(support, support.beyond_cost)
    if policy == "free" or not support.others:
        return "pass", _("Spesa {line}: i sostegni pubblici non superano il costo.").format(**said), None
    return _within_intensity(support)


def _within(support: LineSupport, excess: Decimal) -> str:
    """Say by how much to ask less here, or that the other aid is too high by itself even if nothing were asked."""
    if support.here is not None and excess > support.here:
        text = _("Togliere la spesa dal piano: anche senza questo contributo gli altri superano il limite di {rest}.")
        return text.format(rest=money(excess - support.here))
    return _("Ridurre di {excess} quanto si chiede su questa spesa.").format(excess=money(excess))


def _within_intensity(support: LineSupport) -> tuple[Verdict, str, str | None]:
    said = {"line": support.line, "others": money(support.others)}
    if support.bound is None or support.headroom is None:
        text = _("Spesa {line}: con altri aiuti per {others}; manca l'intensità massima con cui confrontarli.")
        return "undetermined", text.format(**said), None
    said |= {"share": percent(support.bound.share), "headroom": money(support.headroom)}
    if support.here is None:
        text = _("Spesa {line}: con altri aiuti per {others} restano {headroom} fino al {share}.")
        return "undetermined", text.format(**said), None
    if not support.excess:
        text = _("Spesa {line}: altri aiuti per {others}, questo contributo sta nei {headroom} che restano.")
        return "pass", text.format(**said), None
    said["excess"] = money(support.excess)
    text = _("Spesa {line}: con altri aiuti per {others} l'intensità massima del {share} è superata di {excess}.")
    return "fail", text.format(**said), _within(support, support.excess)


def _unplaced(call: Call, declared: Answer) -> Finding:
    return Finding(
        id="cumulation",
        verdict="manual",
        severity="warning",
        text=_("Ci sono altri aiuti sul progetto, ma non si sa su quali spese: il cumulo non si può calcolare."),
        cite=call.contribution.cumulation_cite or gber(article("8(3)")),
        group=GROUP,
        facts={"application.other_state_aid": declared},
        look_at=_("Gli importi degli altri aiuti, spesa per spesa."),
    )
