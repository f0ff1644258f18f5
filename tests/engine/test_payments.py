"""What is received when: payments sum to the aid, on their days."""

from datetime import date
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from grantcli.engine.conditions.context import Frame
from grantcli.engine.payments import Payments
from grantcli.model.call import Call
from grantcli.model.facts import Answer, Facts
from grantcli.model.instruments.payments import Payment, PaymentSchedule
from grantcli.model.timeline import After
from grantcli.model.vocabulary import Fact
from grantcli.model.walk.scope import Scope

VOCABULARY = {"signed": Fact(kind="date", label="Firma")}
SHARES = st.integers(0, 100).map(lambda share: Decimal(share) / 100)
CENTS = st.integers(0, 10**9).map(lambda cents: Decimal(cents) / 100)


def paid(payments: list[Payment], total: Decimal | None, signed: date | None = None) -> tuple[PaymentSchedule, ...]:
    facts = Facts({} if signed is None else {"signed": Answer(signed, "file")})
    ready = Payments(Call(id="prova", title="Prova", payments=tuple(payments)), Scope(VOCABULARY))
    return ready.schedules({"contribution": total}, Frame(facts))


def payment(what: str, place: int = 0, **fields: object) -> Payment:
    return Payment(id=f"{what}{place}", text=what, cite="bando §9", what=what, **fields)  # type: ignore[arg-type]


@st.composite
def drawn(draw: st.DrawFn) -> list[Payment]:
    kinds = draw(st.lists(st.sampled_from(["advance", "progress", "balance", "yearly"]), min_size=1, max_size=5))
    made = []
    for place, what in enumerate(kinds):
        free = what in ("balance", "yearly") and draw(st.booleans())
        given_ = (
            {}
            if free
            else draw(st.sampled_from([{"share": SHARES}, {"amount": CENTS}, {"share": SHARES, "most": CENTS}]))
        )
        fields = {name: draw(strategy) for name, strategy in given_.items()}
        made.append(payment(what, place, times=Decimal(draw(st.integers(1, 12))), **fields))
    return made


@given(payments=drawn(), total=CENTS)
def test_payments_and_what_is_left_sum_to_the_aid(payments: list[Payment], total: Decimal) -> None:
    schedules = paid(payments, total)
    if not total:
        assert schedules == ()
        return
    (schedule,) = schedules
    assert schedule.left is not None
    assert sum((one.amount or 0 for one in schedule.payments), schedule.left) == total == schedule.total
    for one in schedule.payments:
        assert sum(part.amount for part in one.parts) == one.amount
        assert all(part.amount >= 0 for part in one.parts)


@given(sums=st.dictionaries(st.sampled_from(["contribution", "loan", "credit", "voucher"]), CENTS, min_size=1))
def test_each_sum_is_paid_once_whatever_payments_name(sums: dict[str, Decimal]) -> None:
    """The loan in two payments, the credit by years, all else in one: what is paid is what is given."""
    payments = [
        payment("advance", 1, of=("loan",), share=Decimal("0.4")),
        payment("balance", 2, of=("loan",)),
        payment("yearly", 3, of=("credit",), times=Decimal(3)),
        payment("balance", 4),
    ]
    call = Call(id="prova", title="Prova", payments=tuple(payments))
    schedules = Payments(call, Scope(VOCABULARY)).schedules(dict(sums), Frame(Facts()))
    assert sum((one.amount or 0 for each in schedules for one in each.payments), Decimal(0)) == sum(sums.values())
    named = [name for each in schedules for name in each.of if name in sums]
    assert len(named) == len(set(named))


def test_shares_by_year_fall_on_the_same_day_each_year() -> None:
    """A year after 29 February 2028: 28 February, until 2032 has a 29th again."""
    (schedule,) = paid(
        [payment("yearly", times=Decimal(4), after=After(fact="signed", years=1))], Decimal(400), date(2028, 2, 29)
    )
    days = [part.on for part in schedule.payments[0].parts]
    assert days == [date(2029, 2, 28), date(2030, 2, 28), date(2031, 2, 28), date(2032, 2, 28)]


def test_a_day_that_counts_from_something_not_known_is_not_known() -> None:
    (schedule,) = paid([payment("balance", after=After(fact="signed", days=60))], Decimal(400))
    assert [part.on for part in schedule.payments[0].parts] == [None]
    (schedule,) = paid([payment("balance", after=After(fact="signed", days=60))], Decimal(400), date(2026, 1, 31))
    assert [part.on for part in schedule.payments[0].parts] == [date(2026, 4, 1)]


def test_of_an_aid_that_is_not_known_no_payment_is() -> None:
    (schedule,) = paid([payment("advance", share=Decimal("0.4")), payment("balance")], None)
    assert (schedule.total, schedule.left, [one.amount for one in schedule.payments]) == (None, None, [None, None])
    assert {one.verdict for one in schedule.payments} == {"undetermined"}


def test_what_no_payment_takes_is_told() -> None:
    (schedule,) = paid([payment("advance", share=Decimal("0.4"))], Decimal(1000))
    assert schedule.left == Decimal("600.00")


def test_without_a_figure_states_of_progress_leave_the_balance_unknown() -> None:
    (schedule,) = paid([payment("progress"), payment("balance")], Decimal(1000))
    assert [(one.amount, one.verdict) for one in schedule.payments] == [(None, "undetermined")] * 2
    assert schedule.left == 0
