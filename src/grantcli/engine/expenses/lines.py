"""One expense line judged: what refuses it, what a person must look at, what it costs by unit."""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from fractions import Fraction
from math import prod
from typing import Literal, NamedTuple

from ...i18n import Text, _
from ...model.call import Call
from ...model.computing.call_figure import FactFigure
from ...model.expense import Category, Limit, LineRule, UnitCost
from ...model.facts import Facts, Supplied
from ...model.finding import Finding, Verdict
from ...model.outcome import AmountStatus, Step
from ...model.rule import Severity, Status
from ...model.walk.scope import Scope
from ...money import ZERO, cents_of, euro, whole
from ..amount_status import grade, worst
from ..conditions.compiler import compile_condition
from ..conditions.context import Frame
from ..conditions.judgement import Judgement
from ..conditions.lookups import Judge
from ..conditions.prefilter import Sieve
from ..formulas.figures import compile_figure, figure_grade, graded
from ..formulas.resolved import Find, Resolved, exact
from .keywords import Keywords
from .ties import Parties, SupplierTie, tie_words, used_by

GROUP = "expenses"
CHECKED = "checked"
_LATER = frozenset({"payment", "timing"})
UNKNOWN = Resolved(None)
LineVerdict = Literal["admitted", "refused", "cut", "manual", "unknown"]


class LineWork:
    """A line before the limits, in cents: ``left`` is presented plus the steps. ``missing`` are full keys."""

    __slots__ = (
        *("category", "item", "partner", "presented", "left", "steps"),
        *("findings", "doubts", "suggestions", "grades", "missing"),
    )

    def __init__(self, item: Facts, category: str, partner: str) -> None:
        self.item = item
        self.category = category
        self.partner = partner
        self.presented = 0
        self.left = 0
        self.steps: list[Step] = []
        self.findings: list[Finding] = []
        self.doubts: list[Finding] = []
        self.suggestions: list[Finding] = []
        self.grades: list[AmountStatus] = []
        self.missing: list[str] = []

    def present(self, cents: int) -> None:
        """Set what is presented."""
        self.presented = self.left = cents

    def take(self, cents: int, rule: str, cite: str, text: Text, status: Status = "official") -> None:
        """Take cents away in the name of a rule, where they are more than none."""
        if cents > 0:
            self.left -= cents
            self.steps.append(Step(rule, cite, euro(-cents), text, status))

    def lack(self, field: str) -> None:
        """Note a field of the line that is not known."""
        self.missing.append(f"expenses[{self.item.id}].{field}")

    def wait(self, judged: Judgement) -> None:
        """Note what keeps a figure of the line open."""
        self.missing += judged.missing
        self.grades += ["undetermined"] if judged.verdict != "unknown" else []

    def lacking(self) -> Iterator[str]:
        """Yield the keys that the line, or a rule on it, waits for."""
        yield from self.missing
        for doubt in self.doubts:
            yield from doubt.missing

    @property
    def refused(self) -> bool:
        """Return whether something refuses all of the line."""
        return self.left <= 0 and bool(self.steps or self.findings)

    @property
    def verdict(self) -> LineVerdict:
        """Return what became of the line before the limits."""
        if self.refused:
            return "refused"
        if self.missing:
            return "unknown"
        if self.doubts:
            return "unknown" if any(self.lacking()) else "manual"
        return "cut" if self.steps else "admitted"


class _Unit(NamedTuple):
    cost: UnitCost
    judge: Judge
    amount: Find | None
    grade: AmountStatus


class _LineLimit(NamedTuple):
    limit: Limit
    judge: Judge
    share: Find | None
    amount: Find | None
    field: Find | None
    grade: AmountStatus


class LineJudge:
    """The line rules of a call, compiled once."""

    def __init__(self, call: Call, scope: Scope) -> None:
        inner = scope.within("expenses")
        expenses = call.expenses
        self._call = call
        self._rules = [rule for rule in expenses.refused if rule.when is not None]
        self._refuses = {rule.id: compile_figure(rule.refuses, inner) for rule in expenses.refused}
        self._rule_grades = {rule.id: graded(rule, inner, call, rule.refuses) for rule in expenses.refused}
        self._judges = [compile_condition(rule.when, inner) for rule in self._rules]
        self._sieve = Sieve([rule.when for rule in self._rules], inner)
        self._hinted = [rule for rule in expenses.refused if rule.hints or rule.words]
        self._hints = Keywords([rule.hints for rule in self._hinted])
        self._words = Keywords([rule.words for rule in self._hinted])
        self._limits = [_line_limit(limit, call, inner) for limit in expenses.limits if limit.each == "line"]
        self._tied = [(rule, frozenset(rule.ties)) for rule in expenses.refused if rule.ties]
        self._parties: Parties | None = None
        self._categories = {category.id: category for category in expenses.categories}
        trusted = {one.id: category_grade(one, inner, call) for one in expenses.categories}
        self._doubtful = {name: found for name, found in trusted.items() if found != "official"}
        self._units = {
            category.id: [_unit(unit, category.cite, call, inner) for unit in category.units]
            for category in expenses.categories
            if category.units
        }

    def judge(self, facts: Facts, item: Facts, partner: Facts | None, spared: bool = False) -> LineWork:
        """Judge one item of the list of expenses; one that is ``spared`` is not held against the line rules."""
        line = LineWork(item, text_of(item, "category"), text_of(item, "partner"))
        frame = Frame(facts, item, "expenses", partner)
        if line.category in self._units:
            self._price(line, frame)
        else:
            self._present(line)
        self._place(line)
        for i in () if spared else self._sieve.of(item):
            judged = self._judges[i](frame)
            if judged[0] != "fail":
                rule = self._rules[i]
                self._apply(rule, judged, line, frame)
        if not spared:
            self._compare(line, frame)
        for limit in self._limits:
            self._hold(line, limit, frame)
        self._suggest(line)
        if line.category in self._doubtful and not line.refused:
            line.grades.append(self._doubtful[line.category])
        return line

    def _hold(self, line: LineWork, ready: "_LineLimit", frame: Frame) -> None:
        """Cut a line to what a limit allows of it by its own fields."""
        limit = ready.limit
        if line.refused or (limit.of and line.category not in limit.of):
            return
        judged = ready.judge(frame)
        most = None if judged.verdict != "pass" else _most(ready, line, frame)
        if judged.verdict not in ("pass", "fail"):
            line.wait(judged)
        if most is not None and line.left > most:
            line.take(line.left - most, limit.id, limit.cite, limit.text, limit.status)
            line.findings.append(
                Finding(limit.id, "fail", "warning", limit.text, limit.cite, limit.status, group=GROUP)
            )
        line.grades += [ready.grade] if most is not None else []

    def _compare(self, line: LineWork, frame: Frame) -> None:
        """Hold the supplier against the parties that the rules on ties name."""
        facts, partner = frame.facts, frame.partner
        if not self._tied or line.refused:
            return
        if self._parties is None or self._parties.facts is not facts:
            self._parties = Parties(facts)
        ties = self._parties.ties_of(line.item, partner)
        if not ties:
            return
        said = {finding.id for finding in (*line.findings, *line.doubts)}
        checked = line.item.value(CHECKED) is True
        for rule, kinds in self._tied:
            tie = next((one for one in ties if one.party.kind in kinds), None)
            if tie is None or rule.id in said:
                continue
            if tie.likeness == "code":
                self._apply(rule, Judgement("pass", used_by(tie, line.item)), line, frame)
            elif tie.likeness == "name" and not checked:
                line.doubts.append(
                    _finding(rule, "manual", "blocking", _manual(tie, line.item), tie_words(tie, line.item))
                )
            else:
                line.suggestions.append(
                    _finding(rule, "manual", "info", _manual(tie, line.item), tie_words(tie, line.item))
                )

    def _present(self, line: LineWork) -> None:
        amount = line.item.value("amount")
        if isinstance(amount, Decimal):
            line.present(cents_of(amount))
        else:
            line.lack("amount")

    def _price(self, line: LineWork, frame: Frame) -> None:
        """Cost a line by its units; what is presented above that cost is not admitted."""
        category = self._categories[line.category]
        amount, units = line.item.value("amount"), line.item.value("units")
        line.present(cents_of(amount if isinstance(amount, Decimal) else ZERO))
        if units is None:
            line.lack("units")
            return
        for unit, judge, find, trusted in self._units[line.category]:
            judged = judge(frame)
            if judged.verdict == "fail":
                continue
            if judged.verdict != "pass":
                line.missing += judged.missing
                return
            found = UNKNOWN if find is None else find(frame)
            if found.value is None:
                line.wait(found.why)
                return
            cost = whole(exact(found.number) * exact(units) * 100, self._call.contribution.rounding)
            if not isinstance(amount, Decimal):
                line.present(cost)
            line.grades.append(trusted)
            line.take(line.left - cost, category.id, unit.cite or category.cite, category.text, unit.status)
            return
        self._refuse(line, category.id, category.cite, category.text)

    def _place(self, line: LineWork) -> None:
        """Check that the line's category is one that the call admits, and one whose cost is presented."""
        if not line.category:
            line.lack("category")
            return
        category = self._categories.get(line.category)
        if (category is not None and category.flat is None) or not self._categories:
            return
        first = next(iter(self._categories.values()))
        if category is None:
            text = _("La categoria «{category}» non è tra quelle ammesse").format(category=line.category)
            self._refuse(line, "expenses.category", first.cite, text)
        else:
            text = _("Il costo di questa categoria è calcolato a forfait: non si presentano spese")
            self._refuse(line, category.id, category.cite, text)

    def _refuse(self, line: LineWork, rule: str, cite: str, text: Text) -> None:
        line.take(line.left, rule, cite, text)
        line.findings.append(Finding(rule, "fail", "warning", text, cite, group=GROUP))

    def _apply(self, rule: LineRule, judged: Judgement, line: LineWork, frame: Frame) -> None:
        """Let one rule say its word on a line."""
        if judged.verdict == "unknown" and rule.by in _LATER:
            return
        verdict = _fired(rule, judged, frame.facts.supplied)
        if verdict == "pass":
            return
        if verdict != "fail":
            line.doubts.append(_finding(rule, verdict, "blocking", judged))
            line.grades += ["undetermined"] if verdict == "undetermined" else []
            return
        line.findings.append(_finding(rule, "fail", "warning", judged))
        if rule.verdict == "warn":
            return
        find = self._refuses[rule.id]
        found = UNKNOWN if find is None else find(frame)
        if found.value is None:
            line.wait(found.why)
            return
        share = whole(line.presented * exact(found.number), self._call.contribution.rounding)
        line.take(min(line.left, share), rule.id, rule.cite, rule.text, rule.status)
        line.grades.append(self._rule_grades[rule.id])

    def _suggest(self, line: LineWork) -> None:
        """Leave a line to a person where its words name a refused kind that its answers deny, or suggest to look."""
        description = text_of(line.item, "description")
        named, smells = self._words.of(description), self._hints.of(description)
        if line.refused or not (named or smells):
            return
        said = {finding.id for finding in (*line.findings, *line.doubts)}
        checked = line.item.value(CHECKED) is True
        for i in sorted({*named, *smells}):
            rule = self._hinted[i]
            if rule.id in said:
                continue
            if i in named and not checked:
                line.doubts.append(_by_description(rule, description))
            else:
                line.suggestions.append(_finding(rule, "manual", "info", Judgement("manual")))


def _line_limit(limit: Limit, call: Call, scope: Scope) -> _LineLimit:
    figures = (figure_grade(figure, scope, call) for figure in (limit.share, limit.amount))
    return _LineLimit(
        limit,
        compile_condition(limit.when, scope),
        compile_figure(limit.share, scope),
        compile_figure(limit.amount, scope),
        None if limit.field is None else compile_figure(FactFigure(fact=limit.field), scope),
        worst((grade(limit.status, limit.cite, call), *figures)),
    )


def _most(ready: _LineLimit, line: LineWork, frame: Frame) -> int | None:
    """Return the most cents that a limit allows of a line, None while it waits for a field or a figure."""
    figures: list[Fraction] = []
    for find, base in ((ready.share, ready.field), (ready.amount, None)):
        if find is None:
            continue
        found = [find(frame), *([base(frame)] if base is not None else [])]
        open_ = [one for one in found if one.value is None]
        if open_:
            line.wait(open_[0].why)
            return None
        own = exact(line.presented) / 100 if find is ready.share and base is None else Fraction(1)
        figures.append(own * prod(exact(one.number) for one in found))
    return int(min(figures) * 100) if figures else None


def category_grade(category: Category, scope: Scope, call: Call) -> AmountStatus:
    """Return how far it can be trusted that a category counts, and at how many times its cost.

    One that the text lacks is counted as it is presented: an estimate.
    """
    own = "estimate" if category.status == "missing" else grade(category.status, category.cite, call)
    return worst((own, figure_grade(category.counts_at, scope, call)))


def _unit(unit: UnitCost, cite: str, call: Call, scope: Scope) -> _Unit:
    trusted = worst((grade(unit.status, unit.cite or cite, call), figure_grade(unit.amount, scope, call)))
    return _Unit(unit, compile_condition(unit.when, scope), compile_figure(unit.amount, scope), trusted)


def text_of(item: Facts, field: str) -> str:
    """Return what an item says under ``field`` as text, empty where it says nothing."""
    answer = item.answers.get(field)
    return "" if answer is None else str(answer[0])


def _manual(tie: SupplierTie, item: Facts) -> Judgement:
    return Judgement("manual", used_by(tie, item))


def _by_description(rule: LineRule, description: str) -> Finding:
    """Return what leaves to a person a line that is described as a refused kind."""
    look = _("La descrizione «{text}» è quella di una spesa esclusa, le risposte della riga no.").format(
        text=description
    )
    settle = _(
        "Se è davvero quella spesa, dirlo fra le caratteristiche; se non lo è, segnare la voce come controllata."
    )
    return _finding(rule, "manual", "blocking", Judgement("manual"), f"{look} {settle}")


def _fired(rule: LineRule, judged: Judgement, supplied: Mapping[str, Supplied]) -> Verdict:
    """Return what a rule says of a line it concerns; what is undetermined the user may settle with a yes or a no."""
    verdict: Verdict = "fail" if judged.verdict == "pass" else judged.verdict
    if verdict == "fail" and rule.status == "missing":
        verdict = "undetermined"
    if verdict == "fail" and rule.verdict == "manual":
        verdict = "manual"
    if verdict in ("undetermined", "manual"):
        given = supplied.get(rule.id)
        if given is not None and isinstance(given.value, bool):
            return "pass" if given.value else "fail"
    return verdict


def _finding(
    rule: LineRule, verdict: Verdict, severity: Severity, judged: Judgement, look_at: Text | None = None
) -> Finding:
    return Finding(
        id=rule.id,
        verdict=verdict,
        severity=severity,
        text=rule.text,
        cite=rule.cite,
        status=rule.status,
        group=GROUP,
        facts=dict(judged.used),
        missing=judged.missing,
        remedy=rule.remedy,
        look_at=look_at,
    )
