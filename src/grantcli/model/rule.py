"""One rule of a call: a single node with its text, its source and the condition."""

from typing import Literal

from ..i18n import Text
from .condition import Condition
from .noun import noun

Status = Literal["official", "secondary", "derived", "missing"]
Severity = Literal["blocking", "warning", "info"]
Moment = Literal["before", "submission", "after", "award", "execution", "reporting"]
"""When something is due: ``before`` and ``after`` are the days just before and after the application is sent."""


@noun
class Rule:
    """A requirement or an exclusion.

    Passes when ``require`` holds and ``forbid`` does not; applies only where ``when`` holds. ``manual`` says what a
    person must look at even then. ``each`` names a list (``partners``, ``people``): judged item by item, the failing
    ones named. Status ``missing``: undetermined, until the user supplies a yes or no under the rule's id.
    ``borrowed``: it stands in another text than the call's, so where it does not hold a person must look.
    """

    id: str
    text: Text
    cite: str
    status: Status = "official"
    severity: Severity = "blocking"
    moment: Moment = "submission"
    group: str = "requirements"
    when: Condition | None = None
    require: Condition | None = None
    forbid: Condition | None = None
    manual: Text | None = None
    each: str | None = None
    borrowed: bool = False
    remedy: Text | None = None
    why: Text | None = None  # of a missing or derived rule: what is missing, or how it was inferred
