"""When things happen: the window for applying and the deadlines after it."""

from datetime import date, datetime
from typing import Literal, NamedTuple

from ..i18n import Text
from .computing.call_figure import ShareFigure
from .condition import Condition
from .noun import noun
from .rule import Moment, Status


@noun
class After:
    """A date counted from a fact: so many days or months after it (months clip to the month's end)."""

    fact: str
    days: int = 0
    months: int = 0
    years: int = 0
    at: Literal["first_of_month", "end_of_month", "end_of_year"] | None = None


@noun
class OtherDate:
    """The moment that another source gives for a deadline; a day where that source gives no hour."""

    at: datetime | date
    cite: str


@noun
class Deadline:
    """A moment of local wall time (in the call's zone), fixed (``at``) or counted (``after``).

    ``opens`` and ``closes`` bound the window for applying: outside it the window rule (this node's id) fails.
    A day without an hour does not decide on that day, and ``other_dates`` (what other sources say) do not decide
    between the earliest and the latest of them. ``verified`` false: the act was not read, and that is said.
    ``apply_by`` false: what closes is the measure (the last day of the investments), not the day to apply by.
    """

    id: str
    text: Text
    cite: str
    what: Literal["opens", "closes", "due", "info"] = "due"
    at: datetime | date | None = None
    after: After | None = None
    other_dates: tuple[OtherDate, ...] = ()
    verified: bool = True
    status: Status = "official"
    moment: Moment = "submission"
    when: Condition | None = None
    note: Text | None = None
    apply_by: bool = True

    @property
    def whole_day(self) -> bool:
        """Return whether the text gives a day and no hour."""
        return not isinstance(self.at, datetime)


WindowState = Literal["open", "coming", "closed", "unknown", "programme", "project"]


class Window(NamedTuple):
    """``opens`` and ``closes`` are the call's local wall time; None where the text does not say.

    ``bound`` is the deadline that the state speaks of: how certain its date is, is said there. ``way`` is how the call
    closes where no day says it, or when it comes back.
    """

    state: WindowState
    opens: date | None
    closes: date | None
    sure: bool = True
    bound: Deadline | None = None
    way: "CallWindow | None" = None


@noun
class Amendment:
    """A change of the call: from ``since`` on, ``set`` holds (address of a value in the file, to its new value).

    An address is made of keys, with list items by id: ``deadlines[MAR-4.3-2].at``.
    """

    id: str
    since: date
    text: Text
    cite: str
    set: dict[str, object]
    verified: bool = True


@noun
class Recurring:
    """A call that comes again: ``usually`` says when, in words; ``last`` is the day it was last open."""

    usually: Text
    last: date | None = None


@noun
class CallWindow:
    """How a call closes that does not close on a day: when the money ends, never, every year, or it is only announced.

    ``requests_at`` is the share of the budget asked at which it closes (1.5). ``address`` is where to look,
    ``seen_open`` the last day on which somebody saw it open: what is said is a warning, never a verdict.
    """

    cite: str
    closes: Literal["when_funds_end", "standing", "recurring", "announced"] = "when_funds_end"
    recurring: Recurring | None = None
    requests_at: ShareFigure | None = None
    address: str | None = None
    seen_open: date | None = None
    text: Text | None = None
