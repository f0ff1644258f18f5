"""What a regime gives on cost: the first rate that fits each part, bonuses up to a ceiling, tiers, a lump sum."""

from collections.abc import Callable, Iterator
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from ...i18n import Text, _, say
from ...model.call import Call
from ...model.contribution import Bonus, Regime
from ...model.facts import Facts, Supplied
from ...model.outcome import AmountStatus
from ...model.walk.scope import Scope
from ...wording import formats
from ...wording.aid_forms import cost_of
from ..conditions.compiler import compile_condition
from ..conditions.context import Frame
from ..conditions.judgement import Judgement
from ..conditions.lookups import Judge
from ..formulas.figures import compile_figure, graded
from ..formulas.resolved import Find, Resolved, exact
from .aid_ledger import AidLedger, Move, MovePhase
from .cost_groups import CENTS, GRAIN, NOTHING, CostGroup, Exact, grains, in_grains, ratio
from .decimals import in_euro, percent, points_of
from .ready_rates import JudgedRates, ReadyRate, reads_line, ready_rate
from .tiers import TierPiece, TierScale, row_words


class _ReadyBonus(NamedTuple):
    bonus: Bonus
    categories: frozenset[str]
    judge: Judge
    share: Find | None
    fixed: Find | None
    grade: AmountStatus


class Rates:
    """The rates, bonuses, tiers and lump sum of one regime, made ready once a call.

    ``base`` says what the cost is called where it is not the admitted one.
    """

    def __init__(self, regime: Regime, call: Call, scope: Scope, base: Callable[[], str] | None = None) -> None:
        inner = scope.within("expenses")
        self._base = base
        self._regime = regime
        self._article = {category.id: category.article for category in call.expenses.categories}
        self._titles = {category.id: category.text for category in call.expenses.categories}
        self._tiers = TierScale(regime, call, scope)
        self._ceiling = compile_figure(regime.ceiling, inner)
        self._lump_sum = compile_figure(regime.lump_sum, scope)
        self._rates = [ready_rate(place, rate, call, inner) for place, rate in enumerate(regime.rates)]
        counted = {one.id: compile_figure(one.counts_at, inner) for one in call.expenses.categories}
        self._counts = {name: find for name, find in counted.items() if find is not None}
        self._by_category = {one.id: self._rates_for(one.id) for one in call.expenses.categories}
        self._bonuses = [
            _ReadyBonus(
                bonus,
                frozenset(bonus.categories),
                compile_condition(bonus.when, inner),
                compile_figure(bonus.points, inner),
                compile_figure(bonus.fixed, inner),
                graded(bonus, inner, call, bonus.points, bonus.fixed),
            )
            for bonus in regime.bonuses
        ]
        looked_at = [(rate.when, rate.rate) for rate in regime.rates]
        looked_at += [(bonus.when, bonus.points) for bonus in regime.bonuses]
        looked_at += [(None, category.counts_at) for category in call.expenses.categories]
        self.by_line = any(reads_line(when, figure, inner) for when, figure in looked_at)

    @property
    def gives(self) -> bool:
        """Return whether the regime says at all what it gives."""
        return bool(self._rates or self._tiers or self._regime.lump_sum is not None)

    def apply(self, grant: AidLedger, facts: Facts) -> None:
        """Give each part what the regime gives on it, no more than it costs; what is open is noted."""
        uncovered: list[int] = []
        parts, judged = grant.parts, JudgedRates()
        grant.aid += [NOTHING] * len(parts)
        grant.counted += [self._counted(part, grant) if self._counts else part.cost for part in parts]
        grant.articles += [self._article.get(part.category) for part in parts]
        for i, part in enumerate(parts):
            found = self._find(part, grant, judged)
            if found is None:
                grant.rates.append(None)
                uncovered.append(i)
            else:
                self._give(i, part, found, facts, grant)
        if self._tiers:
            self._give_tiers(uncovered, facts, grant)
        elif self._rates:
            for i in uncovered:
                self._give_nothing(i, grant)
        if self._lump_sum is not None:
            self._give_lump_sum(self._lump_sum(Frame(facts)), grant)
        self._give_fixed(grant, outside=False)
        self._stay_within_cost(grant)

    @property
    def fixed_outside_caps(self) -> bool:
        """Return whether fixed amounts stand beside the caps."""
        return any(ready.bonus.outside_caps for ready in self._bonuses)

    def give_outside_caps(self, grant: AidLedger) -> bool:
        """Give the fixed amounts that stand beside the caps, never above the cost; return whether there are some."""
        if self.fixed_outside_caps:
            self._give_fixed(grant, outside=True)
            self._stay_within_cost(grant)
        return self.fixed_outside_caps

    def _counted(self, part: CostGroup, grant: AidLedger) -> Exact:
        """Return the cost on which the aid of a part is reckoned: as it is, or so many times what it is."""
        find = self._counts.get(part.category)
        if find is None:
            return part.cost
        found = find(part.frame)
        if found.value is None:
            note_doubt(found.why, grant)
            return part.cost
        counted = part.cost * exact(found.number)
        return counted.numerator if type(counted) is Fraction and counted.denominator == 1 else counted

    def _find(self, part: CostGroup, grant: AidLedger, judged: JudgedRates) -> ReadyRate | None:
        """Return the first rate that fits a part; what keeps one open is noted."""
        own = self._by_category.get(part.category)
        for ready in self._rates_for(part.category) if own is None else own:
            fits = judged.of(ready, part)
            if fits[0] == "pass":
                return ready
            if fits[0] != "fail":
                note_doubt(fits, grant)
                return None
        return None

    def _rates_for(self, category: str) -> list[ReadyRate]:
        return [ready for ready in self._rates if not ready.categories or category in ready.categories]

    def _give(self, i: int, part: CostGroup, ready: ReadyRate, facts: Facts, grant: AidLedger) -> None:
        rate, found, share = ready.rate, None, ready.fixed
        if rate.article:
            grant.articles[i] = rate.article
        if share is None and ready.share is not None:
            found = ready.share(part.frame)
            share = share_in(found)
        trusted, source = ready.grade, None
        given = facts.supplied.get(rate.id) if ready.can_be_supplied else None
        if given is not None and (supplied := share_of(given)) is not None:
            share, trusted, source = supplied, "estimate", given.source
        if share is None:
            grant.rates.append(None)
            note_open(rate.id, found, grant)
            return
        grant.grades.append(trusted)
        text = rate.text or self._share_text(self._cost_of(ready, grant), share)
        since = found.since if found is not None and source is None else None
        counted = grant.counted[i]
        grant.move(Move(i, rate.id, rate.cite, text, share * counted, rate.status, source, since=since))
        raised = share + self._give_bonuses(i, part, grant) if self._bonuses else share
        if self._ceiling is not None:
            raised = self._under_ceiling(i, raised, self._ceiling(part.frame), grant)
        as_it_is = counted is part.cost or counted == part.cost
        grant.rates.append(raised if as_it_is else raised * ratio(counted, part.cost))

    def _cost_of(self, ready: ReadyRate, grant: AidLedger) -> str:
        """Return the words for what a rate is given of: all of the admitted cost, or that of its categories alone."""
        others = ready.categories and not grant.categories <= ready.categories
        return cost_of({one: text for one, text in self._titles.items() if one in ready.categories} if others else {})

    def _share_text(self, of_cost: str, share: Exact) -> str:
        """Say what share is given, and of what."""
        if self._base is None:
            return of_cost.format(rate=percent(share))
        return _("{rate} di: {base}").format(rate=percent(share), base=self._base())

    def _under_ceiling(self, i: int, raised: Exact, found: Resolved, grant: AidLedger) -> Exact:
        """Cut a rate with its bonuses to the regime's ceiling, and return what is left of it."""
        ceiling = share_in(found)
        if ceiling is None:
            note_doubt(found.why, grant)
            return raised
        if raised <= ceiling:
            return raised
        text = _("L'aliquota con le maggiorazioni non supera {rate}").format(rate=percent(ceiling))
        cut = (ceiling - raised) * grant.counted[i]
        grant.move(Move(i, f"{self._regime.id}.ceiling", self._regime.cite, text, cut, phase=MovePhase.CEILING))
        return ceiling

    def _give_bonuses(self, i: int, part: CostGroup, grant: AidLedger) -> Exact:
        """Give the bonuses that hold of a part, and return the points they add up to."""
        points: Exact = NOTHING
        for ready in self._bonuses:
            if ready.fixed is not None or (ready.categories and part.category not in ready.categories):
                continue
            judged = ready.judge(part.frame)
            if judged.verdict == "pass":
                points += self._give_bonus(i, part, ready, grant)
            elif judged.verdict != "fail":
                note_doubt(judged, grant)
        return points

    def _give_bonus(self, i: int, part: CostGroup, ready: _ReadyBonus, grant: AidLedger) -> Exact:
        bonus, found = ready.bonus, None if ready.share is None else ready.share(part.frame)
        share = share_in(found)
        if share is None:
            note_open(bonus.id, found, grant)
            return NOTHING
        text = bonus.text or _("Maggiorazione di {points} punti").format(points=points_of(share))
        aid, since = share * grant.counted[i], None if found is None else found.since
        grant.move(Move(i, bonus.id, bonus.cite, text, aid, bonus.status, None, MovePhase.BONUS, since))
        grant.grades.append(ready.grade)
        return share

    def _give_nothing(self, i: int, grant: AidLedger) -> None:
        """Say of a part that no rate fits it; the step is kept though it adds nothing."""
        title = self._titles.get(grant.parts[i].category, grant.parts[i].category)
        text = _("Nessuna aliquota vale per «{category}»").format(category=say(title))
        name = f"{self._regime.id}.no_rate.{grant.parts[i].category}"
        grant.move(Move(i, name, self._regime.cite, text, NOTHING))

    def _give_tiers(self, uncovered: list[int], facts: Facts, grant: AidLedger) -> None:
        """Give what the tiers give on the parts that no rate fits, partner by partner where the regime says so."""
        regime = self._regime
        by_owner: dict[str, list[int]] = {}
        for i in uncovered:
            by_owner.setdefault(grant.parts[i].partner if regime.tiers_base == "partner" else "", []).append(i)
        for own in by_owner.values():
            cost = sum(grant.counted[i] for i in own)
            partner = grant.parts[own[0]].frame.partner if regime.tiers_base == "partner" else None
            frame = Frame(facts) if partner is None else Frame(facts, partner, "partners", partner)
            given = self._tiers.give(cost, frame)
            if isinstance(given, Judgement):
                note_doubt(given, grant)
                continue
            grant.grades.append(self._tiers.grade)
            for name, cite, text, aid in self._told_in_pieces(given, cost, alone=len(by_owner) == 1):
                share = ratio(aid, cost)
                for i in own:
                    grant.move(Move(i, name, cite, text, share * grant.counted[i], regime.status))
            share = ratio(sum(piece.aid for piece in given), cost)
            for i in own:
                grant.rates[i] = share * ratio(grant.counted[i], grant.parts[i].cost)

    def _told_in_pieces(
        self, pieces: list[TierPiece], cost: Exact, *, alone: bool
    ) -> Iterator[tuple[str, str, Text, Exact]]:
        """Yield the steps of the tiers, each with its id, citation, words and aid: one a stretch of the cost.

        One rate on the whole, or costs of several partners, make a single step.
        """
        name, total = f"{self._regime.id}.tiers", sum(piece.aid for piece in pieces)
        whole = len(pieces) == 1 and pieces[0].low == NOTHING and pieces[0].high == cost
        if whole or not pieces or not alone:
            rate = ratio(total, cost)
            text = self._share_text(_("{rate} del costo ammesso, secondo gli scaglioni"), rate)
            where = row_words(pieces[0].tier, self._tiers.table) if len(pieces) == 1 else ""
            yield name, self._tiers.cite if whole else self._regime.cite, f"{text}{where}", total
            return
        for count, piece in enumerate(pieces, start=1):
            low, high = (formats.money(in_euro(bound)) for bound in (piece.low, piece.high))
            text = _("{rate} della parte di costo da {low} a {high}")
            said = text.format(rate=percent(piece.tier.rate), low=low, high=high)
            yield f"{name}.{count}", self._tiers.cite, said + row_words(piece.tier, self._tiers.table), piece.aid

    def _give_fixed(self, grant: AidLedger, *, outside: bool) -> None:
        """Give each fixed amount that holds once, spread over the admitted cost of its categories pro rata."""
        for ready in self._bonuses:
            if ready.fixed is None or ready.bonus.outside_caps is not outside:
                continue
            own = [i for i in self._parts_of(ready, grant) if grant.parts[i].cost]
            found = ready.fixed(grant.parts[own[0]].frame) if own else None
            if found is None or found.value is None:
                note_doubt(found.why, grant) if found is not None else None
                continue
            bonus, whole = ready.bonus, sum(grant.parts[i].cost for i in own)
            amount = in_grains(found.number, CENTS)
            phase = MovePhase.OUTSIDE if outside else MovePhase.BONUS
            text = bonus.text or _("Maggiorazione in somma fissa")
            for i in own:
                share = ratio(grant.parts[i].cost, whole) * amount
                grant.move(Move(i, bonus.id, bonus.cite, text, share, bonus.status, None, phase, found.since))
            grant.grades.append(ready.grade)

    def _parts_of(self, ready: _ReadyBonus, grant: AidLedger) -> Iterator[int]:
        """Yield the parts that a fixed amount is for; what is open is noted."""
        for i, part in enumerate(grant.parts):
            if ready.categories and part.category not in ready.categories:
                continue
            judged = ready.judge(part.frame)
            if judged.verdict == "pass":
                yield i
            elif judged.verdict != "fail":
                note_doubt(judged, grant)

    def _give_lump_sum(self, found: Resolved, grant: AidLedger) -> None:
        """Give a fixed amount, spread over the parts pro rata; without any cost it is a part by itself."""
        regime = self._regime
        if found.value is None:
            note_doubt(found.why, grant)
            return
        amount = in_grains(found.number, CENTS)
        if not grant.parts:
            grant.parts.append(CostGroup("", "", "", 0, Frame(Facts())))
            grant.aid.append(NOTHING)
            grant.counted.append(0)
            grant.rates.append(None)
            grant.articles.append(None)
        whole = sum(part.cost for part in grant.parts)
        for i, part in enumerate(grant.parts):
            share = ratio(part.cost, whole) if whole else 1
            text = regime.title
            grant.move(Move(i, f"{regime.id}.lump_sum", regime.cite, text, share * amount, regime.status))

    def _stay_within_cost(self, grant: AidLedger) -> None:
        """Cut what is above the cost; only a call that names no cost at all gives a sum without any."""
        if self._regime.beyond_cost:
            return
        for i, part in enumerate(grant.parts):
            most = part.cost * GRAIN
            if (part.cost or self._titles) and grant.aid[i] > most:
                text = _("Il contributo non supera il costo")
                cut = most - grant.aid[i]
                grant.move(Move(i, f"{self._regime.id}.cost", self._regime.cite, text, cut, phase=MovePhase.CEILING))


def share_in(found: Resolved | None) -> Exact | None:
    """Return a resolved figure as a share in grains; None where it is not known."""
    return None if found is None or found.value is None else in_grains(found.number)


def note_open(name: str, found: Resolved | None, grant: AidLedger) -> None:
    """Note a figure that the call lacks (under its id, to be supplied), or what keeps one open."""
    if found is None:
        grant.figures.append(name)
    else:
        note_doubt(found.why, grant)


def share_of(supplied: Supplied) -> Exact | None:
    """Return the share that the user supplied, in grains: a number above 1 is a percentage; None for no number."""
    if not isinstance(supplied.value, Decimal):
        return None
    return grains(supplied.value if supplied.value <= 1 else supplied.value / CENTS)


def note_doubt(judged: Judgement, grant: AidLedger) -> None:
    """Note what keeps a condition open."""
    grant.missing += judged.missing
    if judged.verdict != "unknown":
        grant.grades.append("undetermined")
